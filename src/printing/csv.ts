/**
 * A grid as CSV: RFC 4180, UTF-8 with a byte order mark so that Excel reads Cyrillic; between cells a comma, or the
 * semicolon that Excel takes under Russian and Kazakh settings.
 */

import type { Locale } from '../kernel/locale.ts'
import { wallTimeOf } from '../kernel/zone.ts'
import type { Cell, Grid } from './grid.ts'
import { plain } from './sheet.ts'

const MARK = '\uFEFF'

const SEPARATORS: Readonly<Record<Locale, string>> = { en: ',', ru: ';', kk: ';' }

/** The whole file for a reader; dates `YYYY-MM-DD`, instants `YYYY-MM-DD HH:MM` in the grid's zone. */
export function printCsv(grid: Grid, locale: Locale): string {
  const titles = grid.columns.map(({ title }) => harmless(plain(title)))
  const rows = grid.rows.map((row) => row.map((cell) => wordsOf(cell, grid, locale)))
  const separator = SEPARATORS[locale]
  return MARK + [titles, ...rows].map((row) => `${row.map(quoted).join(separator)}\r\n`).join('')
}

function wordsOf(cell: Cell, { zone }: Grid, locale: Locale): string {
  switch (cell?.kind) {
    case 'text':
      return harmless(plain(cell.text))
    case 'integer':
      return String(cell.number)
    case 'decimal':
      // Excel reads `12.50` as the twelfth of a month where it takes semicolons.
      return locale === 'en' ? cell.decimal : cell.decimal.replace('.', ',')
    case 'date':
      return cell.date
    case 'instant': {
      const { date, time } = wallTimeOf(cell.instant, zone)
      return `${date} ${time}`
    }
    default:
      return ''
  }
}

// Also behind quotes and blanks, which programs take away, and in the wide forms that some read alike.
const FORMULA = /^["'\s]*[=+\-@|%\uff1d\uff0b\uff0d\uff20]/u

// A whole run at once, with what follows it: quick however long it is.
const INSIDE = /[;,"'\s]+([=+\-@|%\uff1d\uff0b\uff0d\uff20]?)/gu

/**
 * What a program for tables could run as a formula, written as the text it is (safety.md T25): at the beginning of the
 * cell, and wherever a program that takes another separator, and so knows no quotes, would begin one.
 */
function harmless(text: string): string {
  const within = text.replace(INSIDE, (run: string, mark: string) =>
    mark && /[;,\r\n]/.test(run) ? `${run.slice(0, -1)}'${mark}` : run,
  )
  return FORMULA.test(within) ? `'${within}` : within
}

function quoted(text: string): string {
  return /[";,\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
