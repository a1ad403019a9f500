/** What came of a phone call about a commitment, and until when nobody has to call again (field.md §3.3). Pure. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import { done, type Fault, type Outcome, refuseFaults } from '../kernel/outcome.ts'
import type { CallNotesTable } from '../store/call-schema.ts'

export type CallResult = CallNotesTable['result']

/** In the order in which they are offered. */
export const CALL_RESULTS = [
  'promised',
  'talked',
  'not_reached',
  'refused',
] as const satisfies readonly CallResult[]

/** One call. */
export interface CallNote {
  readonly id: Id
  readonly commitmentId: Id
  /** Who was phoned, where it was not the lead: an institution that owes a period or a part. */
  readonly institutionId: Id | null
  /** With whom; null: with nobody in the directory. */
  readonly personId: Id | null
  readonly result: CallResult
  readonly words: string
  /** The day on which the coordinator looks again. */
  readonly nextOn: LocalDate
  readonly calledBy: Id
  readonly at: Instant
}

/** What is asked for when a call is noted down. */
export type AskedCall = Pick<CallNote, 'personId' | 'result' | 'words' | 'nextOn'>

/** How far ahead the next look may lie: a year and a day are forgotten. */
const LONGEST_REST_DAYS = 366

/**
 * Decides whether a call can be noted down.
 * @param today in the dialogue's zone.
 * @returns every fault: `calls.next_past` or `calls.next_far` (field `next_on`), `calls.words_missing` (field
 *   `words`) when somebody promised or refused something and nobody wrote what.
 */
export function decideCall(asked: AskedCall, today: LocalDate): Outcome<AskedCall> {
  const faults: Fault[] = []
  if (asked.nextOn <= today) faults.push({ field: 'next_on', messageKey: 'calls.next_past' })
  if (asked.nextOn > addDays(today, LONGEST_REST_DAYS))
    faults.push({ field: 'next_on', messageKey: 'calls.next_far' })
  const says = asked.result === 'promised' || asked.result === 'refused'
  if (says && asked.words === '') faults.push({ field: 'words', messageKey: 'calls.words_missing' })
  return faults.length > 0 ? refuseFaults(faults) : done(asked)
}

/** What a note is about: one institution's word within a commitment. */
export function callKey(
  { id, leadId }: { readonly id: Id; readonly leadId: Id },
  institutionId: Id | null,
): string {
  return `${id}/${institutionId === leadId ? '' : (institutionId ?? '')}`
}

/** Is there nothing to phone about before a later day? */
export function rests(note: Pick<CallNote, 'nextOn'> | null, today: LocalDate): boolean {
  return note !== null && note.nextOn > today
}
