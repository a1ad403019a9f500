/** Requests to prove who one is by mail or from the console: made once, tried a few times, spent once. */

import type { Id } from '../kernel/id.ts'
import { type Instant, plus } from '../kernel/instant.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { minutesUntil } from '../limits/limit.ts'
import { spend } from '../limits/limits.ts'
import type { SignInRequestsTable } from '../store/auth-schema.ts'
import { inList } from '../store/lists.ts'
import type { Statement, Store } from '../store/store.ts'
import { CODE_DAY, codeFrom, MAX_CODES_A_DAY, MAX_TRIES, SIGN_IN_LIFE } from './sign-in.ts'

/** What a request is made for: a session by mail, a session from the console, fresh proof for a session. */
type Purpose = SignInRequestsTable['purpose']

/** A request that was spent. */
export interface Spent {
  readonly id: Id
  readonly person_id: Id
  readonly purpose: Purpose
}

/** A new request: its row as a statement, and link and code, which are shown once. */
export function newRequest(
  store: Store,
  asked: { email: string; personId: Id | null; browserHash: string; purpose: Purpose },
): { id: Id; code: string; url: string; statement: Statement } {
  const id = store.newId()
  const token = store.instance.random(32)
  const code = codeFrom(store.instance.random(12))
  const statement = store.db.insertInto('sign_in_requests').values({
    id,
    purpose: asked.purpose,
    email: asked.email,
    person_id: asked.personId,
    token_hash: store.instance.digest(token),
    code_hash: store.instance.digest(`${id}/${code}`),
    browser_hash: asked.browserHash,
    tries: 0,
    created_at: store.now,
    expires_at: plus(store.now, SIGN_IN_LIFE),
    used_at: null,
  })
  return { id, code, statement, url: `${store.instance.baseUrl}/sign-in/${token}` }
}

/** Which requests a code may belong to: those of a browser or session, or the one of a link. */
export interface CodeFor {
  readonly purpose: 'sign_in' | 'proof'
  readonly column: 'browser_hash' | 'token_hash'
  readonly hash: string
}

/**
 * Spends the request that a code belongs to, by one conditional statement. Every try is counted before it is
 * judged, five for each request. Only guessing in a browser that asked counts for the day of an address: whoever
 * has the link or the session has what nobody guesses, so no stranger can use up their tries.
 * @returns `invalid` (field `code`), `gone` after the last try, `too_many` (`auth.too_many_codes`) in the browser
 *   that asked, for an address that somebody guesses at all day.
 */
export async function spendCode(store: Store, which: CodeFor, code: string): Promise<Outcome<Spent>> {
  const tried = await (which.column === 'token_hash' ? tryWithLink : tryInPlace)(store, which)
  if (tried.length === 0) return refuse('gone', 'auth.link_used')
  const guessable = which.column === 'browser_hash' && which.purpose === 'sign_in'
  const open = guessable ? await notGuessedAt(store, tried) : done(tried)
  if (!open.ok) return open
  const right = open.value.find(
    (row) => row.person_id && row.code_hash === store.instance.digest(`${row.id}/${code}`),
  )
  if (!right) return refuse('invalid', 'auth.wrong_code', 'code')
  const [spent] = await store.tidy<Spent>(
    store.db
      .updateTable('sign_in_requests')
      .set({ used_at: store.now })
      .where('id', '=', right.id)
      .where('used_at', 'is', null)
      .returning(['id', 'person_id', 'purpose']),
  )
  return spent ? done(spent) : refuse('gone', 'auth.link_used')
}

type Tried = Pick<SignInRequestsTable, 'id' | 'code_hash' | 'person_id' | 'email'>

function tryInPlace(store: Store, { purpose, hash }: CodeFor): Promise<Tried[]> {
  return store.tidy<Tried>(
    store.db
      .updateTable('sign_in_requests')
      .where('browser_hash', '=', hash)
      .where('purpose', '=', purpose)
      .set((eb) => ({ tries: eb('tries', '+', 1) }))
      .where('used_at', 'is', null)
      .where('tries', '<', MAX_TRIES)
      .where('expires_at', '>', store.now)
      .returning(['id', 'code_hash', 'person_id', 'email']),
  )
}

/** Counted apart: the browser that asked may be a stranger's, who must not use up the tries of the mail's reader. */
async function tryWithLink(store: Store, { purpose, hash }: CodeFor): Promise<Tried[]> {
  const row = await store.db
    .selectFrom('sign_in_requests')
    .select(['id', 'code_hash', 'person_id', 'email'])
    .where('token_hash', '=', hash)
    .where('purpose', '=', purpose)
    .where('used_at', 'is', null)
    .where('expires_at', '>', store.now)
    .executeTakeFirst()
  if (!row) return []
  const free = await spend(store, [{ limit: 'codes_with_link', by: row.id }])
  return free.ok ? [row] : []
}

async function notGuessedAt(store: Store, tried: readonly Tried[]): Promise<Outcome<readonly Tried[]>> {
  const guessedAt = await addressesGuessedAt(
    store,
    tried.map(({ email }) => email),
  )
  const open = tried.filter(({ email }) => !guessedAt.has(email))
  if (open.length > 0) return done(open)
  const minutes = Math.min(...[...guessedAt.values()].map((until) => minutesUntil(store.now, until)))
  return refuse('too_many', 'auth.too_many_codes', undefined, { minutes })
}

/** Addresses whose codes were tried too often within a day, and until when each has to wait. */
async function addressesGuessedAt(store: Store, emails: readonly string[]): Promise<Map<string, Instant>> {
  const rows = await store.db
    .selectFrom('sign_in_requests')
    .select((eb) => ['email', eb.fn.min('created_at').as('first')])
    .where(inList('email', emails))
    .where('purpose', '=', 'sign_in')
    .where('created_at', '>', plus(store.now, { hours: -CODE_DAY.hours }))
    .where('tries', '>', 0)
    .groupBy('email')
    .having((eb) => eb(eb.fn.sum('tries'), '>', MAX_CODES_A_DAY))
    .execute()
  return new Map(rows.map((row) => [row.email, plus(row.first, CODE_DAY)]))
}
