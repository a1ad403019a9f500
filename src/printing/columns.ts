/** How wide the columns of a table are: as their texts need it. Pure. */

import type { Hand, Measure } from './lines.ts'
import { type Block, printable } from './sheet.ts'

export type Table = Extract<Block, { kind: 'table' }>

export const CELL: Hand = { face: 'regular', size: 10 }
export const HEAD: Hand = { face: 'bold', size: 10 }

/** Rows that decide how wide columns are: the others follow. */
const SAMPLE = 300

/** What a column needs: so that its words stay whole, and so that its texts stay on one line. */
interface Need {
  readonly min: number
  readonly full: number
}

/**
 * The width of each column; together they fill `room`. Each gets its longest word; what is left goes to those
 * whose texts are longer than that.
 */
export function columnWidths(table: Table, room: number, measure: Measure): number[] {
  const needs = table.columns.map((_, at) => needOf(table, at, { room, measure }))
  const least = Math.min(1, room / sum(needs.map(({ min }) => min)))
  const spare = room - sum(needs.map(({ min }) => min * least))
  const wished = sum(needs.map(({ min, full }) => full - min))
  return needs.map(({ min, full }) => {
    const share = wished === 0 ? 1 / needs.length : (full - min) / wished
    return min * least + spare * share
  })
}

interface Room {
  readonly room: number
  readonly measure: Measure
}

function needOf({ columns, rows }: Table, at: number, { room, measure }: Room): Need {
  const title = printable(columns[at]?.title ?? '')
  const texts = rows.slice(0, SAMPLE).map((row) => printable(row[at] ?? ''))
  const widest = (text: string, apart: RegExp, hand: Hand) =>
    text.split(apart).reduce((width, part) => Math.max(width, measure(part, hand)), 0)
  const all = texts.join('\n')
  const min = Math.max(widest(title, /\s+/, HEAD), widest(all, /\s+/, CELL))
  const full = Math.max(widest(title, /\n/, HEAD), widest(all, /\n/, CELL), min)
  // A hair more than measured: sums of widths are not exact.
  return { min: Math.min(min, room / 3) + 0.5, full: Math.min(full, room * 0.7) + 0.5 }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
