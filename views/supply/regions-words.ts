/** How a month of a place stands, as a word and a shape; which months are missing. */

import { formatMonth } from '../../src/i18n/months.ts'
import { formatNumber } from '../../src/i18n/numbers.ts'
import type { Month } from '../../src/supply/consumption.ts'
import type { MonthCell, MonthState } from '../../src/supply/timeliness.ts'
import type { Tone } from '../parts/status.tsx'
import type { Cell } from '../parts/table.tsx'
import type { Reader } from '../reader.ts'

const TONES: Readonly<Record<MonthState, Tone>> = {
  in_time: 'good',
  late: 'warn',
  missing: 'bad',
  open: 'quiet',
  reported: 'neutral',
}

/** In time, late, missing, not due; and whether it was corrected. */
export function stateCell(reader: Reader, { state, corrected }: MonthCell): Cell {
  const { states } = reader.t.stock.regions
  const said: Cell = { tone: TONES[state], text: states[state] }
  return corrected ? { lines: [said, { quiet: states.corrected }] } : said
}

/** The state with the stock on hand, which is never a zero that nobody reported. */
export function monthCellWords(reader: Reader, cell: MonthCell): Cell {
  const said = stateCell(reader, cell)
  return cell.report ? { lines: [formatNumber(reader.locale, cell.report.onHandUnits), said] } : said
}

/** Months named one by one. */
const NAMED = 3

/** A few months one under the other, unbroken; of many the first and the last, and how many they are. @param months in order. */
export function monthsCell({ locale }: Reader, months: readonly Month[]): Cell {
  const named = (month: Month | undefined) => formatMonth(locale, month ?? '').replaceAll(' ', '\u00a0')
  if (months.length <= NAMED) return { lines: months.map(named) }
  return `${named(months[0])} – ${named(months.at(-1))} (${months.length})`
}
