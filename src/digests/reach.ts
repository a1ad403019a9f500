/** Whom convenience mail does not reach, since when and by whose doing: what the ledger and the lists say. Pure. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { PersonCard } from '../people/person.ts'
import type { MailScope, Way } from './preference.ts'

/** How a kind of mail came to be stopped: by the person, by an operator, or because the address failed. */
export type StopWay = Exclude<Way, 'undo'> | 'operator' | 'hard' | 'soft' | 'complaint'

/** One kind of mail that does not arrive. */
export interface Stop {
  readonly what: MailScope | 'all'
  /** Null where nobody noted it. */
  readonly since: Instant | null
  readonly way: StopWay
}

/** Somebody to phone, with everything that does not arrive; at least one of both. */
export interface Unheard {
  readonly person: PersonCard
  /** Empty when none is known. */
  readonly phone: string
  readonly pausedUntil: LocalDate | null
  readonly stops: readonly Stop[]
}

/** A change of somebody's mail settings as the ledger keeps it. */
export interface NotedChange {
  readonly personId: Id
  readonly actorId: Id
  readonly at: Instant
  /** JSON: what was set to what, and how. */
  readonly details: string
}

const OWN_WAYS: readonly string[] = ['page', 'click', 'mail'] satisfies StopWay[]

/**
 * What a person stopped by themselves, from their changes, oldest first.
 * @param stopped what is off at present; of that the last time it was switched off counts.
 */
export function ownStops(stopped: readonly MailScope[], changes: readonly NotedChange[]): Stop[] {
  return stopped.map((what) => {
    const last = changes.findLast(({ details }) => settingsIn(details)[what] === 'off')
    return { what, since: last?.at ?? null, way: last ? wayOf(last) : 'page' }
  })
}

/** What an address does not take; a reason that no report gave is an operator's. */
export function addressStop(row: { scope: Stop['what']; reason: string; since: Instant }): Stop {
  const way = (['hard', 'soft', 'complaint'] as const).find((one) => one === row.reason)
  return { what: row.scope, since: row.since, way: way ?? 'operator' }
}

function wayOf({ personId, actorId, details }: NotedChange): StopWay {
  if (actorId !== personId) return 'operator'
  const { by } = settingsIn(details)
  // Before the way was noted, a choice was a choice.
  return typeof by === 'string' && OWN_WAYS.includes(by) ? (by as StopWay) : 'page'
}

function settingsIn(details: string): Readonly<Record<string, unknown>> {
  return JSON.parse(details) as Record<string, unknown>
}
