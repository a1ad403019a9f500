/** When to try again: quickly at first, for greylists, then hourly for five days (RFC 5321 §4.5.4.1). Pure. */

import { type Instant, instantOfMillis, millisOf } from '../kernel/instant.ts'

const MINUTE = 60_000
const STEPS = [1, 5, 15, 60].map((minutes) => minutes * MINUTE)
const LAST_STEP = 60 * MINUTE
const FIVE_DAYS = 5 * 24 * 60 * MINUTE

/**
 * After this many tries a mail is given up: so many steps make five days. Tries are counted and not days,
 * because while the relay itself is down nobody tries and no mail is to blame.
 */
export const MAX_TRIES = STEPS.length + Math.ceil((FIVE_DAYS - STEPS.reduce((a, b) => a + b)) / LAST_STEP)

/**
 * The instant of the next try after `tries` failed ones (1 or more): 1, 5, 15, 60 minutes, then hourly, each
 * shifted by up to a fifth so that what failed together does not come back together.
 * @param random from 0 up to 1; injected, so that tests know the answer.
 */
export function nextTry(now: Instant, tries: number, random: number): Instant {
  const step = STEPS[tries - 1] ?? LAST_STEP
  return instantOfMillis(millisOf(now) + Math.round(step * (0.8 + 0.4 * random)))
}
