/**
 * Reads tables that people upload, CSV and XLSX, into lines of text; the one place that parses such files. What the
 * columns mean is for the room that asked (`columns.ts`); how a table survives between its trial and its taking over,
 * `kept.ts`.
 */

import { type Outcome, refuse } from '../kernel/outcome.ts'
import { cleanLine, cleanText } from '../kernel/text.ts'

/** A line of a table: its number as a spreadsheet counts, and as many cells as the header has. */
export interface SentLine {
  readonly line: number
  readonly cells: readonly string[]
}

/** A table as somebody sent it: every cell is text, a date of a workbook `YYYY-MM-DD`. Lines without a text are left out. */
export interface SentTable {
  readonly header: readonly string[]
  readonly rows: readonly SentLine[]
}

/** A file by its name and content; nothing about it has been checked. */
export interface TableFile {
  readonly name: string
  readonly bytes: Uint8Array
}

export const MOST_BYTES = 10_000_000
export const MOST_ROWS = 5_000
export const MOST_COLUMNS = 200
/** Characters of one cell. */
const MOST_LETTERS = 10_000
/** Characters of all cells together: a small workbook may name one long text in every cell. */
const MOST_TEXT = MOST_BYTES

/**
 * The first sheet of a workbook, or a CSV file in UTF-8, UTF-16 or windows-1251 with `;`, `,` or tabs between its cells.
 * Its first line that is not empty is the header. Whatever the file holds, it does not throw.
 * @returns `too_large` over {@link MOST_BYTES} (`tables.too_large`), {@link MOST_ROWS} (`tables.too_many_rows`) or {@link MOST_COLUMNS}
 *   (`tables.too_wide`); `invalid`: `tables.empty`, `tables.not_a_table`, and with the parameter `line`
 *   `tables.beyond_header`, `tables.cell_too_long`, `tables.quote_open`, `tables.merged`, `tables.formula`.
 */
export async function readTable({ bytes }: TableFile): Promise<Outcome<SentTable>> {
  if (bytes.length > MOST_BYTES)
    return refuse('too_large', 'tables.too_large', 'file', { megabytes: MOST_BYTES / 1e6 })
  const lines = isZip(bytes)
    ? await (await import('./workbook.ts')).readWorkbook(bytes)
    : await (await import('./csv.ts')).readCsv(bytes)
  return lines.ok ? tableOf(lines.value) : lines
}

/** PKWARE APPNOTE 4.3.7: what every workbook begins with. */
function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b
}

/** Lines become a table: the first with a text is the header; blank lines go, short ones are filled up. */
export function tableOf(lines: readonly SentLine[]): Outcome<SentTable> {
  if (lettersOf(lines) > MOST_TEXT)
    return refuse('too_large', 'tables.too_large', 'file', { megabytes: MOST_TEXT / 1e6 })
  const written = lines
    .map(({ line, cells }) => ({ line, cells: trimmed(cells.map(textOf)) }))
    .filter(({ cells }) => cells.length > 0)
  const [head, ...rows] = written
  if (!head || rows.length === 0) return refuse('invalid', 'tables.empty', 'file')
  const header = head.cells.map(cleanLine)
  if (header.length > MOST_COLUMNS)
    return refuse('too_large', 'tables.too_wide', 'file', { most: MOST_COLUMNS })
  if (rows.length > MOST_ROWS) return refuse('too_large', 'tables.too_many_rows', 'file', { most: MOST_ROWS })
  const wide = rows.find(({ cells }) => cells.length > header.length)
  if (wide) return refuse('invalid', 'tables.beyond_header', 'file', { line: wide.line })
  const long = written.find(({ cells }) => cells.some((cell) => cell.length > MOST_LETTERS))
  if (long) return refuse('invalid', 'tables.cell_too_long', 'file', { line: long.line, most: MOST_LETTERS })
  const filled = rows.map(({ line, cells }) => ({ line, cells: header.map((_, at) => cells[at] ?? '') }))
  return { ok: true, value: { header, rows: filled } }
}

function lettersOf(lines: readonly SentLine[]): number {
  let sum = 0
  for (const { cells } of lines) for (const cell of cells) sum += cell.length
  return sum
}

/** Clean; and without the mark by which our own files keep a text from being taken for a formula (`printing/csv.ts`). */
function textOf(cell: string): string {
  return cleanText(cell).replace(/^'(?=[=+\-@|%])/, '')
}

/** Without the empty cells at its end. */
function trimmed(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== '') + 1)
}
