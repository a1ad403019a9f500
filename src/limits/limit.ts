/** How often what strangers may do may be done, and in which window of time: the rule, without a clock. */

import { type Instant, instantOfMillis, millisOf, millisOfSpan } from '../kernel/instant.ts'

/** At most so many times in a window of so many minutes. */
interface Limit {
  readonly most: number
  readonly minutes: number
}

/**
 * All limits. Those per address keep one mailbox from being flooded. Those per network only stop machines: a
 * whole ministry behind one address, or everybody behind one Tor exit, stays far below.
 */
export const LIMITS = {
  /** Sign-in mails to one address. */
  mails_to_address: { most: 5, minutes: 15 },
  /** Codes mailed to one person who is signed in: apart, because anybody can use up those to an address. */
  codes_to_person: { most: 5, minutes: 15 },
  /** Sign-in mails asked for from one network. */
  mails_from_network: { most: 120, minutes: 15 },
  /** Codes and sign-in links tried from one network. */
  tries_from_network: { most: 300, minutes: 15 },
  /** Codes typed with the link of one mail. It lives ten minutes, so at the edge of a window ten are the most. */
  codes_with_link: { most: 5, minutes: 15 },
  /** Forms sent with a personal link that we never made. */
  unknown_links: { most: 120, minutes: 15 },
  /** One-click unsubscribing: a mail provider does it for all its customers. */
  stops_from_network: { most: 1200, minutes: 15 },
  /** Letters of one person that go on to organisers. */
  letters_forwarded: { most: 20, minutes: 1440 },
  /** Wrong links for the first set-up. */
  set_up: { most: 30, minutes: 15 },
} as const satisfies Record<string, Limit>

export type LimitName = keyof typeof LIMITS

/** Windows are the same for everybody and begin at fixed instants, so that one statement can count. */
export function windowOf(
  { minutes }: Limit,
  now: Instant,
): { readonly begins: number; readonly ends: Instant } {
  const length = millisOfSpan({ minutes })
  const begins = Math.floor(millisOf(now) / length)
  return { begins, ends: instantOfMillis((begins + 1) * length) }
}

/** Whole minutes from `now` until `then`, at least one: what a refused reader is told. */
export function minutesUntil(now: Instant, then: Instant): number {
  return Math.max(1, Math.ceil((millisOf(then) - millisOf(now)) / millisOfSpan({ minutes: 1 })))
}
