/** What the letters of a dialogue are written under: names, contact lines, who signs, how numbers look. Pure. */

import { LOCALES, type Locale } from '../kernel/locale.ts'
import { done, type Fault, type Outcome, refuseFaults } from '../kernel/outcome.ts'
import { COUNTER } from './number.ts'

/** How many people may sign the letters of one dialogue. */
export const MAX_SIGNATORIES = 3

/** The head in one language; lines as they are printed, one under the other. */
export interface HeadText {
  readonly names: string
  readonly contact: string
}

/** Somebody who signs, in one language. */
export interface SignatoryText {
  readonly name: string
  readonly title: string
}

/** Somebody who signs, in each language in which the name was written. */
export type Signatory = Readonly<Partial<Record<Locale, SignatoryText>>>

/** What an organiser sets. */
export interface LetterheadDraft {
  readonly numberPattern: string
  readonly texts: Readonly<Partial<Record<Locale, HeadText>>>
  /** The first signs invitations. */
  readonly signatories: readonly Signatory[]
}

/** The letterhead in force. */
export interface Letterhead extends LetterheadDraft {
  /** 0 until somebody set one, or sent a letter. */
  readonly version: number
}

/**
 * Checks what an organiser sets; empty texts and people are left out.
 * @returns `invalid` with every fault: `correspondence.pattern_without_counter` (field `number_pattern`),
 *   `correspondence.contact_without_name` (`names_<lang>`), `correspondence.title_without_name`
 *   (`signatory_<n>_name_<lang>`).
 */
export function decideLetterhead(asked: LetterheadDraft): Outcome<LetterheadDraft> {
  const { numberPattern } = asked
  const faults: Fault[] = []
  if (numberPattern !== '' && numberPattern.split(COUNTER).length !== 2)
    faults.push({ field: 'number_pattern', messageKey: 'correspondence.pattern_without_counter' })
  for (const lang of LOCALES) {
    const text = asked.texts[lang]
    if (text && text.names === '' && text.contact !== '')
      faults.push({ field: `names_${lang}`, messageKey: 'correspondence.contact_without_name' })
  }
  asked.signatories.forEach((signatory, at) => {
    for (const lang of LOCALES) {
      const text = signatory[lang]
      const field = `signatory_${at + 1}_name_${lang}`
      if (text && text.name === '' && text.title !== '')
        faults.push({ field, messageKey: 'correspondence.title_without_name' })
    }
  })
  if (faults.length > 0) return refuseFaults(faults)
  const signatories = asked.signatories.map((signatory) => written(signatory, ({ name }) => name))
  return done({
    numberPattern,
    texts: written(asked.texts, ({ names }) => names),
    signatories: signatories.filter((signatory) => Object.keys(signatory).length > 0),
  })
}

function written<T>(
  texts: Readonly<Partial<Record<Locale, T>>>,
  main: (text: T) => string,
): Partial<Record<Locale, T>> {
  return Object.fromEntries(
    LOCALES.flatMap((lang) => {
      const text = texts[lang]
      return text !== undefined && main(text) !== '' ? [[lang, text]] : []
    }),
  )
}

/** The head in a language; nothing of another language may stand on a sheet, so it may be missing. */
export function headIn(letterhead: LetterheadDraft, lang: Locale): HeadText | null {
  return letterhead.texts[lang] ?? null
}

/** Who signs, in a language; in another one if the name was not written in it: a letter must not go unsigned. */
export function signatoryIn(signatory: Signatory | undefined, lang: Locale): SignatoryText | null {
  for (const one of [lang, ...LOCALES]) {
    const text = signatory?.[one]
    if (text) return text
  }
  return null
}

/** Lines that are not empty. */
export function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}
