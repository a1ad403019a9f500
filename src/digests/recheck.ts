/** The look before a reminder or a digest leaves: is it still so, and wanted (domain.md §6.1, safety.md §3.4.4)? */

import type { ExpressionBuilder } from 'kysely'
import { OWING_STATES } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import { hasCeased } from '../mail/hindrance-queries.ts'
import { STANDING_STATES } from '../recurring/share.ts'
import type { Database } from '../store/database.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { utcDay } from './queries.ts'

/**
 * Of these outbox rows, the reminders of which a commitment, or a share in one, was reported on, settled, moved, given to somebody
 * else or paused since they were written, the reminders and digests whose reader pauses by now, and the mails asking
 * for stock reports all of which have come. Delivery skips them as `withdrawn`; what still holds of such a reminder is
 * sent anew by the next run of the job that may. Other kinds of mail are never among them. One query.
 */
export async function staleReminders(store: Store, outboxIds: readonly Id[]): Promise<Set<Id>> {
  // By tomorrow in UTC the day has come in every zone.
  const everywhere = addDays(utcDay(store), 1)
  const paused = store.db
    .selectFrom('outbox')
    .innerJoin('persons', 'persons.id', 'outbox.person_id')
    .select('outbox.id')
    .where(inList('outbox.id', outboxIds))
    .where('outbox.kind', 'in', ['reminder', 'digest'])
    .where('persons.paused_until', '>', everywhere)
  const reported = store.db
    .selectFrom('outbox')
    .select('outbox.id')
    .where(inList('outbox.id', outboxIds))
    .where('outbox.kind', 'in', ['stock_request', 'stock_reminder'])
    .where(hasCeased)
  const rows = await store.db
    .selectFrom('outbox')
    .innerJoin('reminder_steps', 'reminder_steps.outbox_id', 'outbox.id')
    .innerJoin('commitments', 'commitments.id', 'reminder_steps.commitment_id')
    .select('outbox.id')
    .where(inList('outbox.id', outboxIds))
    .where('outbox.kind', '=', 'reminder')
    .where((eb) =>
      eb.or([
        eb('commitments.state', 'not in', OWING_STATES),
        eb('commitments.date_version', '<>', eb.ref('reminder_steps.date_version')),
        eb('commitments.last_report_at', '>', eb.ref('outbox.created_at')),
        eb('commitments.paused_until', '>', everywhere),
      ]),
    )
    .union(paused)
    .union(reported)
    .union(staleShares(store, outboxIds, everywhere))
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** The reminders of which a share was reported on, ended, given another date, or belongs to what was settled. */
function staleShares(store: Store, outboxIds: readonly Id[], everywhere: LocalDate) {
  return store.db
    .selectFrom('outbox')
    .innerJoin('share_reminders', 'share_reminders.outbox_id', 'outbox.id')
    .innerJoin('commitment_shares', 'commitment_shares.id', 'share_reminders.share_id')
    .innerJoin('commitments', 'commitments.id', 'commitment_shares.commitment_id')
    .select('outbox.id')
    .where(inList('outbox.id', outboxIds))
    .where('outbox.kind', '=', 'reminder')
    .where((eb) =>
      eb.or([
        eb('commitment_shares.state', '<>', 'open'),
        eb('commitments.state', 'not in', STANDING_STATES),
        eb(dueNow(eb), '<>', eb.ref('share_reminders.due_on')),
        eb('commitment_shares.last_report_at', '>', eb.ref('outbox.created_at')),
        eb('commitments.paused_until', '>', everywhere),
      ]),
    )
}

function dueNow(eb: ExpressionBuilder<Database, 'commitment_shares' | 'commitments'>) {
  return eb.fn.coalesce('commitment_shares.due_on', 'commitments.due_on')
}
