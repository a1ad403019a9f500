/** Reads what commitments mean for the supply: the deliveries tied to them, and by when their steps must be done. */

import { dialoguesById } from '../dialogues/queries.ts'
import type { Id } from '../kernel/id.ts'
import { dateOf } from '../kernel/zone.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { outlookOf } from './outlook.ts'
import { withPromises } from './promised.ts'
import { promisedFor } from './promised-queries.ts'
import { medicinesById, suppliesOf } from './queries.ts'
import type { SupplyTie } from './tie.ts'

/**
 * The ties of some commitments, in a fixed number of queries. All of it is of shipments: for those who coordinate; what its
 * owner may be told of their own step is `ownStepOf` (`tie.ts`).
 */
export async function supplyTies(
  store: Store,
  commitmentIds: readonly Id[],
): Promise<ReadonlyMap<Id, readonly SupplyTie[]>> {
  if (commitmentIds.length === 0) return new Map()
  const tied = await store.db
    .selectFrom('pipeline_lines')
    .select('medicine_id')
    .distinct()
    .where(inList('commitment_id', commitmentIds))
    .orderBy('medicine_id')
    .execute()
  if (tied.length === 0) return new Map()
  const ids = tied.map((row) => row.medicine_id)
  const medicines = [...(await medicinesById(store, ids)).values()]
  const [supplies, dialogues] = await Promise.all([
    suppliesOf(store, medicines),
    dialoguesById(
      store,
      medicines.map(({ dialogueId }) => dialogueId),
    ),
  ])
  const promised = await promisedFor(store, supplies)
  const wanted = new Set(commitmentIds)
  const ties = supplies.flatMap((supply): SupplyTie[] => {
    const zone = dialogues.get(supply.medicine.dialogueId)?.zone
    if (!zone) return []
    const today = dateOf(store.now, zone)
    const held = withPromises(supply, promised, today)
    const { deadlines } = outlookOf(held, today)
    return held.lines.flatMap((line): SupplyTie[] => {
      const { commitmentId, commitmentStep } = line
      if (!commitmentId || !wanted.has(commitmentId)) return []
      const step = commitmentStep ?? 'receipt'
      const own = deadlines.find((one) => one.line.id === line.id)
      const deadline = own?.steps.find((one) => one.key === step) ?? null
      const at = line.steps.findIndex(({ key }) => key === step)
      const isDone =
        line.steps.slice(at).some(({ doneOn }) => doneOn !== null) || line.received >= line.quantity
      return [{ commitmentId, medicine: supply.medicine, line, step, deadline, isDone }]
    })
  })
  return Map.groupBy(ties, ({ commitmentId }) => commitmentId)
}
