/** Reports: what the lead institution says about its commitment, by link, or noted down by the secretariat. */

import type { TakenFile } from '../documents/file.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { type Actor, may } from '../people/may.ts'
import type { ReportsTable } from '../store/followup-schema.ts'
import type { Commitment, CommitmentState } from './commitment.ts'
import { canMove } from './state.ts'

export type Claim = ReportsTable['claim']
export type ReportChannel = ReportsTable['channel']
type ReportState = ReportsTable['state']

export const CLAIMS: readonly Claim[] = ['in_progress', 'done', 'blocked']
/** How a report reached the secretariat that notes it down. */
export const NOTED_CHANNELS = ['phone', 'email', 'paper', 'in_person'] as const

/** Characters of proof without which "done" is only a word: an order's number will do. */
export const MIN_EVIDENCE = 8

/** One report as it was given. */
export interface Report {
  readonly id: Id
  readonly commitmentId: Id
  readonly claim: Claim
  readonly text: string
  readonly evidence: string
  readonly channel: ReportChannel
  /** From where the secretariat has it; empty for a report by link. */
  readonly source: string
  /** Who reported by link; null when the secretariat noted it down. */
  readonly personId: Id | null
  readonly at: Instant
  readonly late: boolean
  readonly state: ReportState
  readonly returnReason: string
}

/** What is reported, before it was checked. */
export interface AskedReport {
  readonly actor: Actor
  readonly claim: Claim
  readonly text: string
  readonly evidence: string
  /** `link`: the institution itself; anything else was noted down by the secretariat. */
  readonly channel: ReportChannel
  readonly source: string
  /** Today in the dialogue's zone. */
  readonly today: LocalDate
  /** A file that proves it, instead of words or beside them. */
  readonly file?: TakenFile | null
  /** The report of "done" that its own institution takes back with this one, while nobody has settled it. */
  readonly corrects?: Pick<Report, 'claim' | 'state'> | null
}

/** A report that was taken, and the state the commitment has after it. */
export interface TakenReport {
  readonly claim: Claim
  readonly text: string
  readonly evidence: string
  readonly source: string
  readonly late: boolean
  readonly state: CommitmentState
}

const STATE_AFTER: Readonly<Record<Claim, CommitmentState>> = {
  in_progress: 'in_progress',
  done: 'reported_done',
  blocked: 'blocked',
}

/**
 * Decides whether a report is taken today.
 *
 * A promise met after `dueOn` still counts, but `late`; the day itself is on time.
 * @returns `forbidden` unless the actor speaks for the lead institution or may record in the dialogue,
 *   `conflict` when no report is expected in this state, `invalid` for `done` without {@link MIN_EVIDENCE}
 *   characters of proof or a file (field `evidence`), for another claim without words (`text`), and for a report noted
 *   down without its source (`source`). With `corrects` a "done" that nobody settled yet may be said anew.
 */
export function decideReport(commitment: Commitment, asked: AskedReport): Outcome<TakenReport> {
  const refusal = refusedReporter(commitment, asked)
  if (refusal) return refusal
  const state = STATE_AFTER[asked.claim]
  const from = takesBack(commitment, asked) ? 'returned' : commitment.state
  if (from === 'reported_done' || (state !== from && !canMove(from, state)))
    return refuse('conflict', 'commitments.no_report_expected', undefined, { state: commitment.state })
  const [text, evidence, source] = [asked.text.trim(), asked.evidence.trim(), asked.source.trim()]
  if (asked.claim === 'done' && evidence.length < MIN_EVIDENCE && !asked.file)
    return refuse('invalid', 'commitments.evidence_missing', 'evidence')
  if (asked.claim !== 'done' && !text) return refuse('invalid', 'commitments.report_text_missing', 'text')
  if (asked.channel !== 'link' && !source) return refuse('invalid', 'commitments.source_missing', 'source')
  const late = commitment.dueOn !== null && asked.today > commitment.dueOn
  return done({ claim: asked.claim, text, evidence, source, late, state })
}

/** A report of "done" that waits to be verified is taken back by its institution as if it had been returned to it. */
export function takesBack(
  { state }: Pick<Commitment, 'state'>,
  { corrects }: Pick<AskedReport, 'corrects'>,
): boolean {
  return state === 'reported_done' && corrects?.claim === 'done' && corrects.state === 'sent'
}

function refusedReporter(commitment: Commitment, { actor, channel }: AskedReport): Outcome<never> | null {
  if (channel === 'link')
    return actor.speaksFor.includes(commitment.leadId)
      ? null
      : refuse('forbidden', 'commitments.only_lead_reports')
  return may(actor, 'record', commitment.dialogueId) ? null : refuse('forbidden', 'forms.forbidden')
}

/**
 * Decides that the secretariat sends a report back. Only a report of "done" takes the commitment with it.
 * @returns the commitment's state afterwards; `conflict` for a report that was settled already, `invalid`
 *   `commitments.reason_missing` (field `reason`).
 */
export function decideReturn(
  commitment: Pick<Commitment, 'state'>,
  report: Pick<Report, 'state' | 'claim'>,
  reason: string,
): Outcome<{ reason: string; state: CommitmentState }> {
  if (report.state !== 'sent') return refuse('conflict', 'commitments.report_settled')
  const given = reason.trim()
  if (!given) return refuse('invalid', 'commitments.reason_missing', 'reason')
  const returned = report.claim === 'done' && canMove(commitment.state, 'returned')
  return done({ reason: given, state: returned ? 'returned' : commitment.state })
}

/** The report that a verification is about: the last one that said "done" and was not sent back. */
export function reportToVerify(reports: readonly Report[]): Report | null {
  const told = reports.filter((report) => report.claim === 'done' && report.state !== 'returned')
  return told.reduce<Report | null>((last, report) => (last && last.at > report.at ? last : report), null)
}
