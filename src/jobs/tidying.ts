/** Throws away what has served: sessions, sign-in requests and links, a week after they expired (safety.md §2.3). */

import { plus } from '../kernel/instant.ts'
import type { Store } from '../store/store.ts'

/** Until then a page can still say "expired" instead of "unknown". */
const KEPT = { days: -7 }

/** Sessions that ended. @returns how many. */
export function tidySessions(store: Store): Promise<number> {
  return tidy(store, 'sessions')
}

/** Requests to sign in that nobody can use any more. @returns how many. */
export function tidySignIns(store: Store): Promise<number> {
  return tidy(store, 'sign_in_requests')
}

/** Personal links that expired. @returns how many. */
export function tidyLinks(store: Store): Promise<number> {
  return tidy(store, 'personal_links')
}

async function tidy(
  store: Store,
  table: 'sessions' | 'sign_in_requests' | 'personal_links',
): Promise<number> {
  const gone = store.db.deleteFrom(table).where('expires_at', '<=', plus(store.now, KEPT)).returning('id')
  return (await store.tidy(gone)).length
}
