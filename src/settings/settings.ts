/** Settings of the whole instance, one row each. */

import type { Id } from '../kernel/id.ts'
import type { Outcome } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'

/**
 * `example`: '1' while the instance holds invented data, so that every page says so. `passkeys`: 'required' when
 * organisers and administrators who have a passkey may not sign in by mail.
 */
type SettingName = 'example' | 'passkeys'

/** The value of a setting, or the empty text. */
export async function readSetting(store: Store, name: SettingName): Promise<string> {
  const row = await store.db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.value ?? ''
}

/** The statements that write a setting for the first time; a second time collides. */
export function firstSetting(
  store: Store,
  name: SettingName,
  value: string,
): { fact: FactStatement; statements: Statement[] } {
  const subject = { id: `setting:${name}`, version: 0 }
  return {
    fact: recordFact(store, subject, { kind: 'setting.written', actorId: 'system', details: { name } }),
    statements: [store.db.insertInto('settings').values({ name, value, version: 1 })],
  }
}

/**
 * Changes a setting, and in the same batch what follows from it.
 * @returns `conflict` if somebody else changed it at the same moment.
 */
export async function writeSetting(
  store: Store,
  asked: { name: SettingName; value: string; actorId: Id; follows?: Statement | null },
): Promise<Outcome<null>> {
  const { name, value, actorId, follows = null } = asked
  const row = await store.db
    .selectFrom('settings')
    .select('version')
    .where('name', '=', name)
    .executeTakeFirst()
  const version = row?.version ?? 0
  const fact = { kind: 'setting.written', actorId, details: { name, value } }
  const upsert = store.db
    .insertInto('settings')
    .values({ name, value, version: version + 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, version: version + 1 }))
  return store.commit([recordFact(store, { id: `setting:${name}`, version }, fact), upsert, follows], null)
}
