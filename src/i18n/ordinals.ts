/** Ordinal numbers of days: `5th`, `5-й`, `5-ші`. */

import type { Locale } from '../kernel/locale.ts'

/** @param n from 1 to 31. */
export function ordinal(locale: Locale, n: number): string {
  if (locale === 'ru') return `${n}-й`
  if (locale === 'kk') return `${n}-${kazakhEnding(n)}`
  const teen = n > 10 && n < 14
  return `${n}${teen ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th')}`
}

// Vowel harmony by the last word: алтыншы, тоғызыншы, оныншы, отызыншы take «шы», жиырмасыншы too.
function kazakhEnding(n: number): string {
  const back = n === 10 || n === 20 || n === 30 || n % 10 === 6 || n % 10 === 9
  return back ? 'шы' : 'ші'
}
