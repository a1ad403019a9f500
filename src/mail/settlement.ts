/** What a mail's turn comes to: may it go now, and what became of the attempt. Pure (safety.md §3.4.4–6). */

import type { Id } from '../kernel/id.ts'
import { type Instant, plus, type Span } from '../kernel/instant.ts'
import type { OutboxTable } from '../store/followup-schema.ts'
import { MAX_TRIES, nextTry } from './backoff.ts'
import type { SendOutcome } from './transport.ts'

/** Why a mail is not sent (again): its reason ceased. Stored in `last_reply`, shown in words. */
export type SkipReason = (typeof SKIP_REASONS)[number]

/** All of them. */
export const SKIP_REASONS = [
  'withdrawn',
  'overtaken',
  'never_invited',
  'suppressed',
  'unsubscribed',
  'expired',
  'crashed',
  'restored',
] as const

/** A mail whose turn it is, and all that decides whether it may go. */
export interface Candidate {
  readonly id: Id
  readonly state: OutboxTable['state']
  readonly domain: string
  /** 0: a sign-in, which no pace holds up. */
  readonly priority: number
  readonly notAfter: Instant | null
  readonly method: OutboxTable['calendar_method']
  /** A newer revision for the same meeting and person is in the outbox. */
  readonly overtaken: boolean
  /** Another revision for the same meeting and person is being sent at this moment. */
  readonly blocked: boolean
  /** An invitation may have reached the person: sent, kept, or lost after it was handed over. */
  readonly invited: boolean
  readonly suppressed: boolean
  readonly unsubscribed: boolean
  /** Claims of which nobody ever told the end: the process died with this mail in its hands. */
  readonly crashes: number
  /** An earlier attempt ended uncertain, so this would be the one repetition. */
  readonly repeated: boolean
}

/** How often a mail may bring its sender down. */
const MAX_CRASHES = 3

/**
 * Whether a mail may be sent now. An invitation never sent gives way to the newer one, and nobody is told of
 * the end of something they were never invited to.
 * @returns `send`, `wait` for the revision before it, or the reason to leave it.
 */
export function verdictOn(mail: Candidate, now: Instant): 'send' | 'wait' | SkipReason {
  if (mail.overtaken) return 'overtaken'
  if (mail.notAfter && mail.notAfter < now) return 'expired'
  if (mail.suppressed) return 'suppressed'
  if (mail.unsubscribed) return 'unsubscribed'
  if (mail.crashes >= MAX_CRASHES) return 'crashed'
  if (mail.blocked) return 'wait'
  return mail.method === 'CANCEL' && !mail.invited ? 'never_invited' : 'send'
}

/** A mail in hand: claimed, with its fence. */
interface Claimed {
  readonly attempts: number
  /** Its state before it was claimed; `sending` if a worker died with it. */
  readonly before: OutboxTable['state']
  readonly repeated: boolean
}

/** The columns that an outcome changes. */
export type Change = Pick<
  OutboxTable,
  'state' | 'attempts' | 'settled_at' | 'last_code' | 'last_reply' | 'lease_until' | 'lease_holder'
> & { readonly not_before?: Instant }

/** Longer than any worker holds a mail, so that a repetition never overlaps with what it repeats. */
export const LEASE: Span = { minutes: 15 }

/**
 * What a row becomes after an attempt. Sent and rejected end it; a temporary refusal is tried again until
 * {@link MAX_TRIES}; an uncertain one is repeated once with the same Message-ID and then left for people to
 * see. While the relay is down no try is counted and the mail goes back as it was.
 */
export function settle(
  mail: Claimed,
  result: SendOutcome,
  { now, random }: { now: Instant; random: number },
): Change {
  const last = { last_code: result.code ?? null, last_reply: result.outcome === 'sent' ? '' : result.reply }
  const change = (state: Change['state'], settled = true): Change => ({
    state,
    attempts: mail.attempts,
    settled_at: settled ? now : null,
    lease_until: null,
    lease_holder: null,
    ...last,
  })
  switch (result.outcome) {
    case 'sent':
      return change('sent')
    case 'rejected':
      return change('failed')
    case 'uncertain':
      return mail.repeated
        ? change('uncertain')
        : { ...change('uncertain', false), not_before: plus(now, LEASE) }
    default:
      if (result.relayDown) return { ...change(stateBefore(mail), false), attempts: mail.attempts - 1 }
      if (mail.attempts >= MAX_TRIES) return change('failed')
      return { ...change('retry', false), not_before: nextTry(now, mail.attempts, random) }
  }
}

// What a dead worker held may have been sent.
function stateBefore(mail: Claimed): OutboxTable['state'] {
  return mail.before === 'sending' ? 'uncertain' : mail.before
}
