/** What the people of a place may report by their link, and what they see of it: months that are open, what is owed. Pure. */

import type { Holidays } from '../holidays/holiday.ts'
import { nextWorkingDay } from '../holidays/holiday.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, type Fault, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import { firstDayOf, type Month, monthAfter } from './consumption.ts'
import type { Medicine } from './medicine.ts'
import type { Place } from './place.ts'
import { monthToReport, type StockReport } from './report.ts'
import { monthsUpTo } from './stock.ts'

/** A place as those who report for it see it. */
export interface Entry {
  readonly medicine: Medicine
  readonly place: Place
  /** When the place was added; null if that is not known. */
  readonly addedAt: Instant | null
  /** False once the place is closed, its dialogue is, or nobody watches it any more. */
  readonly open: boolean
  /** What was reported and counts, oldest first. */
  readonly own: readonly StockReport[]
  /** How often each month was reported: more than once when it was corrected. */
  readonly versions: ReadonlyMap<Month, MonthVersions>
}

/** The reports of one month with all corrections. */
export interface MonthVersions {
  readonly count: number
  readonly firstAt: Instant
}

/** Months back that a link takes: what is older has gone into papers. */
const MONTHS_OPEN = 12

/** The months that a link takes, newest first. */
export function openMonths(today: LocalDate): Month[] {
  return monthsUpTo(monthToReport(today), MONTHS_OPEN).reverse()
}

interface AskedEntry {
  readonly entry: Entry
  readonly month: Month
  readonly today: LocalDate
  readonly unitMilligrams: number
  readonly version: number
}

/**
 * May this month be reported now, as its sender saw it?
 * @returns `gone` for a closed place (`stock.place_closed`), `invalid` for a month that is not over
 *   (`stock.month_open`) or closed (`stock.month_closed`), `conflict` when the unit is another one by now
 *   (`stock.unit_changed`) or somebody else reported meanwhile (`stock.reported_meanwhile`).
 */
export function decideEntry({ entry, month, today, unitMilligrams, version }: AskedEntry): Outcome<null> {
  if (!entry.open) return refuse('gone', 'stock.place_closed')
  const fault = monthFault(month, today)
  if (fault) return refuseFaults([fault])
  if (entry.medicine.unitMilligrams !== unitMilligrams) return refuse('conflict', 'stock.unit_changed')
  const count = entry.versions.get(month)?.count ?? 0
  return count === version ? done(null) : refuse('conflict', 'stock.reported_meanwhile')
}

/** Why a month cannot be reported by a link; null when it can. */
export function monthFault(month: Month, today: LocalDate): Fault | null {
  if (month > monthToReport(today)) return { field: 'month', messageKey: 'stock.month_open' }
  return openMonths(today).includes(month) ? null : { field: 'month', messageKey: 'stock.month_closed' }
}

/**
 * The months without a report among those that could have one: since the first one reported, newest first; the last
 * month in any case.
 */
export function missingMonths({ own }: Pick<Entry, 'own'>, today: LocalDate): Month[] {
  const there = new Set(own.map(({ month }) => month))
  const last = monthToReport(today)
  const first = own[0]?.month ?? last
  return openMonths(today).filter((month) => month >= first && !there.has(month))
}

/** The day on which the next report is asked for: the first working day after the month that runs. */
export function nextAskedOn(today: LocalDate, holidays: Holidays): LocalDate {
  const running = monthAfter(monthToReport(today))
  return nextWorkingDay(firstDayOf(monthAfter(running)), holidays)
}
