/** How the example writes an institution down: a real kind of body, a name that says it is a demonstration. */

import type { Locale } from '../../kernel/locale.ts'

type Names = Readonly<Record<Locale, string>>

/** Names that were in force until the day before `until`. */
export interface FormerNames {
  readonly official: Names
  readonly short: Names
  /** The first day of the names that followed. */
  readonly until: string
}

export interface ExampleInstitution {
  /** The code of domain.md §5.1; used only to link the example's own rows. */
  readonly code: string
  readonly sector: string
  readonly official: Names
  readonly short: Names
  /** The names it had, the oldest first. */
  readonly former?: readonly FormerNames[]
  /** The day it came into being; it has no name before. */
  readonly since?: string
  /** Correspondence languages in their order. */
  readonly languages: readonly Locale[]
  readonly precedence: number
  readonly listable: 'public' | 'members' | 'never'
  readonly country: string
  readonly zone: string
  readonly holidays: '' | 'KZ'
}

/** What differs between institutions; the rest follows from being in Kazakhstan. */
export type InstitutionRow = Pick<ExampleInstitution, 'code' | 'sector' | 'precedence'> &
  Partial<ExampleInstitution> & { readonly official: Names; readonly short: Names }

/** Fills in what most institutions share and marks every name as a demonstration. */
export function exampleInstitution(row: InstitutionRow): ExampleInstitution {
  return {
    languages: ['kk', 'ru'],
    listable: 'public',
    country: 'KZ',
    zone: 'Asia/Almaty',
    holidays: (row.country ?? 'KZ') === 'KZ' ? 'KZ' : '',
    ...row,
    official: marked(row.official),
    short: marked(row.short),
    ...(row.former ? { former: row.former.map(markedFormer) } : {}),
  }
}

function markedFormer({ official, short, until }: FormerNames): FormerNames {
  return { official: marked(official), short: marked(short), until }
}

function marked(names: Names): Names {
  return { en: `${names.en} (demo)`, ru: `${names.ru} (демо)`, kk: `${names.kk} (демо)` }
}
