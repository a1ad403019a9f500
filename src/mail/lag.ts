/** Does mail go out in time: what waits too long, and whether the jobs run. Pure. */

import { type Instant, plus } from '../kernel/instant.ts'
import type { Heartbeat } from './record.ts'

/** How mail stands at this moment. */
export interface Lag {
  /** Something has been due for longer than {@link LATE}, or the jobs stand still. */
  readonly late: boolean
  /** Since when the mail that has waited longest could have gone; null when none is due. */
  readonly dueSince: Instant | null
  /** When a job last began; null before the first. */
  readonly lastTick: Instant | null
}

/** Longer than a relay that is down for a moment, or a tick with much to do. As `/readyz` counts. */
export const LATE = { minutes: 15 } as const

/** How mail stands. While it is held or kept on purpose nothing is late. */
export function lagOf(
  known: {
    readonly dueSince: Instant | null
    readonly beats: readonly Pick<Heartbeat, 'startedAt'>[]
    readonly stands: boolean
  },
  now: Instant,
): Lag {
  const lastTick = known.beats.map((beat) => beat.startedAt).reduce(newer, null)
  const before = plus(now, { minutes: -LATE.minutes })
  const waits = known.dueSince !== null && known.dueSince < before
  const still = lastTick !== null && lastTick < before
  return { late: !known.stands && (waits || still), dueSince: known.dueSince, lastTick }
}

function newer(a: Instant | null, b: Instant): Instant {
  return a !== null && a > b ? a : b
}
