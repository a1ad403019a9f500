/**
 * Names of people: parts per script, put together by use (domain.md §2.6): surname first in lists and
 * registers, given name and patronymic in address. Never split from a full name.
 */

import { chooseText, LOCALES, type Locale } from '../kernel/locale.ts'
import { fold } from '../kernel/text.ts'

/** The parts as the person writes them in one language. Only the surname is sure to be there. */
export interface NameParts {
  readonly surname: string
  readonly given: string
  readonly patronymic: string
  /** Such as «Құрметті Айгүл Серікқызы»; empty means the generated proposal. */
  readonly salutation: string
  readonly position: string
}

export type Names = Readonly<Partial<Record<Locale, NameParts>>>

/** Anything that carries names and the language its person reads. */
export interface Named {
  readonly names: Names
  readonly locale: Locale
}

/** The parts in `locale`, else in the person's own language, else in any. */
function partsIn(named: Named, locale: Locale): NameParts {
  const found = [locale, named.locale, ...LOCALES]
    .map((lang) => named.names[lang])
    .find((parts) => parts?.surname)
  return found ?? { surname: '', given: '', patronymic: '', salutation: '', position: '' }
}

/** For running text: «Айгүл Серікова», given name and surname. */
export function fullName(named: Named, locale: Locale): string {
  const { surname, given } = partsIn(named, locale)
  return [given, surname].filter(Boolean).join(' ')
}

/** For lists and registers: surname, given name, patronymic. */
export function listName(named: Named, locale: Locale): string {
  const { surname, given, patronymic } = partsIn(named, locale)
  return [surname, given, patronymic].filter(Boolean).join(' ')
}

/** The position in `locale`, else in any language; empty if none is known. */
export function positionOf(named: Named, locale: Locale): string {
  const texts = Object.fromEntries(LOCALES.map((lang) => [lang, named.names[lang]?.position ?? '']))
  return chooseText({ authoritative: named.locale, texts }, locale).text
}

/**
 * How a letter greets the person: the stored salutation, else a proposal without gender:
 * «Құрметті Айгүл Серікқызы!», «Здравствуйте, Айгуль Сериковна!», "Dear Aigul Serikova,".
 */
export function salutation(named: Named, locale: Locale): string {
  const parts = partsIn(named, locale)
  if (parts.salutation) return parts.salutation
  const address = [parts.given, parts.patronymic].filter(Boolean).join(' ') || parts.surname
  if (locale === 'kk') return `Құрметті ${address}!`
  if (locale === 'ru') return `Здравствуйте, ${address}!`
  return `Dear ${fullName(named, locale)},`
}

/** What search looks through: all spellings of the name, folded. */
export function searchText(names: Names, extra: readonly string[] = []): string {
  const words = LOCALES.flatMap((lang) => {
    const parts = names[lang]
    return parts ? [parts.surname, parts.given, parts.patronymic, parts.position] : []
  })
  return fold([...words, ...extra].filter(Boolean).join(' '))
}
