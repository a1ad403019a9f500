/** What a place reports for a month, and what about it is asked back before it is taken (domain.md §4.4). Pure. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import { done, type Fault, type Outcome, refuseFaults } from '../kernel/outcome.ts'
import { daysIn, firstDayOf, lastDayOf, type Month, type MonthUsed, monthAfter } from './consumption.ts'
import { fraction, rounded } from './fraction.ts'

/** Units of one batch that are good until the end of a day. */
export interface DatedBatch {
  readonly units: number
  readonly goodUntil: LocalDate
}

/** Batches that a report has room for. */
export const BATCHES = 12

export const CHANNELS = ['link', 'secretariat', 'import'] as const

/** The figures of one month. */
export interface StockFigures extends MonthUsed {
  /** The stock was counted on the morning of this day. */
  readonly asOf: LocalDate
  readonly onHandUnits: number
  readonly receivedUnits: number
  /** Those with a date; the rest of the stock has none. */
  readonly batches: readonly DatedBatch[]
}

/** A report that counts: the newest of its place and month. */
export interface StockReport extends StockFigures {
  readonly id: Id
  readonly placeId: Id
  readonly channel: (typeof CHANNELS)[number]
  readonly reportedAt: Instant
}

/** Which report stood in the form of a month when it was opened: the place may send its own meanwhile. */
export interface SeenReport {
  readonly month: Month
  /** Null: there was none. */
  readonly reportId: Id | null
}

/** Is what counts for `month` what was seen? Of another month than the one that was shown nothing was seen. */
export function isSeen(seen: SeenReport, own: readonly StockReport[], month: Month): boolean {
  const now = own.find((report) => report.month === month)?.id ?? null
  return now === (seen.month === month ? seen.reportId : null)
}

/** What was reported, with what is known beside it. */
interface AskedReport {
  readonly figures: StockFigures
  /** What the place has reported, in any order; also this month, if it is corrected. */
  readonly own: readonly StockFigures[]
  readonly today: LocalDate
  /** Somebody looked at what was asked back and says that it is so. */
  readonly confirmed: boolean
}

/** The month before a date's own: the one that is reported. */
export function monthToReport(today: LocalDate): Month {
  return monthBefore(monthOf(today))
}

/** The oldest month that is still taken: all since then are read, so that a correction finds what it corrects. */
export function oldestMonth(today: LocalDate): Month {
  return `${Number(today.slice(0, 4)) - 2}${today.slice(4, 7)}` as Month
}

/** The calendar month of a date. */
export function monthOf(date: LocalDate): Month {
  return date.slice(0, 7) as Month
}

/**
 * @returns the figures, or `invalid` with every fault. Impossible: a month that has not begun (`supply.month_ahead`) or is
 *   closed (`supply.month_old`), a
 *   count outside the month and the one after it or in the future (`supply.counted_when`), more days out than the
 *   month has (`supply.days_out`), batches over the stock (`supply.batches_over`). Only odd, and taken when confirmed:
 *   {@link ODD}.
 */
export function decideReport({ figures, own, today, confirmed }: AskedReport): Outcome<StockFigures> {
  const faults = impossible(figures, today)
  if (!confirmed) faults.push(...odd(figures, own))
  return faults.length > 0 ? refuseFaults(faults) : done(figures)
}

function impossible(figures: StockFigures, today: LocalDate): Fault[] {
  const { month, asOf, daysOut, batches, onHandUnits } = figures
  const latest = lastDayOf(monthAfter(month))
  const faults: Fault[] = []
  if (firstDayOf(month) > today) faults.push({ field: 'month', messageKey: 'supply.month_ahead' })
  if (month < oldestMonth(today)) faults.push({ field: 'month', messageKey: 'supply.month_old' })
  if (asOf < firstDayOf(month) || asOf > latest || asOf > today)
    faults.push({ field: 'as_of', messageKey: 'supply.counted_when' })
  if (daysOut > daysIn(month))
    faults.push({ field: 'days_out', messageKey: 'supply.days_out', params: { days: daysIn(month) } })
  if (batches.reduce((sum, { units }) => sum + units, 0) > onHandUnits)
    faults.push({ field: 'batch_1_units', messageKey: 'supply.batches_over' })
  return faults
}

/** What is asked back: it may be so, and mostly is a slip. */
const ODD = [
  'supply.adds_up',
  'supply.jumps',
  'stock.grew',
  'stock.other_unit',
  'stock.none_used',
  'stock.used_while_out',
] as const

/** A tenth may be lost in counting; three times as much or a third is another order of things. */
const JUMP = 3
/** Ten times as much of everything is another unit. */
const OTHER_UNIT = 10

function odd(figures: StockFigures, own: readonly StockFigures[]): Fault[] {
  const { consumedUnits, daysOut, month } = figures
  const whileOut = daysOut === daysIn(month) && consumedUnits > 0
  const faults: Fault[] = whileOut ? [{ field: 'days_out', messageKey: 'stock.used_while_out' }] : []
  const before = beforeIn(own, figures)
  if (!before) return faults
  const mean = meanUsed(own, month)
  if (isOtherUnit(figures, before, mean))
    return [...faults, { field: 'on_hand', messageKey: 'stock.other_unit' }]
  return [...faults, ...oddStock(figures, before), ...oddUse(figures, mean)]
}

function oddStock(figures: StockFigures, before: StockFigures): Fault[] {
  const { receivedUnits, onHandUnits } = figures
  const { expected, difference } = checkOf(figures, before)
  if (receivedUnits === 0 && onHandUnits > before.onHandUnits) {
    const params = { before: before.onHandUnits }
    return [{ field: 'on_hand', messageKey: 'stock.grew', params }]
  }
  return 10 * Math.abs(difference) > before.onHandUnits + receivedUnits
    ? [{ field: 'on_hand', messageKey: 'supply.adds_up', params: { expected } }]
    : []
}

function oddUse({ consumedUnits, daysOut }: StockFigures, mean: Mean): Fault[] {
  if (mean.sum === 0) return []
  // To nothing is told by the days out.
  if (consumedUnits === 0) return daysOut === 0 ? [{ field: 'consumed', messageKey: 'stock.none_used' }] : []
  const [used, all] = [consumedUnits * mean.months, mean.sum]
  if (used <= JUMP * all && JUMP * used >= all) return []
  const params = { mean: rounded(fraction(BigInt(all), mean.months), 0) }
  return [{ field: 'consumed', messageKey: 'supply.jumps', params }]
}

/** What was used in the months before, as a sum. */
interface Mean {
  readonly sum: number
  readonly months: number
}

/** Months before that the use is compared with, as many as the consumption is counted from. */
const MONTHS_COMPARED = 6

function meanUsed(own: readonly StockFigures[], month: Month): Mean {
  const before = own
    .filter((report) => report.month < month)
    .sort((a, b) => (a.month < b.month ? 1 : -1))
    .slice(0, MONTHS_COMPARED)
  return { sum: before.reduce((sum, { consumedUnits }) => sum + consumedUnits, 0), months: before.length }
}

function isOtherUnit(figures: StockFigures, before: StockFigures, { sum, months }: Mean): boolean {
  const [used, was] = [figures.consumedUnits * months, sum]
  const [stock, had] = [figures.onHandUnits, before.onHandUnits]
  if (used === 0 || was === 0 || stock === 0 || had === 0) return false
  const more = used >= OTHER_UNIT * was && stock >= OTHER_UNIT * had
  return more || (OTHER_UNIT * used <= was && OTHER_UNIT * stock <= had)
}

/** What should be there by the figures, and by how much the count differs from it. */
export interface StockCheck {
  readonly opening: number
  readonly expected: number
  readonly difference: number
}

/** Opening + received − used, against what was counted. */
export function checkOf(
  {
    onHandUnits,
    receivedUnits,
    consumedUnits,
  }: Pick<StockFigures, 'onHandUnits' | 'receivedUnits' | 'consumedUnits'>,
  before: Pick<StockFigures, 'onHandUnits'>,
): StockCheck {
  const opening = before.onHandUnits
  const expected = opening + receivedUnits - consumedUnits
  return { opening, expected, difference: onHandUnits - expected }
}

/** The report of the month just before; an older one says nothing about this month's figures. */
export function beforeIn<Report extends StockFigures>(
  own: readonly Report[],
  { month }: Pick<StockFigures, 'month'>,
): Report | null {
  const before = monthBefore(month)
  return own.find((report) => report.month === before) ?? null
}

/** The month before it. */
export function monthBefore(month: Month): Month {
  return monthOf(addDays(firstDayOf(month), -1))
}

/** Is a fault one that a tick answers? */
export function isAskedBack({ messageKey }: Pick<Fault, 'messageKey'>): boolean {
  return ODD.some((key) => key === messageKey)
}

/** The stock as the projection takes it: dated batches, and the rest without a date. */
export function batchesOf({ onHandUnits, batches }: StockFigures) {
  const dated = batches.reduce((sum, { units }) => sum + units, 0)
  return [...batches, { units: onHandUnits - dated, goodUntil: null }].filter(({ units }) => units > 0)
}
