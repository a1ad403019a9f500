/** Reads of the ledger: the history of one subject. */

import type { Id } from '../kernel/id.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { HistoryLine } from './history.ts'

/**
 * The latest facts about some subjects, newest first.
 * @param once of these kinds only those after which something else was done, or somebody else did the same: what is
 *   saved while it is typed would fill the history.
 */
export async function historyOf(
  store: Store,
  subjectIds: readonly Id[],
  limit = 50,
  once: readonly string[] = [],
): Promise<HistoryLine[]> {
  if (subjectIds.length === 0) return []
  const rows = await store.db
    .selectFrom('facts')
    .select(['at', 'kind', 'actor_id', 'details'])
    .where(inList('subject_id', subjectIds))
    .$if(once.length > 0, (query) =>
      query.where((eb) =>
        eb.not(
          eb.and([
            eb('facts.kind', 'in', once),
            eb.exists(
              eb
                .selectFrom('facts as next')
                .select('next.kind')
                .whereRef('next.subject_id', '=', 'facts.subject_id')
                .whereRef('next.subject_version', '=', eb('facts.subject_version', '+', 1))
                .whereRef('next.kind', '=', 'facts.kind')
                .whereRef('next.actor_id', '=', 'facts.actor_id'),
            ),
          ]),
        ),
      ),
    )
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
