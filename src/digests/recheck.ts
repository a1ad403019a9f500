/** The look before a reminder leaves: does what it says still hold (domain.md §6.1, safety.md §3.4.4)? */

import { OWING_STATES } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import { addDays } from '../kernel/local-date.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { utcDay } from './queries.ts'

/**
 * Of these outbox rows, the reminders of which a commitment was reported on, settled, moved, given to somebody
 * else or paused since they were written. Delivery skips them as `withdrawn`; what still holds of such a mail is
 * sent anew by the next run of the job, on the same day. Other kinds of mail are never among them. One query.
 */
export async function staleReminders(store: Store, outboxIds: readonly Id[]): Promise<Set<Id>> {
  const rows = await store.db
    .selectFrom('outbox')
    .innerJoin('reminder_steps', 'reminder_steps.outbox_id', 'outbox.id')
    .innerJoin('commitments', 'commitments.id', 'reminder_steps.commitment_id')
    .select('outbox.id')
    .distinct()
    .where(inList('outbox.id', outboxIds))
    .where('outbox.kind', '=', 'reminder')
    .where((eb) =>
      eb.or([
        eb('commitments.state', 'not in', OWING_STATES),
        eb('commitments.date_version', '<>', eb.ref('reminder_steps.date_version')),
        eb('commitments.last_report_at', '>', eb.ref('outbox.created_at')),
        // By tomorrow in UTC the day has come in every zone.
        eb('commitments.paused_until', '>', addDays(utcDay(store), 1)),
      ]),
    )
    .execute()
  return new Set(rows.map((row) => row.id))
}
