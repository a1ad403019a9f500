/**
 * What commitments make of the deliveries tied to them: when the chain behind a promised step ends later than the delivery is
 * expected, the later day counts, and says so (domain.md §2.4). Pure: the dates of the commitments are given.
 */

import type { Id } from '../kernel/id.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import { outstanding, type PipelineLine, type Promised, stepsAhead } from './line.ts'
import type { Supply } from './outlook.ts'

/** Commitments that are still owed, by their ids. */
export type PromisedDates = ReadonlyMap<Id, Promised>

/**
 * The supply as its commitments have it, deliveries in the order of their days. Nothing becomes earlier: whoever expects a
 * delivery later than its commitment says knows more. One whose day has passed stays as it is: it does not count until somebody
 * says when it comes, and a commitment, overdue too perhaps, would put it forward with every day.
 * @param today what is owed is not done before.
 */
export function withPromises(supply: Supply, promised: PromisedDates, today: LocalDate): Supply {
  const lines = supply.lines.map((line) => heldBack(line, promised, today))
  return {
    ...supply,
    lines: lines.sort((a, b) => (a.expectedOn < b.expectedOn ? -1 : a.expectedOn > b.expectedOn ? 1 : 0)),
  }
}

function heldBack(line: PipelineLine, promised: PromisedDates, today: LocalDate): PipelineLine {
  if (line.expectedOn < today) return line
  const one = line.commitmentId ? promised.get(line.commitmentId) : undefined
  const arrivesOn = one && arrivalBy(line, one, today)
  if (!one || !arrivesOn || arrivesOn <= line.expectedOn) return line
  return { ...line, expectedOn: arrivesOn, heldBack: { expectedOn: line.expectedOn, promised: one } }
}

/** The day on which the steps behind the promised one end; null when that one is behind us or nothing is to come. */
function arrivalBy(line: PipelineLine, { doneOn }: Promised, today: LocalDate): LocalDate | null {
  if (outstanding(line) <= 0) return null
  const ahead = stepsAhead(line)
  const last = line.commitmentStep ?? ahead.at(-1)?.key
  const at = ahead.findIndex(({ key }) => key === last)
  if (at < 0) return null
  const behind = ahead.slice(at + 1).reduce((sum, { days }) => sum + days, 0)
  return addDays(doneOn > today ? doneOn : today, behind)
}
