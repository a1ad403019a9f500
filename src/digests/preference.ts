/** What mail a person wants, and the token of the one click that stops a kind of it (RFC 8058). Pure. */

import { type Id, isId } from '../kernel/id.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { PersonCard } from '../people/person.ts'

/** The two lists of convenience mail; official mail is on none. */
export type MailScope = 'digest' | 'reminders'

/** How often the digest comes: on the first working day of the week, or the morning after a meeting. */
export type Rhythm = 'weekly' | 'meetings'

export const DIGEST_CHOICES = ['weekly', 'meetings', 'off'] as const satisfies readonly (Rhythm | 'off')[]

/** What a person chose; the language is that of mails and of pages behind personal links. */
export interface Preferences {
  readonly digest: (typeof DIGEST_CHOICES)[number]
  readonly reminders: PersonCard['reminders']
  readonly locale: Locale
  /** The first local day on which digests and reminders go out again; null without a pause. */
  readonly pausedUntil: LocalDate | null
}

/** How somebody came to change what they get: on their page, by the one click, by mail, or by taking it back. */
export type Way = 'page' | 'click' | 'mail' | 'undo'

/** Half a year: longer than any leave, and nobody is forgotten in it. */
const LONGEST_PAUSE_DAYS = 183

/** Is the pause still running on the person's own `today`? It ends by itself: the day it names is no part of it. */
export function isPaused(until: LocalDate | null, today: LocalDate): until is LocalDate {
  return until !== null && until > today
}

/**
 * Decides until when a person pauses from their own `today` on. Ending a pause early leaves today as its end, so
 * that what was missed comes as it would have after a pause that ran out.
 * @returns the day to keep; `invalid` `digests.pause_over`, `digests.pause_too_long` (field `pausedUntil`).
 */
export function decidePause(
  asked: LocalDate | null,
  before: LocalDate | null,
  today: LocalDate,
): Outcome<LocalDate | null> {
  if (asked === null) return done(isPaused(before, today) ? today : before)
  if (asked <= today) return refuse('invalid', 'digests.pause_over', 'pausedUntil')
  if (asked > addDays(today, LONGEST_PAUSE_DAYS))
    return refuse('invalid', 'digests.pause_too_long', 'pausedUntil')
  return done(asked)
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
