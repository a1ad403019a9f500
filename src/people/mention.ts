/** Does a text name somebody? For texts that may not, under the rule of attribution (product.md rule 5). */

import { LOCALES, type Locale } from '../kernel/locale.ts'
import type { Fault } from '../kernel/outcome.ts'
import { fold } from '../kernel/text.ts'

/** Endings that a name may have grown: «Ахметовой», «Ахметованың», «министерствами». */
const LONGEST_ENDING = 6

/** Shorter names would be found inside half of all words, so they are looked for as they stand. */
const SHORTEST_STEM = 4

/**
 * The first of `names` that the text holds, in any case of Russian or Kazakh and whatever the capitals; null if
 * none. A name of several words counts when they follow each other.
 */
export function mentioned(text: string, names: readonly (string | Sought)[]): string | null {
  const words = wordsOf(text)
  if (words.length === 0) return null
  for (const one of names) {
    const { name, parts } = typeof one === 'string' ? soughtFor(one) : one
    if (isIn(words, parts)) return name
  }
  return null
}

/** Texts that name one of `names`: a fault `messageKey` (param `name`) at `<field>_<lang>` for each of them. */
export function mentionFaults(
  texts: Readonly<Partial<Record<Locale, string>>>,
  names: readonly (string | Sought)[],
  { field, messageKey }: { readonly field: string; readonly messageKey: string },
): Fault[] {
  return LOCALES.flatMap((lang) => {
    const name = mentioned(texts[lang] ?? '', names)
    return name === null ? [] : [{ field: `${field}_${lang}`, messageKey, params: { name } }]
  })
}

function wordsOf(text: string): string[] {
  return fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
}

/** A name as it is looked for, word by word. */
export interface Sought {
  readonly name: string
  readonly parts: readonly { readonly stem: string; readonly most: number }[]
}

/** For whoever looks for the same name in thousands of texts. */
export function soughtFor(name: string): Sought {
  return { name, parts: wordsOf(name).map(stemOf) }
}

/** How the forms of a word begin, and how long they may be. */
function stemOf(word: string): Sought['parts'][number] {
  const stem = word.replace(/(ий|ый|ой|ая|яя|[аеиоуыэюяйьъ])$/u, '')
  return stem.length < SHORTEST_STEM
    ? { stem: word, most: word.length }
    : { stem, most: stem.length + LONGEST_ENDING }
}

function isIn(words: readonly string[], parts: Sought['parts']): boolean {
  if (parts.length === 0) return false
  return words.some((_, at) =>
    parts.every(({ stem, most }, next) => {
      const word = words[at + next] ?? ''
      return word.startsWith(stem) && word.length <= most
    }),
  )
}
