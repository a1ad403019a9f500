/** Settings of the whole instance, one row each. */

import { recordFact } from '../ledger/facts.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'

/** `example`: '1' while the instance holds invented data, so that every page says so. */
type SettingName = 'example'

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
