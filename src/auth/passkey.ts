/** Rules of passkeys and of recent proof (safety.md T41): pure. */

import type { Id } from '../kernel/id.ts'
import { type Instant, plus } from '../kernel/instant.ts'
import type { Rank } from './account.ts'

/** One passkey as its owner sees it. */
export interface Passkey {
  readonly id: Id
  readonly label: string
  readonly addedAt: Instant
  readonly usedAt: Instant | null
  readonly version: number
}

/** How somebody proved who they are: a mailed link or code, a passkey, or a link from the operator's console. */
export type ProvedBy = 'mail' | 'passkey' | 'console'

/** The last proof of a session. */
export interface Proof {
  readonly at: Instant
  readonly by: ProvedBy
  /** Has the person a passkey? Then a mail alone proves too little. */
  readonly hasPasskey: boolean
}

/** A proof counts as recent for ten minutes. */
const PROOF_LIFE = { minutes: 10 }

/** A challenge must be answered within five minutes. */
export const CHALLENGE_LIFE = { minutes: 5 }

/** More keys than anybody carries; keeps the list of what not to register twice short. */
export const MAX_PASSKEYS = 20

/**
 * Is the proof recent and strong enough for what cannot be taken back: roles, exports, erasure, passkeys?
 * Where no mail goes out, nobody can ask for a code; a session from the operator's console is then the
 * strongest there is and counts as long as it lives.
 */
export function isStrong(proof: Proof, at: { readonly now: Instant; readonly keepsMail: boolean }): boolean {
  if (proof.hasPasskey && proof.by === 'mail') return false
  if (!proof.hasPasskey && proof.by === 'console' && at.keepsMail) return true
  return plus(proof.at, PROOF_LIFE) > at.now
}

/** Those who can do most are asked to have a passkey. */
export function shouldHavePasskey(rank: Rank | 'none'): boolean {
  return rank === 'administrator' || rank === 'organiser'
}
