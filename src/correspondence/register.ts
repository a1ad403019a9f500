/** The register of a dialogue's letters: what a line says, what an incoming letter may be. Pure. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, type Fault, type Outcome, refuseFaults } from '../kernel/outcome.ts'
import type { LettersTable } from '../store/correspondence-schema.ts'

/** What an incoming letter says. */
export const INCOMING_KINDS = ['nomination', 'regrets', 'other'] as const
export type IncomingKind = (typeof INCOMING_KINDS)[number]
export const DIRECTIONS = ['out', 'in'] as const
export type Direction = LettersTable['direction']

/** A letter as the register keeps it, without what was printed. */
export interface RegisteredLetter {
  readonly id: Id
  readonly dialogueId: Id
  readonly direction: Direction
  readonly kind: LettersTable['kind']
  readonly number: string
  readonly date: LocalDate
  /** Only for letters that came in. */
  readonly receivedOn: LocalDate | null
  readonly institutionId: Id
  readonly invitationId: Id | null
  readonly replyToId: Id | null
  readonly signatory: string
  readonly note: string
  readonly documentId: Id | null
  /** What was printed is kept, so that it can be made into a document again. */
  readonly printed: boolean
}

/** Facts of a dialogue's letterhead need an id of their own beside the dialogue's facts. */
export function letterheadSubject(dialogueId: Id): Id {
  return `letterhead:${dialogueId}`
}

/** An incoming letter as it was typed. */
export interface IncomingDraft {
  readonly number: string
  readonly date: LocalDate
  readonly receivedOn: LocalDate
  readonly institutionId: Id
  readonly replyToId: Id | null
  readonly kind: IncomingKind
  readonly note: string
}

/**
 * Checks an incoming letter.
 * @param answered the letter of ours that it answers, if it names one that there is.
 * @returns `invalid` with every fault: `correspondence.received_before_written` and
 *   `correspondence.received_in_future` at `received_on`, `correspondence.reply_to_other` at `reply_to`.
 */
export function decideIncoming(
  asked: IncomingDraft,
  answered: Pick<RegisteredLetter, 'direction' | 'institutionId'> | null,
  today: LocalDate,
): Outcome<IncomingDraft> {
  const faults: Fault[] = []
  const field = 'received_on'
  if (asked.receivedOn > today) faults.push({ field, messageKey: 'correspondence.received_in_future' })
  else if (asked.receivedOn < asked.date)
    faults.push({ field, messageKey: 'correspondence.received_before_written' })
  const fits = answered?.direction === 'out' && answered.institutionId === asked.institutionId
  if (asked.replyToId !== null && !fits)
    faults.push({ field: 'reply_to', messageKey: 'correspondence.reply_to_other' })
  return faults.length > 0 ? refuseFaults(faults) : done(asked)
}
