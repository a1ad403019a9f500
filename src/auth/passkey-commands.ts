/** Passkeys: adding, naming and removing them, signing in and proving with them. */

import type { Id } from '../kernel/id.ts'
import { done, type Outcome, type Refusal, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import { spend } from '../limits/limits.ts'
import { type Actor, mayAdminister } from '../people/may.ts'
import { writeSetting } from '../settings/settings.ts'
import type { Store } from '../store/store.ts'
import { type Ceremony, isOwnChallenge, spendChallenge } from './challenge.ts'
import { passkeyLetter } from './letters.tsx'
import { MAX_PASSKEYS } from './passkey.ts'
import {
  endMailSessions,
  forgetKeys,
  insertKey,
  keyOfCredential,
  keysOf,
  type OwnedKey,
  useKey,
} from './passkeys.ts'
import { createSession, invalidateOtherSessions, invalidateUserSessions, renewSession } from './session.ts'
import { type Answer, readAnswer, userHandle, verifyNewKey, verifyUse } from './webauthn.ts'

/**
 * Adds a passkey to a session's person; it counts as proof, and the session gets a new secret.
 * @returns the new cookie; `invalid`, `gone` (`auth.challenge_old`), `conflict` for one too many or one known.
 */
export async function addPasskey(
  store: Store,
  asked: { personId: Id; sessionId: Id; label: string; credential: string },
): Promise<Outcome<string>> {
  const ceremony = { act: 'addition', place: asked.sessionId } as const
  const answer = answerTo(store, ceremony, asked.credential)
  if (!answer.ok) return answer
  const own = await keysOf(store, asked.personId)
  if (own.length >= MAX_PASSKEYS) return refuse('conflict', 'auth.too_many_passkeys')
  if (await keyOfCredential(store, answer.value.credentialId)) return refuse('conflict', 'auth.passkey_known')
  if (!(await spendChallenge(store, answer.value.challenge))) return refuse('gone', 'auth.challenge_old')
  const key = await verifyNewKey(expectedIn(store, answer.value), answer.value)
  if (!key) return refuse('invalid', 'auth.passkey_refused')
  const id = store.newId()
  const session = renewSession(store, asked.sessionId, 'passkey')
  return store.commit(
    [
      recordFact(store, { id, version: 0 }, { kind: 'passkey.added', actorId: asked.personId }),
      insertKey(store, key, { id, personId: asked.personId, label: asked.label }),
      session.statement,
      await passkeyLetter(store, {
        event: 'added',
        passkeyId: id,
        personId: asked.personId,
        label: asked.label,
      }),
    ],
    session.cookie,
  )
}

/**
 * Signs in with a passkey that the browser offered.
 * @returns the cookie of the new session; `invalid`, `gone` (`auth.challenge_old`), `conflict`, `too_many`.
 */
export async function signInByPasskey(
  store: Store,
  asked: { credential: string; browser: string; userAgent: string; network: string },
): Promise<Outcome<string>> {
  const free = await spend(store, [{ limit: 'tries_from_network', by: asked.network }])
  if (!free.ok) return free
  const judged = await judge(store, { act: 'sign_in', place: asked.browser }, asked.credential)
  if (!judged.ok) return judged
  const { key, counter } = judged.value
  const used = useKey(store, key, { kind: 'passkey.signed_in', counter })
  const session = createSession(store, key.personId, asked.userAgent, 'passkey')
  return store.commit([used.fact, used.statement, session.statement], session.cookie)
}

/** Renews the proof of a session with one of its person's own passkeys. @returns as {@link signInByPasskey}. */
export async function proveByPasskey(
  store: Store,
  asked: { credential: string; sessionId: Id; personId: Id; network: string },
): Promise<Outcome<string>> {
  const free = await spend(store, [{ limit: 'tries_from_network', by: asked.network }])
  if (!free.ok) return free
  const ceremony = { act: 'proof', place: asked.sessionId } as const
  const judged = await judge(store, ceremony, asked.credential, asked.personId)
  if (!judged.ok) return judged
  const { key, counter } = judged.value
  const used = useKey(store, key, { kind: 'passkey.proved', counter })
  const session = renewSession(store, asked.sessionId, 'passkey')
  return store.commit([used.fact, used.statement, session.statement], session.cookie)
}

/** Is this a fresh answer of a known key, of this very person if one is named? A refused one leaves a fact. */
async function judge(
  store: Store,
  ceremony: Ceremony,
  credential: string,
  personId?: Id,
): Promise<Outcome<{ key: OwnedKey; counter: number }>> {
  const read = answerTo(store, ceremony, credential)
  if (!read.ok) return read
  const answer = read.value
  const key = await keyOfCredential(store, answer.credentialId)
  if (!key || (personId !== undefined && key.personId !== personId))
    return refuse('invalid', 'auth.passkey_unknown')
  if (!(await spendChallenge(store, answer.challenge))) return refuse('gone', 'auth.challenge_old')
  // A discoverable key tells whose it is; only where the person is known already it may keep silent.
  const named =
    answer.userHandle === userHandle(key.personId) || (personId !== undefined && !answer.userHandle)
  const use = named ? await verifyUse(expectedIn(store, answer), key, answer) : null
  return use ? done({ key, counter: use.counter }) : failed(store, { key, answer, ceremony })
}

async function failed(
  store: Store,
  attempt: { key: OwnedKey; answer: Answer; ceremony: Ceremony },
): Promise<Refusal> {
  const { key, answer, ceremony } = attempt
  const subject = { id: `challenge:${store.instance.digest(answer.challenge)}`, version: 0 }
  const details = { passkey: key.id, act: ceremony.act }
  await store.commit(
    [recordFact(store, subject, { kind: 'passkey.refused', actorId: key.personId, details })],
    null,
  )
  return refuse('invalid', 'auth.passkey_refused')
}

function answerTo(store: Store, ceremony: Ceremony, credential: string): Outcome<Answer> {
  const answer = readAnswer(credential)
  if (!answer) return refuse('invalid', 'auth.passkey_refused')
  return isOwnChallenge(store, ceremony, answer.challenge)
    ? done(answer)
    : refuse('gone', 'auth.challenge_old')
}

function expectedIn({ instance }: Store, { challenge }: Answer) {
  return { instance, challenge }
}

/** Gives an own passkey another name. @returns `not_found`, or `conflict` if it changed since `version`. */
export async function renamePasskey(
  store: Store,
  asked: { personId: Id; id: Id; label: string; version: number },
): Promise<Outcome<null>> {
  const key = await ownKey(store, asked)
  if (!key.ok) return key
  const fact = recordFact(store, key.value, { kind: 'passkey.renamed', actorId: asked.personId })
  const update = store.db
    .updateTable('passkeys')
    .set({ label: asked.label, version: key.value.version + 1 })
    .where('id', '=', key.value.id)
  return store.commit([fact, update], null)
}

/**
 * Removes an own passkey; the mailed link stays as a way in. All sessions but the one that asks end: a session does
 * not know which key opened it, and the key may have been somebody else's. @returns as {@link renamePasskey}.
 */
export async function removePasskey(
  store: Store,
  asked: { personId: Id; sessionId: Id; id: Id; version: number },
): Promise<Outcome<null>> {
  const key = await ownKey(store, asked)
  if (!key.ok) return key
  const { id } = key.value
  const letter = await passkeyLetter(store, { event: 'removed', passkeyId: id, personId: asked.personId })
  return store.commit(
    [
      recordFact(store, key.value, { kind: 'passkey.removed', actorId: asked.personId }),
      store.db.deleteFrom('passkeys').where('id', '=', id),
      invalidateOtherSessions(store, asked.personId, asked.sessionId),
      letter,
    ],
    null,
  )
}

async function ownKey(
  store: Store,
  asked: { personId: Id; id: Id; version: number },
): Promise<Outcome<OwnedKey>> {
  const key = (await keysOf(store, asked.personId)).find((entry) => entry.id === asked.id)
  if (!key) return refuse('not_found', 'forms.unknown')
  return key.version === asked.version ? done(key) : refuse('conflict', 'forms.changed_meanwhile')
}

/**
 * Removes all passkeys of somebody who lost theirs, and ends their sessions; they sign in by mail again.
 * @returns `forbidden` unless an administrator asks for somebody else, `not_found` if there is none.
 */
export async function resetPasskeys(
  store: Store,
  asked: { actor: Actor; personId: Id },
): Promise<Outcome<null>> {
  const { actor, personId } = asked
  if (!mayAdminister(actor) || actor.personId === personId) return refuse('forbidden', 'forms.forbidden')
  const [first, ...others] = await keysOf(store, personId)
  if (!first) return refuse('not_found', 'auth.no_passkey')
  const fact = (key: OwnedKey) =>
    recordFact(store, key, { kind: 'passkey.removed', actorId: actor.personId, details: { owner: personId } })
  return store.commit(
    [
      fact(first),
      others.map(fact),
      forgetKeys(store, personId),
      invalidateUserSessions(store, personId),
      await passkeyLetter(store, { event: 'reset', passkeyId: first.id, personId }),
    ],
    null,
  )
}

/**
 * Decides whether organisers and administrators who have a passkey must sign in with it. Where they must, their
 * sessions by mail end at once; that of whoever asks cannot be one, because asking needs their passkey already.
 * @returns `forbidden` unless an administrator asks.
 */
export async function demandPasskeys(
  store: Store,
  asked: { actor: Actor; required: boolean },
): Promise<Outcome<null>> {
  if (!mayAdminister(asked.actor)) return refuse('forbidden', 'forms.forbidden')
  const value = asked.required ? 'required' : ''
  const follows = asked.required ? endMailSessions(store) : null
  return writeSetting(store, { name: 'passkeys', value, actorId: asked.actor.personId, follows })
}
