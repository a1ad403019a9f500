/** A projection as points of a picture, and as figures of a table. Pure. */

import { daysBetween, type LocalDate } from '../kernel/local-date.ts'
import { firstDayOf, monthAfter } from './consumption.ts'
import { rounded } from './fraction.ts'
import type { Course } from './projection.ts'
import { monthOf } from './report.ts'

/** One corner of the curve. */
export interface Point {
  readonly on: LocalDate
  readonly units: number
}

/** The corners of the curve in their order; between two of them it is a straight line. */
export function pointsOf({ levels }: Course): Point[] {
  return levels.map(({ on, units }) => ({ on, units: rounded(units, 1) }))
}

/** Units left on the morning of a day, with what came that morning; the day lies within the course. */
export function unitsOn(course: Course, on: LocalDate): number {
  const points = pointsOf(course)
  const at = points.findLastIndex((point) => point.on <= on)
  const [before, after] = [points[at], points[at + 1]]
  if (!before) return 0
  if (!after || after.on === before.on) return before.units
  const share = daysBetween(before.on, on) / daysBetween(before.on, after.on)
  return before.units + (after.units - before.units) * share
}

/** The day the curve begins, and the first of every month after it until it ends. */
export function monthStarts(from: LocalDate, until: LocalDate): LocalDate[] {
  const days = [from]
  for (let day = firstAfter(from); day <= until; day = firstAfter(day)) days.push(day)
  return days
}

function firstAfter(day: LocalDate): LocalDate {
  return firstDayOf(monthAfter(monthOf(day)))
}

/** Round numbers from zero up to `top`, five steps at most: 1, 2 or 5 times a power of ten. @param top above zero. */
export function unitTicks(top: number): number[] {
  const rough = Math.max(top / 5, 1)
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = power * ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10)
  return Array.from({ length: Math.floor(top / step) + 1 }, (_, n) => n * step)
}
