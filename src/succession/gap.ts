/** Commitments that nobody answers for by name: what hangs in the air after people leave (product.md rule 3). Pure. */

import type { Commitment } from '../commitments/commitment.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { PersonCard } from '../people/person.ts'

/** `left`: the named person no longer speaks for the lead institution; `unnamed`: nobody was ever named. */
export type GapKind = 'left' | 'unnamed'

/** One commitment without a person. */
export interface Gap {
  readonly commitment: Commitment
  readonly kind: GapKind
  /** Who was named; null: nobody, or somebody who was erased since. */
  readonly former: PersonCard | null
  /** The focal points who can be written to: they answer for it until somebody is named. */
  readonly points: readonly PersonCard[]
  /** When they were asked to name somebody else. */
  readonly askedAt: Instant | null
}

/** Which commitments of which institution one mail asks about. */
export interface Asking {
  readonly dialogueId: Id
  readonly institutionId: Id
  readonly commitments: readonly Commitment[]
}

/** One mail for each institution and dialogue, in the order of the commitments. */
export function askingsOf(commitments: readonly Commitment[]): Asking[] {
  const groups = Map.groupBy(commitments, ({ dialogueId, leadId }) => `${dialogueId} ${leadId}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first ? [{ dialogueId: first.dialogueId, institutionId: first.leadId, commitments: group }] : []
  })
}
