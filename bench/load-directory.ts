/** Load data: sectors, institutions with names in three languages, their people. */

import { type Id, makeId } from '../src/kernel/id.ts'
import { localDate } from '../src/kernel/local-date.ts'
import { LOCALES } from '../src/kernel/locale.ts'
import { fold, sortKey } from '../src/kernel/text.ts'
import { zone } from '../src/kernel/zone.ts'
import type { Store } from '../src/store/store.ts'
import type { Insert } from './rows.ts'
import { institutionName, personName } from './words.ts'

/** The zone of everything in the load data. */
export const ZONE = zone('Asia/Almaty')

export interface Directory {
  readonly institutionIds: readonly Id[]
  /** The people letters go to, by institution. */
  readonly focalPoints: ReadonlyMap<Id, readonly Id[]>
}

interface Asked {
  readonly institutions: number
  readonly focalPoints: number
  readonly members: number
}

/** Institutions with their focal points, and members spread over them. */
export function loadDirectory(insert: Insert, store: Store, asked: Asked): Directory {
  const sectorIds = loadSectors(insert, store)
  const institutionIds = Array.from({ length: asked.institutions }, (_, n) =>
    loadInstitution(insert, store, { n, sectorId: sectorIds[n % sectorIds.length]! }),
  )
  let n = 1
  const focalPoints = new Map(
    institutionIds.map((institutionId) => {
      const people = Array.from({ length: asked.focalPoints }, () =>
        loadMember(insert, store, { n: n++, institutionId, role: 'focal_point' }),
      )
      return [institutionId, people]
    }),
  )
  for (let i = 0; i < asked.members; i++) {
    const institutionId = institutionIds[i % institutionIds.length]!
    loadMember(insert, store, { n: n++, institutionId, role: 'member' })
  }
  return { institutionIds, focalPoints }
}

const SECTORS = [
  { code: 'H', class: 'state_health', kk: 'Денсаулық сақтау', ru: 'Здравоохранение', en: 'Health' },
  {
    code: 'C',
    class: 'civil_society',
    kk: 'Азаматтық қоғам',
    ru: 'Гражданское общество',
    en: 'Civil society',
  },
] as const

function loadSectors(insert: Insert, store: Store): Id[] {
  return SECTORS.map((sector, position) => {
    const id = store.newId()
    insert('sectors', { id, code: sector.code, class: sector.class, position, version: 1 })
    for (const lang of LOCALES) insert('sector_names', { sector_id: id, lang, name: sector[lang] })
    return id
  })
}

function loadInstitution(insert: Insert, store: Store, { n, sectorId }: { n: number; sectorId: Id }): Id {
  const id = makeId(store.now)
  const name = institutionName(n)
  insert('institutions', {
    id,
    sector_id: sectorId,
    country: 'KZ',
    precedence: 1000,
    listable: 'members',
    letter_languages: 'kk,ru',
    zone: ZONE,
    holiday_calendar: 'KZ',
    official_mail: `office${n}@example.org`,
    search: fold(LOCALES.map((lang) => name[lang]).join(' ')),
    created_at: store.now,
    version: 1,
  })
  for (const lang of LOCALES)
    insert('institution_names', {
      institution_id: id,
      lang,
      official: name[lang],
      short: '',
      valid_from: localDate('2000-01-01'),
      valid_to: null,
    })
  return id
}

interface Member {
  readonly n: number
  readonly institutionId: Id
  readonly role: 'focal_point' | 'member'
}

/** A person who speaks for an institution. */
export function loadMember(insert: Insert, store: Store, { n, institutionId, role }: Member): Id {
  const id = loadPerson(insert, store, n)
  insert('affiliations', {
    id: store.newId(),
    person_id: id,
    institution_id: institutionId,
    role,
    valid_from: localDate('2020-01-01'),
    valid_to: null,
    version: 1,
  })
  return id
}

/** The n-th person, with a name in three languages and an address that leads nowhere. */
export function loadPerson(insert: Insert, store: Store, n: number): Id {
  const id = makeId(store.now)
  const names = LOCALES.map((lang) => ({ lang, ...personName(n, lang) }))
  insert('persons', {
    id,
    reading_lang: LOCALES[n % LOCALES.length]!,
    zone: ZONE,
    holiday_calendar: 'KZ',
    email: `person${n}.${id}@example.org`,
    phone: '',
    protected: 0,
    digest: 'weekly',
    reminders: 'on',
    search: fold(names.map((name) => `${name.surname} ${name.given} ${name.patronymic}`).join(' ')),
    created_at: store.now,
    version: 1,
    erased_at: null,
    digest_rhythm: null,
    paused_until: null,
  })
  for (const name of names) {
    const { surname, given, patronymic, lang } = name
    const sort_key = sortKey([surname, given, patronymic].join(' '), lang)
    insert('person_names', { person_id: id, ...name, salutation: '', position: '' })
    insert('person_order', { person_id: id, lang, sort_key })
  }
  return id
}
