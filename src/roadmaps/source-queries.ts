/** Reads of what stands around a roadmap: papers of the dialogue that may be its act. */

import type { Id } from '../kernel/id.ts'
import type { Store } from '../store/store.ts'

/** A paper to choose as the text of the act. */
export interface ActPaper {
  readonly id: Id
  readonly title: string
  readonly name: string
}

/** Papers that hang on meetings of a dialogue, the latest first; those of agenda items may be closed and are not among them. */
export async function papersOfDialogue(store: Store, dialogueId: Id): Promise<ActPaper[]> {
  return store.db
    .selectFrom('document_links')
    .innerJoin('documents', 'documents.id', 'document_links.document_id')
    .select(['documents.id', 'document_links.title', 'documents.name'])
    .where('document_links.dialogue_id', '=', dialogueId)
    .where('document_links.subject_kind', '=', 'meeting')
    .where('documents.removed_at', 'is', null)
    .orderBy('documents.created_at', 'desc')
    .orderBy('documents.id')
    .limit(100)
    .execute()
}
