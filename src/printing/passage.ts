/** Sets one text in rows of a line each, and rows side by side. Pure. */

import { breakLines, gapOf, type Hand, type Line, type Measure } from './lines.ts'
import type { Mark, Part, Row } from './rows.ts'
import { type Align, printable } from './sheet.ts'

/** Points in a millimetre. */
export const MM = 72 / 25.4

/** The type area: its width, and who knows how wide a text is. */
export interface Area {
  readonly width: number
  readonly measure: Measure
}

/** A text with the place and the look it is set with. */
export interface Passage {
  readonly text: string
  readonly hand: Hand
  readonly part: Part
  readonly x?: number
  readonly width: number
  readonly align?: Align
  readonly before?: number
}

// As the rules of office work in Kazakhstan and Russia have it for body text.
const INDENT = 12.5 * MM

/** Line height and base line, in parts of the size. */
const LEADING = 1.32
const BASE = 1.02

/** A leaf or a branch below `parent`. */
export function within(parent: Part, type: Part['type']): Part {
  return { type, within: parent }
}

/** A text in rows of one line each; its first and its last two lines do not part from each other. */
export function setPassage(passage: Passage, area: Area): Row[] {
  const { hand, width, align = 'start', before = 0 } = passage
  const indent = align === 'justify' ? INDENT : 0
  const text = printable(passage.text)
  const lines = breakLines(text, { width, indent, hand, measure: area.measure })
  return lines.map((line, at) => ({
    height: hand.size * LEADING,
    before: at === 0 ? before : 0,
    marks: line.text === '' ? [] : [markOf(line, passage, at === 0 ? indent : 0)],
    joined: at < lines.length - 1 && (at === 0 || at === lines.length - 2),
  }))
}

function markOf(line: Line, { align, hand, part, x = 0, width }: Passage, indent: number): Mark {
  const free = width - line.width
  const shift = align === 'center' ? free / 2 : align === 'end' ? free : indent
  const gap = align === 'justify' ? gapOf(line, width - indent, hand) : 0
  return { kind: 'text', x: x + shift, y: hand.size * BASE, text: line.text, hand, gap, part }
}

/** Rows of several columns as rows that hold them side by side. */
export function beside(columns: readonly (readonly Row[])[]): Row[] {
  const count = Math.max(0, ...columns.map((rows) => rows.length))
  return Array.from({ length: count }, (_, at) => {
    const rows = columns.flatMap((column) => column[at] ?? [])
    return {
      height: Math.max(...rows.map((row) => row.height)),
      before: Math.max(...rows.map((row) => row.before)),
      marks: rows.flatMap((row) => row.marks),
      joined: rows.some((row) => row.joined),
    }
  })
}
