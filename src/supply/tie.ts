/** What a commitment and a delivery have to do with each other, and what of it its owner may read. Pure. */

import type { Id } from '../kernel/id.ts'
import type { PipelineLine, StepKey } from './line.ts'
import type { Medicine } from './medicine.ts'
import type { StepDeadline } from './outlook.ts'

/** One delivery that a commitment is for. */
export interface SupplyTie {
  readonly commitmentId: Id
  readonly medicine: Medicine
  readonly line: PipelineLine
  /** The promised step; the last one when the whole delivery is promised. */
  readonly step: StepKey
  /** Null when nothing runs out without the delivery, or the step is done. */
  readonly deadline: StepDeadline | null
  readonly isDone: boolean
}

/** What the owner of a commitment may read of their own step: its last day, nothing of the delivery. */
export interface OwnStep {
  readonly medicine: Medicine
  readonly step: StepKey
  readonly doneBy: StepDeadline['doneBy']
  readonly lateDays: number
}

/** Of a tie, for `institutionId`: null unless the step is theirs and still to be done. */
export function ownStepOf(
  { medicine, step, deadline, isDone }: SupplyTie,
  institutionId: Id,
): OwnStep | null {
  if (!deadline || isDone || deadline.step.institutionId !== institutionId) return null
  const { doneBy, lateDays } = deadline
  return { medicine, step, doneBy, lateDays }
}
