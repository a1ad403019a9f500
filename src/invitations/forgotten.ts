/** The write by which the answers of a person lose their comments: for the batch that erases them. */

import type { Id } from '../kernel/id.ts'
import type { Statement, Store } from '../store/store.ts'

/** Yes, no and perhaps stay: they are counted. What the person wrote with them goes. */
export function forgottenComments(store: Store, personId: Id): Statement {
  const own = store.db.selectFrom('delegates').select('id').where('person_id', '=', personId)
  return store.db.updateTable('delegate_answers').set({ comment: '' }).where('delegate_id', 'in', own)
}
