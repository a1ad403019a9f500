/** Who sees which commitments: the dialogues one takes part in, closed and proposed ones only where one records. Pure. */

import type { InstitutionName } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import { type Actor, dialogueScope } from '../people/may.ts'
import { sees } from '../people/visible.ts'
import type { Commitment } from './commitment.ts'

/**
 * How far a reader sees: some dialogues, and in which of them also closed and proposed commitments. A plain list of dialogues
 * means all their commitments: for jobs, and for pages that only those who record may open.
 */
export type Reach =
  | 'all'
  | readonly Id[]
  | { readonly dialogues: readonly Id[]; readonly closed: readonly Id[] }

/** Closed and proposed commitments exist only for those who record in their dialogue (people/visible.ts). */
export function reachOf(actor: Actor): Reach {
  const dialogues = dialogueScope(actor)
  if (dialogues === 'all') return 'all'
  const closed = dialogues.filter((dialogueId) => sees(actor, 'closedCommitment', dialogueId))
  return closed.length === dialogues.length ? dialogues : { dialogues, closed }
}

/** What of some commitments is left for who may not see closed and proposed ones. */
export function readable(commitments: readonly Commitment[], seesClosed: boolean): readonly Commitment[] {
  if (seesClosed) return commitments
  return commitments.filter(({ visibility, state }) => visibility !== 'closed' && state !== 'proposed')
}

/**
 * The lead institutions that `actor` may read, by commitment: one that is never listed is named only where the
 * actor records (domain.md §2.9).
 */
export function leadsShown(
  actor: Actor,
  commitments: readonly Commitment[],
  institutions: ReadonlyMap<Id, InstitutionName>,
): ReadonlyMap<Id, InstitutionName> {
  return new Map(
    commitments.flatMap(({ id, leadId, dialogueId }) => {
      const lead = institutions.get(leadId)
      const shown = lead && (lead.listable !== 'never' || sees(actor, 'unlistedInstitution', dialogueId))
      return shown ? [[id, lead] as const] : []
    }),
  )
}
