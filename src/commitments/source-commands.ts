/** Records a commitment that was not made at a meeting: from a document, or outside. Load, decide, commit. */

import { findDialogue } from '../dialogues/queries.ts'
import { fileFor } from '../documents/reading-queries.ts'
import type { Id } from '../kernel/id.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { type Actor, dialogueScope, may } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import { checkDraft } from './commands.ts'
import type { CommitmentDraft } from './commitment.ts'
import { lastNumber } from './count-queries.ts'
import { recording } from './recording.ts'

interface AskedOutside extends CommitmentDraft {
  readonly actor: Actor
  readonly dialogueId: Id
  /** The document that it comes from; null: from nothing that is kept here. */
  readonly documentId: Id | null
}

/**
 * Records it with the next number of its dialogue.
 * @returns its id; `not_found`, `forbidden`, `invalid` `forms.not_a_choice` (field `document`) for a document that the
 *   actor may not read or that belongs to another dialogue, or as `recordCommitment`.
 */
export async function recordOutside(store: Store, asked: AskedOutside): Promise<Outcome<Id>> {
  const { actor, dialogueId, documentId } = asked
  const dialogue = await findDialogue(store, dialogueId, dialogueScope(actor))
  if (!dialogue) return refuse('not_found', 'forms.unknown')
  if (!may(actor, 'record', dialogueId)) return refuse('forbidden', 'forms.forbidden')
  const file = documentId ? await fileFor(store, actor, documentId) : null
  if (documentId && file?.dialogueId !== dialogueId)
    return refuse('invalid', 'forms.not_a_choice', 'document')
  const checked = await checkDraft(store, asked, { dialogueId, meeting: null })
  if (!checked.ok) return checked
  const id = store.newId()
  const source = { kind: documentId ? 'document' : 'outside', id: documentId } as const
  const number = (await lastNumber(store, dialogueId)) + 1
  const origin = { id, dialogueId, meetingId: null, number, source }
  const { facts, statements } = recording(store, {
    origin,
    actorId: actor.personId,
    draft: checked.value,
  })
  return store.commit([...facts, ...statements], id)
}
