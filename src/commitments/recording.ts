/** What every new commitment writes, wherever it was made: its number and its own beginning in the ledger, its rows. */

import type { Id } from '../kernel/id.ts'
import { recordFact } from '../ledger/facts.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import type { CommitmentDraft } from './commitment.ts'
import { insertCommitment, type Origin } from './commitments.ts'

interface Recorded {
  readonly origin: Origin
  readonly actorId: Id
  readonly draft: CommitmentDraft
}

/** `origin.number` is one more than the last of its dialogue. */
export function recording(
  store: Store,
  { origin, actorId, draft }: Recorded,
): { readonly facts: readonly [FactStatement, FactStatement]; readonly statements: readonly Statement[] } {
  const { id, dialogueId, meetingId, number, source } = origin
  const from = meetingId ? { meeting: meetingId } : { source: source?.id ?? source?.kind ?? 'outside' }
  return {
    facts: [
      // Numbers are counted in the ledger too: two rapporteurs who take the same one collide there.
      recordFact(
        store,
        { id: `${dialogueId}:commitments`, version: number - 1 },
        { kind: 'dialogue.commitment_numbered', actorId, details: { commitment: id } },
      ),
      recordFact(
        store,
        { id, version: 0 },
        { kind: 'commitment.recorded', actorId, details: { ...from, number } },
      ),
    ],
    statements: insertCommitment(store, origin, draft),
  }
}
