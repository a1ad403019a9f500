/** Adding and changing people and for whom they speak: load, decide, commit one batch. */

import { addressChangeMails } from '../invitations/calendar-mails.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf, type Zone } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Statement, Store } from '../store/store.ts'
import { type Actor, mayEditDirectory } from './may.ts'
import { type Names, searchText } from './name.ts'
import type { AffiliationRole, Person } from './person.ts'
import { forgetNames, nameRows, newAffiliation, newPerson } from './persons.ts'
import { findPerson } from './queries.ts'

/** What the form of a person holds. */
export interface PersonFields {
  readonly names: Names
  readonly readingLang: Locale
  readonly zone: Zone
  readonly holidayCalendar: string
  readonly email: string
  readonly phone: string
  readonly protected: boolean
}

/** For whom somebody speaks from a date on; null leaves that open. */
export interface AskedAffiliation {
  readonly institutionId: Id
  readonly role: AffiliationRole
  readonly from: LocalDate
}

/** Adds a person, with a first affiliation if one is given. @returns the id; `invalid` for an unknown institution. */
export async function addPerson(
  store: Store,
  asked: { actor: Actor; fields: PersonFields; affiliation: AskedAffiliation | null },
): Promise<Outcome<Id>> {
  if (!mayEditDirectory(asked.actor)) return refuse('forbidden', 'forms.forbidden')
  const { affiliation } = asked
  if (affiliation && !(await institutionExists(store, affiliation.institutionId))) return unknownInstitution()
  const actorId = asked.actor.personId
  const person = newPerson(store, { ...asked.fields, actorId })
  const speaks = affiliation ? newAffiliation(store, { ...affiliation, personId: person.id, actorId }) : null
  return store.commit(
    [person.fact, person.statements, ...(speaks ? [speaks.fact, speaks.statements] : [])],
    person.id,
  )
}

/** Changes a person. @returns `conflict` if somebody else changed them since `version`. */
export async function editPerson(
  store: Store,
  asked: { actor: Actor; id: Id; version: number; fields: PersonFields },
): Promise<Outcome<Id>> {
  if (!mayEditDirectory(asked.actor)) return refuse('forbidden', 'forms.forbidden')
  const person = await findPerson(store, asked.id)
  if (!person) return refuse('not_found', 'forms.unknown')
  if (person.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const { fields } = asked
  return store.commit(
    [
      recordFact(store, person, { kind: 'person.changed', actorId: asked.actor.personId }),
      store.db
        .updateTable('persons')
        .set({
          reading_lang: fields.readingLang,
          zone: fields.zone,
          holiday_calendar: fields.holidayCalendar,
          email: fields.email.toLowerCase(),
          phone: fields.phone,
          protected: fields.protected ? 1 : 0,
          search: searchText(fields.names),
          version: person.version + 1,
        })
        .where('id', '=', person.id),
      forgetNames(store, person.id),
      nameRows(store, person.id, { names: fields.names, locale: fields.readingLang }),
      await calendarMoves(store, { person, to: fields.email.toLowerCase(), actorId: asked.actor.personId }),
    ],
    person.id,
  )
}

/** Calendar entries follow a person to a new address; without one they stay where they are. */
async function calendarMoves(
  store: Store,
  move: { person: Person; to: string; actorId: Id },
): Promise<Statement[]> {
  const { person, to, actorId } = move
  if (to === '' || to === person.email) return []
  return addressChangeMails(store, { personId: person.id, to, actorId })
}

/** Lets a person speak for one more institution. @returns `invalid` for an unknown one, `conflict` if they do already. */
export async function addAffiliation(
  store: Store,
  asked: { actor: Actor; personId: Id; affiliation: AskedAffiliation },
): Promise<Outcome<Id>> {
  if (!mayEditDirectory(asked.actor)) return refuse('forbidden', 'forms.forbidden')
  const [person, known] = await Promise.all([
    findPerson(store, asked.personId),
    institutionExists(store, asked.affiliation.institutionId),
  ])
  if (!person) return refuse('not_found', 'forms.unknown')
  if (!known) return unknownInstitution()
  const { institutionId, role, from } = asked.affiliation
  const same = person.affiliations.some(
    (entry) =>
      entry.institutionId === institutionId && entry.role === role && (entry.to === null || entry.to >= from),
  )
  if (same) return refuse('conflict', 'people.speaks_already', 'institution')
  const opened = newAffiliation(store, {
    ...asked.affiliation,
    personId: person.id,
    actorId: asked.actor.personId,
  })
  return store.commit([opened.fact, opened.statements], opened.id)
}

/** Ends an affiliation with today; history keeps it. @returns `not_found` unless it is this person's and open. */
export async function endAffiliation(
  store: Store,
  asked: { actor: Actor; personId: Id; affiliationId: Id },
): Promise<Outcome<Id>> {
  if (!mayEditDirectory(asked.actor)) return refuse('forbidden', 'forms.forbidden')
  const person = await findPerson(store, asked.personId)
  const affiliation = person?.affiliations.find((entry) => entry.id === asked.affiliationId)
  if (!person || !affiliation || affiliation.to !== null) return refuse('not_found', 'forms.unknown')
  const today = dateOf(store.now, person.zone)
  return store.commit(
    [
      recordFact(store, affiliation, { kind: 'affiliation.ended', actorId: asked.actor.personId }),
      store.db
        .updateTable('affiliations')
        .set({
          valid_to: today < affiliation.from ? affiliation.from : today,
          version: affiliation.version + 1,
        })
        .where('id', '=', affiliation.id),
    ],
    affiliation.id,
  )
}

async function institutionExists(store: Store, id: Id): Promise<boolean> {
  return (
    (await store.db.selectFrom('institutions').select('id').where('id', '=', id).executeTakeFirst()) !==
    undefined
  )
}

function unknownInstitution() {
  return refuse('invalid', 'people.unknown_institution', 'institution')
}
