/** What whoever coordinates has to see, alike on the first page and in the Monday digest (product.md rule 11). Pure. */

import type { Id } from '../kernel/id.ts'
import { daysBetween, type LocalDate } from '../kernel/local-date.ts'
import type { Versions } from '../kernel/locale.ts'
import type { Meeting } from '../meetings/meeting.ts'
import type { DuePeriods } from '../recurring/queries.ts'
import type { DueRequest } from '../steps/due-request.ts'
import type { MedicineAtRisk } from '../supply/at-risk.ts'
import type { StockReportCount } from '../supply/request.ts'

/** How an institution stands with what it owes in one dialogue. */
export interface LateLead {
  readonly dialogueId: Id
  readonly institutionId: Id
  readonly late: number
  /** Of the late ones, those without any report. */
  readonly silent: number
  readonly oldestDueOn: LocalDate
}

/** The same over several dialogues. */
export interface LateInstitution {
  readonly institutionId: Id
  readonly late: number
  readonly silent: number
  /** How long the oldest is late. */
  readonly days: number
}

/** What an institution was asked before a meeting, and how many of the asked have answered. */
export interface ExpectedStatus {
  readonly requestId: Id
  readonly dialogueId: Id
  readonly dueOn: LocalDate
  readonly answered: number
  readonly asked: number
}

/** Stock reports of a month: how many of the places have sent theirs. */
export interface ExpectedStock extends StockReportCount {
  readonly medicine: Versions
}

/** Reports that should come within the week. */
export interface Expected {
  /** Commitments that fall due. */
  readonly due: readonly { readonly dialogueId: Id; readonly count: number }[]
  readonly periods: readonly DuePeriods[]
  readonly statuses: readonly ExpectedStatus[]
  readonly stocks: readonly ExpectedStock[]
}

/** One of them, as a line. */
export type ExpectedLine =
  | { readonly what: 'due'; readonly count: number }
  | ({ readonly what: 'period' } & DuePeriods)
  | ({ readonly what: 'status' } & ExpectedStatus)
  | ({ readonly what: 'stock' } & ExpectedStock)

/** What is not done yet for a meeting that is to be held. */
export type Missing =
  | { readonly kind: 'announcement' | 'agenda' | 'publication' | 'status' }
  | { readonly kind: 'letters' | 'answers'; readonly count: number }
  /** Of an earlier meeting. */
  | { readonly kind: 'minutes'; readonly meetingId: Id; readonly heldOn: LocalDate }

/** A meeting ahead with what is missing for it, most pressing first. */
export interface MeetingAhead {
  readonly meeting: Meeting
  readonly missing: readonly Missing[]
}

/** Everything, within the dialogues that somebody coordinates. */
export interface Oversight {
  readonly toGrant: readonly DueRequest[]
  /** Commitments that nobody answers for by name, by dialogue. */
  readonly gaps: readonly { readonly dialogueId: Id; readonly count: number }[]
  readonly risks: readonly MedicineAtRisk[]
  readonly late: readonly LateLead[]
  readonly expected: Expected
  readonly ahead: readonly MeetingAhead[]
}

/** A line for all commitments that fall due, and one for everything else. */
export function expectedLines({ due, periods, statuses, stocks }: Expected): ExpectedLine[] {
  const count = due.reduce((sum, one) => sum + one.count, 0)
  return [
    ...(count > 0 ? [{ what: 'due' as const, count }] : []),
    ...periods.map((period) => ({ what: 'period' as const, ...period })),
    ...statuses.map((status) => ({ what: 'status' as const, ...status })),
    ...stocks.map((stock) => ({ what: 'stock' as const, ...stock })),
  ]
}

/** What of it lies in some of the dialogues. */
export function oversightIn(all: Oversight, own: ReadonlySet<Id>): Oversight {
  const mine = ({ dialogueId }: { readonly dialogueId: Id }) => own.has(dialogueId)
  const { due, periods, statuses, stocks } = all.expected
  return {
    toGrant: all.toGrant.filter(mine),
    gaps: all.gaps.filter(mine),
    risks: all.risks.filter(mine),
    late: all.late.filter(mine),
    expected: {
      due: due.filter(mine),
      periods: periods.filter(mine),
      statuses: statuses.filter(mine),
      stocks: stocks.filter(mine),
    },
    ahead: all.ahead.filter(({ meeting }) => mine(meeting)),
  }
}

/** Institutions by what they are late with: the most without a report first, then the longest late. */
export function lateInstitutions(rows: readonly LateLead[], today: LocalDate): LateInstitution[] {
  const groups = [...Map.groupBy(rows, ({ institutionId }) => institutionId)]
  const found = groups.map(([institutionId, own]) => ({
    institutionId,
    late: own.reduce((sum, { late }) => sum + late, 0),
    silent: own.reduce((sum, { silent }) => sum + silent, 0),
    days: Math.max(...own.map(({ oldestDueOn }) => daysBetween(oldestDueOn, today))),
  }))
  return found.sort(
    (a, b) =>
      b.silent - a.silent ||
      b.days - a.days ||
      b.late - a.late ||
      (a.institutionId < b.institutionId ? -1 : 1),
  )
}

/** What is known of the preparations of a meeting. */
export interface Preparations {
  /** Letters that were drafted and not sent. */
  readonly draftLetters: number
  /** Invitations that were sent and neither answered nor declined. */
  readonly openInvitations: number
  readonly items: number
  readonly published: boolean
  /** The last meeting of the dialogue before this one, if it is held and has no minutes yet. */
  readonly unminuted: { readonly id: Id; readonly heldOn: LocalDate } | null
  /** Something is owed in the dialogue, and nobody asked how it stands. */
  readonly statusDue: boolean
}

/** From when on before a meeting the status paper is missed. */
export const STATUS_DAYS = 45

/** From when on a meeting without an agenda is a matter of concern. */
const AGENDA_DAYS = 30

/**
 * What is missing for a meeting.
 * @param today in the meeting's zone.
 */
export function missingFor(meeting: Meeting, known: Preparations, today: LocalDate): Missing[] {
  const [first] = meeting.days
  const ahead = first ? daysBetween(today, first.date) : 0
  const found: Missing[] = []
  if (meeting.state === 'draft') found.push({ kind: 'announcement' })
  if (known.draftLetters > 0) found.push({ kind: 'letters', count: known.draftLetters })
  if (known.openInvitations > 0) found.push({ kind: 'answers', count: known.openInvitations })
  if (known.unminuted)
    found.push({ kind: 'minutes', meetingId: known.unminuted.id, heldOn: known.unminuted.heldOn })
  if (known.items === 0 && ahead <= AGENDA_DAYS) found.push({ kind: 'agenda' })
  if (known.items > 0 && !known.published && ahead <= AGENDA_DAYS) found.push({ kind: 'publication' })
  if (known.statusDue && ahead <= STATUS_DAYS) found.push({ kind: 'status' })
  return found
}
