/** By when each step of a procurement must be done so that the medicine does not run out (domain.md §2.4, §2.5). Pure. */

import { addDays, daysBetween, type LocalDate } from '../kernel/local-date.ts'

/** One step still ahead, in the order of the chain. */
export interface StepAhead {
  readonly key: string
  /** Calendar days it takes. */
  readonly days: number
}

/** The last day on which a step can be done in time. */
export interface Deadline {
  readonly key: string
  readonly doneBy: LocalDate
  /** Days by which that day has passed; 0 while there is time. */
  readonly lateDays: number
}

/**
 * For each step: projected stock-out − days of the steps after it − safety days.
 * @param steps those not done yet. @returns them in the same order.
 */
export function deadlines(
  steps: readonly StepAhead[],
  asked: { readonly stockOutOn: LocalDate; readonly safetyDays: number; readonly today: LocalDate },
): Deadline[] {
  let doneBy = addDays(asked.stockOutOn, -asked.safetyDays)
  const backwards = [...steps].reverse().map(({ key, days }): Deadline => {
    const deadline = { key, doneBy, lateDays: Math.max(0, daysBetween(doneBy, asked.today)) }
    doneBy = addDays(doneBy, -days)
    return deadline
  })
  return backwards.reverse()
}
