/** Sets a table: columns as wide as their texts need, rows that stay whole, the head again on each page. Pure. */

import { CELL, columnWidths, HEAD, type Table } from './columns.ts'
import { type Area, beside, setPassage, within } from './passage.ts'
import type { Mark, Part, Row } from './rows.ts'

const GUTTER = 9
const PADDING = 3

/** Where a column stands. */
interface Place {
  readonly x: number
  readonly width: number
}

/** The rows of a table. */
export function setTable(table: Table, area: Area, sect: Part): Row[] {
  const places = placesOf(table, area)
  const part = within(sect, 'Table')
  const set = (cells: readonly string[], kind: 'TH' | 'TD') => {
    const row = within(part, 'TR')
    const columns = table.columns.map((column, at) => {
      const look = {
        hand: kind === 'TH' ? HEAD : CELL,
        part: within(row, kind),
        align: column.align ?? 'start',
      }
      return setPassage({ text: cells[at] ?? '', ...look, ...(places[at] ?? { width: 0 }) }, area)
    })
    return framed(beside(columns), area.width, kind === 'TH' ? 1 : 0.4)
  }
  const titles = table.columns.map((column) => column.title)
  const head = set(titles, 'TH').map((row) => ({ ...row, joined: true }))
  const [first, ...rest] = head
  const top = first ? [{ ...first, before: 10 }, ...rest] : []
  return [...top, ...table.rows.flatMap((cells) => set(cells, 'TD').map((row) => ({ ...row, head })))]
}

/** One row of the table: white above, white and a rule below, its lines joined. */
function framed(lines: readonly Row[], width: number, weight: number): Row[] {
  return lines.map((line, at) => {
    const [above, isLast] = [at === 0 ? PADDING : 0, at === lines.length - 1]
    const moved = line.marks.map((mark): Mark => ({ ...mark, y: mark.y + above }))
    const height = line.height + above + (isLast ? PADDING : 0)
    const rule: Mark = { kind: 'rule', x: 0, y: height, width, weight }
    return { height, before: 0, marks: isLast ? [...moved, rule] : moved, joined: !isLast }
  })
}

function placesOf(table: Table, { width, measure }: Area): Place[] {
  const room = width - GUTTER * (table.columns.length - 1)
  let x = 0
  return columnWidths(table, room, measure).map((wide) => {
    const place = { x, width: wide }
    x += wide + GUTTER
    return place
  })
}
