/** Rules of signing in by mail: how long a link lives, how often one may ask, how often a code may be tried. */

import { type Instant, plus } from '../kernel/instant.ts'

/** A link or code is good for ten minutes (ASVS 6.5.5). */
export const SIGN_IN_LIFE = { minutes: 10 }

/** With six digits and five tries a guess succeeds once in 200,000 requests. */
export const MAX_TRIES = 5

/** Mails to one address within a quarter of an hour; more are not sent, and nobody is told. */
export const MAX_ASKED = 5

/** From when on earlier requests count against {@link MAX_ASKED}. */
export function askedSince(now: Instant): Instant {
  return plus(now, { minutes: -15 })
}

/** Six digits from random bytes in base64url; the bias of 2^48 modulo 10^6 is without weight. */
export function codeFrom(random: string): string {
  let number = 0
  for (const letter of random.slice(0, 8)) number = (number * 64 + BASE64URL.indexOf(letter)) % 1_000_000
  return String(number).padStart(6, '0')
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
