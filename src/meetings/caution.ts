/** What an organiser should know about the chosen days before anybody is invited: warnings, never refusals. */

import { type Holiday, type Holidays, isWorkingDay } from '../holidays/holiday.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { instantOf, type Zone } from '../kernel/zone.ts'
import type { MeetingDay } from './meeting.ts'
import { type Doubt, doubtfulTimes } from './zone-change.ts'

/** One warning; `holiday` is null on an ordinary weekend. */
export type Caution =
  | { readonly kind: 'day_off'; readonly date: LocalDate; readonly holiday: Holiday | null }
  | ({ readonly kind: 'clock' } & Doubt)
  | { readonly kind: 'same_time'; readonly date: LocalDate; readonly meetingId: Id; readonly ordinal: number }

/** When something takes place. */
interface Timed {
  readonly days: readonly MeetingDay[]
  readonly zone: Zone
}

/** Warns of each day that is not a working day of the calendar (domain.md §2.7). */
export function daysOff(days: readonly MeetingDay[], holidays: Holidays): Caution[] {
  return days
    .filter((day) => !isWorkingDay(day.date, holidays))
    .map(({ date }) => ({ kind: 'day_off', date, holiday: holidays.get(date) ?? null }))
}

/** Warns of times that the clocks skip or show twice on that day. */
export function oddClocks({ days, zone }: Timed): Caution[] {
  return doubtfulTimes(days, zone).map((doubt) => ({ kind: 'clock', ...doubt }))
}

/** Warns once for each other meeting that takes up some of the same time, at the first day that clashes. */
export function sameTime(
  meeting: Timed,
  others: readonly (Timed & { readonly id: Id; readonly ordinal: number })[],
): Caution[] {
  return others.flatMap((other): Caution[] => {
    const clash = meeting.days.find((day) =>
      other.days.some((theirs) => overlap(day, meeting.zone, theirs, other.zone)),
    )
    return clash ? [{ kind: 'same_time', date: clash.date, meetingId: other.id, ordinal: other.ordinal }] : []
  })
}

// As instants, since the two may be planned in different zones; an end that meets a start is no clash.
function overlap(a: MeetingDay, aZone: Zone, b: MeetingDay, bZone: Zone): boolean {
  const at = (day: MeetingDay, zone: Zone, time: 'starts' | 'ends') =>
    instantOf({ date: day.date, time: day[time] }, zone)
  return at(a, aZone, 'starts') < at(b, bZone, 'ends') && at(b, bZone, 'starts') < at(a, aZone, 'ends')
}
