/** Reads of what serves objectives, as far as the reader sees it; a fixed number of queries. */

import { within } from '../commitments/filter-queries.ts'
import { commitmentsById } from '../commitments/queries.ts'
import { leadsShown, reachOf } from '../commitments/reach.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Actor } from '../people/may.ts'
import { listableInstitutions, sees } from '../people/visible.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { Roadmap } from './roadmap.ts'
import type { Served, ServedActivity, ServedCommitment } from './served.ts'

/** Rows that a page shows of each kind. */
const MOST = 300

interface Asked {
  readonly actor: Actor
  readonly roadmap: Pick<Roadmap, 'dialogueId'>
  readonly objectiveIds: readonly Id[]
  /** Institutions are named as on that day; as today without one. */
  readonly on: LocalDate | undefined
}

/** Promises within the reach of the actor, and activities of accepted plans, by objective. */
export async function servedBy(store: Store, asked: Asked): Promise<Served> {
  const [commitments, activities] = await Promise.all([
    promisesFor(store, asked),
    activitiesFor(store, asked),
  ])
  return { commitments, activities }
}

async function promisesFor(
  store: Store,
  { actor, objectiveIds, on }: Asked,
): Promise<Map<Id, ServedCommitment[]>> {
  const query = store.db
    .selectFrom('commitments')
    .select('commitments.id')
    .where(inList('objective_id', objectiveIds))
    .orderBy('due_on')
    .orderBy('commitments.id')
    .limit(MOST)
  const rows = await within(query, reachOf(actor)).execute()
  const found = await commitmentsById(
    store,
    rows.map(({ id }) => id),
  )
  const listed = rows.flatMap(({ id }) => found.get(id) ?? [])
  const names = await institutionNames(store, [...new Set(listed.map(({ leadId }) => leadId))], on)
  const leads = leadsShown(actor, listed, names)
  return grouped(listed, (commitment) => ({ commitment, lead: leads.get(commitment.id) }))
}

function grouped<One extends { readonly objectiveId: Id | null }, Shown>(
  all: readonly One[],
  shown: (one: One) => Shown,
): Map<Id, Shown[]> {
  const found = new Map<Id, Shown[]>()
  for (const one of all) {
    if (one.objectiveId === null) continue
    found.set(one.objectiveId, [...(found.get(one.objectiveId) ?? []), shown(one)])
  }
  return found
}

async function activitiesFor(
  store: Store,
  { actor, roadmap, objectiveIds, on }: Asked,
): Promise<Map<Id, ServedActivity[]>> {
  const rows = await store.db
    .selectFrom('plan_activities')
    .innerJoin('plans', 'plans.id', 'plan_activities.plan_id')
    .select([
      'plan_activities.id',
      'plan_activities.title',
      'plan_activities.ends_on as endsOn',
      'plan_activities.objective_id as objectiveId',
      'plans.institution_id as institutionId',
    ])
    .where(inList('plan_activities.objective_id', objectiveIds))
    .where('plan_activities.removed_at', 'is', null)
    .where('plans.dialogue_id', '=', roadmap.dialogueId)
    .where('plans.state', 'in', ['approved', 'monitored', 'closed'])
    .orderBy('plan_activities.ends_on')
    .orderBy('plan_activities.id')
    .limit(MOST)
    .execute()
  const ids = [...new Set(rows.map(({ institutionId }) => institutionId))]
  const names = listableInstitutions(
    await institutionNames(store, ids, on),
    sees(actor, 'unlistedInstitution', roadmap.dialogueId),
  )
  return grouped(rows, ({ id, title, endsOn, institutionId }) => ({
    id,
    title,
    endsOn,
    institution: names.get(institutionId),
  }))
}
