/**
 * When somebody's next digest is due, and which window it covers: weekly, or on the working morning after a meeting;
 * never while they pause, never two on one day (product.md rule 10, domain.md §6.3–6.4). Pure.
 */

import type { Holidays } from '../holidays/holiday.ts'
import { type Instant, plus } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { dateOf, type Zone } from '../kernel/zone.ts'
import { nextWindow, type Window } from './digest.ts'
import { digestIsDue, mailDay } from './mail-day.ts'
import { isPaused, type Rhythm } from './preference.ts'

/** The window of somebody's first digest begins this long ago. */
const FIRST_WINDOW = { days: -7 }

/** Where somebody stands with their digests. */
export interface Standing {
  readonly zone: Zone
  readonly rhythm: Rhythm
  /** The first local day after a pause, also of one that is over; null if there never was one. */
  readonly pausedUntil: LocalDate | null
  /** Local date and end of the window of the latest digest; null before the first. */
  readonly last: LocalDate | null
  readonly lastTo: Instant | null
}

/** A digest that is due: on which local day, about which time. */
export interface DueDigest {
  readonly today: LocalDate
  readonly window: Window
}

/**
 * The digest that is due now, or null. Its window begins where the last one ended, whatever the rhythm was
 * meanwhile: windows follow each other without gap or overlap.
 *
 * @param concluded when meetings that concern the person were concluded lately; looked at in that rhythm only.
 */
export function dueDigest(
  person: Standing,
  now: Instant,
  { holidays, concluded }: { readonly holidays: Holidays; readonly concluded: readonly Instant[] },
): DueDigest | null {
  const day = mailDay(now, { zone: person.zone, holidays })
  if (!day || isPaused(person.pausedUntil, day.date)) return null
  const window = windowOf(person, now)
  const due =
    person.rhythm === 'weekly'
      ? digestIsDue(day, { last: person.last, resumed: person.pausedUntil }, holidays)
      : isDueAfterMeeting(
          person,
          day.date,
          concluded.filter((at) => at >= window.from),
        )
  return due ? { today: day.date, window } : null
}

/** The window that somebody's digest would cover if it were due now. */
export function windowOf({ lastTo }: Pick<Standing, 'lastTo'>, now: Instant): Window {
  return nextWindow(lastTo, plus(now, FIRST_WINDOW), now)
}

/** The morning after: what was concluded today waits for tomorrow, and may be joined by more. */
function isDueAfterMeeting(
  { last, zone }: Standing,
  today: LocalDate,
  concluded: readonly Instant[],
): boolean {
  if (last !== null && last >= today) return false
  return concluded.some((at) => dateOf(at, zone) < today)
}
