/** Accounts: who may sign in, and with which rank. An account exists only for a known person. */

import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import { type Actor, mayAdminister } from '../people/may.ts'
import type { Database } from '../store/database.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
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
  const actorId = asked.actor.personId
  const lock = await administratorsLock(store, actorId)
  const accounts = await allAccounts(store)
  const account = accounts.find((entry) => entry.personId === asked.personId)
  if (!account) return refuse('not_found', 'auth.no_account')
  if (account.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const leaves = administers(account) && (asked.rank !== 'administrator' || asked.closed)
  const others = accounts.filter((entry) => entry !== account && administers(entry))
  if (leaves && others.length === 0) return refuse('conflict', 'auth.last_administrator')
  const { fact, statements } = rewritten(store, account, { rank: asked.rank, closed: asked.closed, actorId })
  return store.commit([fact, leaves ? lock : null, statements], null)
}

function administers({ rank, closedAt }: Account): boolean {
  return rank === 'administrator' && !closedAt
}

/**
 * The lock of every batch that takes an administrator away: of two at once, which both saw the other's
 * administrator stay, one gets `conflict`. Call it before reading who administers, and commit the fact only if
 * somebody ceases to.
 */
export async function administratorsLock(store: Store, actorId: Id): Promise<FactStatement> {
  const last = await store.db
    .selectFrom('facts')
    .select((eb) => eb.fn.max('subject_version').as('version'))
    .where('subject_id', '=', ADMINISTRATORS)
    .executeTakeFirst()
  const subject = { id: ADMINISTRATORS, version: last?.version ?? 0 }
  return recordFact(store, subject, { kind: 'administrators.fewer', actorId })
}

const ADMINISTRATORS = 'administrators'

/**
 * Makes an administrator at the console of the operator, of a closed account too: the way back when nobody who
 * administers can sign in. @returns `not_found` (`auth.no_account`), or `conflict` if it changed at this moment.
 */
export async function makeAdministrator(
  store: Store,
  email: string,
): Promise<Outcome<'made' | 'is_already'>> {
  const account = await accountOfAddress(store, email)
  if (!account) return refuse('not_found', 'auth.no_account')
  if (administers(account)) return done('is_already')
  const to = { rank: 'administrator', closed: false, actorId: 'system' } as const
  const { fact, statements } = rewritten(store, account, to)
  return store.commit([fact, statements], 'made')
}

function rewritten(
  store: Store,
  { personId, version }: Account,
  to: { rank: Rank; closed: boolean; actorId: Id },
): { fact: FactStatement; statements: Statement[] } {
  const fact = { kind: 'account.changed', actorId: to.actorId, details: { rank: to.rank } }
  const update = store.db
    .updateTable('accounts')
    .set({ rank: to.rank, disabled_at: to.closed ? store.now : null, version: version + 1 })
    .where('person_id', '=', personId)
  return {
    fact: recordFact(store, { id: `account:${personId}`, version }, fact),
    statements: [update, invalidateUserSessions(store, personId)],
  }
}
