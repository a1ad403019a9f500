/** Keeps and deletes scenarios: load, decide, commit. Nothing of the supply changes until one is adopted. */

import type { Id } from '../kernel/id.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Actor } from '../people/may.ts'
import { insertRows } from '../store/limits.ts'
import type { Store } from '../store/store.ts'
import { promisedFor } from './promised-queries.ts'
import { medicineFor, supplyOf } from './queries.ts'
import { nextVersion } from './records.ts'
import { inputsHashOf } from './scenario-queries.ts'
import { type Changes, changedLines, changeOf } from './supposition.ts'

interface AskedScenario {
  readonly actor: Actor
  /** The medicine. */
  readonly id: Id
  readonly name: string
  readonly note: string
  readonly changes: Changes
}

/**
 * Keeps a supposition with what it rests on.
 * @returns its id; `not_found`, `forbidden`, `invalid` when it changes nothing (`supply.moves_nothing`).
 */
export async function keepScenario(store: Store, asked: AskedScenario): Promise<Outcome<Id>> {
  const medicine = await medicineFor(store, asked.actor, asked.id, 'coordinate')
  if (!medicine.ok) return medicine
  const supply = await supplyOf(store, medicine.value)
  const changed = changedLines(supply.lines, asked.changes)
  if (changed.length === 0) return refuse('invalid', 'supply.moves_nothing')
  const id = store.newId()
  const inputsHash = inputsHashOf(store, supply, await promisedFor(store, [supply]))
  const { actor, name, note } = asked
  return store.commit(
    [
      recordFact(store, medicine.value, factOf(actor, 'scenario_kept', id)),
      nextVersion(store, medicine.value),
      store.db.insertInto('supply_scenarios').values({
        ...{ id, medicine_id: asked.id, name, note, inputs_hash: inputsHash },
        ...{ made_by: actor.personId, made_at: store.now },
      }),
      insertRows(
        store.db,
        'supply_scenario_changes',
        changed.map((line) => {
          const { expectedOn, quantity } = changeOf(line, asked.changes)
          return { scenario_id: id, line_id: line.id, expected_on: expectedOn, quantity }
        }),
      ),
    ],
    id,
  )
}

/** Deletes a scenario; that it was there stays in the ledger. @returns `not_found`, `forbidden`. */
export async function removeScenario(
  store: Store,
  { actor, id, scenarioId }: { readonly actor: Actor; readonly id: Id; readonly scenarioId: Id },
): Promise<Outcome<null>> {
  const medicine = await medicineFor(store, actor, id, 'coordinate')
  if (!medicine.ok) return medicine
  const { db } = store
  const found = await db
    .selectFrom('supply_scenarios')
    .select('id')
    .where('id', '=', scenarioId)
    .where('medicine_id', '=', id)
    .executeTakeFirst()
  if (!found) return refuse('not_found', 'forms.unknown')
  return store.commit(
    [
      recordFact(store, medicine.value, factOf(actor, 'scenario_deleted', scenarioId)),
      nextVersion(store, medicine.value),
      db.deleteFrom('supply_scenario_changes').where('scenario_id', '=', scenarioId),
      db.deleteFrom('supply_scenarios').where('id', '=', scenarioId),
    ],
    null,
  )
}

/** Facts tell that there was a scenario, never what it supposed. */
function factOf(actor: Actor, what: string, scenario: Id) {
  return { kind: `medicine.${what}`, actorId: actor.personId, details: { scenario } }
}
