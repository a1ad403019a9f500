/**
 * How a medicine at risk stood when the papers of a meeting spoke of it: kept, so that a paper can be printed again as it
 * was (domain.md §4.4). Pure.
 */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { MedicineAtRisk } from './at-risk.ts'
import type { StepKey } from './line.ts'
import type { Medicine } from './medicine.ts'
import type { Risk } from './outlook.ts'
import type { Projection } from './projection.ts'

export interface Snapshot {
  readonly medicineId: Id
  readonly asOf: LocalDate
  /** Of `inputsOf`: the same facts on the same day give the same figures. */
  readonly inputsHash: string
  readonly risk: Risk
  /** The first day without stock: with nothing delivered, with what is confirmed, with all that is planned. */
  readonly outAlone: LocalDate | null
  readonly outConfirmed: LocalDate | null
  readonly outAll: LocalDate | null
  /** With all that is planned, in the first gap; null when nothing is known. */
  readonly daysUncovered: number | null
  /** Is there no delivery after the first gap? */
  readonly isOpenEnd: boolean
  readonly nextStep: StepKey | null
  readonly nextBy: LocalDate | null
  readonly lateDays: number
  readonly ownerId: Id | null
  readonly madeAt: Instant
}

/** A medicine as the papers of a meeting tell of it. */
export interface NotedSupply {
  readonly medicine: Medicine
  readonly snapshot: Snapshot
}

/** What is kept of a medicine at risk. */
export function snapshotOf(one: MedicineAtRisk, inputsHash: string, madeAt: Instant): Snapshot {
  const { outlook, risk, medicine, today } = one
  const { alone, confirmed, all, next, until } = outlook
  const gap = all.known ? all.gaps[0] : undefined
  return {
    ...{ medicineId: medicine.id, asOf: today, inputsHash, risk, madeAt },
    ...{ outAlone: outOf(alone), outConfirmed: outOf(confirmed), outAll: outOf(all) },
    daysUncovered: all.known ? (gap?.days ?? 0) : null,
    isOpenEnd: gap !== undefined && gap.to === until,
    ...{ nextStep: next?.step.key ?? null, nextBy: next?.doneBy ?? null, lateDays: next?.lateDays ?? 0 },
    ownerId: next?.step.institutionId ?? null,
  }
}

function outOf(projection: Projection): LocalDate | null {
  return projection.known ? projection.stockOutOn : null
}
