/** Somebody whom an institution names for the first time, or whom we know by their address. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import type { Zone } from '../kernel/zone.ts'
import type { Statement, Store } from '../store/store.ts'
import type { Names } from './name.ts'
import type { PersonCard } from './person.ts'
import { newAffiliation, newPerson } from './persons.ts'
import { personCard } from './queries.ts'

/** A person as an institution names them. */
interface Named {
  readonly names: Names
  readonly readingLang: Locale
  /** Empty only where the secretariat notes somebody down who has none. */
  readonly email: string
}

interface AskedNewcomer {
  readonly person: Named
  readonly institution: { readonly id: Id; readonly zone: Zone; readonly holidayCalendar: string }
  /** From when on they speak for it. */
  readonly on: LocalDate
  readonly actorId: Id
}

/** Who was named, and the statements that make them known; none for somebody of this institution and address. */
export interface Newcomer {
  readonly card: PersonCard
  /** Their id, if they were known already. */
  readonly known: Id | null
  readonly statements: readonly Statement[]
}

/**
 * Finds the person of this institution with this address, or adds them as its member. Somebody of another
 * institution with the same address is somebody else: an institution names only its own.
 */
export async function meetPerson(store: Store, asked: AskedNewcomer): Promise<Newcomer> {
  const { person, institution, on, actorId } = asked
  const known = person.email ? await ownPersonByAddress(store, { ...asked, email: person.email }) : null
  const card = known ? await personCard(store, known) : null
  if (card) return { card, known, statements: [] }
  const { names, readingLang, email } = person
  const { zone, holidayCalendar } = institution
  const added = newPerson(store, { names, readingLang, zone, email, holidayCalendar, actorId })
  const speaks = newAffiliation(store, {
    personId: added.id,
    institutionId: institution.id,
    role: 'member',
    from: on,
    actorId,
  })
  return {
    known: null,
    card: {
      id: added.id,
      names,
      email: email.toLowerCase(),
      locale: readingLang,
      zone,
      holidayCalendar,
      protected: false,
      digest: 'weekly',
      reminders: 'on',
    },
    statements: [added.fact, ...added.statements, speaks.fact, ...speaks.statements],
  }
}

async function ownPersonByAddress(
  store: Store,
  { institution, email, on }: Pick<AskedNewcomer, 'institution' | 'on'> & { readonly email: string },
): Promise<Id | null> {
  const row = await store.db
    .selectFrom('persons')
    .innerJoin('affiliations', 'affiliations.person_id', 'persons.id')
    .select('persons.id')
    .where('persons.email', '=', email.toLowerCase())
    .where('affiliations.institution_id', '=', institution.id)
    .where('affiliations.valid_from', '<=', on)
    .where((eb) => eb.or([eb('affiliations.valid_to', 'is', null), eb('affiliations.valid_to', '>=', on)]))
    .orderBy('persons.id')
    .executeTakeFirst()
  return row?.id ?? null
}
