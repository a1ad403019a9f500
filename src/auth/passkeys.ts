/** The table of passkeys: reading it, and statements for the batches of those who change it. */

import type { Id } from '../kernel/id.ts'
import { recordFact } from '../ledger/facts.ts'
import { readSetting } from '../settings/settings.ts'
import type { PasskeysTable } from '../store/auth-schema.ts'
import { inList } from '../store/lists.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { RANKS } from './account.ts'
import { type Passkey, shouldHavePasskey } from './passkey.ts'
import type { StoredKey } from './webauthn.ts'

/** A key with its owner, as needed to judge an answer. */
export interface OwnedKey extends StoredKey {
  readonly id: Id
  readonly personId: Id
  readonly version: number
}

/** The passkeys of a person, the oldest first. */
export async function passkeysOf(store: Store, personId: Id): Promise<Passkey[]> {
  return (await rowsOf(store, personId)).map((row) => ({
    id: row.id,
    label: row.label,
    addedAt: row.created_at,
    usedAt: row.used_at,
    version: row.version,
  }))
}

/** The keys of a person, as a browser is told about them. */
export async function keysOf(store: Store, personId: Id): Promise<OwnedKey[]> {
  return (await rowsOf(store, personId)).map(keyFrom)
}

function rowsOf(store: Store, personId: Id): Promise<PasskeysTable[]> {
  return store.db.selectFrom('passkeys').selectAll().where('person_id', '=', personId).orderBy('id').execute()
}

function keyFrom(row: PasskeysTable): OwnedKey {
  const transports = row.transports ? row.transports.split(' ') : []
  const { id, person_id, credential_id, public_key, counter, version } = row
  return {
    id,
    personId: person_id,
    credentialId: credential_id,
    publicKey: public_key,
    counter: Number(counter),
    transports,
    version,
  }
}

/** The key that calls itself so, if its owner may sign in; null for an unknown or removed one. */
export async function keyOfCredential(store: Store, credentialId: string): Promise<OwnedKey | null> {
  const row = await store.db
    .selectFrom('passkeys')
    .innerJoin('accounts', 'accounts.person_id', 'passkeys.person_id')
    .selectAll('passkeys')
    .where('credential_id', '=', credentialId)
    .where('accounts.disabled_at', 'is', null)
    .executeTakeFirst()
  return row ? keyFrom(row) : null
}

/** How many passkeys each of these people has; who has none is left out. */
export async function passkeyCounts(store: Store, personIds: readonly Id[]): Promise<Map<Id, number>> {
  const rows = await store.db
    .selectFrom('passkeys')
    .select('person_id')
    .where(inList('person_id', personIds))
    .orderBy('person_id')
    .execute()
  const counts = new Map<Id, number>()
  for (const { person_id } of rows) counts.set(person_id, (counts.get(person_id) ?? 0) + 1)
  return counts
}

/** Is a mail not enough for this person to sign in? By the instance's setting, and only once they have a passkey. */
export async function needsPasskey(store: Store, personId: Id): Promise<boolean> {
  if ((await readSetting(store, 'passkeys')) !== 'required') return false
  const row = await store.db
    .selectFrom('accounts')
    .innerJoin('passkeys', 'passkeys.person_id', 'accounts.person_id')
    .select('accounts.rank')
    .where('accounts.person_id', '=', personId)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined && shouldHavePasskey(row.rank)
}

/** Ends the sessions that began by mail of all those whom a mail does not let in where passkeys are demanded. */
export function endMailSessions(store: Store): Statement {
  const concerned = store.db
    .selectFrom('accounts')
    .innerJoin('passkeys', 'passkeys.person_id', 'accounts.person_id')
    .select('accounts.person_id')
    .where(inList('accounts.rank', RANKS.filter(shouldHavePasskey)))
  return store.db.deleteFrom('sessions').where('verified_by', '=', 'mail').where('person_id', 'in', concerned)
}

/** Adds a key. The same credential twice stays one: the first keeps it. */
export function insertKey(
  store: Store,
  key: StoredKey,
  owner: { id: Id; personId: Id; label: string },
): Statement {
  return store.db
    .insertInto('passkeys')
    .values({
      id: owner.id,
      person_id: owner.personId,
      credential_id: key.credentialId,
      public_key: key.publicKey,
      counter: String(key.counter),
      transports: key.transports.join(' '),
      label: owner.label,
      created_at: store.now,
      used_at: null,
      version: 1,
    })
    .onConflict((conflict) => conflict.column('credential_id').doNothing())
}

/** Writes down that a key was used. The fact is the lock: of two uses from the same counter one counts. */
export function useKey(
  store: Store,
  key: OwnedKey,
  use: { kind: 'passkey.signed_in' | 'passkey.proved'; counter: number },
): { fact: FactStatement; statement: Statement } {
  return {
    fact: recordFact(store, key, { kind: use.kind, actorId: key.personId }),
    statement: store.db
      .updateTable('passkeys')
      .set({ counter: String(use.counter), used_at: store.now, version: key.version + 1 })
      .where('id', '=', key.id),
  }
}

/** The statement that forgets all passkeys of a person, such as when the person is erased. */
export function forgetKeys(store: Store, personId: Id): Statement {
  return store.db.deleteFrom('passkeys').where('person_id', '=', personId)
}
