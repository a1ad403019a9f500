/** The statements that give a commitment another person; the promise stays with the institution. */

import { revokeLinks } from '../auth/links.ts'
import type { Id } from '../kernel/id.ts'
import { recordFact } from '../ledger/facts.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import type { Commitment } from './commitment.ts'
import { updateCommitment } from './commitments.ts'

/**
 * Statements after which `personId` answers for the commitment. Reminders of the former person are void, and so is
 * the former person's link. The caller has checked that the person speaks for the lead.
 */
export function ownerNamed(
  store: Store,
  commitment: Commitment,
  { personId, actorId }: { readonly personId: Id; readonly actorId: Id },
): { readonly fact: FactStatement; readonly statements: readonly Statement[] } {
  const { id, personId: former, dateVersion } = commitment
  const fact = { kind: 'commitment.person_named', actorId, details: { person: personId } }
  return {
    fact: recordFact(store, commitment, fact),
    statements: [
      updateCommitment(store, commitment, { person_id: personId, date_version: dateVersion + 1 }),
      withdrawUnsent(store, { subjectId: id, kind: 'reminder' }),
      ...(former ? revokeLinks(store, { personId: former, purpose: 'report', subjectId: id }) : []),
    ],
  }
}
