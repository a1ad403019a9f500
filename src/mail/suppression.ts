/** Addresses that are not written to: why, whose wish that is, and who may change it. Pure. */

import type { Instant } from '../kernel/instant.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { SuppressionsTable } from '../store/followup-schema.ts'
import type { SuppressionLiftingsTable } from '../store/mail-room-schema.ts'

/** One address and what is not sent to it. */
export interface Suppression {
  readonly address: string
  readonly scope: SuppressionsTable['scope']
  /** `hard` and `soft` come from reports; anything else is the reader's own wish. */
  readonly reason: string
  readonly since: Instant
  readonly version: number
  /** Who has the address, as far as the directory knows. */
  readonly person: { readonly id: string; readonly name: string } | null
}

/** What was lifted, and on which ground. */
export interface Lifting {
  readonly address: string
  readonly scope: SuppressionsTable['scope']
  readonly reason: string
  readonly basis: SuppressionLiftingsTable['basis']
  readonly note: string
  readonly at: Instant
}

export const LIFTING_BASES: readonly SuppressionLiftingsTable['basis'][] = ['works', 'asked']

/** Did the reader want this, rather than a mail server? */
export function isOwnWish(reason: string): boolean {
  return reason !== 'hard' && reason !== 'soft'
}

/**
 * May this be lifted on this ground? What a reader wished ends only at their own request.
 * @returns `invalid` (`mail.own_wish`, field `basis`).
 */
export function decideLifting(
  suppression: Pick<Suppression, 'reason'>,
  basis: SuppressionLiftingsTable['basis'],
): Outcome<SuppressionLiftingsTable['basis']> {
  const against = isOwnWish(suppression.reason) && basis !== 'asked'
  return against ? refuse('invalid', 'mail.own_wish', 'basis') : done(basis)
}

/** An address for those who may not see it: `p…@example.org`. */
export function masked(address: string): string {
  const at = address.lastIndexOf('@')
  return `${address.slice(0, 1)}…${at < 0 ? '' : address.slice(at)}`
}
