/** Who reports the stock of a medicine: an institution, and at which level of the chain. Pure. */

import type { Id } from '../kernel/id.ts'

/** A central store hands on and uses nothing up; what regions and sites report as used is what patients got. */
export type Level = 'central' | 'region' | 'site'

export const LEVELS = ['central', 'region', 'site'] as const

export interface Place {
  readonly id: Id
  readonly medicineId: Id
  readonly institutionId: Id
  readonly level: Level
  readonly version: number
}
