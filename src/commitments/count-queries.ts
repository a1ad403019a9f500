/** Numbers of commitments; what readers are told is counted within their reach, so that it tells of nothing beyond it. */

import type { Id } from '../kernel/id.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { type CommitmentFilter, OPEN, type Show } from './filter.ts'
import { chosen, daysOf, FINAL_STATES, filtered, isDated, orOpen } from './filter-queries.ts'
import type { Reach } from './reach.ts'

/** How many commitments a filter finds, and how many of them were reported on at least once. */
export async function completenessOf(
  store: Store,
  filter: CommitmentFilter,
  reach: Reach,
): Promise<{ total: number; reported: number }> {
  const all = store.db
    .selectFrom('commitments')
    .select((eb) => [
      eb.fn.countAll<number>().as('total'),
      eb.fn.count<number>('last_report_at').as('reported'),
    ])
  const row = await (await filtered(store, all, { filter, reach, way: 'seek' })).executeTakeFirstOrThrow()
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

/** Views counted in one statement: more would bind too many parameters (store/limits.ts). */
const AT_ONCE = 3

/** How many commitments each of some filters finds, in their order. */
export async function countsOf(
  store: Store,
  filters: readonly CommitmentFilter[],
  reach: Reach,
): Promise<number[]> {
  const days = filters.some(isDated) ? await daysOf(store) : new Map()
  const all = store.db.selectFrom('commitments').select((eb) => eb.fn.countAll<number>().as('count'))
  const groups = filters.flatMap((_, at) => (at % AT_ONCE === 0 ? [filters.slice(at, at + AT_ONCE)] : []))
  const counted = await Promise.all(
    groups.map((some) => {
      const counts = some.map((filter, at) =>
        chosen(all, { filter, reach, way: 'seek' }, days).as(`count${at}`),
      )
      return store.db.selectNoFrom(counts).executeTakeFirstOrThrow()
    }),
  )
  return counted.flatMap((row) => Object.values(row).map(Number))
}

/** How many agreed commitments of each agenda item nobody has settled yet; an item without any is missing. */
export async function openByItem(store: Store, dialogueId: Id): Promise<Map<Id, number>> {
  const rows = await store.db
    .selectFrom('commitments')
    .select((eb) => ['item_id', eb.fn.countAll<number>().as('count')])
    .where('dialogue_id', '=', dialogueId)
    .where('item_id', 'is not', null)
    .where('state', 'not in', [...FINAL_STATES, 'proposed'])
    .groupBy('item_id')
    .execute()
  return new Map(rows.flatMap(({ item_id, count }) => (item_id ? [[item_id, Number(count)] as const] : [])))
}

/** What the page of a dialogue counts. */
const COUNTED: readonly Show[] = ['open', 'late', 'silent', 'soon', 'blocked', 'reported_done']

/** How the commitments of a dialogue stand, as far as a reader sees them. */
export async function standingOf(
  store: Store,
  dialogueId: Id,
  reach: Reach,
): Promise<{ show: Show; count: number }[]> {
  const counts = await countsOf(
    store,
    COUNTED.map((show) => ({ ...OPEN, show, dialogueId })),
    reach,
  )
  return COUNTED.map((show, at) => ({ show, count: counts[at] ?? 0 }))
}
