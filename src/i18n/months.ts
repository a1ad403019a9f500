/** Calendar months in words, as a heading or a choice names them. */

import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import { formatDateRange } from './dates.ts'

// Russian dates have the month in the genitive; alone it stands in the nominative.
// biome-ignore format: tables read better on one line
const RUSSIAN = ['январь', 'февраль', 'март', 'апрель', 'май', 'июнь', 'июль', 'август', 'сентябрь', 'октябрь', 'ноябрь', 'декабрь']

/** `October 2025`, `октябрь 2025 г.`, `2025 жылғы қазан`. @param month `2025-10`. */
export function formatMonth(locale: Locale, month: string): string {
  const [year = '', number = ''] = month.split('-')
  if (locale === 'ru') return `${RUSSIAN[Number(number) - 1] ?? ''} ${year} г.`
  const first = formatDateRange(locale, `${month}-01` as LocalDate, `${month}-01` as LocalDate)
  // A day stands before the month in both languages.
  return first.replace(locale === 'kk' ? ' 1 ' : /^1 /, locale === 'kk' ? ' ' : '')
}
