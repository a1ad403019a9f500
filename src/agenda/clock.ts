/** The running clock of an agenda: when each item begins, and by how much a day runs over or under. */

import { type LocalDate, type LocalTime, minutesOf, timeOfMinutes } from '../kernel/local-date.ts'
import type { AgendaItem } from './item.ts'

/** The part of an item that the clock needs. */
type Timed = Pick<AgendaItem, 'day' | 'position' | 'minutes' | 'state' | 'isBreak'>

/** An item with its times; null when it takes none (withdrawn, or deferred to a later meeting). */
interface ClockedItem<T extends Timed> {
  readonly item: T
  readonly from: LocalTime | null
  readonly to: LocalTime | null
}

/** One day of a meeting against its agenda. */
interface ClockedDay<T extends Timed> {
  readonly date: LocalDate
  readonly starts: LocalTime
  readonly ends: LocalTime
  readonly items: readonly ClockedItem<T>[]
  /** Minutes given to items and breaks together, and to breaks alone. */
  readonly minutes: number
  readonly breakMinutes: number
  /** Minutes beyond the end of the day; negative when time is left. */
  readonly over: number
}

interface Day {
  readonly date: LocalDate
  readonly starts: LocalTime
  readonly ends: LocalTime
}

/**
 * Sets the clock going at the start of each day. Breaks take time as items do. Items of a day that the
 * meeting no longer has are left out: `dayMap` moves them when the days change.
 */
export function runClock<T extends Timed>(days: readonly Day[], items: readonly T[]): ClockedDay<T>[] {
  return days.map((day) => {
    const own = items.filter((item) => item.day === day.date).sort((a, b) => a.position - b.position)
    return clockDay(day, own)
  })
}

function clockDay<T extends Timed>({ date, starts, ends }: Day, own: readonly T[]): ClockedDay<T> {
  const start = minutesOf(starts)
  let at = start
  const items = own.map((item): ClockedItem<T> => {
    if (!takesTime(item)) return { item, from: null, to: null }
    const from = timeOfMinutes(at)
    at += item.minutes
    return { item, from, to: timeOfMinutes(at) }
  })
  const breaks = own.filter((item) => item.isBreak && takesTime(item))
  return {
    date,
    starts,
    ends,
    items,
    minutes: at - start,
    breakMinutes: breaks.reduce((sum, item) => sum + item.minutes, 0),
    over: at - minutesOf(ends),
  }
}

function takesTime(item: Timed): boolean {
  return item.state !== 'withdrawn' && item.state !== 'deferred'
}
