/** Loads the directory of the example through the rooms' own commands: sectors, institutions, people. */

import { addInstitution, addSector, renameInstitution } from '../../institutions/commands.ts'
import { findInstitution } from '../../institutions/queries.ts'
import type { Id } from '../../kernel/id.ts'
import { type LocalDate, localDate } from '../../kernel/local-date.ts'
import { zone } from '../../kernel/zone.ts'
import { addPerson } from '../../people/commands.ts'
import type { Actor } from '../../people/may.ts'
import type { Store } from '../../store/store.ts'
import { astana, must, named, type OpenStoreAt } from '../moment.ts'
import type { ExampleInstitution } from './institution.ts'
import { STATE_BODIES } from './institutions.ts'
import { ORGANISATIONS } from './organisations.ts'
import { CENTRAL_PEOPLE } from './people.ts'
import type { ExamplePerson } from './person.ts'
import { REGIONAL_PEOPLE } from './regional-people.ts'
import { REGIONS, REGIONS_OF_2016 } from './regions.ts'
import { SECTORS } from './sectors.ts'

/** Where the example's codes and keys lead. */
export interface Directory {
  readonly institutions: ReadonlyMap<string, Id>
  readonly people: ReadonlyMap<string, Id>
}

const SINCE_EVER = localDate('0001-01-01')
const INSTITUTIONS = [...STATE_BODIES, ...ORGANISATIONS, ...REGIONS]
/** Institutions that took part in the workshop, so that they are known before it. */
const AT_THE_WORKSHOP: readonly string[] = ['MOH', 'RSPCMH', 'UNODC-ROCA', 'GF', ...REGIONS_OF_2016]

const EARLY = { at: astana('2016-03-01 10:00'), from: localDate('2015-01-01') }
const LATE = { at: astana('2025-08-25 10:00'), from: localDate('2025-01-01') }

/**
 * Adds 10 sectors, 43 institutions with the names they had and have, and the people who speak for them; each
 * at an instant of its own, none later than 25 August 2025.
 * @throws Error when a command refuses, such as on an instance that has the same sectors already.
 */
export async function loadDirectory(open: OpenStoreAt, actor: Actor): Promise<Directory> {
  const sectors = await loadSectors(open(EARLY.at), actor)
  const institutions = new Map<string, Id>()
  for (const institution of INSTITUTIONS) {
    const sectorId = named(sectors, institution.sector)
    institutions.set(institution.code, await loadInstitution(open, { actor, institution, sectorId }))
  }
  const people = new Map<string, Id>()
  for (const person of [...CENTRAL_PEOPLE, ...REGIONAL_PEOPLE])
    people.set(
      person.key,
      await loadPerson(open, { actor, person, institutions, phone: phoneOf(people.size) }),
    )
  return { institutions, people }
}

async function loadSectors(store: Store, actor: Actor): Promise<Map<string, Id>> {
  const sectors = new Map<string, Id>()
  for (const { code, class: sectorClass, names } of SECTORS)
    sectors.set(code, must(await addSector(store, { actor, code, class: sectorClass, names }), code))
  return sectors
}

function knownSince(code: string): typeof EARLY {
  return AT_THE_WORKSHOP.includes(code) ? EARLY : LATE
}

async function loadInstitution(
  open: OpenStoreAt,
  asked: { actor: Actor; institution: ExampleInstitution; sectorId: Id },
): Promise<Id> {
  const { actor, institution, sectorId } = asked
  const { former = [], since } = institution
  const fields = {
    sectorId,
    country: institution.country,
    precedence: institution.precedence,
    listable: institution.listable,
    letterLanguages: institution.languages,
    zone: zone(institution.zone),
    holidayCalendar: institution.holidays,
    officialMail: `office.${institution.code.toLowerCase()}@example.org`,
  }
  const [first, ...later] = [...former, institution]
  const added = await addInstitution(open(knownSince(institution.code).at), {
    actor,
    fields,
    names: { ...namesOf(first ?? institution), from: since ? localDate(since) : SINCE_EVER },
  })
  const id = must(added, institution.code)
  for (const [at, { until }] of former.entries())
    await rename(open, { actor, id, from: localDate(until), names: namesOf(later[at] ?? institution) })
  return id
}

type Names = Pick<ExampleInstitution, 'official' | 'short'>

function namesOf({ official, short }: Names): Names {
  return { official, short }
}

async function rename(
  open: OpenStoreAt,
  asked: { actor: Actor; id: Id; from: LocalDate; names: Names },
): Promise<void> {
  const { actor, id, from, names } = asked
  const store = open(astana(`${from} 10:00`))
  const version = (await findInstitution(store, id))?.version ?? 0
  must(await renameInstitution(store, { actor, id, version, names: { ...names, from } }), from)
}

async function loadPerson(
  open: OpenStoreAt,
  asked: { actor: Actor; person: ExamplePerson; institutions: ReadonlyMap<string, Id>; phone: string },
): Promise<Id> {
  const { actor, person, institutions, phone } = asked
  const at = INSTITUTIONS.find((institution) => institution.code === person.at)
  const since = knownSince(person.at)
  const added = await addPerson(open(since.at), {
    actor,
    fields: {
      names: person.names,
      readingLang: person.locale,
      zone: zone(at?.zone ?? 'Asia/Almaty'),
      holidayCalendar: at?.holidays ?? '',
      email: `${person.key}@example.org`,
      phone,
      protected: person.protected,
    },
    affiliation: {
      institutionId: named(institutions, person.at),
      role: person.role,
      from: since.from,
    },
  })
  return must(added, person.key)
}

/** Numbers that nobody has: the subscriber's part begins with zeros. */
function phoneOf(nth: number): string {
  return `+7 700 000 ${String(nth + 1).padStart(4, '0')}`
}
