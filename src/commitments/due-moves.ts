/** The statements of a granted move of a due date; what moves it puts them after its own fact. */

import type { Id } from '../kernel/id.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import type { Statement, Store } from '../store/store.ts'
import type { Commitment } from './commitment.ts'
import { insertDueChange, updateCommitment } from './commitments.ts'
import type { DueMove } from './due.ts'
import { dueMovedLetters } from './mails.ts'

/**
 * Keeps the move for good, withdraws reminders of the old date that have not gone out, and tells the owner officially
 * unless the commitment is only proposed. The fact's details are those of {@link moveDetails}.
 */
export async function movedDue(
  store: Store,
  commitment: Commitment,
  move: DueMove,
  grantedBy: Id,
): Promise<Statement[]> {
  const { due, firstDueOn, dateVersion } = move
  return [
    insertDueChange(store, commitment, move, grantedBy),
    updateCommitment(store, commitment, {
      due_on: due.dueOn,
      due_precision: due.duePrecision,
      review_on: due.reviewOn,
      first_due_on: firstDueOn,
      due_moves: move.move,
      date_version: dateVersion,
      reminders_sent_to: null,
    }),
    withdrawUnsent(store, { subjectId: commitment.id, kind: 'reminder' }),
    // A letter about the date before, if it is still waiting, would tell what is outdated.
    withdrawUnsent(store, { subjectId: commitment.id, kind: 'due_moved' }),
    withdrawUnsent(store, { subjectId: commitment.id, kind: 'due_refused' }),
    ...(commitment.state === 'proposed' ? [] : await dueMovedLetters(store, commitment, move)),
  ]
}

/** What the ledger keeps of a move. */
export function moveDetails(commitment: Commitment, { move, due }: DueMove) {
  return { move, from: commitment.dueOn, to: due.dueOn }
}
