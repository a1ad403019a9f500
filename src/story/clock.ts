/** The story's own clock: it stands still until somebody moves it, and never goes back. */

import type { Clock } from '../kernel/clock.ts'
import { type Instant, later, plus, type Span } from '../kernel/instant.ts'
import { type LocalDate, localDate, localTime } from '../kernel/local-date.ts'
import { dateOf, instantOf, zone } from '../kernel/zone.ts'

const ASTANA = zone('Asia/Almaty')

export class StoryClock implements Clock {
  private instant: Instant

  constructor(wall: string) {
    this.instant = atAstana(wall)
  }

  now(): Instant {
    return this.instant
  }

  /** Goes on to a wall time in Astana such as `2025-10-14 09:00`. */
  moveTo(wall: string): void {
    this.instant = later(this.instant, atAstana(wall))
  }

  /** Lets some time pass. */
  pass(span: Span): void {
    this.instant = plus(this.instant, span)
  }

  /** Today in Astana. */
  today(): LocalDate {
    return dateOf(this.instant, ASTANA)
  }
}

function atAstana(wall: string): Instant {
  const [date = '', time = ''] = wall.split(' ')
  return instantOf({ date: localDate(date), time: localTime(time) }, ASTANA)
}
