/** How the example writes a person down: one line of a table, all three spellings side by side. */

import { isLocale, LOCALES, type Locale } from '../../kernel/locale.ts'
import type { NameParts, Names } from '../../people/name.ts'
import type { AffiliationRole } from '../../people/person.ts'
import { positionNamed } from './positions.ts'

export interface ExamplePerson {
  /** The local part of the address; used to name the person elsewhere in the example. */
  readonly key: string
  /** The institution's code. */
  readonly at: string
  readonly role: AffiliationRole
  readonly locale: Locale
  readonly names: Names
  readonly protected: boolean
}

const ROLES: readonly AffiliationRole[] = ['head', 'focal_point', 'member', 'assistant']

/**
 * Reads lines of `institution | role | language | position | Latin | Russian | Kazakh`. A name is written as
 * surname/given/patronymic; parts at the end may be missing. A `!` after the role protects the person.
 * @throws RangeError for a line that does not hold together.
 */
export function readPeople(table: string): ExamplePerson[] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map(readPerson)
}

function readPerson(line: string): ExamplePerson {
  const [at = '', marked = '', locale = '', position = '', en = '', ru = '', kk = ''] = line
    .split('|')
    .map((cell) => cell.trim())
  const role = ROLES.find((one) => one === marked.replace('!', ''))
  if (!role || !isLocale(locale) || !at || !en || !ru || !kk)
    throw new RangeError(`a line of the example's people is wrong: ${line}`)
  const titles = positionNamed(position)
  const spellings: Readonly<Record<Locale, string>> = { en, ru, kk }
  const names = Object.fromEntries(LOCALES.map((lang) => [lang, nameOf(spellings[lang], titles[lang])]))
  return { key: keyOf(en), at, role, locale, names, protected: marked.endsWith('!') }
}

function nameOf(spelling: string, position: string): NameParts {
  const [surname = '', given = '', patronymic = ''] = spelling.split('/')
  return { surname, given, patronymic, salutation: '', position }
}

/** `given.surname` in plain Latin letters, as an office would give out an address. */
function keyOf(latin: string): string {
  const [surname = '', given = ''] = latin.split('/')
  return [given, surname]
    .filter(Boolean)
    .map((part) =>
      part
        .toLowerCase()
        .normalize('NFD')
        .replace(/[^a-z]/g, ''),
    )
    .join('.')
}
