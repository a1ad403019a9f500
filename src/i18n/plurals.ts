/** Which form of a word follows a number: the rules of CLDR for our three languages, without Intl's price. */

import type { Locale } from '../kernel/locale.ts'

/**
 * The forms each language needs. A Kazakh noun stays singular after a number; a Russian fraction takes
 * `few`.
 */
interface PluralForms {
  readonly en: { readonly one: string; readonly other: string }
  readonly ru: { readonly one: string; readonly few: string; readonly many: string; readonly other?: string }
  readonly kk: { readonly one?: string; readonly other: string }
}

/** CLDR's name of the form for `n`; the sign does not matter. */
export function pluralCategory(locale: Locale, n: number): 'one' | 'few' | 'many' | 'other' {
  const size = Math.abs(n)
  if (locale !== 'ru') return size === 1 ? 'one' : 'other'
  if (!Number.isInteger(size)) return 'other'
  const [last, lastTwo] = [size % 10, size % 100]
  if (last === 1 && lastTwo !== 11) return 'one'
  return last >= 2 && last <= 4 && (lastTwo < 12 || lastTwo > 14) ? 'few' : 'many'
}

/**
 * The form of the word for `n`, without the number: `plural('ru', 5, { one: 'день', few: 'дня', many:
 * 'дней' })`.
 */
export function plural<L extends Locale>(locale: L, n: number, forms: PluralForms[L]): string {
  const known: {
    readonly one?: string
    readonly few?: string
    readonly many?: string
    readonly other?: string
  } = forms
  return known[pluralCategory(locale, n)] ?? known.other ?? known.few ?? ''
}
