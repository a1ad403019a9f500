/** Fresh proof by a mailed code, for people without a passkey; and ending one's sessions. */

import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import { spend } from '../limits/limits.ts'
import { personCard } from '../people/queries.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { proofLetter } from './letters.tsx'
import { keysOf } from './passkeys.ts'
import { newRequest, spendCode } from './requests.ts'
import { renewSession, sessionsOf } from './session.ts'

/**
 * Mails a code that only this session can use. @returns `forbidden` (`auth.passkey_instead`) for somebody who
 * has a passkey, `too_many` after five mails in a quarter of an hour, or from a network that asks too often.
 */
export async function askProof(
  store: Store,
  asked: { personId: Id; sessionId: Id; network: string },
): Promise<Outcome<null>> {
  const [card, account, keys] = await Promise.all([
    personCard(store, asked.personId),
    store.db
      .selectFrom('accounts')
      .select('email')
      .where('person_id', '=', asked.personId)
      .executeTakeFirst(),
    keysOf(store, asked.personId),
  ])
  if (!card || !account) return refuse('not_found', 'auth.no_account')
  if (keys.length > 0) return refuse('forbidden', 'auth.passkey_instead')
  const free = await spend(store, [
    { limit: 'codes_to_person', by: card.id },
    { limit: 'mails_from_network', by: asked.network },
  ])
  if (!free.ok) return free
  const request = newRequest(store, {
    email: account.email,
    personId: card.id,
    browserHash: placeOf(store, asked.sessionId),
    purpose: 'proof',
  })
  const { id, code } = request
  const letter = proofLetter(store, { requestId: id, person: card, email: account.email, code })
  const fact = recordFact(store, { id, version: 0 }, { kind: 'proof.asked', actorId: card.id })
  return store.commit([fact, request.statement, letter.statements], null)
}

/**
 * Renews the proof of a session with the mailed code.
 * @returns the new cookie; `invalid` (field `code`), `gone` after the last try or ten minutes, `too_many`.
 */
export async function proveByCode(
  store: Store,
  asked: { personId: Id; sessionId: Id; code: string; network: string },
): Promise<Outcome<string>> {
  const free = await spend(store, [{ limit: 'tries_from_network', by: asked.network }])
  if (!free.ok) return free
  const which = { purpose: 'proof', column: 'browser_hash', hash: placeOf(store, asked.sessionId) } as const
  const spent = await spendCode(store, which, asked.code)
  if (!spent.ok) return spent
  const fact = { kind: 'proof.given', actorId: asked.personId }
  const session = renewSession(store, asked.sessionId, 'mail')
  return store.commit(
    [recordFact(store, { id: spent.value.id, version: 1 }, fact), session.statement],
    session.cookie,
  )
}

/** A code for a session is no code for a browser, and the other way round. */
function placeOf(store: Store, sessionId: Id): string {
  return store.instance.digest(`proof:${sessionId}`)
}

/** Ends one of a person's own sessions, or all but the one that asks. @returns `not_found` if it is over. */
export async function endSessions(
  store: Store,
  asked: { personId: Id; sessionId: Id; which: Id | 'others' },
): Promise<Outcome<null>> {
  const own = await sessionsOf(store, asked.personId)
  const ended = own.filter(({ id }) =>
    asked.which === 'others' ? id !== asked.sessionId : id === asked.which,
  )
  const fact = ({ id }: { id: Id }) =>
    recordFact(store, { id, version: 0 }, { kind: 'session.ended', actorId: asked.personId })
  const [first, ...others] = ended
  if (!first) return asked.which === 'others' ? done(null) : refuse('not_found', 'auth.session_over')
  const ids = ended.map(({ id }) => id)
  const gone = store.db
    .deleteFrom('sessions')
    .where('person_id', '=', asked.personId)
    .where(inList('id', ids))
  return store.commit([fact(first), others.map(fact), gone], null)
}
