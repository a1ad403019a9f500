/** Reads of what is ahead of one medicine: its supply as a reader may see it, the projections, and who is named in it. */

import { institutionNames } from '../institutions/queries.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Store } from '../store/store.ts'
import type { Medicine } from './medicine.ts'
import { institutionsIn, outlookOf, riskOf, withoutShipments } from './outlook.ts'
import { withPromises } from './promised.ts'
import { promisedFor } from './promised-queries.ts'
import { supplyOf } from './queries.ts'

/** All that the page of a medicine says of it; who may see it has been checked. `today` is the dialogue's. */
export async function outlookFor(
  store: Store,
  medicine: Medicine,
  { today, seesShipments }: { readonly today: LocalDate; readonly seesShipments: boolean },
) {
  const all = await supplyOf(store, medicine)
  const promised = await promisedFor(store, seesShipments ? [all] : [])
  const supply = seesShipments ? withPromises(all, promised, today) : withoutShipments(all)
  const outlook = outlookOf(supply, today)
  const owners = await institutionNames(store, institutionsIn(supply))
  return { supply, promised, outlook, owners, risk: riskOf(outlook, today) }
}
