/** Who sees which commitments: the dialogues one takes part in, closed ones only where one records. Pure. */

import type { Id } from '../kernel/id.ts'
import { type Actor, dialogueScope, may } from '../people/may.ts'

/**
 * How far a reader sees: some dialogues, and in which of them also closed commitments. A plain list of dialogues
 * means all their commitments: for jobs, and for pages that only those who record may open.
 */
export type Reach =
  | 'all'
  | readonly Id[]
  | { readonly dialogues: readonly Id[]; readonly closed: readonly Id[] }

/** Closed commitments exist only for those who may record in their dialogue (domain.md §2.9). */
export function reachOf(actor: Actor): Reach {
  const dialogues = dialogueScope(actor)
  if (dialogues === 'all') return 'all'
  const closed = dialogues.filter((dialogueId) => may(actor, 'record', dialogueId))
  return closed.length === dialogues.length ? dialogues : { dialogues, closed }
}
