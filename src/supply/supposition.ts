/** What if: deliveries with other dates and quantities, for both projections side by side; nothing is kept. Pure. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { type HeldBack, outstanding, type PipelineLine } from './line.ts'
import type { Supply } from './outlook.ts'
import { type PromisedDates, withPromises } from './promised.ts'

/** Where a delivery would be. */
export interface Change {
  readonly expectedOn: LocalDate
  readonly quantity: number
}

/** By delivery; one that is missing stays as it is. */
export type Changes = ReadonlyMap<Id, Change>

/** Deliveries that can still change. */
export function changeableLines(lines: readonly PipelineLine[]): PipelineLine[] {
  return lines.filter((line) => outstanding(line) > 0)
}

/** Where a delivery would be: as supposed, or as it is. */
export function changeOf({ id, expectedOn, quantity }: PipelineLine, changes: Changes): Change {
  return changes.get(id) ?? { expectedOn, quantity }
}

/** The deliveries that would differ from what they are. */
export function changedLines(lines: readonly PipelineLine[], changes: Changes): PipelineLine[] {
  return changeableLines(lines).filter((line) => {
    const { expectedOn, quantity } = changeOf(line, changes)
    return expectedOn !== line.expectedOn || quantity !== line.quantity
  })
}

/** The supply as it would be. What has come already stays. */
export function supposed(supply: Supply, changes: Changes): Supply {
  const changed = new Set(changedLines(supply.lines, changes))
  const lines = supply.lines.map((line) => {
    if (!changed.has(line)) return line
    const { expectedOn, quantity } = changeOf(line, changes)
    return { ...line, expectedOn, quantity: Math.max(quantity, line.received) }
  })
  return { ...supply, lines: lines.sort((a, b) => (a.expectedOn < b.expectedOn ? -1 : 1)) }
}

/** A delivery whose supposed day its commitment does not allow: adopted, it counts from the day of the commitment. */
export interface TakenBack extends HeldBack {
  readonly arrivesOn: LocalDate
}

/** A supposition beside what is. */
export interface Sides {
  readonly now: Supply
  readonly changed: Supply
  /** What it comes to once it is adopted and the commitments stay as they are. */
  readonly adopted: Supply
  readonly takenBack: readonly TakenBack[]
}

/**
 * Both sides of a supposition: the supply as its commitments have it, and as it would be. The day that is supposed of a
 * delivery holds against its commitment, and `takenBack` says where adopting it would not; the others wait for theirs on
 * both sides, also those of another quantity only.
 */
export function bothSides(
  supply: Supply,
  {
    changes,
    promised,
    today,
  }: { readonly changes: Changes; readonly promised: PromisedDates; readonly today: LocalDate },
): Sides {
  const moved = changedLines(supply.lines, changes).filter(
    (line) => changeOf(line, changes).expectedOn !== line.expectedOn,
  )
  const free = new Set(moved.map(({ id }) => id))
  const after = supposed(supply, changes)
  const waiting = withPromises(
    { ...after, lines: after.lines.filter(({ id }) => !free.has(id)) },
    promised,
    today,
  )
  const lines = [...waiting.lines, ...after.lines.filter(({ id }) => free.has(id))]
  const adopted = withPromises(after, promised, today)
  const takenBack = adopted.lines.flatMap((line) =>
    free.has(line.id) && line.heldBack ? [{ arrivesOn: line.expectedOn, ...line.heldBack }] : [],
  )
  return {
    now: withPromises(supply, promised, today),
    changed: { ...after, lines: lines.sort((a, b) => (a.expectedOn < b.expectedOn ? -1 : 1)) },
    adopted,
    takenBack,
  }
}
