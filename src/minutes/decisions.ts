/** The writes of the minutes room that other rooms put into their batches. */

import type { Id } from '../kernel/id.ts'
import type { AttributionRule } from '../store/schema.ts'
import type { Statement, Store } from '../store/store.ts'

/**
 * Statements that forget who had reservations, when a meeting or one of its items comes under the Chatham House
 * Rule; none under another rule.
 * @param where the meeting, for what follows its rule; or one item, for what follows the item's own.
 */
export function forgetReservations(
  store: Store,
  rule: AttributionRule,
  where: { readonly meetingId: Id } | { readonly itemId: Id },
): Statement[] {
  if (rule !== 'chatham_house') return []
  const forgotten = store.db.updateTable('decisions').set({ reservations: '' })
  if ('itemId' in where) return [forgotten.where('item_id', '=', where.itemId)]
  const { meetingId } = where
  return [
    forgotten
      .where('meeting_id', '=', meetingId)
      .where((eb) =>
        eb.or([
          eb('item_id', 'is', null),
          eb(
            'item_id',
            'in',
            eb
              .selectFrom('agenda_items')
              .select('id')
              .where('attribution', 'is', null)
              .where('meeting_id', '=', meetingId),
          ),
        ]),
      ),
  ]
}
