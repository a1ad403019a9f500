/** What can be asked about, and who is written to: one letter per person and institution. Pure. */

import type { Commitment } from '../commitments/commitment.ts'
import type { Reach } from '../commitments/reach.ts'
import { awaitsLead, isFinal } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'

/** Open, agreed, of this dialogue, and not beyond the reach of who asks. */
export function isAskable(
  commitment: Pick<Commitment, 'dialogueId' | 'state' | 'visibility'> | undefined,
  { dialogueId, reach }: { readonly dialogueId: Id; readonly reach: Reach },
): boolean {
  if (!commitment || commitment.dialogueId !== dialogueId) return false
  if (commitment.state === 'proposed' || isFinal(commitment.state)) return false
  return commitment.visibility !== 'closed' || seesClosed(reach, dialogueId)
}

function seesClosed(reach: Reach, dialogueId: Id): boolean {
  if (reach === 'all') return true
  return ('closed' in reach ? reach.closed : reach).includes(dialogueId)
}

/** What one institution is asked, and to whom the letter about it goes. */
export interface AskedLot {
  readonly institutionId: Id
  readonly commitments: readonly Commitment[]
  /** False where all waits to be verified: nothing is asked, nobody is written to. */
  readonly asked: boolean
  /** Nobody where nobody can be written to: the secretariat has to call. */
  readonly personIds: readonly Id[]
}

/**
 * The commitments by lead institution. Whoever answers for any of them gets the whole part of the institution.
 * @param owners who answers for each commitment, by commitment (`ownersOf`).
 */
export function askedLots(
  commitments: readonly Commitment[],
  owners: ReadonlyMap<Id, readonly { readonly id: Id }[]>,
): AskedLot[] {
  const groups = Map.groupBy(commitments, ({ leadId }) => leadId)
  return [...groups].map(([institutionId, own]) => {
    const owed = own.filter(({ state }) => awaitsLead(state))
    const people = owed.flatMap(({ id }) => (owners.get(id) ?? []).map((owner) => owner.id))
    return { institutionId, commitments: own, asked: owed.length > 0, personIds: [...new Set(people)] }
  })
}
