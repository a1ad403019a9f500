/** Reads the medicines at risk that somebody may know of, with the facts of the one sentence that says it all. */

import { dialoguesInScope } from '../dialogues/queries.ts'
import type { Id } from '../kernel/id.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Actor } from '../people/may.ts'
import { sees, seesIn } from '../people/visible.ts'
import { kept } from '../store/readings.ts'
import type { Store } from '../store/store.ts'
import type { MedicineAtRisk } from './at-risk.ts'
import { atRiskFirst, institutionsIn, outlookOf, riskOf, type Supply, withoutShipments } from './outlook.ts'
import { withPromises } from './promised.ts'
import { promisedFor } from './promised-queries.ts'
import { medicinesOfDialogues, suppliesOf } from './queries.ts'

/**
 * Worst first, over all dialogues in which `actor` reads the supply (or the one asked for), in a fixed number of queries.
 * What is not known is no risk here: who has not reported is told elsewhere.
 */
export async function medicinesAtRisk(
  store: Store,
  actor: Actor,
  dialogueId?: Id,
): Promise<MedicineAtRisk[]> {
  const scope = seesIn(actor, 'supply')
  const asked =
    dialogueId === undefined ? scope : scope === 'all' || scope.includes(dialogueId) ? [dialogueId] : []
  const dialogues = await dialoguesInScope(store, asked)
  const zones = new Map(dialogues.map(({ id, zone }) => [id, zone]))
  const medicines = await medicinesOfDialogues(store, [...zones.keys()])
  if (medicines.length === 0) return []
  const supplies = await kept(store, suppliesOf, medicines)
  const promised = await promisedFor(store, supplies)
  const rows = supplies.flatMap((all): MedicineAtRisk[] => {
    const { medicine } = all
    const zone = zones.get(medicine.dialogueId)
    if (!zone) return []
    const today = dateOf(store.now, zone)
    const seesShipments = sees(actor, 'shipment', medicine.dialogueId)
    const supply = seesShipments ? withPromises(all, promised, today) : withoutShipments(all)
    return atRisk(supply, { today, seesShipments })
  })
  return atRiskFirst(rows)
}

function atRisk(supply: Supply, shown: Pick<MedicineAtRisk, 'today' | 'seesShipments'>): MedicineAtRisk[] {
  const { medicine } = supply
  const outlook = outlookOf(supply, shown.today)
  const risk = riskOf(outlook, shown.today)
  if (risk === 'fine' || risk === 'unknown') return []
  return [
    {
      medicine,
      dialogueId: medicine.dialogueId,
      risk,
      outlook,
      institutionIds: institutionsIn(supply),
      ...shown,
    },
  ]
}
