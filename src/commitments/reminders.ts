/**
 * The ladder of reminders: 30, 14, 7 and 1 days before, on the day, then weekly for four weeks, then a person
 * has to phone (product.md rule 9, domain.md §6.7). Pure: which step is due on a date, and when the ladder ends.
 */

import { type Instant, later } from '../kernel/instant.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import { dateOf, type Zone } from '../kernel/zone.ts'
import type { Commitment, CommitmentState } from './commitment.ts'
import { awaitsLead } from './state.ts'

/**
 * One rung. `overdue` is the one summary for a promise that was late already when its date came to be;
 * `review` the single rung of a promise without a date.
 */
export type Step =
  | 'before_30'
  | 'before_14'
  | 'before_7'
  | 'before_1'
  | 'due'
  | 'late_7'
  | 'late_14'
  | 'late_21'
  | 'late_28'
  | 'overdue'
  | 'review'

/** Days after the due date, in the order of the ladder. */
const LADDER: readonly (readonly [step: Step, offset: number])[] = [
  ['before_30', -30],
  ['before_14', -14],
  ['before_7', -7],
  ['before_1', -1],
  ['due', 0],
  ['late_7', 7],
  ['late_14', 14],
  ['late_21', 21],
  ['late_28', 28],
]

/** What is owed every month is told less often: 7 and 1 days before, on the day, then as above. */
const SHORT_LADDER = LADDER.filter(([, offset]) => offset >= -7)

/** A report this many days before the first rung still answers it. */
const FIRST_WINDOW_DAYS = 30

/** After the last rung the owner has a week; a report buys four. */
const PATIENCE_DAYS = { afterLastStep: 7, afterReport: 28 }

/** Nobody is phoned earlier than this after the due date or the review date, whatever happened meanwhile. */
export const CALL_AFTER_DAYS = { due: 28 + PATIENCE_DAYS.afterLastStep, review: PATIENCE_DAYS.afterLastStep }

/** Nor so long after the last report. */
export const CALL_AGAIN_DAYS = PATIENCE_DAYS.afterReport

/** What the ladder needs to know of a commitment; dates are local dates of whoever is reminded. */
export interface Remindable {
  readonly state: CommitmentState
  /** The last day of the precision; null for a promise without a date. */
  readonly dueOn: LocalDate | null
  readonly reviewOn: LocalDate | null
  /** No step before this day; the day itself counts again. */
  readonly pausedUntil: LocalDate | null
  readonly lastReportOn: LocalDate | null
  /** When this version of the date came to be: agreed, moved. Nothing fires for days up to here. */
  readonly since: LocalDate
  /** The ladder without its first two rungs, for what is owed by period or in part. */
  readonly short?: boolean
}

/** One rung with its day. A report on or after `windowFrom` makes it unnecessary. */
interface Occurrence {
  readonly step: Step
  readonly on: LocalDate
  readonly windowFrom: LocalDate
}

/**
 * A commitment as the ladder sees it from `zone`, the zone of whoever is reminded.
 * @param movedAt when its date was moved last; null if it never was.
 */
export function remindable(commitment: Commitment, movedAt: Instant | null, zone: Zone): Remindable {
  const { createdAt, state, stateSince, lastReportAt } = commitment
  const began = [createdAt, movedAt ?? createdAt, state === 'agreed' ? stateSince : createdAt]
  return {
    ...commitment,
    lastReportOn: lastReportAt && dateOf(lastReportAt, zone),
    since: dateOf(began.reduce(later), zone),
  }
}

/** All rungs that this version of the date can have, in order; at least one if a date or a review day is set. */
export function occurrencesOf({ dueOn, reviewOn, since, short }: Remindable): Occurrence[] {
  const next = addDays(since, 1)
  if (dueOn === null) {
    if (reviewOn === null) return []
    const on = reviewOn > since ? reviewOn : next
    return [{ step: 'review', on, windowFrom: addDays(on, -FIRST_WINDOW_DAYS) }]
  }
  const ladder = short ? SHORT_LADDER : LADDER
  const rungs = ladder
    .map(([step, offset], at) => {
      const before = ladder[at - 1]?.[1] ?? offset - FIRST_WINDOW_DAYS
      return { step, on: addDays(dueOn, offset), windowFrom: addDays(dueOn, before) }
    })
    .filter((rung) => rung.on > since)
  return dueOn < since ? [{ step: 'overdue', on: next, windowFrom: since }, ...rungs] : rungs
}

/**
 * The step that is due on `today`, or null. Only the latest rung reached counts, so that a job which did not run
 * for a week sends one catch-up; a rung is never sent after itself or a later one, even if clocks jump back.
 *
 * @param sent the steps this person already had for this version of the date.
 */
export function dueStep(promise: Remindable, today: LocalDate, sent: ReadonlySet<string>): Step | null {
  if (!awaitsLead(promise.state) || isPaused(promise, today)) return null
  const rungs = occurrencesOf(promise)
  const at = rungs.findLastIndex((rung) => rung.on <= today)
  const reached = rungs[at]
  if (!reached || rungs.slice(at).some((rung) => sent.has(rung.step))) return null
  if (promise.lastReportOn !== null && promise.lastReportOn >= reached.windowFrom) return null
  return reached.step
}

/** Is the owner's granted pause still running on `today`? */
export function isPaused({ pausedUntil }: Pick<Remindable, 'pausedUntil'>, today: LocalDate): boolean {
  return pausedUntil !== null && pausedUntil > today
}

/**
 * Has the ladder come to its end without an answer, so that the coordinator has to phone? A week after the last
 * rung; a report keeps the promise off the list for four weeks, then it comes back.
 */
export function needsCall(promise: Remindable, today: LocalDate): boolean {
  if (!awaitsLead(promise.state) || isPaused(promise, today)) return false
  // Most are not so late: their rungs need not be counted.
  if (promise.dueOn !== null && addDays(promise.dueOn, CALL_AFTER_DAYS.due) > today) return false
  const last = occurrencesOf(promise).at(-1)
  if (!last) return false
  if (addDays(last.on, PATIENCE_DAYS.afterLastStep) > today) return false
  return promise.lastReportOn === null || addDays(promise.lastReportOn, PATIENCE_DAYS.afterReport) <= today
}
