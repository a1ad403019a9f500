/**
 * Scrubbing: what was erased or cleared is made unreadable in the engine's own files too. That can fail
 * or leave what is in use, and comes after the act: it is owed by a row of `settings` until all of it was done.
 */

import type { Statement, Store } from '../store/store.ts'

const OWED = 'scrub_due'

/** The statement that makes a scrub due: for the batch that erases. */
export function scrubDue(store: Store): Statement {
  // Another value each time: a scrub under way does not settle what was erased meanwhile.
  const value = store.newId()
  return store.db
    .insertInto('settings')
    .values({ name: OWED, value, version: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
}

/** Makes a scrub due before something is cleared by single statements. */
export async function oweScrub(store: Store): Promise<void> {
  await store.tidy(scrubDue(store))
}

/**
 * Scrubs if it is due. Never throws: what it follows is done, and the nightly job tries again.
 * @returns false when it is still due.
 */
export async function scrubIfDue(store: Store): Promise<boolean> {
  try {
    const row = await store.db
      .selectFrom('settings')
      .select('value')
      .where('name', '=', OWED)
      .executeTakeFirst()
    if (!row) return true
    const left = await store.scrub()
    if (left.length > 0) return false
    await store.tidy(store.db.deleteFrom('settings').where('name', '=', OWED).where('value', '=', row.value))
    return true
  } catch {
    return false
  }
}
