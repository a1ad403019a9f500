/** Who was named for what and has to be told, and when: gathered, and not beside the letter after a meeting. Pure. */

import type { Commitment } from '../commitments/commitment.ts'
import { isPaused } from '../digests/preference.ts'
import type { Id } from '../kernel/id.ts'
import { type Instant, plus } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { dateOf } from '../kernel/zone.ts'
import type { PersonCard } from '../people/person.ts'

/** Somebody who names people for several commitments names the next one within this time. */
const GATHERED = { minutes: 5 }

/** The letter after a meeting tells of its commitments; when it has not gone by then, people are told without it. */
const LETTER_AWAITED = { days: 7 }

/** Somebody who was named, is still, and was not told of it. */
export interface Naming {
  readonly commitment: Commitment
  readonly person: PersonCard
  readonly pausedUntil: LocalDate | null
  readonly namedAt: Instant
  /** The institution that named its own person; null for the secretariat. */
  readonly namedFor: Id | null
  /** When the meeting ended whose letter to the institution is still to come; null when none is. */
  readonly letterAfter: Instant | null
  readonly version: number
}

/** What one mail tells one person, of one dialogue. */
export interface Lot {
  readonly dialogueId: Id
  readonly person: PersonCard
  readonly namings: readonly Naming[]
}

/** The mails that are due, in the order of the namings: to nobody who is being named still, or who pauses. */
export function lotsToTell(namings: readonly Naming[], now: Instant): Lot[] {
  const open = namings.filter((naming) => isOpen(naming, now))
  const lots = Map.groupBy(open, ({ person, commitment }) => `${person.id} ${commitment.dialogueId}`)
  return [...lots.values()].flatMap((lot) => {
    const [first] = lot
    const gathering = lot.some(({ namedAt }) => plus(namedAt, GATHERED) > now)
    if (!first || gathering) return []
    return [{ dialogueId: first.commitment.dialogueId, person: first.person, namings: lot }]
  })
}

function isOpen({ letterAfter, person, pausedUntil }: Naming, now: Instant): boolean {
  if (isPaused(pausedUntil, dateOf(now, person.zone))) return false
  return letterAfter === null || plus(letterAfter, LETTER_AWAITED) <= now
}
