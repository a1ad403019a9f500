/** Reporting periods in words, as a heading or a row names them. */

import { endOfQuarter, type LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import { formatDue } from './dates.ts'
import { formatMonth } from './months.ts'
import { review } from './review.ts'

const HALVES: Readonly<Record<Locale, (half: string, year: string) => string>> = {
  en: (half, year) => `${half === '1' ? 'first' : 'second'} half of ${year}`,
  ru: (half, year) => `${half}-е полугодие ${year} г.`,
  kk: (half, year) => review(`${year} жылғы ${half}-жартыжылдық`),
}

/** `December 2025`, `Q4 2025`, `second half of 2025`, `2025`. @param key `2025-12`, `2025-Q4`, `2025-H2`, `2025`. */
export function formatPeriod(locale: Locale, key: string): string {
  const [year = '', part = ''] = key.split('-')
  const nth = part.slice(1)
  if (part.startsWith('H')) return HALVES[locale](nth, year)
  if (part.startsWith('Q')) return formatDue(locale, { on: quarterEnd(year, nth), precision: 'quarter' })
  if (part) return formatMonth(locale, key)
  return formatDue(locale, { on: `${year}-12-31` as LocalDate, precision: 'year' })
}

function quarterEnd(year: string, nth: string): LocalDate {
  return endOfQuarter(`${year}-${String(Number(nth) * 3).padStart(2, '0')}-01` as LocalDate)
}
