/** Reads of the holiday calendars. */

import type { LocalDate } from '../kernel/local-date.ts'
import type { Store } from '../store/store.ts'
import type { CalendarHoliday } from './holiday.ts'

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
  return rows.map((row) => ({
    calendar: row.calendar,
    day: row.day,
    kind: row.kind,
    names: { en: row.name_en, ru: row.name_ru, kk: row.name_kk },
    movedFrom: row.moved_from,
    source: row.source,
    version: row.version,
  }))
}
