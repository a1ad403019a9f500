/**
 * Challenges of passkeys: random, dated, sealed for one act in one browser, and good once. Asking for one
 * writes nothing, so no visitor can fill the database with questions; the answer is recorded by one statement.
 */

import { instantOfMillis, millisOf, plus } from '../kernel/instant.ts'
import type { Store } from '../store/store.ts'
import { CHALLENGE_LIFE } from './passkey.ts'
import { sameText } from './session.ts'

/** What a challenge is good for, and where: a session's id, or the secret of a browser that signs in. */
export interface Ceremony {
  readonly act: 'sign_in' | 'proof' | 'addition'
  readonly place: string
}

// 24 and 9 letters, then the seal: together canonical base64url, as browsers send it back.
const RANDOM_BYTES = 18
const SEALED_AT = 33

/** A new challenge, base64url; {@link CHALLENGE_LIFE} from now. */
export function newChallenge(store: Store, ceremony: Ceremony): string {
  const moment = millisOf(store.now).toString(36).padStart(9, '0')
  const open = `${store.instance.random(RANDOM_BYTES)}${moment}`
  return `${open}${sealOf(store, ceremony, open)}`
}

/** Is it ours, for this act in this browser, and not yet five minutes old? */
export function isOwnChallenge(store: Store, ceremony: Ceremony, challenge: string): boolean {
  const open = challenge.slice(0, SEALED_AT)
  if (!ceremony.place || !sameText(challenge.slice(SEALED_AT), sealOf(store, ceremony, open))) return false
  const made = instantOfMillis(Number.parseInt(open.slice(-9), 36))
  return plus(made, CHALLENGE_LIFE) > store.now
}

/** Uses a challenge up: true for the first who does, in one statement on every engine (T35). */
export async function spendChallenge(store: Store, challenge: string): Promise<boolean> {
  const spent = await store.tidy<{ id: string }>(
    store.db
      .insertInto('spent_challenges')
      .values({ id: store.instance.digest(challenge), expires_at: plus(store.now, CHALLENGE_LIFE) })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id'),
  )
  return spent.length === 1
}

function sealOf(store: Store, { act, place }: Ceremony, open: string): string {
  return store.instance.seal(`challenge:${act}:${place}:${open}`)
}
