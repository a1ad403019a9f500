/** Reads of half-yearly requests. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { inList } from '../store/lists.ts'
import type { PlanRequestsTable } from '../store/plan-schema.ts'
import type { Store } from '../store/store.ts'
import type { Request } from './request.ts'
import type { RequestStep } from './request-reminders.ts'

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

/** The open requests in dialogues under way whose due day lies between two days. */
export async function requestsDue(
  store: Store,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<Request[]> {
  const rows = await store.db
    .selectFrom('plan_requests')
    .innerJoin('plan_templates', 'plan_templates.id', 'plan_requests.template_id')
    .innerJoin('dialogues', 'dialogues.id', 'plan_templates.dialogue_id')
    .selectAll('plan_requests')
    .where('closed_at', 'is', null)
    .where('due_on', '>=', from)
    .where('due_on', '<=', to)
    .where('dialogues.state', '=', 'active')
    .orderBy('due_on')
    .orderBy('plan_requests.id')
    .execute()
  return rows.map(requestOf)
}

/** Which reminders of some requests people had, by {@link stepKey}. */
export async function requestStepsHad(
  store: Store,
  requestIds: readonly Id[],
): Promise<Map<string, Set<RequestStep>>> {
  const rows = await store.db
    .selectFrom('plan_request_reminders')
    .selectAll()
    .where(inList('request_id', requestIds))
    .execute()
  const had = new Map<string, Set<RequestStep>>()
  for (const { request_id, plan_id, person_id, step } of rows) {
    const key = stepKey(request_id, plan_id, person_id)
    had.set(key, (had.get(key) ?? new Set()).add(step))
  }
  return had
}

/** Tells a plan that a request is about, and a person who is asked, from all others. */
export function stepKey(requestId: Id, planId: Id, personId: Id): string {
  return `request.${requestId}.${planId}.${personId}`
}

/** Until when some people pause, as far as they ever did. */
export async function pausesOf(store: Store, personIds: readonly Id[]): Promise<Map<Id, LocalDate | null>> {
  const rows = await store.db
    .selectFrom('persons')
    .select(['id', 'paused_until'])
    .where(inList('id', personIds))
    .execute()
  return new Map(rows.map((row) => [row.id, row.paused_until]))
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
