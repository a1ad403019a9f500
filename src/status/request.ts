/** A status request: what the leads of chosen commitments are asked before a meeting, by when (domain.md §4.3). Pure. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import type { Versions } from '../kernel/locale.ts'
import { done, type Fault, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import type { Zone } from '../kernel/zone.ts'
import type { StatusRequestsTable } from '../store/status-schema.ts'

export type RequestState = StatusRequestsTable['state']

/** Commitments that one request takes: the paper of more could not be read in a meeting. */
export const MOST_LINES = 200

/** One request. */
export interface StatusRequest {
  readonly id: Id
  readonly dialogueId: Id
  /** Of the dialogue: its calendar day counts. */
  readonly zone: Zone
  /** The meeting that the paper is for. */
  readonly meetingId: Id | null
  readonly state: RequestState
  readonly dueOn: LocalDate
  /** Covering words of the letters; no text at all is allowed. */
  readonly words: Versions
  readonly openedAt: Instant | null
  /** The day on which letters went last. */
  readonly askedOn: LocalDate | null
  readonly closedAt: Instant | null
  /** The item of the agenda under which the paper stands. */
  readonly itemId: Id | null
  readonly createdAt: Instant
  readonly version: number
}

/** One institution's part, made when its letters go. */
export interface StatusPart {
  readonly id: Id
  readonly requestId: Id
  readonly institutionId: Id
  /** False where nothing could be reported when the letters went: all waits to be verified. */
  readonly asked: boolean
  /** How many people could be written to. */
  readonly people: number
}

/** What is asked to be prepared, before it was checked. */
export interface RequestDraft {
  readonly meetingId: Id | null
  readonly commitmentIds: readonly Id[]
  readonly dueOn: LocalDate
  readonly words: StatusRequest['words']['texts']
}

/**
 * Checks a draft.
 * @param meetingOn the first day of the meeting it serves; null without one.
 * @returns `invalid` with every fault: `status.nothing_chosen`, `status.too_many` (param `max`) at `commitment`,
 *   `status.due_past`, `status.due_after_meeting` at `due_on`.
 */
export function decideDraft(
  draft: RequestDraft,
  { today, meetingOn }: { readonly today: LocalDate; readonly meetingOn: LocalDate | null },
): Outcome<RequestDraft> {
  const faults: Fault[] = [...dueFaults(draft.dueOn, { today, meetingOn })]
  if (draft.commitmentIds.length === 0)
    faults.push({ field: 'commitment', messageKey: 'status.nothing_chosen' })
  if (draft.commitmentIds.length > MOST_LINES)
    faults.push({ field: 'commitment', messageKey: 'status.too_many', params: { max: MOST_LINES } })
  return faults.length > 0 ? refuseFaults(faults) : done(draft)
}

/** The day that the form proposes: a week before the meeting, never sooner than in three days; else in two weeks. */
export function proposedDay(today: LocalDate, meetingOn: LocalDate | null): LocalDate {
  if (meetingOn === null || meetingOn <= today) return addDays(today, 14)
  const week = addDays(meetingOn, -7)
  const soon = addDays(today, 3)
  if (week >= soon) return week
  return soon <= meetingOn ? soon : meetingOn
}

/**
 * Decides a new day by which to answer, for a request that is open.
 * @returns the day; `conflict` `status.not_open`, `invalid` the faults of the day.
 */
export function decideExtension(
  request: Pick<StatusRequest, 'state'>,
  dueOn: LocalDate,
  days: { readonly today: LocalDate; readonly meetingOn: LocalDate | null },
): Outcome<LocalDate> {
  if (request.state !== 'open') return refuse('conflict', 'status.not_open')
  const faults = dueFaults(dueOn, days)
  return faults.length > 0 ? refuseFaults(faults) : done(dueOn)
}

function dueFaults(
  dueOn: LocalDate,
  { today, meetingOn }: { readonly today: LocalDate; readonly meetingOn: LocalDate | null },
): Fault[] {
  if (dueOn < today) return [{ field: 'due_on', messageKey: 'status.due_past' }]
  if (meetingOn !== null && meetingOn >= today && dueOn > meetingOn)
    return [{ field: 'due_on', messageKey: 'status.due_after_meeting' }]
  return []
}

/**
 * Decides that who has not answered is reminded.
 * @returns done; `conflict` `status.not_open`, `status.asked_today` when letters went today already,
 *   `status.nobody_to_remind` when everybody who can be written to has answered.
 */
export function decideReminder(
  request: Pick<StatusRequest, 'state' | 'askedOn'>,
  { today, waiting }: { readonly today: LocalDate; readonly waiting: number },
): Outcome<null> {
  if (request.state !== 'open') return refuse('conflict', 'status.not_open')
  if (request.askedOn === today) return refuse('conflict', 'status.asked_today')
  return waiting === 0 ? refuse('conflict', 'status.nobody_to_remind') : done(null)
}

/** Decides that a request is closed; no answer is taken after that. @returns done; `conflict` `status.not_open`. */
export function decideClosing({ state }: Pick<StatusRequest, 'state'>): Outcome<null> {
  return state === 'open' ? done(null) : refuse('conflict', 'status.not_open')
}

/** Decides that a closed request goes onto the agenda of its meeting. */
export function decideAgenda({
  state,
  meetingId,
  itemId,
}: Pick<StatusRequest, 'state' | 'meetingId' | 'itemId'>): Outcome<Id> {
  if (state !== 'closed') return refuse('conflict', 'status.not_closed')
  if (itemId !== null) return refuse('conflict', 'status.on_agenda')
  return meetingId === null ? refuse('conflict', 'status.no_meeting') : done(meetingId)
}
