/**
 * Due dates: a day, a quarter, a year, or "undated, review on" (domain.md §4.3), how late they are and how far
 * they slipped. Days are calendar days of the dialogue's zone; the due day itself is on time.
 */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { daysBetween, endOfQuarter, type LocalDate, localDate } from '../kernel/local-date.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { Commitment, Due, DuePrecision } from './commitment.ts'
import { awaitsLead, isFinal } from './state.ts'

/** One entry of the append-only list of moves. */
export interface DueChange {
  readonly commitmentId: Id
  /** Counted from 1. */
  readonly move: number
  readonly oldDueOn: LocalDate | null
  readonly oldPrecision: DuePrecision
  readonly newDueOn: LocalDate | null
  readonly newPrecision: DuePrecision
  readonly reason: string
  readonly requestedBy: string
  /** The person who granted it. */
  readonly grantedBy: Id
  readonly at: Instant
}

/** What the coordinator asks for when a date is moved. */
export interface AskedMove {
  readonly due: Due
  readonly reason: string
  readonly requestedBy: string
}

/** A granted move, ready to be written. */
export interface DueMove extends AskedMove {
  readonly move: number
  readonly firstDueOn: LocalDate | null
  readonly dateVersion: number
}

type Dated = Pick<Commitment, 'dueOn' | 'state'>

/**
 * A due date from a precision and any day inside it: the last day of the quarter or the year counts.
 * For `undated` the day says when to look at it again.
 */
export function dueOf(precision: DuePrecision, date: LocalDate): Due {
  if (precision === 'undated') return { dueOn: null, duePrecision: precision, reviewOn: date }
  return { dueOn: lastDayOf(precision, date), duePrecision: precision, reviewOn: null }
}

function lastDayOf(precision: Exclude<DuePrecision, 'undated'>, date: LocalDate): LocalDate {
  if (precision === 'quarter') return endOfQuarter(date)
  if (precision === 'year') return localDate(`${date.slice(0, 4)}-12-31`)
  return date
}

/** Days by which the due date moved since it was first agreed; negative when it came forward. */
export function slipDays(commitment: Pick<Commitment, 'dueOn' | 'firstDueOn'>): number {
  const { dueOn, firstDueOn } = commitment
  return dueOn && firstDueOn ? daysBetween(firstDueOn, dueOn) : 0
}

/** Days since the due date while the lead still owes the result; 0 on the due day and before. */
export function daysLate(commitment: Dated, today: LocalDate): number {
  if (!commitment.dueOn || !awaitsLead(commitment.state)) return 0
  return Math.max(0, daysBetween(commitment.dueOn, today))
}

/** Did the due date pass without a single report? */
export function isSilent(commitment: Dated & Pick<Commitment, 'lastReportAt'>, today: LocalDate): boolean {
  return daysLate(commitment, today) > 0 && commitment.lastReportAt === null
}

/** Has the day come on which an undated commitment is looked at again? */
export function isReviewDue(commitment: Pick<Commitment, 'reviewOn' | 'state'>, today: LocalDate): boolean {
  return commitment.reviewOn !== null && commitment.reviewOn <= today && !isFinal(commitment.state)
}

/**
 * Decides a move of the due date. Every move counts and is kept; the first date agreed stays the measure.
 * @returns `conflict` `commitments.cannot_move_due` unless the lead still owes the result, `invalid`
 *   `commitments.reason_missing` (field `reason`) or `commitments.same_due` (`due_date`).
 */
export function decideDueMove(commitment: Commitment, asked: AskedMove): Outcome<DueMove> {
  if (commitment.state !== 'proposed' && !awaitsLead(commitment.state))
    return refuse('conflict', 'commitments.cannot_move_due', undefined, { state: commitment.state })
  if (!asked.reason.trim()) return refuse('invalid', 'commitments.reason_missing', 'reason')
  if (sameDue(commitment, asked.due)) return refuse('invalid', 'commitments.same_due', 'due_date')
  return done({
    ...asked,
    move: commitment.dueMoves + 1,
    firstDueOn: commitment.firstDueOn ?? asked.due.dueOn,
    dateVersion: commitment.dateVersion + 1,
  })
}

function sameDue(a: Due, b: Due): boolean {
  return a.dueOn === b.dueOn && a.duePrecision === b.duePrecision && a.reviewOn === b.reviewOn
}
