/** The order of an agenda: moving an item up or down, to another day, and along when the meeting moves. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { AgendaItem } from './item.ts'

/** Where an item stands. */
export type Placed = Pick<AgendaItem, 'id' | 'day' | 'position'>

export type Direction = 'up' | 'down'

/** Items by day, then by position. */
function inOrder<T extends Placed>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.day === b.day ? a.position - b.position : a.day < b.day ? -1 : 1))
}

/** The position after the last item of a day, 1 on an empty one. */
export function lastPosition(items: readonly Placed[], day: LocalDate): number {
  return Math.max(0, ...items.filter((item) => item.day === day).map((item) => item.position)) + 1
}

/**
 * Moves an item one place: it changes places with its neighbour, or steps over to the end of the day before
 * or the beginning of the day after.
 * @returns the new places of all items that move; `not_found` `agenda.item_unknown`, `conflict`
 *   `agenda.already_first` or `agenda.already_last`.
 */
export function moveByOne(
  items: readonly Placed[],
  days: readonly LocalDate[],
  itemId: Id,
  direction: Direction,
): Outcome<readonly Placed[]> {
  const moving = items.find((item) => item.id === itemId)
  if (!moving) return refuse('not_found', 'agenda.item_unknown')
  const own = inOrder(items.filter((item) => item.day === moving.day))
  const neighbour = own[own.indexOf(moving) + (direction === 'up' ? -1 : 1)]
  if (neighbour) return done(swap(moving, neighbour))
  const day = days[days.indexOf(moving.day) + (direction === 'up' ? -1 : 1)]
  if (!day) return refuse('conflict', direction === 'up' ? 'agenda.already_first' : 'agenda.already_last')
  return done(direction === 'up' ? toEnd(items, moving, day) : toBeginning(items, moving, day))
}

function swap(a: Placed, b: Placed): Placed[] {
  return [
    { id: a.id, day: a.day, position: b.position },
    { id: b.id, day: b.day, position: a.position },
  ]
}

function toEnd(items: readonly Placed[], moving: Placed, day: LocalDate): Placed[] {
  return [{ id: moving.id, day, position: lastPosition(items, day) }]
}

function toBeginning(items: readonly Placed[], moving: Placed, day: LocalDate): Placed[] {
  const theirs = inOrder(items.filter((item) => item.day === day))
  return [
    { id: moving.id, day, position: 1 },
    ...theirs.map((item, at) => ({ id: item.id, day, position: at + 2 })),
  ]
}

/**
 * Where items go when the days of their meeting change: with as many days as before, each day moves as a
 * whole (the second day stays the second day); otherwise a date that remains keeps its items and those of
 * a date that is gone join the day of the same number, or the last one.
 * @returns the new places of the items that move.
 */
export function followDays(
  items: readonly Placed[],
  before: readonly LocalDate[],
  after: readonly LocalDate[],
): Placed[] {
  const target = (day: LocalDate): LocalDate => {
    const at = before.indexOf(day)
    if (after.length !== before.length && after.includes(day)) return day
    return after[Math.min(Math.max(at, 0), after.length - 1)] ?? day
  }
  const placed = inOrder(items).map((item) => ({ item, day: target(item.day) }))
  const counts = new Map<LocalDate, number>()
  return placed.flatMap(({ item, day }) => {
    const position = (counts.get(day) ?? 0) + 1
    counts.set(day, position)
    return item.day === day && item.position === position ? [] : [{ id: item.id, day, position }]
  })
}
