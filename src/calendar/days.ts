/** When a meeting is, for calendars: its days in wall time, turned into one span or a daily one in UTC. */

import { type Instant, instantOfMillis, millisOf, plus } from '../kernel/instant.ts'
import type { LocalDate, LocalTime } from '../kernel/local-date.ts'
import { instantOf, type Zone } from '../kernel/zone.ts'

/** One day of a meeting, in the meeting's wall time. */
export interface CalendarDay {
  readonly date: LocalDate
  readonly starts: LocalTime
  readonly ends: LocalTime
}

/** The first and the last instant that people were told: what the days meant by the tz data of then. */
export interface Told {
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** What the one VEVENT says: `start` to `end`, on `days` consecutive days (1: no RRULE). */
interface Occupied {
  readonly start: Instant
  readonly end: Instant
  readonly days: number
}

/**
 * The time that `days` take up, as one VEVENT can say it (calendar-mail.md §1.1–1.2).
 *
 * Days that begin and end exactly 24 hours apart become `RRULE:FREQ=DAILY`: consecutive dates with equal
 * hours and no clock change between them. Anything else (unequal hours, a day left out, a change to
 * summer time, Kazakhstan's change of 2024-03-01) becomes one span from the first start to the last end, and
 * the description must give the hours of each day: several VEVENTs would need several UIDs, each with
 * answers and revisions of its own.
 * @param told holds where the tz data of today say otherwise: the organisers have not confirmed that yet.
 * @throws RangeError without days, or if a day does not end after it starts (ical-generator would swap them).
 */
export function occupied(days: readonly CalendarDay[], where: Zone, told?: Told): Occupied {
  const spans = days.map((day) => spanOf(day, where)).sort((a, b) => (a.start < b.start ? -1 : 1))
  const [first, last] = [spans[0], spans.at(-1)]
  if (!first || !last) throw new RangeError('a calendar entry needs a day')
  const daily = spans.every(
    (span, n) => span.start === plus(first.start, { days: n }) && span.end === plus(first.end, { days: n }),
  )
  const shift = told ? millisOf(told.startsAt) - millisOf(first.start) : 0
  if (told && millisOf(told.endsAt) - millisOf(last.end) !== shift)
    return { start: told.startsAt, end: told.endsAt, days: 1 }
  const moved = (instant: Instant) => instantOfMillis(millisOf(instant) + shift)
  const end = moved(daily ? first.end : last.end)
  return { start: moved(first.start), end, days: daily ? spans.length : 1 }
}

function spanOf(day: CalendarDay, where: Zone): { start: Instant; end: Instant } {
  const start = instantOf({ date: day.date, time: day.starts }, where)
  const end = instantOf({ date: day.date, time: day.ends }, where)
  if (end <= start) throw new RangeError(`the day ${day.date} ends before it starts`)
  return { start, end }
}
