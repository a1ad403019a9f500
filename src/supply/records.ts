/** Statements that several commands of supply put into their batches. */

import type { Id } from '../kernel/id.ts'
import { insertRows } from '../store/limits.ts'
import type { Statement, Store } from '../store/store.ts'
import type { ChainStep } from './line.ts'
import type { Medicine } from './medicine.ts'

/** The medicine's next version: its fact is the lock of what belongs to it. */
export function nextVersion(store: Store, { id, version }: Pick<Medicine, 'id' | 'version'>): Statement {
  return store.db
    .updateTable('medicines')
    .set({ version: version + 1 })
    .where('id', '=', id)
}

/** The steps of a line, in place of those it had. */
export function saveSteps(store: Store, lineId: Id, steps: readonly ChainStep[]): Statement[] {
  const rows = steps.map(({ days, institutionId, doneOn }, at) => ({
    line_id: lineId,
    position: at + 1,
    days,
    institution_id: institutionId,
    done_on: doneOn,
  }))
  return [
    store.db.deleteFrom('pipeline_steps').where('line_id', '=', lineId),
    ...insertRows(store.db, 'pipeline_steps', rows),
  ]
}
