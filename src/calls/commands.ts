/** Notes phone calls down: load, decide, commit. Nothing about the commitment itself changes. */

import { commitmentFor } from '../commitments/queries.ts'
import type { Id } from '../kernel/id.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Actor } from '../people/may.ts'
import { peopleOf } from '../people/queries.ts'
import type { Store } from '../store/store.ts'
import { type AskedCall, decideCall } from './call-note.ts'
import { owedIn } from './queries.ts'

interface AskedNote extends AskedCall {
  readonly actor: Actor
  readonly id: Id
  /** Who was phoned; null: the lead. */
  readonly institutionId: Id | null
}

/**
 * Notes what came of a call about a commitment. Two calls of two people at the same time are two notes.
 * @returns done; `not_found`, `forbidden`, `conflict` `calls.nothing_owed` when the institution owes nothing any more,
 *   the refusals of `decideCall`, `invalid` `forms.not_a_choice` (field `person`) for somebody of another body.
 */
export async function noteCall(store: Store, asked: AskedNote): Promise<Outcome<null>> {
  const found = await commitmentFor(store, asked.actor, asked.id, 'coordinate')
  if (!found.ok) return found
  const commitment = found.value
  const institutionId = asked.institutionId ?? commitment.leadId
  const owed = await owedIn(store, commitment, institutionId)
  if (!owed.ok) return owed
  const today = dateOf(store.now, commitment.zone)
  const decided = decideCall(asked, today)
  if (!decided.ok) return decided
  const { personId, result, words, nextOn } = decided.value
  if (personId) {
    const staff = await peopleOf(store, [institutionId], today)
    if (!staff.some(({ card }) => card.id === personId))
      return refuse('invalid', 'forms.not_a_choice', 'person')
  }
  const id = store.newId()
  const calledBy = asked.actor.personId
  const details = { commitment: commitment.id, institution: institutionId, result, next: nextOn }
  return store.commit(
    [
      recordFact(store, { id, version: 0 }, { kind: 'call.noted', actorId: calledBy, details }),
      store.db.insertInto('call_notes').values({
        id,
        commitment_id: commitment.id,
        person_id: personId,
        result,
        words,
        next_on: nextOn,
        called_by: calledBy,
        at: store.now,
        institution_id: institutionId === commitment.leadId ? null : institutionId,
      }),
    ],
    null,
  )
}
