/** Reads of institutions and sectors: names valid on a date, choosers in protocol order, one page. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { type Locale, parseLocales, type Versions } from '../kernel/locale.ts'
import { fold } from '../kernel/text.ts'
import { dateOf } from '../kernel/zone.ts'
import { inList } from '../store/lists.ts'
import type { InstitutionNamesTable, InstitutionsTable } from '../store/schema.ts'
import { holdsWord } from '../store/search.ts'
import type { Store } from '../store/store.ts'
import {
  type DatedName,
  type Institution,
  type InstitutionName,
  inProtocolOrder,
  namesOn,
  type Sector,
  type SectorClass,
} from './institution.ts'

// Not the search text nor the sort keys: reading them takes longer than all the rest.
const COLUMNS = [
  'institutions.id',
  'sector_id',
  'country',
  'precedence',
  'listable',
  'letter_languages',
  'zone',
  'holiday_calendar',
  'official_mail',
  'institutions.version',
] as const
const NAME = ['institution_id', 'lang', 'official', 'short', 'valid_from', 'valid_to'] as const

type Row = Omit<InstitutionsTable, 'search' | 'created_at'> & { class: SectorClass }
type NameRow = Pick<InstitutionNamesTable, (typeof NAME)[number]>

/** Names of some institutions as valid on `on` (today when left out), in two queries whatever their number. */
export async function institutionNames(
  store: Store,
  ids: readonly Id[],
  on?: LocalDate,
): Promise<Map<Id, InstitutionName>> {
  if (ids.length === 0) return new Map()
  const [rows, names] = await Promise.all([
    institutionRows(store).where(inList('institutions.id', ids)).execute(),
    store.db.selectFrom('institution_names').select(NAME).where(inList('institution_id', ids)).execute(),
  ])
  return new Map(assemble(store, rows, names, on).map((institution) => [institution.id, institution]))
}

/** All institutions in protocol order, for lists and choosers; those whose names hold every word of `search`. */
export async function allInstitutions(store: Store, locale: Locale, search = ''): Promise<Institution[]> {
  let wanted = institutionRows(store)
  for (const word of fold(search).split(' ').filter(Boolean))
    wanted = wanted.where(holdsWord('institutions.search', word))
  const [rows, names] = await Promise.all([
    wanted.execute(),
    store.db.selectFrom('institution_names').select(NAME).execute(),
  ])
  return inProtocolOrder(assemble(store, rows, names), locale)
}

/** One institution with all its names, or null. */
export async function findInstitution(store: Store, id: Id): Promise<Institution | null> {
  const [rows, names] = await Promise.all([
    institutionRows(store).where('institutions.id', '=', id).execute(),
    store.db
      .selectFrom('institution_names')
      .select(NAME)
      .where('institution_id', '=', id)
      .orderBy('valid_from', 'desc')
      .execute(),
  ])
  return assemble(store, rows, names)[0] ?? null
}

/** All sectors in their order. */
export async function allSectors(store: Store): Promise<Sector[]> {
  const [sectors, names] = await Promise.all([
    store.db.selectFrom('sectors').selectAll().orderBy('position').orderBy('code').execute(),
    store.db.selectFrom('sector_names').selectAll().execute(),
  ])
  return sectors.map((row) => {
    const texts = Object.fromEntries(
      names.filter((name) => name.sector_id === row.id).map((name) => [name.lang, name.name]),
    )
    return {
      id: row.id,
      code: row.code,
      class: row.class,
      position: row.position,
      names: { authoritative: 'en', texts },
    }
  })
}

function institutionRows(store: Store) {
  return store.db
    .selectFrom('institutions')
    .innerJoin('sectors', 'sectors.id', 'institutions.sector_id')
    .select(COLUMNS)
    .select('sectors.class')
}

function assemble(
  store: Store,
  rows: readonly Row[],
  nameRows: readonly NameRow[],
  on?: LocalDate,
): Institution[] {
  const byInstitution = new Map<Id, DatedName[]>()
  for (const { institution_id, lang, official, short, valid_from, valid_to } of nameRows) {
    const list = byInstitution.get(institution_id) ?? []
    list.push({ lang, official, short, from: valid_from, to: valid_to })
    byInstitution.set(institution_id, list)
  }
  return rows.map((row) =>
    assembleOne(row, byInstitution.get(row.id) ?? [], on ?? dateOf(store.now, row.zone)),
  )
}

function assembleOne(row: Row, names: readonly DatedName[], on: LocalDate): Institution {
  const letterLanguages = parseLocales(row.letter_languages)
  const authoritative = letterLanguages[0] ?? 'en'
  const current = namesOn(names, on)
  const versions = (pick: (name: DatedName) => string): Versions => ({
    authoritative,
    texts: Object.fromEntries(current.map((name) => [name.lang, pick(name)])),
  })
  return {
    id: row.id,
    official: versions((name) => name.official),
    short: versions((name) => name.short),
    sectorId: row.sector_id,
    sectorClass: row.class,
    precedence: row.precedence,
    listable: row.listable,
    letterLanguages,
    country: row.country,
    zone: row.zone,
    holidayCalendar: row.holiday_calendar,
    officialMail: row.official_mail,
    names,
    version: row.version,
  }
}
