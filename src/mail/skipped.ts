/** How a mail ends that will not be sent: for delivery, and for the release of held mail. */

import { sql } from 'kysely'
import type { OutboxTable } from '../store/followup-schema.ts'
import type { Store } from '../store/store.ts'
import type { SkipReason } from './settlement.ts'

/** What is written into a row that ends without being sent; one that may have gone out already is `uncertain`. */
export function skippedFor(store: Store, reason: SkipReason) {
  return {
    state: sql<
      OutboxTable['state']
    >`case when state in ('queued', 'retry') then 'skipped' else 'uncertain' end`,
    last_reply: reason,
    settled_at: store.now,
    lease_until: null,
    lease_holder: null,
  }
}
