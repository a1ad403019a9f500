/** Where reminders end with a person: whom the coordinator has to phone, and whom no reminder reaches. Pure. */

import type { Commitment } from '../commitments/commitment.ts'
import { isPaused, needsCall, occurrencesOf, remindable } from '../commitments/reminders.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { dateOf } from '../kernel/zone.ts'
import type { PersonCard } from '../people/person.ts'

/** One line of the call list. */
export interface Call {
  readonly commitment: Commitment
  readonly owners: readonly PersonCard[]
  /** `exhausted`: the ladder ended without an answer; `unreachable`: it began and nobody is there. */
  readonly reason: 'exhausted' | 'unreachable'
}

/** Somebody who answers for commitments and gets no reminders about them. */
export interface Stopped {
  readonly person: PersonCard
  /** `off`: the person's own choice; `suppressed`: the address does not take mail. */
  readonly reason: 'off' | 'suppressed'
  readonly commitments: readonly Commitment[]
}

/** What is owed, by whom, and who can be reminded of it. */
interface Owed {
  readonly promises: readonly Commitment[]
  readonly owners: ReadonlyMap<Id, readonly PersonCard[]>
  readonly movedAt: ReadonlyMap<Id, Instant>
  readonly reminded: ReadonlySet<Id>
}

/** The call list, soonest due first; days are those of each dialogue's zone. */
export function callsAmong(owed: Owed, now: Instant): Call[] {
  return owed.promises.flatMap((commitment): Call[] => {
    const owners = owed.owners.get(commitment.id) ?? []
    const today = dateOf(now, commitment.zone)
    const promise = remindable(commitment, owed.movedAt.get(commitment.id) ?? null, commitment.zone)
    if (needsCall(promise, today)) return [{ commitment, owners, reason: 'exhausted' }]
    const begun = occurrencesOf(promise).some((rung) => rung.on <= today)
    if (owners.length > 0 || !begun || isPaused(promise, today)) return []
    return [{ commitment, owners, reason: 'unreachable' }]
  })
}

/** The owners whom no reminder reaches, each with what they owe. */
export function stoppedAmong(owed: Owed): Stopped[] {
  const found = new Map<Id, { person: PersonCard; commitments: Commitment[] }>()
  for (const commitment of owed.promises) {
    for (const person of owed.owners.get(commitment.id) ?? []) {
      if (owed.reminded.has(person.id)) continue
      const entry = found.get(person.id) ?? { person, commitments: [] }
      entry.commitments.push(commitment)
      found.set(person.id, entry)
    }
  }
  return [...found.values()].map((entry) => ({
    ...entry,
    reason: entry.person.reminders === 'off' ? 'off' : 'suppressed',
  }))
}
