/** One cell of a table as HTML text: written directly, because element objects cost four times as much. */

import { escapeToBuffer, type HtmlEscapedString } from 'hono/utils/html'
import { formatNumber } from '../../src/i18n/numbers.ts'
import type { Locale } from '../../src/kernel/locale.ts'
import type { Reader } from '../reader.ts'
import { localPath } from './ext.tsx'
import type { Tone } from './status.tsx'

/** What a JSX expression is to the compiler. */
type View = HtmlEscapedString | Promise<HtmlEscapedString>

/** What may stand in a cell. Numbers get their digits grouped, so a year is given as text; `view` is for the rare control in a row. */
export type Cell =
  | string
  | number
  | null
  | { readonly href: string; readonly text: string; readonly lang?: Locale; readonly tone?: Tone }
  | { readonly tone: Tone; readonly text: string }
  | { readonly quiet: string }
  | { readonly lang: Locale; readonly text: string }
  | { readonly time: string; readonly text: string }
  | { readonly lines: readonly Cell[] }
  | { readonly view: View }

const UNSAFE = /[&<>"']/

/** Text made safe between tags and inside quoted attributes. */
export function escapeHtml(text: string): string {
  if (!UNSAFE.test(text)) return text
  const buffer: [string] = ['']
  escapeToBuffer(text, buffer)
  return buffer[0]
}

/**
 * The inside of one cell. Every text is escaped; a link that would leave this site is written as text;
 * a text in another language than the reader's is marked as such.
 */
export function cellHtml(cell: Cell, reader: Reader): string {
  if (cell === null) return ''
  if (typeof cell === 'string') return escapeHtml(cell)
  if (typeof cell === 'number') return formatNumber(reader.locale, cell)
  if ('href' in cell) return linkHtml(cell, reader)
  if ('tone' in cell) return `<span class="status ${escapeHtml(cell.tone)}">${escapeHtml(cell.text)}</span>`
  if ('quiet' in cell) return `<small>${escapeHtml(cell.quiet)}</small>`
  if ('lang' in cell) return passageHtml(cell, reader)
  if ('time' in cell) return `<time datetime="${escapeHtml(cell.time)}">${escapeHtml(cell.text)}</time>`
  if ('lines' in cell) return cell.lines.map((line) => cellHtml(line, reader)).join('<br>')
  return viewHtml(cell.view)
}

function linkHtml(cell: Extract<Cell, { href: string }>, reader: Reader): string {
  const href = localPath(cell.href)
  const foreign = cell.lang !== undefined && cell.lang !== reader.locale
  const text = escapeHtml(cell.text)
  if (href === null) return text
  const tone = cell.tone ? ` class="status ${escapeHtml(cell.tone)}"` : ''
  const link = `<a${tone} href="${escapeHtml(href)}"${foreign && cell.lang ? ` lang="${escapeHtml(cell.lang)}"` : ''}>${text}</a>`
  return foreign && cell.lang ? `${link} ${markerHtml(cell.lang, reader)}` : link
}

function passageHtml(cell: { lang: Locale; text: string }, reader: Reader): string {
  const text = escapeHtml(cell.text)
  if (cell.lang === reader.locale) return text
  return `<span lang="${escapeHtml(cell.lang)}">${text}</span> ${markerHtml(cell.lang, reader)}`
}

function markerHtml(lang: Locale, reader: Reader): string {
  return `<small class="only">${escapeHtml(reader.t.shell.passage.only[lang])}</small>`
}

/** @throws TypeError for a view that waits for something: a row has no time to wait. */
function viewHtml(view: View): string {
  const html: unknown = view instanceof Promise ? view : view.toString()
  if (typeof html !== 'string' && !(html instanceof String))
    throw new TypeError('a view in a table must not be async')
  return String(html)
}
