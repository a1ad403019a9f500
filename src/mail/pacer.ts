/** The pace of one delivery: who may begin now, who waits for a place, and what answers of domains change. */

import type { Instant } from '../kernel/instant.ts'
import type { OutboxTable } from '../store/followup-schema.ts'
import type { Store } from '../store/store.ts'
import { asksToSlow, domainOf, endsSlowness, isPaused, leftAloneUntil, type Pace } from './pace.ts'
import { type Begun, begunSoFar, countBegun, RELAY, recovered, slowDown } from './pace-statements.ts'
import type { Candidate } from './settlement.ts'
import type { SendOutcome } from './transport.ts'

type Addressed = Pick<OutboxTable, 'to_address' | 'priority'>

export interface Pacer {
  /** Of mails whose turn it is, those that may be begun in this minute; the others are held in the database. */
  admit(store: Store, mails: readonly Candidate[]): Promise<readonly Candidate[]>
  /** Takes a place of the mail's domain. @returns false when all are taken. */
  start(mail: Addressed): boolean
  /** Gives it back. */
  end(mail: Addressed): void
  /** Domains of which no more should be claimed now: left alone, or all places taken. */
  closed(now: Instant): string[]
  /** Why a mail in hand should not be tried after all, in the domain's own words; null when it may. */
  refusal(mail: Addressed, now: Instant): string | null
  /** Learns from an answer, and keeps what it means for others. */
  hear(openStore: () => Store, mail: Addressed, result: SendOutcome): Promise<void>
}

/** A domain that asked us to slow down. */
interface Slow {
  readonly until: Instant
  readonly strikes: number
  readonly reply: string
}

/** What one process remembers. */
interface Known {
  readonly pace: Pace
  readonly random: () => number
  readonly slow: Map<string, Slow>
}

/** A pacer that knows nothing yet; what other processes learnt it reads as it goes. */
export function openPacer(pace: Pace, random: () => number): Pacer {
  const slow = new Map<string, Slow>()
  const under = new Map<string, number>()
  const known: Known = { pace, random, slow }

  const places = (domain: string) => (slow.has(domain) ? 1 : pace.domain.atOnce)

  return {
    admit: (store, mails) => admit(known, store, mails),
    hear: (openStore, mail, result) =>
      hear(known, openStore(), { domain: domainOf(mail.to_address), result }),
    start(mail) {
      const domain = domainOf(mail.to_address)
      const taken = under.get(domain) ?? 0
      if (taken >= places(domain) && !isUrgent(mail)) return false
      under.set(domain, taken + 1)
      return true
    },
    end(mail) {
      const domain = domainOf(mail.to_address)
      const taken = (under.get(domain) ?? 1) - 1
      if (taken > 0) under.set(domain, taken)
      else under.delete(domain)
    },
    closed(now) {
      const full = [...under].filter(([domain, taken]) => taken >= places(domain)).map(([domain]) => domain)
      const alone = [...slow].filter(([, { until }]) => isPaused(until, now)).map(([domain]) => domain)
      return [...new Set([...full, ...alone])]
    },
    refusal(mail, now) {
      const asked = slow.get(domainOf(mail.to_address))
      return asked && isPaused(asked.until, now) && !isUrgent(mail) ? asked.reply : null
    },
  }
}

// Only what is to be begun is counted: of a slow domain that is one mail of a hundred, and the others would use up the
// relay. The second look tells what other processes counted between the two.
async function admit(known: Known, store: Store, mails: readonly Candidate[]): Promise<readonly Candidate[]> {
  if (mails.length === 0) return mails
  const begun = await begunSoFar(store, [RELAY, ...mails.map(({ domain }) => domain)])
  const wanted = among(known, mails, begun, store.now)
  const counts = new Map([...begun.keys()].map((name) => [name, 0]))
  for (const name of wanted.flatMap(({ domain }) => [RELAY, domain]))
    counts.set(name, (counts.get(name) ?? 0) + 1)
  return among(known, wanted, await countBegun(store, counts, known.pace), store.now)
}

function among(
  known: Known,
  mails: readonly Candidate[],
  begun: ReadonlyMap<string, Begun>,
  now: Instant,
): readonly Candidate[] {
  const left = new Map([...begun].map(([name, row]) => [name, leftFor(known, row, now)]))
  return mails.filter((mail) => take(left, [RELAY, mail.domain]) || isUrgent(mail))
}

function leftFor({ pace, slow }: Known, row: Begun, now: Instant): number {
  const { domain, begun, strikes, slow_until, last_reply } = row
  const own = slow.get(domain)
  // The row may have been read before this process heard it.
  if (own && isPaused(own.until, now)) return 0
  const { perMinute } = domain === RELAY ? pace.relay : pace.domain
  const left = perMinute - begun
  if (strikes === 0) {
    slow.delete(domain)
    return left
  }
  slow.set(domain, { until: slow_until, strikes, reply: last_reply })
  // A single mail shows whether the others still have to wait.
  return Math.min(1, left)
}

async function hear(
  { slow, random }: Known,
  store: Store,
  { domain, result }: { readonly domain: string; readonly result: SendOutcome },
): Promise<void> {
  const known = slow.get(domain)
  // What was under way when the domain asked belongs to what it asked about: it asks no second time, and ends nothing.
  if (known && isPaused(known.until, store.now)) return
  if (asksToSlow(result)) {
    const strikes = (known?.strikes ?? 0) + 1
    const until = leftAloneUntil(store.now, strikes, random())
    slow.set(domain, { until, strikes, reply: result.reply })
    await slowDown(store, { domain, until, reply: result.reply })
  } else if (known && endsSlowness(result)) {
    slow.delete(domain)
    await recovered(store, domain)
  }
}

/** Sign-ins go in any case: they are few, and expire. */
function isUrgent({ priority }: { readonly priority: number }): boolean {
  return priority === 0
}

function take(left: Map<string, number>, names: readonly string[]): boolean {
  if (names.some((name) => (left.get(name) ?? 0) < 1)) return false
  for (const name of names) left.set(name, (left.get(name) ?? 0) - 1)
  return true
}
