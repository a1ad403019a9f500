/** The yearly estimate confirmed for a substance, and how much of it is spoken for (domain.md §2.4, §2.5). Pure. */

import type { Id } from '../kernel/id.ts'
import { type LocalDate, partsOf } from '../kernel/local-date.ts'
import { compared, type Fraction, fraction } from './fraction.ts'
import { outstanding, type PipelineLine } from './line.ts'
import type { Medicine } from './medicine.ts'

/** One confirmation; a supplementary one adds to the year. */
export interface Estimate {
  readonly id: Id
  readonly year: number
  readonly kind: 'confirmed' | 'supplementary'
  readonly baseGrams: number
  readonly confirmedOn: LocalDate
}

export const ESTIMATE_KINDS = ['confirmed', 'supplementary'] as const

/** A year against its ceiling, all in grams of base. */
export interface YearCheck {
  readonly year: number
  /** Null when nothing has been confirmed for the year. */
  readonly ceilingGrams: number | null
  /** Imported, and still to come in that year. */
  readonly linesGrams: Fraction
  /** What patients need in the year by the plan. */
  readonly needGrams: Fraction
  /** `over` the ceiling, `near` it from 95 per cent on. */
  readonly state: 'unknown' | 'within' | 'near' | 'over'
}

/** Per cent of the ceiling from which there is a warning. */
const NEAR = 95n

/** Grams of base in so many units. */
function baseGrams(units: Fraction, medicine: Medicine): Fraction {
  return {
    n: units.n * BigInt(medicine.unitMilligrams) * BigInt(medicine.basePermille),
    d: units.d * 1_000_000n,
  }
}

/**
 * Every year in which something arrived, is to arrive, or has an estimate, and the current one; earliest first. The
 * larger of deliveries and need counts: a ceiling below the need is met too late.
 */
export function checkYears(
  medicine: Medicine,
  given: {
    readonly lines: readonly PipelineLine[]
    readonly estimates: readonly Estimate[]
    readonly thisYear: number
  },
): YearCheck[] {
  const { lines, estimates, thisYear } = given
  const arrivals = lines.flatMap((line) => [
    ...(line.receivedOn ? [{ year: partsOf(line.receivedOn).year, units: line.received }] : []),
    { year: partsOf(line.expectedOn).year, units: outstanding(line) },
  ])
  const years = new Set([thisYear, ...arrivals.map(({ year }) => year), ...estimates.map(({ year }) => year)])
  return [...years]
    .sort((a, b) => a - b)
    .map((year) => {
      const own = estimates.filter((estimate) => estimate.year === year)
      const units = arrivals.filter((one) => one.year === year).reduce((sum, one) => sum + one.units, 0)
      const ceilingGrams = own.length > 0 ? own.reduce((sum, one) => sum + one.baseGrams, 0) : null
      const linesGrams = baseGrams(fraction(units), medicine)
      const needGrams = yearlyNeed(medicine, year)
      const larger = compared(linesGrams, needGrams) > 0 ? linesGrams : needGrams
      return { year, ceilingGrams, linesGrams, needGrams, state: stateOf(larger, ceilingGrams) }
    })
}

function yearlyNeed({ patients, dailyMilligrams, basePermille }: Medicine, year: number): Fraction {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const milligrams = BigInt(patients) * BigInt(dailyMilligrams) * (leap ? 366n : 365n)
  return { n: milligrams * BigInt(basePermille), d: 1_000_000n }
}

function stateOf(grams: Fraction, ceilingGrams: number | null): YearCheck['state'] {
  if (ceilingGrams === null) return 'unknown'
  if (compared(grams, fraction(ceilingGrams)) > 0) return 'over'
  return compared(grams, fraction(BigInt(ceilingGrams) * NEAR, 100)) >= 0 ? 'near' : 'within'
}
