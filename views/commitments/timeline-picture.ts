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

interface Page {
  readonly scale: Scale
  readonly today: LocalDate
}

/** Some bars, and what their picture says to whom does not see it. */
interface Drawn {
  readonly rows: readonly TimelineRow[]
  readonly label: string
}

/**
 * Draws the pictures of one page, each with its own months on top, so that it can be printed by itself. What many bars
 * have in common is written once for all of them.
 */
export function painterOf(reader: Reader, { scale, today }: Page): (drawn: Drawn) => string {
  const titled = titler(reader, scale)
  const months = axisOf(scale)
  const now = short(x(today, scale))
  return ({ rows, label }) => {
    const height = HEAD + rows.length * ROW + 6
    let body = ''
    rows.forEach((row, at) => {
      body += rowOf(reader, row, { scale, titled, y: HEAD + at * ROW + ROW / 2 })
    })
    return (
      `<svg viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${escapeHtml(label)}">` +
      months(height) +
      `<path class="today" d="M${now} ${HEAD - 6}V${height}"/>${body}</svg>`
    )
  }
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

/** A line for every month, as high as asked; its name where there is room for it. */
function axisOf(scale: Scale): (height: number) => string {
  const { months } = scale
  const every = Math.ceil(months.length / 18)
  const lines = months.map((month) => `M${short(x(month, scale))} ${HEAD - 4}V`)
  const names = months.map((month, at) =>
    at % every === 0
      ? `<text x="${short(x(month, scale))}" y="12">${month.slice(5, 7)}.${month.slice(2, 4)}</text>`
      : '',
  )
  const named = names.join('')
  return (height) => `<path class="month" d="${lines.map((line) => line + height).join('')}"/>${named}`
}

interface Place {
  readonly scale: Scale
  readonly titled: Titled
  readonly y: number
}

function rowOf(reader: Reader, row: TimelineRow, { scale, titled, y }: Place): string {
  const { commitment, from, to, lateUntil } = row
  const [start, end] = [x(from, scale), x(to, scale)]
  const kind = commitment.dueOn ? (isFinal(commitment.state) ? 'bar settled' : 'bar') : 'bar undated'
  const late = lateUntil ? `<path class="late" d="M${short(end)} ${y}H${short(x(lateUntil, scale))}"/>` : ''
  let marks = ''
  for (const mark of row.marks) marks += titled(mark, y)
  return `<text class="row" x="0" y="${y + 4}">${label(reader, row)}</text><path class="${kind}" d="M${short(start)} ${y}H${short(Math.max(end, start + 2))}"/>${late}${marks}`
}

function label(reader: Reader, { commitment }: TimelineRow): string {
  const { text } = chooseText(commitment.text, reader.locale)
  const words = `${codeOf(commitment)} ${/\s\s|[^\S ]/.test(text) ? text.replace(/\s+/g, ' ') : text}`
  // A letter takes two places at most, so these hold all that can be shown.
  const letters = [...words.slice(0, (LABEL + 1) * 2)]
  return escapeHtml(
    letters.length > LABEL
      ? `${letters
          .slice(0, LABEL - 1)
          .join('')
          .trim()}…`
      : words,
  )
}

/** Writes a mark at a height. */
type Titled = (mark: Mark, y: number) => string

/**
 * A mark that says what it is when a pointer rests on it; nothing for one that lies beyond the months drawn. Marks of
 * one kind on one day, as at the end of a quarter, share all but their height.
 */
function titler(reader: Reader, scale: Scale): Titled {
  const known = new Map<LocalDate, Partial<Record<MarkKind, Drawing>>>()
  return (mark, y) => {
    const ofDay = known.get(mark.on) ?? {}
    const drawing = ofDay[mark.kind] ?? drawingOf(reader, mark, scale)
    if (!ofDay[mark.kind]) known.set(mark.on, { ...ofDay, [mark.kind]: drawing })
    return drawing.before + drawing.after(y)
  }
}

interface Drawing {
  readonly before: string
  after(y: number): string
}

const NOTHING: Drawing = { before: '', after: () => '' }

function drawingOf(reader: Reader, { kind, on }: Mark, scale: Scale): Drawing {
  if (!isWithin(on, scale.span)) return NOTHING
  const words = `${reader.t.overview.marks[kind]}: ${formatDate(reader.locale, on)}`
  const title = `<g><title>${escapeHtml(words)}</title>`
  const cx = Math.round(x(on, scale) * 10) / 10
  const r = RADIUS[kind]
  if (!r) return { before: title, after: (y) => `${shape(kind, cx, y)}</g>` }
  const [before, after] = circle(kind, cx, r)
  return { before: title + before, after: (y) => `${y}${after}</g>` }
}

/** The kinds that are circles. */
const RADIUS: Partial<Record<MarkKind, number>> = { report: 3.5, done: 4 }

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
    case 'done':
      return circle(kind, cx, RADIUS[kind] ?? 0).join(String(cy))
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

/** What stands before and behind the height of its centre. */
function circle(kind: MarkKind, cx: number, r: number): [string, string] {
  return [`<circle class="mark ${kind}" cx="${cx}" cy="`, `" r="${r}"/>`]
}
