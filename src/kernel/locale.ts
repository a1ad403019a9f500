/** The three languages, as equals (product.md rule 6). */

export type Locale = 'en' | 'ru' | 'kk'

export const LOCALES: readonly Locale[] = ['kk', 'ru', 'en']

/** True for a code of one of our languages. */
export function isLocale(text: unknown): text is Locale {
  return text === 'en' || text === 'ru' || text === 'kk'
}

/** Reads a stored list such as `kk,ru`; unknown codes are dropped. */
export function parseLocales(list: string): Locale[] {
  return list.split(',').filter(isLocale)
}

/** The best of our languages for an `Accept-Language` header (RFC 9110 §12.5.4), English when none fits. */
export function negotiateLocale(header: string | undefined): Locale {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().toLowerCase().split(';')
      const quality = options.map((option) => option.trim()).find((option) => option.startsWith('q='))
      return { code: tag.split('-')[0] ?? '', quality: quality ? Number(quality.slice(2)) || 0 : 1 }
    })
    .filter((entry) => isLocale(entry.code) && entry.quality > 0)
    .sort((a, b) => b.quality - a.quality)
  const best = wanted[0]?.code
  return isLocale(best) ? best : 'en'
}

/** One text in several languages; `authoritative` names the version that binds. */
export interface Versions {
  readonly authoritative: Locale
  readonly texts: Readonly<Partial<Record<Locale, string>>>
}

/** A text chosen for a reader, with the language it is really in, so that the page can mark it. */
export interface Chosen {
  readonly text: string
  readonly lang: Locale
}

/** The reader's language if there is one, else the authoritative version, else any. */
export function chooseText(versions: Versions, reader: Locale): Chosen {
  for (const lang of [reader, versions.authoritative, ...LOCALES]) {
    const text = versions.texts[lang]
    if (text) return { text, lang }
  }
  return { text: '', lang: reader }
}
