/** Changes what mail a person gets, by their own will: load, commit. */

import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import { findPerson } from '../people/queries.ts'
import type { PersonsTable } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import { type Preferences, readUnsubscribeToken } from './preference.ts'

/** Of a person, what their settings page shows. @returns `not_found` when the person is not there any more. */
export async function preferencesOf(store: Store, personId: Id): Promise<Outcome<Preferences>> {
  const person = await findPerson(store, personId)
  return person ? done(person) : refuse('not_found', 'forms.unknown')
}

/**
 * Writes a person's own choice.
 * @returns the choice; `not_found`, `conflict` `forms.changed_meanwhile` when two changes collide.
 */
export async function savePreferences(
  store: Store,
  personId: Id,
  chosen: Preferences,
): Promise<Outcome<Preferences>> {
  const { digest, reminders, locale } = chosen
  const saved = await write(store, personId, { digest, reminders, reading_lang: locale })
  return saved.ok ? done(chosen) : saved
}

/** How often a click is tried again while somebody else edits the same person. */
const TRIES = 3

/**
 * The one click (RFC 8058 §3.2): stops one kind of mail, at once and as often as it is pressed. A token that is
 * not ours does nothing, and nobody can tell.
 */
export async function stopMail(store: Store, token: string): Promise<void> {
  const known = readUnsubscribeToken(store.instance, token)
  if (!known) return
  const change = known.scope === 'digest' ? { digest: 'off' as const } : { reminders: 'off' as const }
  for (let tries = 0; tries < TRIES; tries++) {
    const outcome = await write(store, known.personId, change)
    if (outcome.ok || outcome.code !== 'conflict') return
  }
}

type Change = Partial<Pick<PersonsTable, 'digest' | 'reminders' | 'reading_lang'>>

async function write(store: Store, personId: Id, change: Change): Promise<Outcome<null>> {
  const person = await findPerson(store, personId)
  if (!person) return refuse('not_found', 'forms.unknown')
  const before: Change = {
    digest: person.digest,
    reminders: person.reminders,
    reading_lang: person.locale,
  }
  const after: Change = { ...before, ...change }
  const changes = (Object.keys(after) as (keyof Change)[]).filter((name) => after[name] !== before[name])
  if (changes.length === 0) return done(null)
  const details = Object.fromEntries(changes.map((name) => [name, after[name] ?? null]))
  const fact = { kind: 'person.preferences_changed', actorId: personId, details }
  const update = store.db
    .updateTable('persons')
    .set({ ...after, version: person.version + 1 })
    .where('id', '=', personId)
  return store.commit([recordFact(store, person, fact), update], null)
}
