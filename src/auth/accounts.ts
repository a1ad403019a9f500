/** Accounts: who may sign in, and with which rank. An account exists only for a known person. */

import type { Id } from '../kernel/id.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import { type Actor, mayAdminister } from '../people/may.ts'
import type { Database } from '../store/database.ts'
import type { Statement, Store } from '../store/store.ts'
import type { Account, Rank } from './account.ts'
import { invalidateUserSessions } from './session.ts'

/**
 * Statements that let a person sign in; an account that exists already keeps its rank. The address must be
 * free: the caller checks with {@link accountOfAddress}.
 */
export function openAccount(store: Store, asked: { personId: Id; email: string; rank?: Rank }): Statement[] {
  const row = { person_id: asked.personId, email: asked.email.toLowerCase(), rank: asked.rank ?? 'member' }
  return [
    store.db
      .insertInto('accounts')
      .values({ ...row, disabled_at: null, created_at: store.now, version: 1 })
      .onConflict((conflict) => conflict.column('person_id').doNothing()),
  ]
}

/** The account that signs in with this address, or null. */
export async function accountOfAddress(store: Store, email: string): Promise<Account | null> {
  const row = await store.db
    .selectFrom('accounts')
    .selectAll()
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  return row ? accountFrom(row) : null
}

/** The account of a person, or null. */
export async function accountOfPerson(store: Store, personId: Id): Promise<Account | null> {
  const row = await store.db
    .selectFrom('accounts')
    .selectAll()
    .where('person_id', '=', personId)
    .executeTakeFirst()
  return row ? accountFrom(row) : null
}

/** Has nobody an account yet, so that the first organiser is still to be made? */
export async function isNewInstance(store: Store): Promise<boolean> {
  return (await store.db.selectFrom('accounts').select('person_id').limit(1).execute()).length === 0
}

/** Everybody who has or had an account, by address. */
export async function allAccounts(store: Store): Promise<Account[]> {
  const rows = await store.db.selectFrom('accounts').selectAll().orderBy('email').execute()
  return rows.map(accountFrom)
}

function accountFrom(row: Database['accounts']): Account {
  const { person_id, email, rank, disabled_at, version } = row
  return { personId: person_id, email, rank, closedAt: disabled_at, version }
}

/**
 * Changes the rank of an account or closes it; open sessions end, so that it holds at once.
 * @returns `forbidden` unless an administrator asks, `conflict` (`auth.last_administrator`) if nobody could
 *   administer the instance afterwards.
 */
export async function changeAccount(
  store: Store,
  asked: { actor: Actor; personId: Id; rank: Rank; closed: boolean; version: number },
): Promise<Outcome<null>> {
  if (!mayAdminister(asked.actor)) return refuse('forbidden', 'forms.forbidden')
  const accounts = await allAccounts(store)
  const account = accounts.find((entry) => entry.personId === asked.personId)
  if (!account) return refuse('not_found', 'auth.no_account')
  if (account.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const stays = asked.rank === 'administrator' && !asked.closed
  const others = accounts.filter(
    (entry) => entry.rank === 'administrator' && !entry.closedAt && entry !== account,
  )
  if (!stays && others.length === 0) return refuse('conflict', 'auth.last_administrator')
  const subject = { id: `account:${account.personId}`, version: account.version }
  return store.commit(
    [
      recordFact(store, subject, {
        kind: 'account.changed',
        actorId: asked.actor.personId,
        details: { rank: asked.rank },
      }),
      store.db
        .updateTable('accounts')
        .set({ rank: asked.rank, disabled_at: asked.closed ? store.now : null, version: account.version + 1 })
        .where('person_id', '=', account.personId),
      invalidateUserSessions(store, account.personId),
    ],
    null,
  )
}
