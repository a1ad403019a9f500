/** The writes that leave nothing by which a person could come in: for the batch that erases them. */

import type { Id } from '../kernel/id.ts'
import type { Statement, Store } from '../store/store.ts'
import { invalidateUserSessions } from './session.ts'

/** Removes account, sessions, passkeys, personal links and requests to sign in. */
export function lostAccess(store: Store, person: { readonly id: Id; readonly email: string }): Statement[] {
  const { db } = store
  return [
    invalidateUserSessions(store, person.id),
    db.deleteFrom('passkeys').where('person_id', '=', person.id),
    db.deleteFrom('personal_links').where('person_id', '=', person.id),
    db.deleteFrom('sign_in_requests').where('person_id', '=', person.id),
    db.deleteFrom('sign_in_requests').where('email', '=', person.email),
    db.deleteFrom('accounts').where('person_id', '=', person.id),
  ]
}
