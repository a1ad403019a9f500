/** A medicine at risk, with all that the sentence about it needs. Pure. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Medicine } from './medicine.ts'
import type { Risk, SupplyOutlook } from './outlook.ts'

/** A medicine at risk, cut to what its reader may see; `headline` (views/supply/words.ts) makes the sentence of it. */
export interface MedicineAtRisk {
  readonly medicine: Medicine
  readonly dialogueId: Id
  readonly risk: Exclude<Risk, 'fine' | 'unknown'>
  readonly outlook: SupplyOutlook
  /** In the dialogue's zone. */
  readonly today: LocalDate
  readonly seesShipments: boolean
  /** Whose names the sentence needs. */
  readonly institutionIds: readonly Id[]
}
