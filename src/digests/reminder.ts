/** One reminder: everything that one person owes a word on today, in one mail (domain.md §6.7). Pure. */

import type { Commitment } from '../commitments/commitment.ts'
import { dueStep, remindable, type Step } from '../commitments/reminders.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { dateOf } from '../kernel/zone.ts'
import type { PersonCard } from '../people/person.ts'
import { ladderOf, promiseOf } from '../recurring/asked.ts'
import type { Share } from '../recurring/share.ts'

/** One commitment with the step that is due. */
interface DueCommitment {
  /** Of a share in its words and with its date (`recurring/asked.ts`). */
  readonly commitment: Commitment
  readonly step: Step
  /** What is owed within the commitment, if it is not the commitment itself. */
  readonly share: Share | null
}

/** What one person is to be reminded of on their local date. */
export interface Reminder<Person = Pick<PersonCard, 'id' | 'zone'>> {
  readonly person: Person
  readonly date: LocalDate
  /** Longest overdue first, at least one. */
  readonly due: readonly DueCommitment[]
}

/** What is known about one person's promises before it is decided which are due. */
export interface Owed {
  readonly commitment: Commitment
  /** What is owed within the commitment; null where it is the commitment itself. */
  readonly share: Share | null
  /** When its date was moved last, or null. */
  readonly movedAt: Instant | null
  /** When this person was named for it, if that was lately. */
  readonly namedAt: Instant | null
  /** Steps that this person already had for this version of the date. */
  readonly sent: ReadonlySet<string>
}

/** The reminder for one person on a local date, or null when no step is due. */
export function reminderFor(
  person: Reminder['person'],
  date: LocalDate,
  owed: readonly Owed[],
): Reminder | null {
  const due = owed.flatMap(({ commitment, share, movedAt, namedAt, sent }): DueCommitment[] => {
    // A mail of its own tells who was named today; what is due by now is due tomorrow too.
    if (namedAt && dateOf(namedAt, person.zone) >= date) return []
    const ladder = share
      ? ladderOf(share, commitment, person.zone)
      : remindable(commitment, movedAt, person.zone)
    const step = dueStep(ladder, date, sent)
    if (!step) return []
    return [{ commitment: share ? promiseOf(share, commitment) : commitment, step, share }]
  })
  return due.length > 0 ? { person, date, due } : null
}

/** The ledger's subject of one person's reminder on one day: its facts let only one mail through. */
export function reminderSubject(personId: Id, date: LocalDate): string {
  return `reminders:${personId}:${date}`
}

/** The outbox's dedupe key of the mail that the fact `version` of a subject let through. */
export function mailKey(subject: string, version: number): string {
  return `${subject}:${version}`
}
