/** The writes of the people room as statements, for its own commands and for rooms that meet new people. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { sortKey } from '../kernel/text.ts'
import type { Zone } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { listName, type Named, type Names, searchText } from './name.ts'
import type { AffiliationRole } from './person.ts'

/** What is asked for when somebody becomes known to the instance. */
interface NewPerson {
  readonly names: Names
  readonly readingLang: Locale
  readonly zone: Zone
  readonly email: string
  readonly phone?: string
  readonly holidayCalendar?: string
  readonly protected?: boolean
  /** Who adds them. */
  readonly actorId: Id
}

/** A subject about to be written: its fact opens the batch, its statements follow. */
interface Written {
  readonly id: Id
  readonly fact: FactStatement
  readonly statements: readonly Statement[]
}

/** Statements that add a person; `email` was checked by the caller's form. */
export function newPerson(store: Store, asked: NewPerson): Written {
  const id = store.newId()
  const insert = store.db.insertInto('persons').values({
    id,
    reading_lang: asked.readingLang,
    zone: asked.zone,
    holiday_calendar: asked.holidayCalendar ?? '',
    email: asked.email.toLowerCase(),
    phone: asked.phone ?? '',
    protected: asked.protected ? 1 : 0,
    digest: 'weekly',
    reminders: 'on',
    search: searchText(asked.names),
    created_at: store.now,
    version: 1,
    erased_at: null,
  })
  return {
    id,
    fact: recordFact(store, { id, version: 0 }, { kind: 'person.added', actorId: asked.actorId }),
    statements: [insert, ...nameRows(store, id, { names: asked.names, locale: asked.readingLang })],
  }
}

/**
 * The rows of a person's names, one per language in which at least the surname is known, and their place in
 * the lists of every language. Earlier rows must be gone: {@link forgetNames}.
 */
export function nameRows(store: Store, personId: Id, person: Named): Statement[] {
  const named = LOCALES.flatMap((lang) => {
    const parts = person.names[lang]
    return parts?.surname ? [{ person_id: personId, lang, ...parts }] : []
  })
  const ordered = LOCALES.map((lang) => ({
    person_id: personId,
    lang,
    sort_key: sortKey(listName(person, lang), lang),
  }))
  return [
    ...named.map((row) => store.db.insertInto('person_names').values(row)),
    store.db.insertInto('person_order').values(ordered),
  ]
}

/** Takes a person's names out before others are written. */
export function forgetNames(store: Store, personId: Id): Statement[] {
  return [
    store.db.deleteFrom('person_names').where('person_id', '=', personId),
    store.db.deleteFrom('person_order').where('person_id', '=', personId),
  ]
}

/** For whom the person speaks from now on. */
interface NewAffiliation {
  readonly personId: Id
  readonly institutionId: Id
  readonly role: AffiliationRole
  readonly from: LocalDate
  readonly actorId: Id
}

/** Statements that open an affiliation. */
export function newAffiliation(store: Store, asked: NewAffiliation): Written {
  const id = store.newId()
  const details = { person: asked.personId, institution: asked.institutionId, role: asked.role }
  return {
    id,
    fact: recordFact(
      store,
      { id, version: 0 },
      { kind: 'affiliation.opened', actorId: asked.actorId, details },
    ),
    statements: [
      store.db.insertInto('affiliations').values({
        id,
        person_id: asked.personId,
        institution_id: asked.institutionId,
        role: asked.role,
        valid_from: asked.from,
        valid_to: null,
        version: 1,
      }),
    ],
  }
}
