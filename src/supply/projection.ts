/**
 * From stock, need and deliveries to the days without medicine (domain.md §2.5). Pure, in exact numbers.
 *
 * A day is covered when its whole need is there. What is left of a day that is not covered is kept until the next
 * delivery: thrown away, an earlier delivery could make things worse.
 */

import { addDays, daysBetween, type LocalDate } from '../kernel/local-date.ts'
import type { Fraction } from './fraction.ts'

/** Units that are good until the end of a day; null when nobody has said until when. */
export interface Batch {
  readonly units: number
  readonly goodUntil: LocalDate | null
}

/** Units that can be given out from the morning of a day. */
export interface Delivery extends Batch {
  readonly on: LocalDate
}

/** What a projection is made of. */
export interface Outlook {
  /** The stock is that of the morning of this day. */
  readonly asOf: LocalDate
  /** Null when nobody has reported it, which is not the same as none. */
  readonly stock: readonly Batch[] | null
  /** Units a day; null when unknown. */
  readonly needADay: Fraction | null
  /** Those before `asOf` have not come: they count as not coming until somebody says when. */
  readonly deliveries: readonly Delivery[]
  /** The last day looked at. */
  readonly until: LocalDate
}

/** Days on end whose need cannot be met, first and last. */
export interface Gap {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly days: number
}

/** The stock on the morning of a day, with what came that morning. */
export interface Level {
  readonly on: LocalDate
  readonly units: Fraction
}

/** What becomes of the stock; between two levels it falls evenly. */
export interface Course {
  readonly known: true
  /** The first day whose need cannot be met; null if there is none until the end. */
  readonly stockOutOn: LocalDate | null
  readonly gaps: readonly Gap[]
  readonly daysUncovered: number
  /** What runs past its date before it is used, first expiry first out. */
  readonly expired: Fraction
  /** In order of their days. A day with a delivery or an expiry has two: before and after. */
  readonly levels: readonly Level[]
}

/** Without stock or need nothing can be said: unknown in, unknown out. */
export type Projection = Course | { readonly known: false }

/** @throws RangeError if the last day lies before the first. */
export function project(outlook: Outlook): Projection {
  const { asOf, until, stock, needADay, deliveries } = outlook
  if (until < asOf) throw new RangeError(`${until} lies before ${asOf}`)
  if (stock === null || needADay === null) return { known: false }
  const numberOf = (day: LocalDate) => daysBetween(asOf, day)
  const lotOf = ({ units, goodUntil }: Batch, from: number): Lot => ({
    from,
    left: BigInt(units) * needADay.d,
    // Gone on the morning after its last good day; what nobody has dated is used last.
    until: goodUntil === null ? Number.POSITIVE_INFINITY : numberOf(goodUntil) + 1,
  })
  const coming = deliveries.filter(({ on }) => on >= asOf && on <= until)
  const lots = [...stock.map((one) => lotOf(one, 0)), ...coming.map((one) => lotOf(one, numberOf(one.on)))]
  const run = use(lots, needADay.n, numberOf(until) + 1)
  const inUnits = (n: bigint): Fraction => ({ n, d: needADay.d })
  const gaps = run.gaps.map(({ from, to }) => ({
    from: addDays(asOf, from),
    to: addDays(asOf, to - 1),
    days: to - from,
  }))
  return {
    known: true,
    stockOutOn: gaps[0]?.from ?? null,
    gaps,
    daysUncovered: gaps.reduce((sum, { days }) => sum + days, 0),
    expired: inUnits(run.expired),
    levels: run.levels.map(({ on, left }) => ({ on: addDays(asOf, on), units: inUnits(left) })),
  }
}

/** Units times `needADay.d`, so that all amounts are whole; days are counted from the first. */
interface Lot {
  readonly from: number
  /** The first day on which it is no longer good. */
  readonly until: number
  left: bigint
}

interface Run {
  readonly gaps: { readonly from: number; readonly to: number }[]
  readonly levels: { readonly on: number; readonly left: bigint }[]
  expired: bigint
}

/** Uses up the lots, first expiry first, from day 0 until before day `end`; `need` is that of one day. */
function use(lots: Lot[], need: bigint, end: number): Run {
  const run: Run = { gaps: [], levels: [], expired: 0n }
  const byExpiry = lots.sort((a, b) => a.until - b.until || a.from - b.from)
  const cuts = byExpiry.flatMap(({ from, until }) => [from, until]).filter((day) => day > 0 && day < end)
  const days = [...new Set([0, ...cuts, end])].sort((a, b) => a - b)
  for (let at = 1; at < days.length; at++) {
    const [from = 0, to = end] = [days[at - 1], days[at]]
    run.expired += thrownAway(byExpiry, from)
    const usable = byExpiry.filter((lot) => lot.from <= from)
    const whole = total(usable)
    run.levels.push({ on: from, left: whole })
    const covered = need === 0n ? to - from : Math.min(to - from, Number(whole / need))
    take(usable, BigInt(covered) * need)
    const left = total(usable)
    if (from + covered < to) {
      run.levels.push({ on: from + covered, left })
      lengthen(run.gaps, from + covered, to)
    }
    run.levels.push({ on: to, left })
  }
  return run
}

function total(lots: readonly Lot[]): bigint {
  let sum = 0n
  for (const { left } of lots) sum += left
  return sum
}

/** What came and is no longer good on the morning of `day`. */
function thrownAway(lots: readonly Lot[], day: number): bigint {
  let lost = 0n
  for (const lot of lots) {
    if (lot.until > day || lot.from > day) continue
    lost += lot.left
    lot.left = 0n
  }
  return lost
}

function take(lots: readonly Lot[], amount: bigint): void {
  let rest = amount
  for (const lot of lots) {
    const part = lot.left < rest ? lot.left : rest
    lot.left -= part
    rest -= part
  }
}

/** A gap that begins where the last one ends is the same gap: a delivery smaller than a day's need ends none. */
function lengthen(gaps: Run['gaps'], from: number, to: number): void {
  const before = gaps.at(-1)?.to === from ? gaps.pop() : undefined
  gaps.push({ from: before?.from ?? from, to })
}
