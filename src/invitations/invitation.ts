/** An invitation: an institution asked to a meeting by letter, and what it answered (product.md rule 1). */

import type { InstitutionName } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import { done, type Fault, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import { dateOf, type Zone } from '../kernel/zone.ts'
import type { Meeting, MeetingState } from '../meetings/meeting.ts'
import type { AnswerChannel, InvitationsTable } from '../store/followup-schema.ts'

export type { AnswerChannel }
export type Capacity = InvitationsTable['capacity']
export type InvitationState = InvitationsTable['state']
export type LetterForm = 'letter' | 'note'

export const CAPACITIES: readonly Capacity[] = ['member', 'observer', 'resource']
/** How an answer can reach an organiser who records it; `link` is the institution's own doing. */
export const RECORDED_CHANNELS = ['phone', 'paper', 'email', 'in_person'] as const
export const MAX_SEATS = 50

/** One institution's invitation to one meeting. */
export interface Invitation {
  readonly id: Id
  readonly meetingId: Id
  readonly institutionId: Id
  readonly capacity: Capacity
  readonly seats: number
  readonly letterNumber: string
  /** Null until the letter is sent, unless it was dated beforehand. */
  readonly letterDate: LocalDate | null
  /** The office addressed, such as “To the Minister”; may be empty. */
  readonly addressee: string
  /** Null: {@link formOf} says. */
  readonly letterForm: LetterForm | null
  /** The languages of the letter in their order. */
  readonly languages: readonly Locale[]
  readonly replyBy: LocalDate | null
  readonly state: InvitationState
  readonly stateSince: Instant
  readonly sentAt: Instant | null
  readonly remindedAt: Instant | null
  /** How the nomination or the regrets came; null before. */
  readonly answer: InvitationAnswer | null
  readonly version: number
}

interface InvitationAnswer {
  readonly channel: AnswerChannel
  /** The reason given, or the letter or call that an organiser recorded. */
  readonly source: string
  /** The person who answered, or who recorded the answer. */
  readonly by: Id | null
  readonly at: Instant
}

export const LETTER_FORMS: readonly LetterForm[] = ['letter', 'note']

/** The form of the letter: as chosen, else a note verbale to international organisations (domain.md §2.2). */
export function formOf(
  { letterForm }: Pick<Invitation, 'letterForm'>,
  { sectorClass }: Pick<InstitutionName, 'sectorClass'>,
): LetterForm {
  return letterForm ?? (sectorClass === 'multilateral' ? 'note' : 'letter')
}

/** What of the meeting the rules about invitations need. */
export type MeetingFrame = Pick<Meeting, 'state' | 'days' | 'zone'>

/** States in which the date is known to the invited: letters and calendar entries go out. */
export function isTold(state: MeetingState): boolean {
  return state === 'announced' || state === 'confirmed' || state === 'in_session'
}

/** Are people told of changes: the date is told, and the meeting is not over? */
export function isAwaited({ state, endsAt }: Pick<Meeting, 'state' | 'endsAt'>, now: Instant): boolean {
  return isTold(state) && endsAt > now
}

/** May delegations still change? Until the meeting is held, so also on the day itself. */
export function isOpen(state: MeetingState): boolean {
  return isTold(state) || state === 'draft' || state === 'postponed'
}

/** Sent, and no names and no regrets came back: acknowledging receipt is not an answer. */
export function isSilent(invitation: Pick<Invitation, 'state'>): boolean {
  return invitation.state === 'sent' || invitation.state === 'acknowledged'
}

/** What the letter says beyond the meeting's own facts; the same for all institutions chosen at once. */
export interface InvitationTerms {
  readonly capacity: Capacity
  readonly seats: number
  readonly replyBy: LocalDate | null
}

interface AskedInvitations extends InvitationTerms {
  readonly institutionIds: readonly Id[]
  readonly today: LocalDate
}

/**
 * Decides which institutions are newly invited; one whose invitation was withdrawn may be invited again.
 * @param known institutions that exist. @param invited invitations of the meeting.
 * @returns the ids to invite; `invalid` at `institutions`: `invitations.no_institution`,
 *   `invitations.unknown_institution`, `invitations.already_invited` (param `count`), and the faults of
 *   {@link replyByFault}; `conflict` `invitations.meeting_over`.
 */
export function decideInvitations(
  meeting: MeetingFrame,
  asked: AskedInvitations,
  known: ReadonlySet<Id>,
  invited: readonly Pick<Invitation, 'institutionId' | 'state'>[],
): Outcome<readonly Id[]> {
  if (!isOpen(meeting.state)) return refuse('conflict', 'invitations.meeting_over')
  const faults = [
    institutionFault(asked.institutionIds, known, invited),
    replyByFault(meeting, asked),
  ].filter((fault) => fault !== null)
  return faults.length > 0 ? refuseFaults(faults) : done(asked.institutionIds)
}

function institutionFault(
  ids: readonly Id[],
  known: ReadonlySet<Id>,
  invited: readonly Pick<Invitation, 'institutionId' | 'state'>[],
): Fault | null {
  const field = 'institutions'
  if (ids.length === 0) return { field, messageKey: 'invitations.no_institution' }
  if (ids.some((id) => !known.has(id))) return { field, messageKey: 'invitations.unknown_institution' }
  const standing = new Set(
    invited.filter((entry) => entry.state !== 'withdrawn').map((entry) => entry.institutionId),
  )
  const count = ids.filter((id) => standing.has(id)).length
  return count > 0 ? { field, messageKey: 'invitations.already_invited', params: { count } } : null
}

/** A reply-by date lies between today and the first day of the meeting, both allowed. */
function replyByFault(
  meeting: Pick<MeetingFrame, 'days'>,
  asked: { readonly replyBy: LocalDate | null; readonly today: LocalDate },
): Fault | null {
  const first = meeting.days[0]
  if (asked.replyBy === null) return null
  if (asked.replyBy < asked.today) return { field: 'reply_by', messageKey: 'invitations.reply_by_past' }
  if (first && asked.replyBy > first.date)
    return { field: 'reply_by', messageKey: 'invitations.reply_by_after_meeting' }
  return null
}

/** What can be changed before the letter is sent. */
export interface LetterDraft extends InvitationTerms {
  readonly letterNumber: string
  readonly letterDate: LocalDate | null
  readonly addressee: string
  readonly letterForm?: LetterForm | null
  readonly languages: readonly Locale[]
}

/**
 * Checks a change of the letter.
 * @returns the draft; `conflict` `invitations.already_sent` once it is out, `invitations.meeting_over`;
 *   `invalid` `invitations.no_language` (`languages`) or the faults of the reply-by date.
 */
export function decideLetterDraft(
  meeting: MeetingFrame,
  invitation: Pick<Invitation, 'state'>,
  asked: LetterDraft & { readonly today: LocalDate },
): Outcome<LetterDraft> {
  if (!isOpen(meeting.state)) return refuse('conflict', 'invitations.meeting_over')
  if (invitation.state !== 'draft') return refuse('conflict', 'invitations.already_sent')
  const faults = [replyByFault(meeting, asked)].filter((fault) => fault !== null)
  if (asked.languages.length === 0) faults.push({ field: 'languages', messageKey: 'invitations.no_language' })
  if (faults.length > 0) return refuseFaults(faults)
  const { today: _, ...draft } = asked
  return done(draft)
}

/** An institution about to be written to, with its name for a refusal and the number of people to write to. */
interface Addressed {
  readonly institution: string
  readonly recipients: number
}

/**
 * Decides whether a lot of letters may go out; it goes as a whole or not at all.
 * @returns `conflict` `invitations.meeting_not_announced`; `invalid` `invitations.nothing_to_send` or
 *   `invitations.no_focal_point` (param `institutions`, at `invitations`).
 */
export function decideLetters(meeting: MeetingFrame, lot: readonly Addressed[]): Outcome<void> {
  if (!isTold(meeting.state)) return refuse('conflict', 'invitations.meeting_not_announced')
  if (lot.length === 0) return refuse('invalid', 'invitations.nothing_to_send', 'invitations')
  const nobody = lot.filter(({ recipients }) => recipients === 0).map(({ institution }) => institution)
  if (nobody.length > 0)
    return refuse('invalid', 'invitations.no_focal_point', 'invitations', { institutions: nobody.join('; ') })
  return done(undefined)
}

/** Was a reminder sent on this very day already? Days are those of the meeting's zone. */
function remindedOn(invitation: Pick<Invitation, 'remindedAt'>, today: LocalDate, zone: Zone): boolean {
  return invitation.remindedAt !== null && dateOf(invitation.remindedAt, zone) === today
}

/**
 * Of these invitations, the ones to remind: silent, and not reminded today.
 * @returns `conflict` `invitations.meeting_not_announced`; `invalid` `invitations.nobody_silent` when every
 *   institution answered or was reminded today.
 */
export function decideReminders<T extends Pick<Invitation, 'state' | 'remindedAt'>>(
  meeting: MeetingFrame,
  invitations: readonly T[],
  today: LocalDate,
): Outcome<readonly T[]> {
  if (!isTold(meeting.state)) return refuse('conflict', 'invitations.meeting_not_announced')
  const silent = invitations.filter((entry) => isSilent(entry) && !remindedOn(entry, today, meeting.zone))
  return silent.length > 0 ? done(silent) : refuse('invalid', 'invitations.nobody_silent')
}

/** @returns `conflict` `invitations.withdrawn_already` or `invitations.meeting_over`. */
export function decideWithdrawal(
  meeting: MeetingFrame,
  invitation: Pick<Invitation, 'state'>,
): Outcome<void> {
  if (invitation.state === 'withdrawn') return refuse('conflict', 'invitations.withdrawn_already')
  return isOpen(meeting.state) ? done(undefined) : refuse('conflict', 'invitations.meeting_over')
}
