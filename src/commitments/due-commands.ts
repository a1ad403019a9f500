/** Moves due dates and grants pauses: load, decide, commit one batch. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import type { Actor } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import { openCommitmentFor } from './commands.ts'
import { updateCommitment } from './commitments.ts'
import { type AskedMove, type DueMove, decideDueMove } from './due.ts'
import { moveDetails, movedDue } from './due-moves.ts'

interface AskedDueMove extends AskedMove {
  readonly actor: Actor
  readonly id: Id
}

/**
 * Moves a due date: the move is kept for good, reminders of the old date that have not gone out are withdrawn,
 * and the owner is told officially unless the commitment is only proposed.
 * @returns the move; `not_found`, `forbidden`, the refusals of `decideDueMove`.
 */
export async function moveDueDate(store: Store, asked: AskedDueMove): Promise<Outcome<DueMove>> {
  const found = await openCommitmentFor(store, asked, 'coordinate')
  if (!found.ok) return found
  const commitment = found.value
  const move = decideDueMove(commitment, asked)
  if (!move.ok) return move
  const actorId = asked.actor.personId
  const details = moveDetails(commitment, move.value)
  return store.commit(
    [
      recordFact(store, commitment, { kind: 'commitment.due_moved', actorId, details }),
      ...(await movedDue(store, commitment, move.value, actorId)),
    ],
    move.value,
  )
}

interface AskedPause {
  readonly actor: Actor
  readonly id: Id
  /** The first day on which reminders go out again; null ends the pause. */
  readonly until: LocalDate | null
}

/**
 * Grants the owner a pause from reminders, or ends it; the due date stays as it is.
 * @returns done; `not_found`, `forbidden`, `invalid` `commitments.pause_past` (field `until`).
 */
export async function pauseReminders(store: Store, asked: AskedPause): Promise<Outcome<null>> {
  const found = await openCommitmentFor(store, asked, 'coordinate')
  if (!found.ok) return found
  const { id, zone } = found.value
  const { until } = asked
  if (until && until <= dateOf(store.now, zone)) return refuse('invalid', 'commitments.pause_past', 'until')
  const fact = { kind: 'commitment.paused', actorId: asked.actor.personId, details: { until } }
  return store.commit(
    [
      recordFact(store, found.value, fact),
      updateCommitment(store, found.value, { paused_until: until }),
      withdrawUnsent(store, { subjectId: id, kind: 'reminder' }),
    ],
    null,
  )
}
