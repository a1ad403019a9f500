/**
 * Pages of the list of commitments that no index has in order: by how far the date moved, and under headings.
 * Only the keys of those that are meant are read for it, never their texts.
 */

import type { Id } from '../kernel/id.ts'
import { daysBetween } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { Commitment } from './commitment.ts'
import type { CommitmentFilter, Grouping } from './filter.ts'
import { filtered } from './filter-queries.ts'
import { type GroupCount, groupKey, groupsOnPage } from './grouping.ts'
import { commitmentsInOrder, listCommitments } from './queries.ts'
import type { Reach } from './reach.ts'

/** Which page, of how many rows, in whose language. */
interface AskedPage {
  /** Counted from 1. */
  readonly page: number
  readonly size: number
  /** `all`: with the versions for other readers. */
  readonly locale: Locale | 'all'
}

interface ListPage {
  readonly commitments: readonly Commitment[]
  readonly hasNext: boolean
}

/** A page in the order of the filter, without headings; the same number of queries whatever is found. */
export function orderedPage(
  store: Store,
  filter: CommitmentFilter,
  reach: Reach,
  asked: AskedPage,
): Promise<ListPage> {
  return filter.order === 'slip'
    ? pageBySlip(store, filter, reach, asked)
    : listCommitments(store, filter, reach, asked)
}

/** Those whose date moved, the farthest first, earlier or later; then all the others, soonest due first. */
async function pageBySlip(
  store: Store,
  filter: CommitmentFilter,
  reach: Reach,
  { page, size, locale }: AskedPage,
): Promise<ListPage> {
  const moved = await idsBySlip(store, filter, reach)
  const start = (page - 1) * size
  const first = moved.slice(start, start + size + 1)
  const keys = store.db.selectFrom('commitments').select('id').where('due_moves', '=', 0)
  const others = await (await filtered(store, keys, { filter, reach }))
    .orderBy('due_on', (due) => due.asc().nullsLast())
    .orderBy('number')
    .orderBy('id')
    .limit(size + 1 - first.length)
    .offset(Math.max(0, start - moved.length))
    .execute()
  const ids = [...first, ...others.map(({ id }) => id)]
  return {
    commitments: await commitmentsInOrder(store, ids.slice(0, size), locale),
    hasNext: ids.length > size,
  }
}

async function idsBySlip(store: Store, filter: CommitmentFilter, reach: Reach): Promise<Id[]> {
  const keys = store.db
    .selectFrom('commitments')
    .select(['id', 'number', 'due_on', 'first_due_on'])
    .where('due_moves', '>', 0)
  const rows = await (await filtered(store, keys, { filter, reach, way: 'seek' })).execute()
  const far = rows.map(({ id, number, due_on, first_due_on }) => ({
    id,
    number,
    days: due_on && first_due_on ? Math.abs(daysBetween(first_due_on, due_on)) : 0,
  }))
  far.sort((a, b) => b.days - a.days || a.number - b.number || (a.id < b.id ? -1 : 1))
  return far.map(({ id }) => id)
}

const COLUMN = {
  lead: 'lead_institution_id',
  dialogue: 'dialogue_id',
  objective: 'objective_id',
} as const satisfies Record<Grouping, string>

/** How many a filter finds under each heading; in no order. */
export async function groupCounts(
  store: Store,
  filter: CommitmentFilter & { readonly grouping: Grouping },
  reach: Reach,
): Promise<GroupCount[]> {
  const column = COLUMN[filter.grouping]
  const keys = store.db
    .selectFrom('commitments')
    .select((eb) => [eb.ref(column).as('key'), eb.fn.countAll<number>().as('count')])
    .groupBy(column)
  const rows = await (await filtered(store, keys, { filter, reach, way: 'seek' })).execute()
  return rows.map(({ key, count }) => ({ key, count: Number(count) }))
}

/** A page under headings: the groups in the order given, soonest due first within each. */
export async function groupedPage(
  store: Store,
  filter: CommitmentFilter & { readonly grouping: Grouping },
  reach: Reach,
  { groups, page, size, locale }: AskedPage & { readonly groups: readonly GroupCount[] },
): Promise<ListPage> {
  const wanted = groupsOnPage(groups, { page, size })
  const keys = wanted.flatMap(({ key }) => key ?? [])
  const column = COLUMN[filter.grouping]
  const isIn = inList(column, keys)
  const some = store.db
    .selectFrom('commitments')
    .select((eb) => ['id', eb.ref(column).as('key')] as const)
    .where((eb) => (keys.length < wanted.length ? eb.or([isIn, eb(column, 'is', null)]) : isIn))
  // Few institutions, or objectives, are found by their own index; only dialogues have to be named as a list.
  const way = filter.grouping === 'dialogue' ? 'seek' : 'walk'
  const rows = await (await filtered(store, some, { filter, reach, way }))
    .orderBy('due_on', (due) => due.asc().nullsLast())
    .orderBy('number')
    .orderBy('id')
    .execute()
  const byKey = Map.groupBy(rows, ({ key }) => groupKey(key))
  const ids = wanted.flatMap(({ key, from, to }) =>
    (byKey.get(groupKey(key)) ?? []).slice(from, to).map(({ id }) => id),
  )
  const all = groups.reduce((sum, { count }) => sum + count, 0)
  return { commitments: await commitmentsInOrder(store, ids, locale), hasNext: page * size < all }
}
