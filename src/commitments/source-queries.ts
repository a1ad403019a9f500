/** Reads of where commitments come from, and of what came of a document. */

import { fileFor } from '../documents/reading-queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Actor } from '../people/may.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { Commitment, SourceShown } from './commitment.ts'
import { commitmentsById } from './queries.ts'

/**
 * The commitments that came of some documents or activities, by the id of their source, by number. The caller has checked
 * that the sources may be read, and shows only what `readable` leaves. No query for no source.
 */
export async function commitmentsOfSources(
  store: Store,
  sourceIds: readonly Id[],
): Promise<ReadonlyMap<Id, readonly Commitment[]>> {
  if (sourceIds.length === 0) return new Map()
  const rows = await store.db
    .selectFrom('commitments')
    .select(['id', 'source_id'])
    .where(inList('source_id', sourceIds))
    .orderBy('number')
    .orderBy('id')
    .execute()
  const found = await commitmentsById(
    store,
    rows.map(({ id }) => id),
  )
  const known = rows.flatMap(({ id }) => found.get(id) ?? [])
  return Map.groupBy(known, ({ source }) => source.id ?? '')
}

/** The page of what a commitment comes of, if it is a plan or a document that this reader may open; else null. */
export async function sourceShown(
  store: Store,
  actor: Actor,
  { source }: Pick<Commitment, 'source'>,
): Promise<SourceShown | null> {
  if (source.kind === 'document') {
    const file = await fileFor(store, actor, source.id ?? '')
    return file && { href: `/documents/${file.id}`, title: file.title }
  }
  if (source.kind !== 'plan') return null
  const row = await store.db
    .selectFrom('plan_activities')
    .innerJoin('plans', 'plans.id', 'plan_activities.plan_id')
    .select(['plans.id', 'template_id', 'plan_activities.title'])
    .where('plan_activities.id', '=', source.id ?? '')
    .executeTakeFirst()
  // Whoever may read the commitment may read the plan: both lie in the same dialogue, and only accepted plans bind.
  return row ? { href: `/plans/${row.template_id}/of/${row.id}`, title: row.title } : null
}
