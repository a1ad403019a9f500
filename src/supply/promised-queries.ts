/** Reads when the commitments tied to deliveries will be done: by the forecast of their steps, else by their due dates. */

import { codeOf } from '../commitments/commitment.ts'
import { commitmentsById } from '../commitments/queries.ts'
import { awaitsLead } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import { dateOf } from '../kernel/zone.ts'
import { datedStepsOf } from '../steps/queries.ts'
import { scheduleOf } from '../steps/schedule.ts'
import type { Store } from '../store/store.ts'
import { outstanding, type Promised } from './line.ts'
import type { Supply } from './outlook.ts'
import type { PromisedDates } from './promised.ts'

/** The commitments that some supplies wait for, in a fixed number of queries; one without any date is missing. */
export async function promisedFor(store: Store, supplies: readonly Supply[]): Promise<PromisedDates> {
  const lines = supplies.flatMap((supply) => supply.lines).filter((line) => outstanding(line) > 0)
  const ids = [...new Set(lines.flatMap(({ commitmentId }) => commitmentId ?? []))]
  if (ids.length === 0) return new Map()
  const [commitments, steps] = await Promise.all([commitmentsById(store, ids), datedStepsOf(store, ids)])
  const found = [...commitments.values()].flatMap((commitment): [Id, Promised][] => {
    if (!awaitsLead(commitment.state)) return []
    const own = steps.get(commitment.id) ?? []
    const { forecastOn } = scheduleOf(own, commitment, dateOf(store.now, commitment.zone))
    const doneOn = forecastOn ?? commitment.dueOn
    if (!doneOn) return []
    const from = forecastOn ? 'forecast' : 'due'
    return [[commitment.id, { commitmentId: commitment.id, code: codeOf(commitment), doneOn, from }]]
  })
  return new Map(found)
}
