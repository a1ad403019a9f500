/** Reads of the holiday calendars. */

import type { LocalDate } from '../kernel/local-date.ts'
import type { HolidaysTable } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { CalendarHoliday, Holiday, Holidays } from './holiday.ts'

/** All days of all calendars in one year, by calendar and date. */
export async function holidaysOfYear(store: Store, year: number): Promise<CalendarHoliday[]> {
  const rows = await store.db
    .selectFrom('holidays')
    .selectAll()
    .where('day', '>=', `${year}-01-01` as LocalDate)
    .where('day', '<=', `${year}-12-31` as LocalDate)
    .orderBy('calendar')
    .orderBy('day')
    .execute()
  return rows.map((row) => ({ ...holidayOf(row), calendar: row.calendar, version: row.version }))
}

function holidayOf(row: HolidaysTable): Holiday {
  return {
    day: row.day,
    kind: row.kind,
    names: { en: row.name_en, ru: row.name_ru, kk: row.name_kk },
    movedFrom: row.moved_from,
    source: row.source,
  }
}

/** The days off of a calendar; none for one that is not kept. */
export type HolidayCalendars = (calendar: string) => Holidays

/** All days of all calendars between two days, both counted. */
export async function calendarsBetween(
  store: Store,
  from: LocalDate,
  to: LocalDate,
): Promise<HolidayCalendars> {
  const rows = await store.db
    .selectFrom('holidays')
    .selectAll()
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute()
  const none: Holidays = new Map()
  const calendars = new Map(
    [...Map.groupBy(rows, ({ calendar }) => calendar)].map(([calendar, days]) => [
      calendar,
      new Map(days.map((row) => [row.day, holidayOf(row)])),
    ]),
  )
  return (calendar) => calendars.get(calendar) ?? none
}
