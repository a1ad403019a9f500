/** The write by which somebody who is erased leaves every dialogue; for the batch of the retention room. */

import type { Id } from '../kernel/id.ts'
import type { Statement, Store } from '../store/store.ts'

/** Ends every role of a person. Granted is version 1; a role ends once. */
export function endedRoles(store: Store, personId: Id): Statement {
  return store.db
    .updateTable('dialogue_roles')
    .set({ ended_at: store.now, version: 2 })
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
}
