/** What a place reports for a month, and what about it is asked back before it is taken (domain.md §4.4). Pure. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import { done, type Fault, type Outcome, refuseFaults } from '../kernel/outcome.ts'
import { daysIn, firstDayOf, type Month, type MonthUsed, monthAfter } from './consumption.ts'

/** Units of one batch that are good until the end of a day. */
export interface DatedBatch {
  readonly units: number
  readonly goodUntil: LocalDate
}

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

/** What was reported, with what is known beside it. */
interface AskedReport {
  readonly figures: StockFigures
  /** That of the month before, if there is one. */
  readonly before: StockFigures | null
  readonly today: LocalDate
  /** Somebody looked at what was asked back and says that it is so. */
  readonly confirmed: boolean
}

/** The month before a date's own: the one that is reported. */
export function monthToReport(today: LocalDate): Month {
  return monthOf(addDays(firstDayOf(monthOf(today)), -1))
}

/** The calendar month of a date. */
export function monthOf(date: LocalDate): Month {
  return date.slice(0, 7) as Month
}

/**
 * @returns the figures, or `invalid` with every fault. Impossible: a month that has not begun (`supply.month_ahead`), a
 *   count outside the month and the one after it or in the future (`supply.counted_when`), more days out than the
 *   month has (`supply.days_out`), batches over the stock (`supply.batches_over`). Only odd, and taken when confirmed:
 *   `supply.adds_up`, `supply.jumps`.
 */
export function decideReport({ figures, before, today, confirmed }: AskedReport): Outcome<StockFigures> {
  const faults = impossible(figures, today)
  if (!confirmed && before !== null) faults.push(...odd(figures, before))
  return faults.length > 0 ? refuseFaults(faults) : done(figures)
}

function impossible(figures: StockFigures, today: LocalDate): Fault[] {
  const { month, asOf, daysOut, batches, onHandUnits } = figures
  const latest = addDays(firstDayOf(monthAfter(monthAfter(month))), -1)
  const faults: Fault[] = []
  if (firstDayOf(month) > today) faults.push({ field: 'month', messageKey: 'supply.month_ahead' })
  if (asOf < firstDayOf(month) || asOf > latest || asOf > today)
    faults.push({ field: 'as_of', messageKey: 'supply.counted_when' })
  if (daysOut > daysIn(month))
    faults.push({ field: 'days_out', messageKey: 'supply.days_out', params: { days: daysIn(month) } })
  if (batches.reduce((sum, { units }) => sum + units, 0) > onHandUnits)
    faults.push({ field: 'batch_1_units', messageKey: 'supply.batches_over' })
  return faults
}

/** A tenth may be lost in counting; three times as much or a third is another order of things. */
const JUMP = 3

function odd(figures: StockFigures, before: StockFigures): Fault[] {
  const { consumedUnits, receivedUnits, onHandUnits } = figures
  const faults: Fault[] = []
  const there = before.onHandUnits + receivedUnits
  const expected = there - consumedUnits
  if (10 * Math.abs(onHandUnits - expected) > there)
    faults.push({ field: 'on_hand', messageKey: 'supply.adds_up', params: { expected } })
  const last = before.consumedUnits
  // From or to nothing is told by the days out.
  const comparable = last > 0 && consumedUnits > 0
  if (comparable && (consumedUnits > JUMP * last || JUMP * consumedUnits < last))
    faults.push({ field: 'consumed', messageKey: 'supply.jumps', params: { last } })
  return faults
}

/** The report of the month just before; an older one says nothing about this month's figures. */
export function beforeIn(
  own: readonly StockReport[],
  { month }: Pick<StockFigures, 'month'>,
): StockReport | null {
  const before = monthOf(addDays(firstDayOf(month), -1))
  return own.find((report) => report.month === before) ?? null
}

/** Is a fault one that a tick answers? */
export function isAskedBack({ messageKey }: Pick<Fault, 'messageKey'>): boolean {
  return messageKey === 'supply.adds_up' || messageKey === 'supply.jumps'
}

/** The stock as the projection takes it: dated batches, and the rest without a date. */
export function batchesOf({ onHandUnits, batches }: StockFigures) {
  const dated = batches.reduce((sum, { units }) => sum + units, 0)
  return [...batches, { units: onHandUnits - dated, goodUntil: null }].filter(({ units }) => units > 0)
}
