/**
 * The bars of some commitments as SVG, written as text in one pass: two hundred of them cost next to nothing. Shapes
 * tell marks apart, never colour alone; a style sheet gives the colours, dark, light and in print.
 */

import { codeOf } from '../../src/commitments/commitment.ts'
import { isFinal } from '../../src/commitments/state.ts'
import {
  isWithin,
  type Mark,
  type MarkKind,
  type Scale,
  type TimelineRow,
} from '../../src/commitments/timeline.ts'
import { formatDate } from '../../src/i18n/dates.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { chooseText } from '../../src/kernel/locale.ts'
import { escapeHtml } from '../parts/cell.ts'
import type { Reader } from '../reader.ts'

const WIDTH = 940
const LEFT = 225
const HEAD = 22
const ROW = 20
const RIGHT = WIDTH - 10
/** Letters of a label that fit in front of the bars. */
const LABEL = 32

interface Drawn {
  readonly rows: readonly TimelineRow[]
  readonly scale: Scale
  readonly today: LocalDate
  /** What the picture says to whom does not see it. */
  readonly label: string
}

/** One picture with its own months on top, so that each can be printed by itself. */
export function pictureOf(reader: Reader, { rows, scale, today, label }: Drawn): string {
  const height = HEAD + rows.length * ROW + 6
  let body = ''
  rows.forEach((row, at) => {
    body += rowOf(reader, row, { scale, y: HEAD + at * ROW + ROW / 2 })
  })
  const now = short(x(today, scale))
  return (
    `<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escapeHtml(label)}">` +
    axis(scale, height) +
    `<path class="today" d="M${now} ${HEAD - 6}V${height}"/>${body}</svg>`
  )
}

/** One mark by itself, for the key under the pictures. */
export function markOf(kind: MarkKind): string {
  return `<svg viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true">${shape(kind, 0, 0)}</svg>`
}

function x(on: LocalDate, { shareOf }: Scale): number {
  return LEFT + (RIGHT - LEFT) * shareOf(on)
}

function short(n: number): string {
  return String(Math.round(n * 10) / 10)
}

/** A line for every month; its name where there is room for it. */
function axis(scale: Scale, height: number): string {
  const { months } = scale
  const every = Math.ceil(months.length / 18)
  let lines = ''
  let names = ''
  months.forEach((month, at) => {
    const place = short(x(month, scale))
    lines += `M${place} ${HEAD - 4}V${height}`
    if (at % every === 0)
      names += `<text x="${place}" y="12">${month.slice(5, 7)}.${month.slice(2, 4)}</text>`
  })
  return `<path class="month" d="${lines}"/>${names}`
}

function rowOf(
  reader: Reader,
  row: TimelineRow,
  { scale, y }: { readonly scale: Scale; readonly y: number },
): string {
  const { commitment, from, to, lateUntil } = row
  const [start, end] = [x(from, scale), x(to, scale)]
  const kind = commitment.dueOn ? (isFinal(commitment.state) ? 'bar settled' : 'bar') : 'bar undated'
  const late = lateUntil ? `<path class="late" d="M${short(end)} ${y}H${short(x(lateUntil, scale))}"/>` : ''
  const marks = row.marks.map((mark) => titled(reader, mark, { scale, y })).join('')
  return `<text class="row" x="0" y="${y + 4}">${label(reader, row)}</text><path class="${kind}" d="M${short(start)} ${y}H${short(Math.max(end, start + 2))}"/>${late}${marks}`
}

function label(reader: Reader, { commitment }: TimelineRow): string {
  const words = `${codeOf(commitment)} ${chooseText(commitment.text, reader.locale).text.replace(/\s+/g, ' ')}`
  const letters = [...words]
  return escapeHtml(
    letters.length > LABEL
      ? `${letters
          .slice(0, LABEL - 1)
          .join('')
          .trim()}…`
      : words,
  )
}

/** A mark that says what it is when a pointer rests on it; nothing for one that lies beyond the months drawn. */
function titled(reader: Reader, { kind, on }: Mark, { scale, y }: { scale: Scale; y: number }): string {
  if (!isWithin(on, scale.span)) return ''
  const words = `${reader.t.overview.marks[kind]}: ${formatDate(reader.locale, on)}`
  return `<g><title>${escapeHtml(words)}</title>${shape(kind, Math.round(x(on, scale) * 10) / 10, y)}</g>`
}

/** Every kind has a shape of its own. */
function shape(kind: MarkKind, cx: number, cy: number): string {
  switch (kind) {
    case 'due':
      return path(kind, `M${cx} ${cy - 7}V${cy + 7}`)
    case 'review':
      return path(kind, `M${cx} ${cy - 7}V${cy - 2}M${cx} ${cy + 2}V${cy + 7}`)
    case 'moved':
      return path(
        kind,
        `M${cx - 3.5} ${cy - 3.5}L${cx + 3.5} ${cy + 3.5}M${cx - 3.5} ${cy + 3.5}L${cx + 3.5} ${cy - 3.5}`,
      )
    case 'report':
      return circle(kind, cx, cy, 3.5)
    case 'done':
      return circle(kind, cx, cy, 4)
    case 'verified':
      return path(kind, `M${cx - 5} ${cy}L${cx - 1.5} ${cy + 4}L${cx + 5} ${cy - 5}`)
    case 'returned':
      return path(kind, `M${cx - 5} ${cy - 4}L${cx} ${cy + 4}L${cx + 5} ${cy - 4}Z`)
    case 'step':
    case 'step_done':
      return path(kind, `M${cx} ${cy - 4}L${cx + 4} ${cy}L${cx} ${cy + 4}L${cx - 4} ${cy}Z`)
  }
}

function path(kind: MarkKind, d: string): string {
  return `<path class="mark ${kind}" d="${d}"/>`
}

function circle(kind: MarkKind, cx: number, cy: number, r: number): string {
  return `<circle class="mark ${kind}" cx="${cx}" cy="${cy}" r="${r}"/>`
}
