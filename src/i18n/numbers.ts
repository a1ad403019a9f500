/**
 * Numbers and lists, alike on every runtime: ICU gives Kazakh lists of three no «және», workerd none at
 * all.
 */

import type { Locale } from '../kernel/locale.ts'

const NO_BREAK_SPACE = '\u00a0'

const MARKS: Readonly<Record<Locale, { readonly group: string; readonly decimal: string }>> = {
  en: { group: ',', decimal: '.' },
  ru: { group: NO_BREAK_SPACE, decimal: ',' },
  kk: { group: NO_BREAK_SPACE, decimal: ',' },
}

const AND: Readonly<Record<Locale, string>> = { en: 'and', ru: 'и', kk: 'және' }

/**
 * `12,345.5` in English, `12 345,5` in Russian and Kazakh; at most three decimals. `n` finite, below 10²¹.
 */
export function formatNumber(locale: Locale, n: number): string {
  const size = Math.abs(n)
  // Large whole numbers would lose their last digits on the way through thousandths.
  const rounded = Number.isInteger(size) ? size : Math.round(size * 1000) / 1000
  const [whole = '', decimals] = String(rounded).split('.')
  const { group, decimal } = MARKS[locale]
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group)
  return `${n < 0 && rounded > 0 ? '−' : ''}${grouped}${decimals ? decimal + decimals : ''}`
}

/** `A, B and C`, `A, B и C`, `A, B және C`; empty text for no items. */
export function formatList(locale: Locale, items: readonly string[]): string {
  const last = items.at(-1) ?? ''
  if (items.length < 2) return last
  return `${items.slice(0, -1).join(', ')} ${AND[locale]} ${last}`
}
