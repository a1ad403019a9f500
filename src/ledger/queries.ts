/** Reads of the ledger: the history of one subject. */

import type { Id } from '../kernel/id.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { HistoryLine } from './history.ts'

/** The latest facts about some subjects, newest first. */
export async function historyOf(store: Store, subjectIds: readonly Id[], limit = 50): Promise<HistoryLine[]> {
  if (subjectIds.length === 0) return []
  const rows = await store.db
    .selectFrom('facts')
    .select(['at', 'kind', 'actor_id', 'details'])
    .where(inList('subject_id', subjectIds))
    .orderBy('at', 'desc')
    .orderBy('subject_version', 'desc')
    .orderBy('subject_id')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    at: row.at,
    kind: row.kind,
    actorId: row.actor_id,
    details: JSON.parse(row.details),
  }))
}
