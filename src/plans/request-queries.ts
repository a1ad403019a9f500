/** Reads of half-yearly requests. */

import type { Id } from '../kernel/id.ts'
import { inList } from '../store/lists.ts'
import type { PlanRequestsTable } from '../store/plan-schema.ts'
import type { Store } from '../store/store.ts'
import type { Request } from './request.ts'

/** All requests of some templates, the newest first. */
export async function requestsOf(store: Store, templateIds: readonly Id[]): Promise<Request[]> {
  const rows = await store.db
    .selectFrom('plan_requests')
    .selectAll()
    .where(inList('template_id', templateIds))
    .orderBy('asked_at', 'desc')
    .orderBy('id')
    .execute()
  return rows.map(requestOf)
}

/** One request under its template, or null. */
export async function findRequest(store: Store, templateId: Id, id: Id): Promise<Request | null> {
  const row = await store.db
    .selectFrom('plan_requests')
    .selectAll()
    .where('id', '=', id)
    .where('template_id', '=', templateId)
    .executeTakeFirst()
  return row ? requestOf(row) : null
}

function requestOf(row: PlanRequestsTable): Request {
  return {
    id: row.id,
    templateId: row.template_id,
    from: row.from_on,
    to: row.to_on,
    dueOn: row.due_on,
    askedAt: row.asked_at,
    closedAt: row.closed_at,
    version: row.version,
  }
}
