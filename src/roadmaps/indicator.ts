/** How it is measured whether an objective is reached: where it began, where it shall lead, what was found. Pure. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES, type Locale, type Versions } from '../kernel/locale.ts'
import { done, type Fault, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import { compared } from '../supply/fraction.ts'
import { type Decimal, exact } from './decimal.ts'

export const DIRECTIONS = ['up', 'down', 'within'] as const
export type Direction = (typeof DIRECTIONS)[number]

/** From where to where; null is unknown, never zero. */
export interface Terms {
  /** `within`: it shall stay between `target` and `targetHigh`. */
  readonly direction: Direction
  readonly baseline: Decimal | null
  readonly baselineOn: LocalDate | null
  readonly target: Decimal | null
  readonly targetHigh: Decimal | null
  readonly targetOn: LocalDate | null
}

type Texts = Readonly<Partial<Record<Locale, string>>>

export interface IndicatorDraft extends Terms {
  readonly ownerId: Id | null
  readonly position: number
  readonly names: Texts
  readonly units: Texts
  /** How often it is reported, in words. */
  readonly rhythms: Texts
}

export interface Indicator extends Terms {
  readonly id: Id
  readonly objectiveId: Id
  readonly position: number
  readonly ownerId: Id | null
  readonly name: Versions
  readonly unit: Versions
  readonly rhythm: Versions
}

/** Terms that were in force until somebody changed them after approval. */
export interface FormerTerms extends Terms {
  readonly indicatorId: Id
  readonly reason: string
  readonly changedBy: Id
  readonly changedAt: Instant
}

/** What was found on a day. A correction is a new value of the same day. */
export interface IndicatorValue {
  readonly id: Id
  readonly indicatorId: Id
  readonly asOf: LocalDate
  readonly amount: Decimal
  readonly source: string
  readonly note: string
  readonly notedBy: Id
  readonly notedAt: Instant
  /** Since when another value stands for that day. */
  readonly supersededAt: Instant | null
}

/**
 * @returns the draft, or `invalid` with every fault: no name in the language that binds, a unit or rhythm in a language
 *   without a name (`forms.required`), or as the terms do not hold together: an amount without its day or a day
 *   without its amount (`roadmaps.whole`), a target on or before the day of the baseline (`roadmaps.target_day`), one
 *   that lies in the other direction (`roadmaps.target_direction`), bounds that are not two or in the wrong order
 *   (`roadmaps.bounds`).
 */
export function decideIndicator(draft: IndicatorDraft, authoritative: Locale): Outcome<IndicatorDraft> {
  const { names, units, rhythms } = draft
  const unnamed = LOCALES.filter(
    (lang) => !names[lang] && (lang === authoritative || units[lang] || rhythms[lang]),
  )
  const faults = [
    ...unnamed.map((lang): Fault => ({ field: `name_${lang}`, messageKey: 'forms.required' })),
    ...datesOf(draft),
    ...aimOf(draft),
  ]
  return faults.length > 0 ? refuseFaults(faults) : done(draft)
}

function datesOf({ baseline, baselineOn, target, targetOn }: Terms): Fault[] {
  const faults: Fault[] = []
  if ((baseline === null) !== (baselineOn === null))
    faults.push({ field: baseline === null ? 'baseline' : 'baseline_on', messageKey: 'roadmaps.whole' })
  if ((target === null) !== (targetOn === null))
    faults.push({ field: target === null ? 'target' : 'target_on', messageKey: 'roadmaps.whole' })
  if (baselineOn !== null && targetOn !== null && targetOn <= baselineOn)
    faults.push({ field: 'target_on', messageKey: 'roadmaps.target_day' })
  return faults
}

function aimOf({ direction, baseline, target, targetHigh }: Terms): Fault[] {
  if (direction === 'within') {
    const both = target !== null && targetHigh !== null && compared(exact(target), exact(targetHigh)) < 0
    return both || (target === null && targetHigh === null)
      ? []
      : [{ field: 'target_high', messageKey: 'roadmaps.bounds' }]
  }
  if (targetHigh !== null) return [{ field: 'target_high', messageKey: 'roadmaps.bounds' }]
  if (baseline === null || target === null) return []
  const rise = compared(exact(target), exact(baseline))
  const wrong = direction === 'up' ? rise < 0 : rise > 0
  return wrong ? [{ field: 'target', messageKey: 'roadmaps.target_direction' }] : []
}

/** Do both say the same? */
export function sameTerms(a: Terms, b: Terms): boolean {
  return (
    a.direction === b.direction &&
    a.baseline === b.baseline &&
    a.baselineOn === b.baselineOn &&
    a.target === b.target &&
    a.targetHigh === b.targetHigh &&
    a.targetOn === b.targetOn
  )
}

export interface AskedValue {
  readonly asOf: LocalDate
  readonly amount: Decimal
  readonly source: string
  readonly note: string
  /** Ticked by somebody who saw that the day has a value already. */
  readonly correction: boolean
}

/**
 * @returns the value that this one corrects or null; `invalid` for a day to come (`roadmaps.future`), a day that has a
 *   value unless it is said to be a correction (`roadmaps.value_there`), a correction of nothing
 *   (`roadmaps.nothing_to_correct`), one that changes nothing (`roadmaps.same_value`), one without a note that says why
 *   (`forms.required`).
 */
export function decideValue(
  asked: AskedValue,
  known: readonly IndicatorValue[],
  today: LocalDate,
): Outcome<IndicatorValue | null> {
  if (asked.asOf > today) return refuse('invalid', 'roadmaps.future', 'as_of')
  const there = known.find(({ asOf, supersededAt }) => asOf === asked.asOf && supersededAt === null) ?? null
  if (!there)
    return asked.correction ? refuse('invalid', 'roadmaps.nothing_to_correct', 'correction') : done(null)
  if (!asked.correction) return refuse('invalid', 'roadmaps.value_there', 'correction')
  if (there.amount === asked.amount && there.source === asked.source)
    return refuse('invalid', 'roadmaps.same_value', 'amount')
  return asked.note ? done(there) : refuse('invalid', 'forms.required', 'note')
}
