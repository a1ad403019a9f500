/** Reads of mail that did not arrive, by the dialogue that it was about. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Store } from '../store/store.ts'
import type { FailedMail } from './situation.ts'

/** Mails that failed, with the dialogue of what they are about, or of what they remind of. */
export async function failedSince(store: Store, since: Instant, own: ReadonlySet<Id>): Promise<FailedMail[]> {
  if (own.size === 0) return []
  const rows = await store.db
    .selectFrom('outbox')
    .leftJoin('meetings', 'meetings.id', 'outbox.meeting_id')
    .leftJoin('commitments as subject', 'subject.id', 'outbox.subject_id')
    .leftJoin('reminder_steps', 'reminder_steps.outbox_id', 'outbox.id')
    .leftJoin('commitments as reminded', 'reminded.id', 'reminder_steps.commitment_id')
    .leftJoin('share_reminders', 'share_reminders.outbox_id', 'outbox.id')
    .leftJoin('commitment_shares', 'commitment_shares.id', 'share_reminders.share_id')
    .leftJoin('commitments as shared', 'shared.id', 'commitment_shares.commitment_id')
    .leftJoin('plans', 'plans.id', 'outbox.subject_id')
    .leftJoin('status_requests', 'status_requests.id', 'outbox.subject_id')
    .leftJoin('dialogues', 'dialogues.id', 'outbox.subject_id')
    .leftJoin('stock_requests', 'stock_requests.subject_id', 'outbox.subject_id')
    .leftJoin('supply_places', 'supply_places.id', 'stock_requests.place_id')
    .leftJoin('medicines', 'medicines.id', 'supply_places.medicine_id')
    .select((eb) => [
      'outbox.id',
      'outbox.subject',
      'outbox.settled_at',
      eb.fn
        .coalesce(
          ...(['meetings.dialogue_id', 'subject.dialogue_id', 'reminded.dialogue_id'] as const),
          'shared.dialogue_id',
          eb.fn.coalesce(
            'plans.dialogue_id',
            'status_requests.dialogue_id',
            'medicines.dialogue_id',
            'dialogues.id',
          ),
        )
        .as('dialogue_id'),
    ])
    .distinct()
    .where('outbox.state', '=', 'failed')
    .where('outbox.settled_at', '>=', since)
    .orderBy('outbox.settled_at')
    .orderBy('outbox.id')
    .execute()
  return rows.flatMap(({ id, subject, settled_at, dialogue_id }) =>
    settled_at && dialogue_id && own.has(dialogue_id)
      ? [{ id, subject, at: settled_at, dialogueId: dialogue_id }]
      : [],
  )
}
