/** Whose address and telephone nobody needs any more, because every process they took part in is long over. */

import type { ExpressionBuilder } from 'kysely'
import { OPEN_STATES } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Database } from '../store/database.ts'
import { inList } from '../store/lists.ts'
import type { Part } from '../store/part.ts'
import type { Store } from '../store/store.ts'
import { endedDialogues } from './clearing.ts'
import { scrubDue } from './scrub.ts'

/** A person with the version that a decision is taken from. */
interface Versioned {
  readonly id: Id
  readonly version: number
}

/**
 * People with an address or telephone who were delegates, but only in dialogues that ended at or before `cut`,
 * who answer for no open commitment of another one, and who cannot sign in, hold no role and lead or receive for no
 * institution any more.
 */
export async function pastContacts(store: Store, cut: Instant): Promise<Versioned[]> {
  const ended = new Set(await endedDialogues(store, cut))
  if (ended.size === 0) return []
  const took = await store.db
    .selectFrom('delegates')
    .innerJoin('meetings', 'meetings.id', 'delegates.meeting_id')
    .innerJoin('persons', 'persons.id', 'delegates.person_id')
    .select(['persons.id', 'persons.version', 'meetings.dialogue_id'])
    .distinct()
    .where((eb) => eb.or([eb('persons.email', '<>', ''), eb('persons.phone', '<>', '')]))
    .where((eb) => eb.not(stillNeeded(eb, [...ended])))
    .execute()
  const people = new Map(took.map((row) => [row.id, { id: row.id, version: row.version }]))
  for (const row of took) if (!ended.has(row.dialogue_id)) people.delete(row.id)
  return [...people.values()]
}

function stillNeeded(eb: ExpressionBuilder<Database, 'persons'>, ended: readonly Id[]) {
  const account = eb
    .selectFrom('accounts')
    .select('accounts.person_id')
    .whereRef('accounts.person_id', '=', 'persons.id')
    .where('accounts.disabled_at', 'is', null)
  const office = eb
    .selectFrom('affiliations')
    .select('affiliations.id')
    .whereRef('affiliations.person_id', '=', 'persons.id')
    .where('affiliations.valid_to', 'is', null)
    .where('affiliations.role', 'in', ['head', 'focal_point'])
  const role = eb
    .selectFrom('dialogue_roles')
    .select('dialogue_roles.id')
    .whereRef('dialogue_roles.person_id', '=', 'persons.id')
    .where('dialogue_roles.ended_at', 'is', null)
  const promise = eb
    .selectFrom('commitments')
    .select('commitments.id')
    .whereRef('commitments.person_id', '=', 'persons.id')
    .where('commitments.state', 'in', OPEN_STATES)
    .where((on) => on.not(inList('commitments.dialogue_id', ended)))
  return eb.or([account, office, role, promise].map((needed) => eb.exists(needed)))
}

/** D1 takes at most 1,000 statements in one run, for the other rules too; each person needs two. */
const PEOPLE_A_RUN = 100

/**
 * Drops address and telephone of the first {@link PEOPLE_A_RUN} of these people.
 * @returns of how many; when one was changed meanwhile they stay for tomorrow.
 */
export async function dropContacts(store: Store, people: readonly Versioned[]): Promise<Part> {
  const some = people.slice(0, PEOPLE_A_RUN)
  const [first, ...others] = some.map((person) =>
    recordFact(store, person, { kind: 'person.contacts_dropped', actorId: 'system' }),
  )
  if (!first) return { count: 0, more: false }
  const outcome = await store.commit(
    [first, ...others, some.map((person) => dropContact(store, person)), scrubDue(store)],
    some.length,
  )
  return outcome.ok ? { count: outcome.value, more: people.length > some.length } : { count: 0, more: false }
}

function dropContact(store: Store, { id, version }: Versioned) {
  return store.db
    .updateTable('persons')
    .set({ email: '', phone: '', version: version + 1 })
    .where('id', '=', id)
}
