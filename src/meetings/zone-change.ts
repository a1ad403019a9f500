/**
 * What a change of a zone's clock by law does to meetings: the wall time stays, its instant moves, and other people's
 * calendars have to follow (calendar-mail.md §1.2, safety.md §3.5). Pure.
 */

import type { Instant } from '../kernel/instant.ts'
import { millisOf } from '../kernel/instant.ts'
import type { LocalDate, LocalTime } from '../kernel/local-date.ts'
import { instantOf, showing, type Zone } from '../kernel/zone.ts'
import type { Meeting, MeetingDay } from './meeting.ts'
import { TOLD } from './state.ts'

/** The first and the last instant of a meeting. */
export type MeetingSpan = Pick<Meeting, 'startsAt' | 'endsAt'>

/** An announced meeting whose instants are others today than those that people were told. */
export interface ClockChange {
  readonly meeting: Meeting
  /** By the zone data of today. */
  readonly today: MeetingSpan
  /** How many delegates hold a calendar entry. */
  readonly entries: number
}

/** A time of a meeting that the clocks of its zone skip on that day, or show twice. */
export interface Doubt {
  readonly date: LocalDate
  readonly time: LocalTime
  readonly showing: 'never' | 'twice'
}

/** The span that days and zone stand for by the zone data of today. @throws RangeError without a day. */
export function spanToday({ days, zone }: Pick<Meeting, 'days' | 'zone'>): MeetingSpan {
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) throw new RangeError('a meeting needs a day')
  return {
    startsAt: instantOf({ date: first.date, time: first.starts }, zone),
    endsAt: instantOf({ date: last.date, time: last.ends }, zone),
  }
}

/** Do two spans differ? */
export function isMoved(one: MeetingSpan, other: MeetingSpan): boolean {
  return one.startsAt !== other.startsAt || one.endsAt !== other.endsAt
}

/** The meeting with the instants of today: what nobody was told yet follows the clock by itself. */
export function byTodaysClock(meeting: Meeting): Meeting {
  return { ...meeting, ...spanToday(meeting) }
}

/**
 * The meeting with the instant that people count on, for whoever says in words when it is: after a change of the law
 * that nobody has confirmed, pages and letters say what calendars say. What nobody was told follows the clock.
 */
export function asTold<T extends MeetingSpan & Pick<Meeting, 'state'>>(meeting: T): T & AsTold {
  const { state, startsAt, endsAt } = meeting
  return TOLD.includes(state) ? { ...meeting, told: { startsAt, endsAt } } : meeting
}

export interface AsTold {
  readonly told?: MeetingSpan
}

/** By how many minutes the meeting moves in the calendars of people elsewhere; below 0: it is earlier. */
export function movesBy(told: Instant, today: Instant): number {
  return Math.round((millisOf(today) - millisOf(told)) / 60_000)
}

/** The beginnings and ends that need a word: what they mean is a convention, not what a clock on the wall shows. */
export function doubtfulTimes(days: readonly MeetingDay[], zone: Zone): Doubt[] {
  return days.flatMap(({ date, starts, ends }) =>
    [starts, ends].flatMap((time) => {
      const shown = showing({ date, time }, zone)
      return shown === 'once' ? [] : [{ date, time, showing: shown }]
    }),
  )
}
