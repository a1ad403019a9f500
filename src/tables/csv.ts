/** CSV as spreadsheets write it (RFC 4180 and its neighbours): which letters, which delimiter, which lines. */

import { CsvError } from 'csv-parse'
import { parse } from 'csv-parse/sync'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { MOST_ROWS, type SentLine } from './table.ts'

/** Blank lines before and between are not counted as rows, but read. */
const MOST_LINES = 4 * MOST_ROWS

/** All lines, numbered as a spreadsheet numbers them. @returns `tables.quote_open` or `tables.not_a_table`. */
export async function readCsv(bytes: Uint8Array): Promise<Outcome<readonly SentLine[]>> {
  const text = textOf(bytes)
  // A text has none; a picture or an old workbook has many.
  if (text === null || text.includes('\0')) return refuse('invalid', 'tables.not_a_table', 'file')
  const named = /^sep=([;,\t])\r?\n/.exec(text)
  try {
    const records = parse(text, {
      delimiter: named?.[1] ?? delimiterIn(text),
      // Files put together by hand mix them.
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      to: MOST_LINES + 1,
    })
    if (records.length > MOST_LINES)
      return refuse('too_large', 'tables.too_many_rows', 'file', { most: MOST_ROWS })
    const lines = records.map((cells, at) => ({ line: at + 1, cells }))
    return done(named ? lines.slice(1) : lines)
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return error.code === 'CSV_QUOTE_NOT_CLOSED'
      ? refuse('invalid', 'tables.quote_open', 'file', { line: openedAt(text) })
      : refuse('invalid', 'tables.not_a_table', 'file')
  }
}

/** The line of the file in which the quotation begins that never ends: that of its last mark. */
function openedAt(text: string): number {
  return text.slice(0, text.lastIndexOf('"')).split('\n').length
}

/** UTF-16 when it says so, UTF-8 when it is that, else the letters of Windows in Kazakhstan and Russia. */
function textOf(bytes: Uint8Array): string | null {
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return encoding === 'utf-8' ? windows1251(bytes) : null
  }
}

// Not every runtime has a decoder for it. 0x98 is not assigned.
const UPPER =
  'ЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\u0098™љ›њќћџ\u00a0ЎўЈ¤Ґ¦§Ё©Є«¬\u00ad®Ї°±Ііґµ¶·ё№є»јЅѕї' +
  'АБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдежзийклмнопрстуфхцчшщъыьэюя'

/** As `TextDecoder('windows-1251')` of a browser. */
export function windows1251(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += byte < 0x80 ? String.fromCharCode(byte) : UPPER[byte - 0x80]
  return text
}

const DELIMITERS = [',', ';', '\t'] as const

/** The sign that stands most often between the cells of the first line that has a text. */
function delimiterIn(text: string): string {
  const first = /[^\s;,][^\n]{0,20000}/.exec(text)?.[0] ?? ''
  const outside = first.replace(/"[^"]*"/g, '')
  const count = (sign: string) => outside.split(sign).length
  return DELIMITERS.reduce((best, sign) => (count(sign) > count(best) ? sign : best))
}
