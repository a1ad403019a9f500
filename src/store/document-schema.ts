/** The tables of files and what they hang on (migrations/0016). */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Locale } from '../kernel/locale.ts'

export interface DocumentsTable {
  id: Id
  /** Cleaned, with the extension of its type; without any path. */
  name: string
  media_type: string
  /** Bytes. */
  size: number
  /** Of the content, base64url; empty once it was removed. */
  sha256: string
  /** Of its text; null where it has none or nobody said. */
  lang: Locale | null
  created_by: Id | null
  created_at: Instant
  removed_at: Instant | null
  removed_by: Id | null
  version: number
}

export interface DocumentPartsTable {
  document_id: Id
  /** From 0. */
  part: number
  /** Base64 of one part of the bytes. */
  content: string
}

export interface DocumentLinksTable {
  document_id: Id
  subject_kind: 'meeting' | 'agenda_item' | 'report' | 'letter'
  /** What else it is, of the kind `report` (migrations/0035); null for what the kind says. */
  matter: 'step' | null
  subject_id: Id
  dialogue_id: Id
  paper_id: Id
  title: string
}

export interface OutboxAttachmentsTable {
  outbox_id: Id
  /** From 0: the order in the mail. */
  position: number
  document_id: Id
  name: string
  media_type: string
}
