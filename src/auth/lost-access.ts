/** The writes that leave nothing by which a person could come in: for the batch that erases them. */

import type { Id } from '../kernel/id.ts'
import { inList } from '../store/lists.ts'
import type { Statement, Store } from '../store/store.ts'
import { invalidateUserSessions } from './session.ts'

/** Removes account, sessions, passkeys, personal links, calendar feed, kept views and requests to sign in. */
export function lostAccess(
  store: Store,
  person: { readonly id: Id; readonly ownAddresses: readonly string[] },
): Statement[] {
  const { db } = store
  return [
    invalidateUserSessions(store, person.id),
    db.deleteFrom('passkeys').where('person_id', '=', person.id),
    db.deleteFrom('personal_links').where('person_id', '=', person.id),
    db.deleteFrom('sign_in_requests').where('person_id', '=', person.id),
    db.deleteFrom('sign_in_requests').where(inList('email', person.ownAddresses)),
    db.deleteFrom('saved_filters').where('person_id', '=', person.id),
    db.deleteFrom('feeds').where('id', '=', person.id),
    db.deleteFrom('accounts').where('person_id', '=', person.id),
  ]
}
