/** Numbers of commitments; what readers are told is counted within their reach, so that it tells of nothing beyond it. */

import type { Id } from '../kernel/id.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { CommitmentFilter } from './filter.ts'
import { FINAL_STATES, filtered, orOpen } from './queries.ts'
import type { Reach } from './reach.ts'

/** How many commitments a filter finds, and how many of them were reported on at least once. */
export async function completenessOf(
  store: Store,
  filter: CommitmentFilter,
  reach: Reach,
): Promise<{ total: number; reported: number }> {
  const query = await filtered(store, filter, reach)
  const row = await query
    .clearSelect()
    .select((eb) => [
      eb.fn.countAll<number>().as('total'),
      eb.fn.count<number>('last_report_at').as('reported'),
    ])
    .executeTakeFirstOrThrow()
  return { total: Number(row.total), reported: Number(row.reported) }
}

/** How many commitments of some dialogues a reader sees that nobody has settled yet; one without any is missing. */
export async function openByDialogue(
  store: Store,
  dialogueIds: readonly Id[],
  reach: Reach,
): Promise<Map<Id, number>> {
  const open = store.db
    .selectFrom('commitments')
    .select((eb) => ['dialogue_id', eb.fn.countAll<number>().as('count')])
    .where(inList('dialogue_id', dialogueIds))
    .where('state', 'not in', FINAL_STATES)
    .groupBy('dialogue_id')
  const rows = await (reach !== 'all' && 'closed' in reach
    ? open.where(orOpen(reach.closed))
    : open
  ).execute()
  return new Map(rows.map((row) => [row.dialogue_id, Number(row.count)]))
}

/** The highest number given in a dialogue; 0 before the first. */
export async function lastNumber(store: Store, dialogueId: Id): Promise<number> {
  const row = await store.db
    .selectFrom('commitments')
    .select('number')
    .where('dialogue_id', '=', dialogueId)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.number ?? 0
}
