/** Reads what was noted of the supply for the papers of a meeting. */

import type { Id } from '../kernel/id.ts'
import type { Store } from '../store/store.ts'
import { medicinesById } from './queries.ts'
import type { NotedSupply, Snapshot } from './snapshot.ts'

/** The newest note of every medicine, in the order in which they were noted. The caller has checked the meeting. */
export async function notedSupply(store: Store, meetingId: Id): Promise<NotedSupply[]> {
  const rows = await store.db
    .selectFrom('supply_snapshots')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('made_at')
    .orderBy('id')
    .execute()
  // All medicines at risk are noted at once: one that was not noted the last time was at risk no more.
  const last = rows.at(-1)?.made_at
  const newest = rows.filter(({ made_at }) => made_at === last)
  if (newest.length === 0) return []
  const medicines = await medicinesById(
    store,
    newest.map((row) => row.medicine_id),
  )
  return newest.flatMap((row): NotedSupply[] => {
    const medicine = medicines.get(row.medicine_id)
    if (!medicine) return []
    const snapshot: Snapshot = {
      ...{ medicineId: row.medicine_id, asOf: row.as_of, inputsHash: row.inputs_hash, risk: row.risk },
      ...{ outAlone: row.out_alone, outConfirmed: row.out_confirmed, outAll: row.out_all },
      ...{ daysUncovered: row.days_uncovered, isOpenEnd: row.open_end === 1, nextStep: row.next_step },
      ...{ nextBy: row.next_by, lateDays: row.late_days, ownerId: row.owner_id, madeAt: row.made_at },
    }
    return [{ medicine, snapshot }]
  })
}
