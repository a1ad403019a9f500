/** The one way in which an address is written to again, with its ground on record: statements for one batch. */

import type { Id } from '../kernel/id.ts'
import { recordFact } from '../ledger/facts.ts'
import type { SuppressionsTable } from '../store/followup-schema.ts'
import type { SuppressionLiftingsTable } from '../store/mail-room-schema.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'

/** Who lifts it, and on which ground. */
interface Ground extends Pick<SuppressionLiftingsTable, 'basis' | 'note'> {
  readonly personId: Id
}

/** Lifts one suppression under a fact of its own; the caller has checked that this person may, on this ground. */
export function lifting(
  store: Store,
  { address, scope, reason, since }: SuppressionsTable,
  { personId, basis, note }: Ground,
): [FactStatement, ...Statement[]] {
  const fact = recordFact(
    store,
    // The same one is lifted once, whoever presses first; facts hold no addresses.
    { id: `suppression:${store.instance.digest(JSON.stringify([address, scope, since]))}`, version: 0 },
    { kind: 'mail.suppression_lifted', actorId: personId, details: { scope, reason, basis } },
  )
  const record = store.db.insertInto('suppression_liftings').values({
    ...{ id: store.newId(), address, scope, reason, since, version: 1 },
    ...{ basis, note, lifted_by: personId, lifted_at: store.now },
  })
  const gone = store.db.deleteFrom('suppressions').where('address', '=', address).where('scope', '=', scope)
  return [fact, record, gone]
}
