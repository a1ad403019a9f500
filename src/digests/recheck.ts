/** The look before a reminder or a digest leaves: is it still so, and wanted (domain.md §6.1, safety.md §3.4.4)? */

import type { ExpressionBuilder } from 'kysely'
import { OWING_STATES } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import { hasCeased, stillNamed, stillPresented } from '../mail/hindrance-queries.ts'
import { STANDING_STATES } from '../recurring/share.ts'
import type { Database } from '../store/database.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { utcDay } from './queries.ts'

/**
 * Of these outbox rows, the reminders of which a commitment, or a share in one, was reported on, settled, moved, given to somebody
 * else or paused since they were written, the reminders and digests whose reader pauses by now, the mails asking for
 * stock reports all of which have come or are asked for no more, the reminders of a status that was told, and what tells
 * of namings and of plans handed in of which one is no longer so. Delivery skips them as `withdrawn`; what still holds
 * of such a mail is sent anew by the next run of the job that may. Other kinds of mail are never among them. One query.
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
  const ceased = store.db
    .selectFrom('outbox')
    .select('outbox.id')
    .where(inList('outbox.id', outboxIds))
    .where((eb) =>
      eb.or([
        eb.and([eb('outbox.kind', 'in', ['stock_request', 'stock_reminder', 'status_reminder']), hasCeased]),
        eb.and([eb('outbox.kind', '=', 'person_named'), eb.exists(staleNaming(eb))]),
        eb.and([eb('outbox.kind', '=', 'plan_presented'), eb.exists(staleNotice(eb))]),
      ]),
    )
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
    .union(ceased)
    .union(staleShares(store, outboxIds, everywhere))
    .execute()
  return new Set(rows.map((row) => row.id))
}

/** Of what tells somebody that they were named: a commitment that is no longer theirs or no longer owed. */
function staleNaming(eb: ExpressionBuilder<Database, 'outbox'>) {
  return eb
    .selectFrom('naming_letters')
    .innerJoin('commitments', 'commitments.id', 'naming_letters.commitment_id')
    .select('commitments.id')
    .whereRef('naming_letters.outbox_id', '=', 'outbox.id')
    .where((of) => of.not(stillNamed('commitments')))
}

/** Of what tells that plans were handed in: one that was answered or closed. */
function staleNotice(eb: ExpressionBuilder<Database, 'outbox'>) {
  return eb
    .selectFrom('plan_notices')
    .innerJoin('plans', 'plans.id', 'plan_notices.plan_id')
    .select('plans.id')
    .whereRef('plan_notices.outbox_id', '=', 'outbox.id')
    .where((of) => of.not(stillPresented('plans')))
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
