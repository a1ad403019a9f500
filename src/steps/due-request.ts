/** Another due date that the lead asks for: granted or refused by who coordinates, never by asking (product.md rule 3). Pure. */

import type { Commitment } from '../commitments/commitment.ts'
import { awaitsLead } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { DueRequestsTable } from '../store/step-schema.ts'

/** Precisions that can be asked for: a date, at least of a year. */
export const ASKED_PRECISIONS = ['day', 'quarter', 'year'] as const

/** A request with what names its commitment. */
export interface DueRequest {
  readonly id: Id
  readonly commitmentId: Id
  readonly dialogueId: Id
  /** Of the commitment, for {@link codeOf}. */
  readonly number: number
  readonly leadId: Id
  /** The last day of the precision. */
  readonly dueOn: LocalDate
  readonly duePrecision: DueRequestsTable['due_precision']
  readonly reason: string
  readonly askedBy: Id
  /** Since when it waits. */
  readonly askedAt: Instant
  readonly state: DueRequestsTable['state']
  /** Why it was refused; else empty. */
  readonly answer: string
  readonly answeredBy: Id | null
  readonly answeredAt: Instant | null
}

/** What the lead asks for. */
export interface AskedDue {
  readonly dueOn: LocalDate
  readonly duePrecision: DueRequest['duePrecision']
  readonly reason: string
}

/**
 * Decides whether a request is taken; it moves nothing.
 * @returns `conflict` `commitments.cannot_move_due` unless the lead still owes the result; `invalid`
 *   `steps.due_past` or `commitments.same_due` (field `due_date`).
 */
export function decideDueRequest(
  commitment: Pick<Commitment, 'state' | 'dueOn' | 'duePrecision'>,
  asked: AskedDue,
  today: LocalDate,
): Outcome<AskedDue> {
  const { state } = commitment
  if (!awaitsLead(state)) return refuse('conflict', 'commitments.cannot_move_due', undefined, { state })
  if (asked.dueOn < today) return refuse('invalid', 'steps.due_past', 'due_date')
  if (asked.dueOn === commitment.dueOn && asked.duePrecision === commitment.duePrecision)
    return refuse('invalid', 'commitments.same_due', 'due_date')
  return done(asked)
}
