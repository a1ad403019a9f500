/** Identifiers: sortable by creation time, 80 random bits, lower-case Crockford base 32 (ULID's form). */

import type { Instant } from './instant.ts'

export type Id = string

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const FORM = /^[0-9a-hjkmnp-tv-z]{26}$/

/** A new id made at `now`. Guessing it is no protection: every query is scoped. */
export function makeId(now: Instant): Id {
  let time = Date.parse(now)
  let head = ''
  for (let i = 0; i < 10; i++) {
    head = ALPHABET[time % 32] + head
    time = Math.floor(time / 32)
  }
  const random = crypto.getRandomValues(new Uint8Array(16))
  return head + Array.from(random, (byte) => ALPHABET[byte % 32]).join('')
}

/** True for the form of an id; says nothing about whether it exists. */
export function isId(text: unknown): text is Id {
  return typeof text === 'string' && FORM.test(text)
}
