/** Adding and changing sectors and institutions: load, decide, commit one batch. */

import type { Id } from '../kernel/id.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { fold } from '../kernel/text.ts'
import type { Zone } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { type Actor, mayEditDirectory } from '../people/may.ts'
import type { Statement, Store } from '../store/store.ts'
import type { DatedName, Institution, SectorClass } from './institution.ts'
import { allSectors, findInstitution } from './queries.ts'

type Texts = Readonly<Partial<Record<Locale, string>>>

/** A sector: the class is used by code, the names by people. */
interface AskedSector {
  readonly actor: Actor
  readonly code: string
  readonly class: SectorClass
  readonly names: Texts
}

/** Adds a sector at the end of the list. @returns its id; `conflict` if the code is taken. */
export async function addSector(store: Store, asked: AskedSector): Promise<Outcome<Id>> {
  if (!mayEditDirectory(asked.actor)) return refuse('forbidden', 'forms.forbidden')
  const sectors = await allSectors(store)
  if (sectors.some((sector) => sector.code === asked.code))
    return refuse('conflict', 'institutions.code_taken', 'code')
  const id = store.newId()
  const rows = LOCALES.flatMap((lang) =>
    asked.names[lang] ? [{ sector_id: id, lang, name: asked.names[lang] }] : [],
  )
  return store.commit(
    [
      recordFact(store, { id, version: 0 }, { kind: 'sector.added', actorId: asked.actor.personId }),
      store.db
        .insertInto('sectors')
        .values({ id, code: asked.code, class: asked.class, position: sectors.length + 1, version: 1 }),
      store.db.insertInto('sector_names').values(rows),
    ],
    id,
  )
}

/** What the form of an institution holds; names are edited apart because they are dated. */
export interface InstitutionFields {
  readonly sectorId: Id
  readonly country: string
  readonly precedence: number
  readonly listable: 'public' | 'members' | 'never'
  readonly letterLanguages: readonly Locale[]
  readonly zone: Zone
  readonly holidayCalendar: string
  readonly officialMail: string
}

/** Names in force from a date on; the day before ends the ones they replace. */
export interface AskedNames {
  readonly official: Texts
  readonly short: Texts
  readonly from: LocalDate
}

/** Adds an institution with its first names. @returns its id; `invalid` for an unknown sector. */
export async function addInstitution(
  store: Store,
  asked: { actor: Actor; fields: InstitutionFields; names: AskedNames },
): Promise<Outcome<Id>> {
  if (!mayEditDirectory(asked.actor)) return refuse('forbidden', 'forms.forbidden')
  if (!(await sectorExists(store, asked.fields.sectorId)))
    return refuse('invalid', 'institutions.unknown_sector', 'sector')
  const id = store.newId()
  const names = datedNames(asked.names)
  return store.commit(
    [
      recordFact(store, { id, version: 0 }, { kind: 'institution.added', actorId: asked.actor.personId }),
      store.db.insertInto('institutions').values({
        id,
        ...rowOf(asked.fields),
        search: searchOf(names),
        created_at: store.now,
        version: 1,
      }),
      names.map((name) => insertName(store, id, name)),
    ],
    id,
  )
}

/** Changes an institution. @returns `conflict` if somebody else changed it since `version`. */
export async function editInstitution(
  store: Store,
  asked: { actor: Actor; id: Id; version: number; fields: InstitutionFields },
): Promise<Outcome<Id>> {
  if (!mayEditDirectory(asked.actor)) return refuse('forbidden', 'forms.forbidden')
  const institution = await findInstitution(store, asked.id)
  if (!institution) return refuse('not_found', 'forms.unknown')
  if (institution.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  if (!(await sectorExists(store, asked.fields.sectorId)))
    return refuse('invalid', 'institutions.unknown_sector', 'sector')
  return store.commit(
    [
      recordFact(store, institution, { kind: 'institution.changed', actorId: asked.actor.personId }),
      store.db
        .updateTable('institutions')
        .set({ ...rowOf(asked.fields), version: institution.version + 1 })
        .where('id', '=', institution.id),
    ],
    institution.id,
  )
}

/**
 * Gives an institution other names from a date on; older documents keep printing the old ones.
 * @returns `invalid` (field `from`) unless the date lies after the beginning of the names it replaces.
 */
export async function renameInstitution(
  store: Store,
  asked: { actor: Actor; id: Id; version: number; names: AskedNames },
): Promise<Outcome<Id>> {
  if (!mayEditDirectory(asked.actor)) return refuse('forbidden', 'forms.forbidden')
  const institution = await findInstitution(store, asked.id)
  if (!institution) return refuse('not_found', 'forms.unknown')
  if (institution.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const added = datedNames(asked.names)
  const open = institution.names.filter(
    (name) => name.to === null && added.some((other) => other.lang === name.lang),
  )
  if (open.some((name) => name.from >= asked.names.from))
    return refuse('invalid', 'institutions.name_too_early', 'from')
  return store.commit(
    [
      recordFact(store, institution, { kind: 'institution.renamed', actorId: asked.actor.personId }),
      open.map((name) => endName(store, institution.id, name, addDays(asked.names.from, -1))),
      added.map((name) => insertName(store, institution.id, name)),
      bumpWithSearch(store, institution, added),
    ],
    institution.id,
  )
}

async function sectorExists(store: Store, id: Id): Promise<boolean> {
  return (await allSectors(store)).some((sector) => sector.id === id)
}

function datedNames(names: AskedNames): DatedName[] {
  return LOCALES.flatMap((lang) => {
    const official = names.official[lang]
    return official ? [{ lang, official, short: names.short[lang] ?? '', from: names.from, to: null }] : []
  })
}

function rowOf(fields: InstitutionFields) {
  return {
    sector_id: fields.sectorId,
    country: fields.country,
    precedence: fields.precedence,
    listable: fields.listable,
    letter_languages: fields.letterLanguages.join(','),
    zone: fields.zone,
    holiday_calendar: fields.holidayCalendar,
    official_mail: fields.officialMail,
  }
}

function searchOf(names: readonly DatedName[]): string {
  return fold(names.flatMap((name) => [name.official, name.short]).join(' '))
}

function insertName(store: Store, institutionId: Id, name: DatedName): Statement {
  return store.db.insertInto('institution_names').values({
    institution_id: institutionId,
    lang: name.lang,
    official: name.official,
    short: name.short,
    valid_from: name.from,
    valid_to: name.to,
  })
}

function endName(store: Store, institutionId: Id, name: DatedName, on: LocalDate): Statement {
  return store.db
    .updateTable('institution_names')
    .set({ valid_to: on })
    .where('institution_id', '=', institutionId)
    .where('lang', '=', name.lang)
    .where('valid_from', '=', name.from)
}

/** Old names stay searchable: people ask for the ministry that was. */
function bumpWithSearch(store: Store, institution: Institution, added: readonly DatedName[]): Statement {
  return store.db
    .updateTable('institutions')
    .set({ search: searchOf([...institution.names, ...added]), version: institution.version + 1 })
    .where('id', '=', institution.id)
}
