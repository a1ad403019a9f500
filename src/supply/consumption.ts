/** How fast a medicine is used up, from what was reported and from the plan (domain.md §2.5). Pure. */

import { addDays, daysBetween, type LocalDate } from '../kernel/local-date.ts'
import { divided, type Fraction, fraction } from './fraction.ts'

/** A calendar month, `2025-10`. */
export type Month = string & { readonly __month: unique symbol }

/** What a place reported for one month; a month without a report has no row, and is not a month without use. */
export interface MonthUsed {
  readonly month: Month
  readonly consumedUnits: number
  /** Days on which nothing could be given out because there was nothing. */
  readonly daysOut: number
}

/** Months that count at most, and how many there must be: fewer say more about chance than about need. */
const MOST_MONTHS = 6
const LEAST_MONTHS = 3

/** Reads `2025-10`; null for anything else, and for a month that nobody alive reports. */
export function parseMonth(text: string): Month | null {
  return /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/.test(text) ? (text as Month) : null
}

/** Its first day. */
export function firstDayOf(month: Month): LocalDate {
  return `${month}-01` as LocalDate
}

/** Its last day. */
export function lastDayOf(month: Month): LocalDate {
  return addDays(firstDayOf(monthAfter(month)), -1)
}

/** The month after it. @throws RangeError after the year 9999. */
export function monthAfter(month: Month): Month {
  const number = Number(month.slice(5))
  const found = parseMonth(
    number === 12
      ? `${Number(month.slice(0, 4)) + 1}-01`
      : `${month.slice(0, 5)}${String(number + 1).padStart(2, '0')}`,
  )
  if (!found) throw new RangeError(`no month after ${month}`)
  return found
}

/** Its number of days, 28 to 31. */
export function daysIn(month: Month): number {
  return daysBetween(firstDayOf(month), firstDayOf(monthAfter(month)))
}

/**
 * What would have been used up had there been stock on every day: C × days / (days − days out).
 * @returns null when it was out on all days: then nothing is known of the need.
 */
export function adjustedUnits(consumedUnits: number, days: number, daysOut: number): Fraction | null {
  return daysOut >= days ? null : fraction(BigInt(consumedUnits) * BigInt(days), days - daysOut)
}

/**
 * Average monthly consumption in units a month: the mean over the last 3 to 6 reported months, adjusted for days
 * without stock.
 * @param reports in any order, each month once.
 * @returns null, which is unknown and not zero, with fewer than three months or when it was out on all their days.
 */
export function averageMonthlyConsumption(reports: readonly MonthUsed[]): Fraction | null {
  const last = [...reports].sort((a, b) => (a.month < b.month ? 1 : -1)).slice(0, MOST_MONTHS)
  if (last.length < LEAST_MONTHS) return null
  const sum = (of: (report: MonthUsed) => number) => last.reduce((total, report) => total + of(report), 0)
  const days = sum(({ month }) => daysIn(month))
  const used = adjustedUnits(
    sum(({ consumedUnits }) => consumedUnits),
    days,
    // Nobody was out for longer than the month has days, whatever a report says.
    sum(({ month, daysOut }) => Math.min(daysOut, daysIn(month))),
  )
  return used && { n: used.n, d: used.d * BigInt(last.length) }
}

/** Days of an average month, as an exact share: 30.4375. */
const MONTH_DAYS: Fraction = { n: 487n, d: 16n }

/**
 * The need by the plan in units a month, to be shown beside what was reported: patients × mean dose.
 * @param unitMilligrams what one unit holds, above zero.
 */
export function plannedNeed(patients: number, dailyMilligrams: number, unitMilligrams: number): Fraction {
  return {
    n: BigInt(patients) * BigInt(dailyMilligrams) * MONTH_DAYS.n,
    d: BigInt(unitMilligrams) * MONTH_DAYS.d,
  }
}

/** Units a day, of units a month. */
export function perDay(unitsAMonth: Fraction): Fraction {
  return { n: unitsAMonth.n * MONTH_DAYS.d, d: unitsAMonth.d * MONTH_DAYS.n }
}

/** For how many months stock lasts: `unknown` without a rate, `unused` when nothing is used up, which is not forever. */
export type MonthsOfStock =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unused' }
  | { readonly kind: 'months'; readonly months: Fraction }

/** Stock on hand divided by what a month takes; unknown in, unknown out. */
export function monthsOfStock(onHandUnits: number | null, unitsAMonth: Fraction | null): MonthsOfStock {
  if (onHandUnits === null || unitsAMonth === null) return { kind: 'unknown' }
  const months = divided(fraction(onHandUnits), unitsAMonth)
  return months ? { kind: 'months', months } : { kind: 'unused' }
}
