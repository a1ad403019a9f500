/** The files of a mail: what its page lists, and their bytes for the message, the same at every attempt. */

import { documentBytes } from '../documents/documents.ts'
import type { Id } from '../kernel/id.ts'
import type { Store } from '../store/store.ts'
import type { AttachedFile } from './compose.ts'

/** A file of a mail as its page tells of it. */
export interface AttachmentLine {
  readonly documentId: Id
  readonly name: string
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  /** Its content was removed: the mail cannot be sent again. */
  readonly removed: boolean
}

/** What is attached to a mail, in the order in which it stands there. */
export async function attachmentsOf(store: Store, outboxId: Id): Promise<AttachmentLine[]> {
  const rows = await store.db
    .selectFrom('outbox_attachments')
    .innerJoin('documents', 'documents.id', 'outbox_attachments.document_id')
    .select([
      'outbox_attachments.document_id',
      'outbox_attachments.name',
      'outbox_attachments.media_type',
      'documents.size',
      'documents.removed_at',
    ])
    .where('outbox_attachments.outbox_id', '=', outboxId)
    .orderBy('outbox_attachments.position')
    .execute()
  return rows.map((row) => ({
    documentId: row.document_id,
    name: row.name,
    mediaType: row.media_type,
    size: row.size,
    removed: row.removed_at !== null,
  }))
}

/** The files of a mail with their bytes, null if one was removed since; no query for a mail that has none. */
export async function attachedFiles(
  store: Store,
  mail: { readonly id: Id; readonly attachments: number },
): Promise<AttachedFile[] | null> {
  const files: AttachedFile[] = []
  if (mail.attachments === 0) return files
  // One after the other: a mail may carry several, and each is held whole.
  for (const { documentId, name, mediaType } of await attachmentsOf(store, mail.id)) {
    const bytes = await documentBytes(store, documentId)
    if (!bytes) return null
    files.push({ name, mediaType, bytes })
  }
  return files
}
