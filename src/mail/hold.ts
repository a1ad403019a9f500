/**
 * The hold on all mail after a restore (safety.md §3.4.11): what was unsent when the backup was made may have been
 * sent since, so nothing goes out until the operator has said until when mail went out before.
 *
 * A row of `settings`: every process sees it in the statement that claims (`leases.ts`), on every engine.
 */

import type { Instant } from '../kernel/instant.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Store } from '../store/store.ts'
import { skippedFor } from './skipped.ts'

/** The row of `settings` that is there while mail is held; its value is the instant since when. */
export const MAIL_HOLD = 'mail_hold'

/** Since when mail is held; null while it is not. */
export async function heldSince(store: Store): Promise<Instant | null> {
  const row = await store.db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', MAIL_HOLD)
    .executeTakeFirst()
  return row ? (row.value as Instant) : null
}

/** Holds all mail, if it is not held already. */
export async function holdMail(store: Store): Promise<Outcome<null>> {
  if (await heldSince(store)) return done(null)
  const fact = recordFact(store, { id: `mail_hold:${store.now}`, version: 0 }, HELD)
  const row = { name: MAIL_HOLD, value: store.now, version: 1 }
  return store.commit([fact, store.db.insertInto('settings').values(row)], null)
}

const HELD = { kind: 'mail.held', actorId: 'system' } as const

/**
 * Lets mail go again. What was due until `sentUntil` may have gone out before the restore: it is left, as skipped
 * for the reason `restored` (or stays uncertain), and can be sent by hand; what is due later goes.
 * @returns how much was left; refused with `conflict` (`mail.not_held`) when nothing was held.
 */
export async function releaseMail(store: Store, sentUntil: Instant): Promise<Outcome<number>> {
  const since = await heldSince(store)
  if (!since) return refuse('conflict', 'mail.not_held')
  const left = await store.db
    .selectFrom('outbox')
    .select((eb) => eb.fn.countAll<number>().as('number'))
    .where((eb) => eb.and([eb('settled_at', 'is', null), eb('not_before', '<=', sentUntil)]))
    .executeTakeFirstOrThrow()
  const leave = store.db
    .updateTable('outbox')
    .set(skippedFor(store, 'restored'))
    .where('settled_at', 'is', null)
    .where('not_before', '<=', sentUntil)
  const fact = recordFact(
    store,
    { id: `mail_hold:${since}`, version: 1 },
    { kind: 'mail.released', actorId: 'system', details: { sentUntil } },
  )
  const release = store.db.deleteFrom('settings').where('name', '=', MAIL_HOLD)
  return store.commit([fact, leave, release], Number(left.number))
}
