/** Reads of who was told that plans were handed in. */

import { isWithdrawn } from '../digests/withdrawn-queries.ts'
import type { Id } from '../kernel/id.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'

/** What somebody was told of one presentation of a plan. */
export interface Notice {
  readonly version: number
  /** False when the mail was withdrawn before it went, so that it may be replaced. */
  readonly stands: boolean
}

/** The notices of some plans, by {@link noticeKey}. */
export async function noticesOf(store: Store, planIds: readonly Id[]): Promise<Map<string, Notice>> {
  const withdrawn = store.db.selectFrom('outbox').select('id').where(isWithdrawn).as('withdrawn')
  const rows = await store.db
    .selectFrom('plan_notices')
    .leftJoin(withdrawn, 'withdrawn.id', 'plan_notices.outbox_id')
    .select(['plan_id', 'number', 'plan_notices.person_id', 'version', 'withdrawn.id as gone'])
    .where(inList('plan_id', planIds))
    .execute()
  return new Map(
    rows.map((row) => [
      noticeKey(row.plan_id, row.number, row.person_id),
      { version: row.version, stands: row.gone === null },
    ]),
  )
}

/** Tells one presentation of a plan to one person from all others. */
export function noticeKey(planId: Id, number: number, personId: Id): string {
  return `${planId}.${number}.${personId}`
}
