/** Where reminders end with a person: whom the coordinator has to phone, and whom no reminder reaches. Pure. */

import type { CallNote } from '../calls/call-note.ts'
import type { Commitment } from '../commitments/commitment.ts'
import { isPaused, needsCall, occurrencesOf, remindable } from '../commitments/reminders.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { dateOf } from '../kernel/zone.ts'
import type { PersonCard } from '../people/person.ts'

/** One line of the call list; `Person` is an id until it is known whose names are needed. */
export interface Call<Person = PersonCard> {
  readonly commitment: Commitment
  readonly owners: readonly Person[]
  /** `exhausted`: the ladder ended without an answer; `unreachable`: it began and nobody is there. */
  readonly reason: 'exhausted' | 'unreachable'
  /** When the first of the owners is back, if all of them pause: nobody waits for an answer before that. */
  readonly pausedUntil: LocalDate | null
  /** The last call about it, if it was looked up. */
  readonly note: CallNote | null
}

/**
 * Why a kind of mail does not reach somebody. `off`, `paused` until a day: the person's own choice; `suppressed`: the
 * address does not take mail.
 */
export type Unreached =
  | { readonly reason: 'off' | 'suppressed'; readonly pausedUntil: null }
  | { readonly reason: 'paused'; readonly pausedUntil: LocalDate }

/** Somebody who answers for commitments and gets no reminders about them. */
export type Stopped<Person = PersonCard> = Unreached & {
  readonly person: Person
  readonly commitments: readonly Commitment[]
}

/** What is owed, by whom, and who can be reminded of it. */
interface Owed {
  readonly promises: readonly Commitment[]
  readonly owners: ReadonlyMap<Id, readonly Id[]>
  readonly movedAt: ReadonlyMap<Id, Instant>
  readonly unreached: ReadonlyMap<Id, Unreached>
}

/** The call list, soonest due first; days are those of each dialogue's zone. */
export function callsAmong(owed: Owed, now: Instant): Call<Id>[] {
  return owed.promises.flatMap((commitment): Call<Id>[] => {
    const owners = owed.owners.get(commitment.id) ?? []
    const today = dateOf(now, commitment.zone)
    const promise = remindable(commitment, owed.movedAt.get(commitment.id) ?? null, commitment.zone)
    const pausedUntil = backOn(owners, owed.unreached)
    if (needsCall(promise, today))
      return [{ commitment, owners, reason: 'exhausted', pausedUntil, note: null }]
    const begun = occurrencesOf(promise).some((rung) => rung.on <= today)
    if (owners.length > 0 || !begun || isPaused(promise, today)) return []
    return [{ commitment, owners, reason: 'unreachable', pausedUntil, note: null }]
  })
}

function backOn(owners: readonly Id[], unreached: Owed['unreached']): LocalDate | null {
  const days = owners.flatMap((id) => unreached.get(id)?.pausedUntil ?? [])
  return days.length === owners.length ? (days.sort()[0] ?? null) : null
}

/** The owners whom no reminder reaches, each with what they owe. */
export function stoppedAmong(owed: Owed): Stopped<Id>[] {
  const found = new Map<Id, Stopped<Id> & { commitments: Commitment[] }>()
  for (const commitment of owed.promises) {
    for (const person of owed.owners.get(commitment.id) ?? []) {
      const why = owed.unreached.get(person)
      if (!why) continue
      const entry = found.get(person) ?? { person, ...why, commitments: [] }
      entry.commitments.push(commitment)
      found.set(person, entry)
    }
  }
  return [...found.values()]
}
