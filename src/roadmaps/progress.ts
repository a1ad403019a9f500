/** How far indicators are: from where they began to where they shall lead. Unknown in, unknown out. Pure. */

import type { Id } from '../kernel/id.ts'
import { daysBetween, type LocalDate } from '../kernel/local-date.ts'
import { compared, type Fraction } from '../supply/fraction.ts'
import { exact, minus, over, percentOf } from './decimal.ts'
import type { Indicator, IndicatorValue, Terms } from './indicator.ts'
import type { Objective } from './objective.ts'

export interface Progress {
  /** The latest value that stands; null when there is none, which is not zero. */
  readonly value: IndicatorValue | null
  /**
   * Of the way from baseline to target, in whole per cent rounded down: below 0 when it went the other way, above 100
   * beyond the target. Null when something is missing, the way has no length, or it shall stay within bounds.
   */
  readonly percent: number | null
  /** Whether the target is reached, or the bounds are kept; null when it cannot be said. */
  readonly reached: boolean | null
  /** The first thing missing that keeps `percent` or `reached` unknown. */
  readonly missing: 'value' | 'target' | 'baseline' | null
  readonly pace: Pace
}

/**
 * Against a straight line from baseline to target, on the day of the value: `behind` it or not (`on_line`). `past`: the
 * day of the target is over, and no value reaches it. Null when it cannot be said.
 */
export type Pace = 'on_line' | 'behind' | 'past' | null

/** The value that stands and is the latest on or before a day; null without one. */
export function latestValue(values: readonly IndicatorValue[], on: LocalDate): IndicatorValue | null {
  const standing = values.filter(({ asOf, supersededAt }) => supersededAt === null && asOf <= on)
  return standing.reduce<IndicatorValue | null>(
    (latest, value) => (latest && latest.asOf >= value.asOf ? latest : value),
    null,
  )
}

/** How far an indicator is on a day. @param values its own, in any order. */
export function progressOf(terms: Terms, values: readonly IndicatorValue[], on: LocalDate): Progress {
  const value = latestValue(values, on)
  const reached = value && reaches(terms, value)
  return {
    value,
    percent: value && wayOf(terms, value),
    reached,
    missing: missingIn(terms, value),
    pace: paceOf(terms, value, { reached, on }),
  }
}

function missingIn(terms: Terms, value: IndicatorValue | null): Progress['missing'] {
  if (!value) return 'value'
  if (terms.target === null) return 'target'
  return terms.direction !== 'within' && terms.baseline === null ? 'baseline' : null
}

function reaches({ direction, target, targetHigh }: Terms, value: IndicatorValue): boolean | null {
  if (target === null) return null
  const above = compared(exact(value.amount), exact(target))
  if (direction === 'up') return above >= 0
  if (direction === 'down') return above <= 0
  return targetHigh === null ? null : above >= 0 && compared(exact(value.amount), exact(targetHigh)) <= 0
}

/** The share of the way that lies behind; null without a way. */
function shareOf({ direction, baseline, target }: Terms, value: IndicatorValue): Fraction | null {
  if (direction === 'within' || baseline === null || target === null) return null
  const way = minus(exact(target), exact(baseline))
  return way.n === 0n ? null : over(minus(exact(value.amount), exact(baseline)), way)
}

function wayOf(terms: Terms, value: IndicatorValue): number | null {
  const share = shareOf(terms, value)
  return share && percentOf(share)
}

interface Seen {
  readonly reached: boolean | null
  readonly on: LocalDate
}

function paceOf(terms: Terms, value: IndicatorValue | null, { reached, on }: Seen): Pace {
  const { baselineOn, targetOn, direction } = terms
  if (targetOn !== null && targetOn < on && reached !== true && terms.target !== null) return 'past'
  const share = value && shareOf(terms, value)
  if (!value || !share || direction === 'within' || baselineOn === null || targetOn === null) return null
  if (value.asOf < baselineOn) return null
  const gone = Math.min(daysBetween(baselineOn, value.asOf), daysBetween(baselineOn, targetOn))
  const elapsed = { n: BigInt(gone), d: BigInt(daysBetween(baselineOn, targetOn)) }
  return compared(share, elapsed) < 0 ? 'behind' : 'on_line'
}

/** How many indicators there are, and how many of them have a value, reach their target, lag behind. */
export interface Tally {
  readonly indicators: number
  readonly valued: number
  readonly reached: number
  readonly late: number
}

/** Counts; nothing is averaged, since beds and per cents have no mean. */
export function tallyOf(all: readonly Progress[]): Tally {
  return {
    indicators: all.length,
    valued: all.filter(({ value }) => value !== null).length,
    reached: all.filter(({ reached }) => reached === true).length,
    late: all.filter(({ pace }) => pace === 'behind' || pace === 'past').length,
  }
}

/** The indicators of an objective and of those below it. */
export function indicatorsUnder(
  id: Id,
  objectives: readonly Objective[],
  indicators: readonly Indicator[],
): Indicator[] {
  const under = new Set([id, ...objectives.filter(({ parentId }) => parentId === id).map((one) => one.id)])
  return indicators.filter(({ objectiveId }) => under.has(objectiveId))
}
