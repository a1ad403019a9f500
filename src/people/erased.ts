/** The writes that take a person out and leave an empty chair with a name of its own (domain.md §2.9). */

import { sql } from 'kysely'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES } from '../kernel/locale.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Statement, Store } from '../store/store.ts'
import type { Names } from './name.ts'
import type { Person } from './person.ts'
import { forgetNames } from './persons.ts'

/**
 * Statements that empty a person's row, end for whom they speak, and write `names` in place of theirs. The row stays
 * for what was decided, promised and answered; it stands in no list any more. `protected` stays.
 */
export function erasedPerson(
  store: Store,
  person: Pick<Person, 'id' | 'version' | 'zone'>,
  names: Names,
): Statement[] {
  const { db } = store
  const today = dateOf(store.now, person.zone)
  return [
    db
      .updateTable('persons')
      .set({ email: '', phone: '', search: '', digest: 'off', reminders: 'off' })
      .set({ digest_rhythm: null, paused_until: null })
      .set({ erased_at: store.now, version: person.version + 1 })
      .where('id', '=', person.id),
    ...forgetNames(store, person.id),
    ...LOCALES.flatMap((lang) => {
      const parts = names[lang]
      return parts ? [db.insertInto('person_names').values({ person_id: person.id, lang, ...parts })] : []
    }),
    db
      .updateTable('affiliations')
      .set((eb) => ({ valid_to: endOf(today), version: eb('version', '+', 1) }))
      .where('person_id', '=', person.id)
      .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>', today)])),
  ]
}

/** What has not begun ends on the day it would have: a period never ends before it begins. */
function endOf(today: LocalDate) {
  return sql<LocalDate>`case when valid_from > ${today} then valid_from else ${today} end`
}
