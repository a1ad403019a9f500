/** Notes for the papers of a meeting how the medicines at risk stand: load, decide, commit. */

import type { Id } from '../kernel/id.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import { meetingFor } from '../meetings/queries.ts'
import type { Actor } from '../people/may.ts'
import { insertRows } from '../store/limits.ts'
import type { Store } from '../store/store.ts'
import { promisedFor } from './promised-queries.ts'
import { suppliesOf } from './queries.ts'
import { nextVersion } from './records.ts'
import { medicinesAtRisk } from './risk-queries.ts'
import { inputsHashOf } from './scenario-queries.ts'
import { snapshotOf } from './snapshot.ts'

/**
 * Keeps a projection of every medicine at risk of the meeting's dialogue, all as of today. Earlier notes stay; papers tell
 * the newest.
 * @returns how many; `not_found`, `forbidden`, `invalid` `supply.none_at_risk`.
 */
export async function noteSupply(
  store: Store,
  { actor, meetingId }: { readonly actor: Actor; readonly meetingId: Id },
): Promise<Outcome<number>> {
  const meeting = await meetingFor(store, actor, meetingId, 'coordinate')
  if (!meeting.ok) return meeting
  const rows = await medicinesAtRisk(store, actor, meeting.value.dialogueId)
  const supplies = await suppliesOf(
    store,
    rows.map(({ medicine }) => medicine),
  )
  const promised = await promisedFor(store, supplies)
  const noted = rows.flatMap((row, at) => {
    const supply = supplies[at]
    return supply
      ? [{ medicine: row.medicine, ...snapshotOf(row, inputsHashOf(store, supply, promised), store.now) }]
      : []
  })
  const facts = noted.map(({ medicine }) =>
    recordFact(store, medicine, {
      ...{ kind: 'medicine.noted_for_paper', actorId: actor.personId },
      details: { meeting: meetingId },
    }),
  )
  const [fact, ...others] = facts
  if (!fact) return refuse('invalid', 'supply.none_at_risk')
  return store.commit(
    [
      fact,
      others,
      noted.map(({ medicine }) => nextVersion(store, medicine)),
      insertRows(
        store.db,
        'supply_snapshots',
        noted.map((one) => ({
          ...{ id: store.newId(), meeting_id: meetingId, medicine_id: one.medicineId, as_of: one.asOf },
          ...{ inputs_hash: one.inputsHash, risk: one.risk, out_alone: one.outAlone },
          ...{ out_confirmed: one.outConfirmed, out_all: one.outAll, days_uncovered: one.daysUncovered },
          ...{ open_end: one.isOpenEnd ? 1 : 0, next_step: one.nextStep, next_by: one.nextBy },
          ...{ late_days: one.lateDays, owner_id: one.ownerId, made_by: actor.personId, made_at: store.now },
        })),
      ),
    ],
    noted.length,
  )
}
