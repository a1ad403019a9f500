/** Rules of signing in by mail: how long a link lives, how often one may ask, how often a code may be tried. */

/** A link or code is good for ten minutes (ASVS 6.5.5). */
export const SIGN_IN_LIFE = { minutes: 10 }

/** Wrong codes after which a request dies; its owner asks for another. */
export const MAX_TRIES = 5

/**
 * Codes tried for one address in a day in browsers that asked, over all its requests. Somebody who asks again and
 * again in another's name finds a code of eight digits in a day with a chance of 5 in 10 million (T37). What is
 * locked then is only the code in the browser that asked: the link there, the code with the link on another device,
 * a passkey and the code of a session work on.
 */
export const MAX_CODES_A_DAY = 50

/** The day of {@link MAX_CODES_A_DAY}. */
export const CODE_DAY = { hours: 24 }

/** As many digits as {@link MAX_CODES_A_DAY} needs; digits, because keyboards differ in their letters. */
const CODES = 100_000_000

/** Eight digits from random bytes in base64url; the bias of 2^48 modulo 10^8 is without weight. */
export function codeFrom(random: string): string {
  let number = 0
  for (const letter of random.slice(0, 8)) number = (number * 64 + BASE64URL.indexOf(letter)) % CODES
  return String(number).padStart(8, '0')
}

const BASE64URL = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
