/** Reads of people: cards for letters and lists, focal points, the directory. */

import { type SqlBool, sql } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import { fold } from '../kernel/text.ts'
import { inList } from '../store/lists.ts'
import type { AffiliationsTable, PersonNamesTable, PersonsTable } from '../store/schema.ts'
import { holdsWord } from '../store/search.ts'
import type { Store } from '../store/store.ts'
import type { NameParts, Names } from './name.ts'
import type { Affiliation, Person, PersonCard } from './person.ts'

const PAGE = 100

// Not the search text nor the sort keys: reading them takes longer than all the rest.
const CARD = [
  'id',
  'reading_lang',
  'zone',
  'holiday_calendar',
  'email',
  'protected',
  'digest',
  'reminders',
] as const
const NAME = ['person_id', 'lang', 'surname', 'given', 'patronymic', 'salutation', 'position'] as const

/** Cards of some people by id, in two queries whatever their number; whoever sorts them by name keeps equals in place. */
export async function personCards(store: Store, ids: readonly Id[]): Promise<Map<Id, PersonCard>> {
  if (ids.length === 0) return new Map()
  const [rows, names] = await Promise.all([
    store.db.selectFrom('persons').select(CARD).where(inList('id', ids)).orderBy('id').execute(),
    store.db.selectFrom('person_names').select(NAME).where(inList('person_id', ids)).execute(),
  ])
  const byPerson = groupNames(names)
  return new Map(rows.map((row) => [row.id, cardOf(row, byPerson.get(row.id) ?? {})]))
}

/** One card, or null. */
export async function personCard(store: Store, id: Id): Promise<PersonCard | null> {
  return (await personCards(store, [id])).get(id) ?? null
}

/** Focal points of institutions in force on a date, by institution; an institution without any is missing. */
export async function focalPoints(
  store: Store,
  institutionIds: readonly Id[],
  on: LocalDate,
): Promise<Map<Id, PersonCard[]>> {
  const rows = await store.db
    .selectFrom('affiliations')
    .select(['person_id', 'institution_id'])
    .where(inList('institution_id', institutionIds))
    .where('role', '=', 'focal_point')
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', on)]))
    .orderBy('id')
    .execute()
  const cards = await personCards(store, [...new Set(rows.map((row) => row.person_id))])
  const found = new Map<Id, PersonCard[]>()
  for (const row of rows) {
    const card = cards.get(row.person_id)
    if (card) found.set(row.institution_id, [...(found.get(row.institution_id) ?? []), card])
  }
  return found
}

/** Everybody who speaks for an institution on a date, for choosers. */
export async function peopleOf(
  store: Store,
  institutionIds: readonly Id[],
  on: LocalDate,
): Promise<{ card: PersonCard; affiliation: Affiliation }[]> {
  const active = await staffOf(store, institutionIds, { on })
  const cards = await personCards(store, [...new Set(active.map((entry) => entry.personId))])
  return active.flatMap((affiliation) => {
    const card = cards.get(affiliation.personId)
    return card ? [{ card, affiliation }] : []
  })
}

/**
 * Who speaks for some institutions on a date, without names, which take longer to read than all else.
 * @param asked.named only the focal points and these people.
 */
export async function staffOf(
  store: Store,
  institutionIds: readonly Id[],
  { on, named }: { readonly on: LocalDate; readonly named?: readonly Id[] },
): Promise<Affiliation[]> {
  const query = affiliationsBy(store, 'institution_id', institutionIds)
    .where('valid_from', '<=', on)
    .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', on)]))
  const some = named
    ? query.where((eb) => eb.or([eb('role', '=', 'focal_point'), inList('person_id', named)]))
    : query
  return (await some.execute()).map(affiliationOf)
}

/** One person with affiliations, or null; somebody who was erased is nobody any more. */
export async function findPerson(store: Store, id: Id): Promise<Person | null> {
  const [row, names, affiliations] = await Promise.all([
    store.db.selectFrom('persons').selectAll().where('id', '=', id).executeTakeFirst(),
    store.db.selectFrom('person_names').select(NAME).where('person_id', '=', id).execute(),
    affiliationsWhere(store, 'person_id', [id]),
  ])
  if (!row || row.erased_at) return null
  const card = cardOf(row, groupNames(names).get(id) ?? {})
  return { ...card, phone: row.phone, version: row.version, affiliations }
}

/** A page of the directory, in the reader's alphabet, with the affiliations of its people. */
interface PeoplePage {
  readonly people: readonly PersonCard[]
  readonly affiliations: readonly Affiliation[]
  readonly hasNext: boolean
}

/** People whose folded names hold every word of `search`; 100 a page, page 1 first. */
export async function listPeople(
  store: Store,
  locale: Locale,
  asked: { search: string; page: number },
): Promise<PeoplePage> {
  const words = fold(asked.search).split(' ').filter(Boolean).slice(0, 6)
  let ordered = store.db
    .selectFrom('person_order')
    .select('person_order.person_id as id')
    .where('lang', '=', locale)
  for (const word of words) ordered = ordered.where(nameHolds(word))
  const rows = await ordered
    .orderBy('sort_key')
    .orderBy('person_order.person_id')
    .limit(PAGE + 1)
    .offset((asked.page - 1) * PAGE)
    .execute()
  const ids = rows.slice(0, PAGE).map((row) => row.id)
  const [cards, affiliations] = await Promise.all([
    personCards(store, ids),
    affiliationsWhere(store, 'person_id', ids),
  ])
  return { people: ids.flatMap((id) => cards.get(id) ?? []), affiliations, hasNext: rows.length > PAGE }
}

/** Looks into `persons` row by row along the order: a search reads what it must, the list only its page. */
function nameHolds(word: string) {
  return sql<SqlBool>`exists (select 1 from persons where persons.id = person_order.person_id
    and ${holdsWord('persons.search', word)})`
}

async function affiliationsWhere(
  store: Store,
  column: 'person_id' | 'institution_id',
  ids: readonly Id[],
): Promise<Affiliation[]> {
  return (await affiliationsBy(store, column, ids).execute()).map(affiliationOf)
}

function affiliationsBy(store: Store, column: 'person_id' | 'institution_id', ids: readonly Id[]) {
  return store.db
    .selectFrom('affiliations')
    .selectAll()
    .where(inList(column, ids))
    .orderBy('valid_from')
    .orderBy('id')
}

function affiliationOf(row: AffiliationsTable): Affiliation {
  return {
    id: row.id,
    personId: row.person_id,
    institutionId: row.institution_id,
    role: row.role,
    from: row.valid_from,
    to: row.valid_to,
    version: row.version,
  }
}

function groupNames(rows: readonly Pick<PersonNamesTable, (typeof NAME)[number]>[]): Map<Id, Names> {
  const grouped = new Map<Id, Record<string, NameParts>>()
  for (const { person_id, lang, surname, given, patronymic, salutation, position } of rows) {
    grouped.set(person_id, {
      ...grouped.get(person_id),
      [lang]: { surname, given, patronymic, salutation, position },
    })
  }
  return grouped
}

function cardOf(row: Pick<PersonsTable, (typeof CARD)[number]>, names: Names): PersonCard {
  return {
    id: row.id,
    names,
    email: row.email,
    locale: row.reading_lang,
    zone: row.zone,
    holidayCalendar: row.holiday_calendar,
    protected: row.protected === 1,
    digest: row.digest,
    reminders: row.reminders,
  }
}
