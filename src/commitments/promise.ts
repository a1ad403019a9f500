/** Who gets the letter "what your institution promised": one per person and institution, with all its promises. */

import type { Id } from '../kernel/id.ts'
import type { Commitment } from './commitment.ts'
import { awaitsLead } from './state.ts'

/** One letter to be: a person, the institution they answer for, its commitments by number. */
interface PromiseLot {
  readonly personId: Id
  readonly institutionId: Id
  readonly commitments: readonly Commitment[]
}

/** The letters of a meeting, and the institutions where nobody can be written to. */
interface PromiseLots {
  readonly lots: readonly PromiseLot[]
  readonly unreachable: readonly Id[]
}

/**
 * Groups what is still owed from one meeting. Whoever answers for any commitment of an institution gets the
 * whole list of that institution.
 * @param owners who answers for each commitment, by commitment (`ownersOf`).
 */
export function promiseLots(
  commitments: readonly Commitment[],
  owners: ReadonlyMap<Id, readonly { readonly id: Id }[]>,
): PromiseLots {
  const owed = commitments.filter((commitment) => awaitsLead(commitment.state))
  const lots: PromiseLot[] = []
  const unreachable: Id[] = []
  for (const [institutionId, promises] of Map.groupBy(owed, (commitment) => commitment.leadId)) {
    const people = new Set(promises.flatMap(({ id }) => (owners.get(id) ?? []).map((owner) => owner.id)))
    if (people.size === 0) unreachable.push(institutionId)
    for (const personId of people) lots.push({ personId, institutionId, commitments: promises })
  }
  return { lots, unreachable }
}
