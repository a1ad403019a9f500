/** Throws away what has served: sessions, sign-in requests and links, a week after they expired (safety.md §2.3). */

import { plus } from '../kernel/instant.ts'
import type { Store } from '../store/store.ts'

/** Until then a page can still say "expired" instead of "unknown". */
const KEPT = { days: -7 }

/** Sessions that ended. @returns how many. */
export async function tidySessions(store: Store): Promise<number> {
  const gone = store.db
    .deleteFrom('sessions')
    .where('expires_at', '<=', plus(store.now, KEPT))
    .returning('id')
  return (await store.tidy(gone)).length
}

/** Requests to sign in that nobody can use any more. @returns how many. */
export async function tidySignIns(store: Store): Promise<number> {
  const gone = store.db
    .deleteFrom('sign_in_requests')
    .where('expires_at', '<=', plus(store.now, KEPT))
    .returning('id')
  return (await store.tidy(gone)).length
}

/** Personal links that expired. @returns how many. */
export async function tidyLinks(store: Store): Promise<number> {
  const gone = store.db
    .deleteFrom('personal_links')
    .where('expires_at', '<=', plus(store.now, KEPT))
    .returning('id')
  return (await store.tidy(gone)).length
}
