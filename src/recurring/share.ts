/**
 * A share: what one institution owes within a commitment, its report on one period or its part of a joint promise.
 * "No report" is a state of its own and never "nothing" (product.md rule 3). Pure.
 */

import type { CommitmentState } from '../commitments/commitment.ts'
import { MIN_EVIDENCE } from '../commitments/report.ts'
import { OWING_STATES } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Versions } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { type Actor, may } from '../people/may.ts'
import type { CommitmentSharesTable, ShareReportsTable } from '../store/recurring-schema.ts'

/** In these the shares of a commitment are still owed: what its lead reported done may wait for a part. */
export const STANDING_STATES = [...OWING_STATES, 'reported_done'] as const

/** Are the shares of a commitment in this state still owed? */
export function isStanding(state: CommitmentState): boolean {
  return STANDING_STATES.some((one) => one === state)
}

type ShareKind = CommitmentSharesTable['kind']
export type ShareState = CommitmentSharesTable['state']
export type Claim = ShareReportsTable['claim']
export type ShareChannel = ShareReportsTable['channel']

/** One share with all that a list or a page says about it. */
export interface Share {
  readonly id: Id
  readonly commitmentId: Id
  readonly institutionId: Id
  readonly kind: ShareKind
  /** `2026-01`, `2026-Q1`…; empty for a part. */
  readonly periodKey: string
  /** Null for a part without a date of its own: the commitment's date holds. */
  readonly dueOn: LocalDate | null
  readonly state: ShareState
  readonly stateSince: Instant
  /** Why it was given up, or will not come; else empty. */
  readonly stateNote: string
  /** Was the report that counts late? */
  readonly late: boolean
  /** What a part says; null for a period, which the commitment's words describe. */
  readonly text: Versions | null
  readonly lastReportAt: Instant | null
  readonly createdAt: Instant
  readonly version: number
}

/** One report on a share, as it was given. */
export interface ShareReport {
  readonly id: Id
  readonly shareId: Id
  readonly claim: Claim
  readonly text: string
  readonly evidence: string
  readonly channel: ShareChannel
  readonly source: string
  readonly personId: Id | null
  readonly at: Instant
  readonly late: boolean
  readonly state: ShareReportsTable['state']
  readonly returnReason: string
  /** True where a stock report counts as this one: its figures are the report. */
  readonly ofStock: boolean
}

/** How a share looks to who counts: `silent` is due and without any report, `due` is not due yet. */
export type ShareFace = 'in_time' | 'late' | 'silent' | 'due' | 'missed' | 'waived' | 'dropped'

/**
 * How a share looks.
 * @param share with the day that holds for it (`datedBy` of `asked.ts`).
 * @param today in the dialogue's zone; the due day itself is in time.
 */
export function faceOf(share: Pick<Share, 'state' | 'late' | 'dueOn'>, today: LocalDate): ShareFace {
  const { state, late, dueOn } = share
  if (state === 'open') return dueOn !== null && dueOn < today ? 'silent' : 'due'
  if (state === 'reported' || state === 'done') return late ? 'late' : 'in_time'
  return state
}

/** How many of those that owe a report gave one. Who was let off is not counted, who is silent is. */
export interface Completeness {
  readonly reported: number
  readonly of: number
}

/** The completeness of some shares: `14 of 20`. No report is not zero: it is one of the twenty. */
export function completenessOf(shares: readonly Pick<Share, 'state'>[]): Completeness {
  const asked = shares.filter(({ state }) => state !== 'waived' && state !== 'dropped')
  const reported = asked.filter(({ state }) => state === 'reported' || state === 'done')
  return { reported: reported.length, of: asked.length }
}

/** The day of a period, the latest of its shares': who was let off keeps theirs when the others follow the calendar. */
export function dayOfPeriod(days: readonly Share['dueOn'][]): Share['dueOn'] {
  return days.reduce((last, day) => (day !== null && (last === null || day > last) ? day : last), null)
}

/** What is reported on a share, before it was checked. */
export interface AskedShareReport {
  readonly actor: Actor
  readonly dialogueId: Id
  readonly claim: Claim
  readonly text: string
  readonly evidence: string
  readonly channel: ShareChannel
  readonly source: string
  /** Today in the dialogue's zone. */
  readonly today: LocalDate
}

/** A report that was taken, and the share's state after it. */
export interface TakenShareReport {
  readonly claim: Claim
  readonly text: string
  readonly evidence: string
  readonly source: string
  readonly late: boolean
  readonly state: Extract<ShareState, 'open' | 'reported'>
}

/**
 * Decides whether a report on a share is taken. A missed period may still be reported on, late.
 * @param share with the day that holds for it (`datedBy` of `asked.ts`).
 * @returns `forbidden` unless the actor speaks for the institution that owes it or may record in the dialogue,
 *   `conflict` `recurring.no_report_expected`, `invalid` for a part that is done without proof (field `evidence`), for
 *   words that are missing (`text`), for a noted report without its source (`source`).
 */
export function decideShareReport(share: Share, asked: AskedShareReport): Outcome<TakenShareReport> {
  const refusal = refusedReporter(share, asked)
  if (refusal) return refusal
  if (share.state !== 'open' && share.state !== 'missed')
    return refuse('conflict', 'recurring.no_report_expected')
  const [text, evidence, source] = [asked.text.trim(), asked.evidence.trim(), asked.source.trim()]
  // A period is reported on or not; a part may be under way.
  const claim = share.kind === 'period' ? 'done' : asked.claim
  const proofMissing = share.kind === 'part' && claim === 'done' && evidence.length < MIN_EVIDENCE
  if (proofMissing) return refuse('invalid', 'commitments.evidence_missing', 'evidence')
  if (share.kind === 'period' && !text && !evidence)
    return refuse('invalid', 'commitments.report_text_missing', 'text')
  if (claim !== 'done' && !text) return refuse('invalid', 'commitments.report_text_missing', 'text')
  if (asked.channel !== 'link' && !source) return refuse('invalid', 'commitments.source_missing', 'source')
  const late = share.dueOn !== null && asked.today > share.dueOn
  return done({ claim, text, evidence, source, late, state: claim === 'done' ? 'reported' : 'open' })
}

function refusedReporter(share: Share, asked: AskedShareReport): Outcome<never> | null {
  const { actor, channel, dialogueId } = asked
  if (channel === 'link')
    return actor.speaksFor.includes(share.institutionId)
      ? null
      : refuse('forbidden', 'recurring.only_owing_reports')
  return may(actor, 'record', dialogueId) ? null : refuse('forbidden', 'forms.forbidden')
}

/** What the secretariat does with a share. */
export type ShareAct = 'acceptance' | 'return' | 'closing'

/** How a share ends without a report: a period will not come or is not asked, a part is dropped. */
export const ENDINGS: Readonly<Record<ShareKind, readonly ('missed' | 'waived' | 'dropped')[]>> = {
  period: ['missed', 'waived'],
  part: ['dropped'],
}

/**
 * Decides that a reported share is accepted, or sent back with a reason.
 * @returns the state afterwards and the reason; `conflict` `recurring.nothing_to_settle`, `invalid`
 *   `commitments.reason_missing` (field `reason`).
 */
export function decideSettling(
  share: Pick<Share, 'state'>,
  { to, reason }: { readonly to: 'acceptance' | 'return'; readonly reason: string },
): Outcome<{ readonly state: ShareState; readonly reason: string }> {
  if (share.state !== 'reported') return refuse('conflict', 'recurring.nothing_to_settle')
  if (to === 'acceptance') return done({ state: 'done', reason: '' })
  const given = reason.trim()
  if (!given) return refuse('invalid', 'commitments.reason_missing', 'reason')
  return done({ state: 'open', reason: given })
}

/**
 * Decides that a share ends without a report.
 * @returns `conflict` `recurring.not_open`, `invalid` `forms.not_a_choice` (field `to`) or
 *   `commitments.reason_missing` (`reason`).
 */
export function decideEnding(
  share: Pick<Share, 'state' | 'kind'>,
  { to, reason }: { readonly to: 'missed' | 'waived' | 'dropped'; readonly reason: string },
): Outcome<{ readonly state: ShareState; readonly reason: string }> {
  if (share.state !== 'open') return refuse('conflict', 'recurring.not_open')
  if (!ENDINGS[share.kind].includes(to)) return refuse('invalid', 'forms.not_a_choice', 'to')
  const given = reason.trim()
  return given
    ? done({ state: to, reason: given })
    : refuse('invalid', 'commitments.reason_missing', 'reason')
}

/** The parts of a joint commitment that nobody reported done, oldest first: a verifier is told of them. */
export function openParts(shares: readonly Share[]): Share[] {
  return shares.filter(({ kind, state }) => kind === 'part' && state === 'open')
}
