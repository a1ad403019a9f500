/** What mail a person wants, and the token of the one click that stops a kind of it (RFC 8058). Pure. */

import { type Id, isId } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import type { PersonCard } from '../people/person.ts'

/** The two lists of convenience mail; official mail is on none. */
export type MailScope = 'digest' | 'reminders'

/** What a person chose; the language is that of mails and of pages behind personal links. */
export interface Preferences {
  readonly digest: PersonCard['digest']
  readonly reminders: PersonCard['reminders']
  readonly locale: Locale
}

/** The secrets of an instance, as far as tokens need them. */
interface Sealer {
  seal(text: string): string
  digest(text: string): string
}

/**
 * 90 bits. No more, so that `unsubscribe+<token>` stays within the 64 octets of a local part (RFC 5321
 * §4.5.3.1.1) when a mail program unsubscribes by mail.
 */
const SEAL_CHARACTERS = 15

/** `<person>.<scope>.<seal>`: it never expires, since mails are kept, and opens nothing but this one stop. */
export function unsubscribeToken(instance: Sealer, personId: Id, scope: MailScope): string {
  const name = `${personId}.${scope}`
  return `${name}.${instance.seal(`unsubscribe:${name}`).slice(0, SEAL_CHARACTERS)}`
}

/** What a token stops, or null if it is not one of ours. */
export function readUnsubscribeToken(
  instance: Sealer,
  token: string,
): { personId: Id; scope: MailScope } | null {
  const personId = token.split('.', 1)[0]
  if (!isId(personId)) return null
  const scope = scopeIn(token)
  const own = unsubscribeToken(instance, personId, scope)
  // Digests of equal length: how long the comparison takes tells nothing about the seal.
  return instance.digest(own) === instance.digest(token) ? { personId, scope } : null
}

/** The list that a token speaks of, genuine or not: the page must not tell which. */
export function scopeIn(token: string): MailScope {
  return token.split('.')[1] === 'reminders' ? 'reminders' : 'digest'
}
