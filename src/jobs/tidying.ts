/** Throws away what has served: sessions, sign-in requests and links a week after they expired (safety.md §2.3). */

import { plus } from '../kernel/instant.ts'
import type { Store } from '../store/store.ts'

/** Until then a page can still say "expired" instead of "unknown". */
const KEPT = { days: -7 }

/** Sessions that ended. @returns how many. */
export function tidySessions(store: Store): Promise<number> {
  return tidy(store, 'sessions')
}

/** Requests to sign in and answered challenges of passkeys that nobody can use any more. @returns how many. */
export async function tidySignIns(store: Store): Promise<number> {
  return (await tidy(store, 'sign_in_requests')) + (await tidy(store, 'spent_challenges'))
}

/** Personal links that expired. @returns how many. */
export function tidyLinks(store: Store): Promise<number> {
  return tidy(store, 'personal_links')
}

/** Receipts of forms after 48 hours (safety.md §3.5): nobody sends a form again after that. @returns how many. */
export async function tidyReceipts(store: Store): Promise<number> {
  const gone = store.db
    .deleteFrom('form_receipts')
    .where('at', '<=', plus(store.now, { hours: -48 }))
    .returning('key_hash')
  return (await store.tidy(gone)).length
}

async function tidy(
  store: Store,
  table: 'sessions' | 'sign_in_requests' | 'spent_challenges' | 'personal_links',
): Promise<number> {
  const gone = store.db.deleteFrom(table).where('expires_at', '<=', plus(store.now, KEPT)).returning('id')
  return (await store.tidy(gone)).length
}
