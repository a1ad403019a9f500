/**
 * Working days and days off: the calendar of a country is data, this is what follows from it (domain.md
 * §2.7).
 */

import { addDays, type LocalDate, weekday } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'

/**
 * One day on which a calendar says otherwise than the week does: a day off, or a Saturday or Sunday that is
 * worked. `movedFrom` is the holiday that fell on a weekend and gave its rest to this day; `source` is the act.
 */
export interface Holiday {
  readonly day: LocalDate
  readonly kind: 'off' | 'working'
  readonly names: Readonly<Record<Locale, string>>
  readonly movedFrom: LocalDate | null
  readonly source: string
}

/** A day of a calendar as the settings page lists and removes it. */
export interface CalendarHoliday extends Holiday {
  readonly calendar: string
  readonly version: number
}

/** The days of one calendar by date; empty for an institution without one, which then has plain weeks. */
export type Holidays = ReadonlyMap<LocalDate, Holiday>

const FRIDAY = 5

/**
 * True unless `date` is a Saturday, a Sunday or a day off; what the calendar says of a day wins over the
 * week.
 */
export function isWorkingDay(date: LocalDate, holidays: Holidays): boolean {
  const holiday = holidays.get(date)
  return holiday ? holiday.kind === 'working' : weekday(date) <= FRIDAY
}

/** `date` itself if it is a working day, else the first one after it. */
export function nextWorkingDay(date: LocalDate, holidays: Holidays): LocalDate {
  let day = date
  while (!isWorkingDay(day, holidays)) day = addDays(day, 1)
  return day
}

/**
 * The last of the `count` working days that follow `date`; the day itself is not counted, whether it is
 * worked or not, and no working days lead nowhere. `count` is whole and not negative.
 */
export function addWorkingDays(date: LocalDate, count: number, holidays: Holidays): LocalDate {
  let day = date
  for (let left = count; left > 0; left--) day = nextWorkingDay(addDays(day, 1), holidays)
  return day
}

/**
 * The name of the day off that `date` is, for a warning beside a chosen date; null on working days and on
 * ordinary weekends, where the weekday that is shown anyway says enough ({@link isWorkingDay} tells them apart).
 */
export function dayOffName(locale: Locale, date: LocalDate, holidays: Holidays): string | null {
  const holiday = holidays.get(date)
  return holiday?.kind === 'off' ? holiday.names[locale] : null
}
