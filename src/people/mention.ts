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
export function mentioned(text: string, names: readonly string[]): string | null {
  const words = wordsOf(text)
  return names.find((name) => isIn(words, wordsOf(name))) ?? null
}

/** Texts that name one of `names`: a fault `messageKey` (param `name`) at `<field>_<lang>` for each of them. */
export function mentionFaults(
  texts: Readonly<Partial<Record<Locale, string>>>,
  names: readonly string[],
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

function isIn(words: readonly string[], name: readonly string[]): boolean {
  if (name.length === 0) return false
  return words.some((_, at) => name.every((part, next) => isForm(words[at + next] ?? '', part)))
}

/** Is `word` some form of `name`? */
function isForm(word: string, name: string): boolean {
  const stem = name.replace(/(ий|ый|ой|ая|яя|[аеиоуыэюяйьъ])$/u, '')
  if (stem.length < SHORTEST_STEM) return word === name
  return word.startsWith(stem) && word.length <= stem.length + LONGEST_ENDING
}
