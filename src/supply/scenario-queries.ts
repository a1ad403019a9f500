/** Reads of kept scenarios. The caller has checked that shipments may be seen. */

import type { Id } from '../kernel/id.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { inputsOf } from './inputs.ts'
import type { Supply } from './outlook.ts'
import type { PromisedDates } from './promised.ts'
import type { ListedScenario, Scenario } from './scenario.ts'

/** What a scenario made now rests on, as it is kept. */
export function inputsHashOf(store: Store, supply: Supply, promised: PromisedDates): string {
  return store.instance.digest(inputsOf(supply, promised))
}

/** The scenarios of a medicine, newest first. */
export async function scenariosOf(
  store: Store,
  supply: Supply,
  promised: PromisedDates,
): Promise<ListedScenario[]> {
  const rows = await store.db
    .selectFrom('supply_scenarios')
    .selectAll()
    .where('medicine_id', '=', supply.medicine.id)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const ids = rows.map(({ id }) => id)
  const changes = await store.db
    .selectFrom('supply_scenario_changes')
    .selectAll()
    .where(inList('scenario_id', ids))
    .orderBy('scenario_id')
    .orderBy('line_id')
    .execute()
  const own = Map.groupBy(changes, (change) => change.scenario_id)
  const hash = inputsHashOf(store, supply, promised)
  return rows.map((row) => {
    const found = (own.get(row.id) ?? []).map(({ line_id, expected_on, quantity }) => {
      return [line_id, { expectedOn: expected_on, quantity }] as const
    })
    const scenario: Scenario = {
      ...{ id: row.id, medicineId: row.medicine_id, name: row.name, note: row.note },
      ...{ inputsHash: row.inputs_hash, madeBy: row.made_by, madeAt: row.made_at },
      changes: new Map(found),
    }
    return { scenario, isStale: row.inputs_hash !== hash }
  })
}

/** One of them. */
export function scenarioIn(listed: readonly ListedScenario[], id: Id | undefined): ListedScenario | null {
  return listed.find(({ scenario }) => scenario.id === id) ?? null
}
