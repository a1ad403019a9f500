/**
 * When convenience mail goes out: from 08:00 of the recipient's own zone, on a working day of their own calendar
 * (product.md rule 10). Pure; the jobs run every few minutes and ask this for each recipient.
 */

import { type Holidays, isWorkingDay } from '../holidays/holiday.ts'
import type { Instant } from '../kernel/instant.ts'
import { addDays, type LocalDate, type LocalTime, localTime, weekday } from '../kernel/local-date.ts'
import { wallTimeOf, type Zone } from '../kernel/zone.ts'

/** From this hour on; a job that runs late sends late, it never sends early. */
const OPENS = localTime('08:00')

/** Whoever is new to the digest waits for the next week if this hour has passed. */
const NEWCOMERS_UNTIL = localTime('12:00')

/** A digest this recent means that the person is in the rhythm and is owed one for every week. */
const RHYTHM_DAYS = 21

/** Where a recipient is, and which days they work. */
interface Recipient {
  readonly zone: Zone
  readonly holidays: Holidays
}

/** A local moment at which mail may go out. */
export interface MailDay {
  readonly date: LocalDate
  readonly time: LocalTime
}

/** The recipient's local day if mail may go out now, else null: too early, or not a working day. */
export function mailDay(now: Instant, { zone, holidays }: Recipient): MailDay | null {
  const { date, time } = wallTimeOf(now, zone)
  return time >= OPENS && isWorkingDay(date, holidays) ? { date, time } : null
}

/** The Monday of the week of `date`. */
export function mondayOf(date: LocalDate): LocalDate {
  return addDays(date, 1 - weekday(date))
}

/**
 * Is the week's digest due on this day? It goes on the first working day of the week, so that a Monday off moves
 * it to the next one. Who had one lately gets a missed one on any later working day of the same week; who had
 * none begins on the first working day, in the morning, and not in the middle of a week. After a pause it comes on
 * the first working day, as for who missed one.
 *
 * @param last local date of the latest digest, null before the first.
 * @param resumed the day on which a pause ended, null without one.
 */
export function digestIsDue(
  { date, time }: MailDay,
  { last, resumed }: { readonly last: LocalDate | null; readonly resumed: LocalDate | null },
  holidays: Holidays,
): boolean {
  const monday = mondayOf(date)
  if (last !== null && last >= monday) return false
  if (last !== null && last >= addDays(monday, -RHYTHM_DAYS)) return true
  if (last !== null && resumed !== null && last < resumed) return true
  return date === firstWorkingDay(monday, holidays) && time < NEWCOMERS_UNTIL
}

/** The first working day of the week that begins on `monday`; null when the whole week is off. */
function firstWorkingDay(monday: LocalDate, holidays: Holidays): LocalDate | null {
  const week = [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(monday, days))
  return week.find((day) => isWorkingDay(day, holidays)) ?? null
}
