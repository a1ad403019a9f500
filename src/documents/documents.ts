/**
 * Files as rows: the statements that keep and remove one, and what is read of it without asking who reads
 * (docs/decisions/0013-files-in-the-database.md). Whoever shows a file decides that first: `reading.ts`.
 */

import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { recordFact } from '../ledger/facts.ts'
import type { DocumentLinksTable, DocumentsTable } from '../store/document-schema.ts'
import { insertRows } from '../store/limits.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { contentOf, partsOf } from './parts.ts'
import type { SubjectKind } from './queries.ts'

/** A file to keep. */
export interface NewDocument {
  /** As it is offered for saving: `cleanName` of `file.ts` for what comes from outside. */
  readonly name: string
  /** Fixed by us, never by who sent it. */
  readonly mediaType: string
  readonly bytes: Uint8Array
  readonly lang?: Locale | null
  /** Who gave it; null where the program made it. */
  readonly createdBy?: Id | null
}

/** What is known of a file without its content. */
export type StoredDocument = DocumentsTable

/**
 * The statements that keep a file, one for each part of it. What it hangs on is told by {@link addDocument} in the
 * same batch; a file that hangs on nothing is read by nobody but the mail that carries it.
 */
export function storeDocument(
  store: Store,
  file: NewDocument,
): { readonly id: Id; readonly statements: Statement[] } {
  const id = store.newId()
  const row = {
    id,
    name: file.name,
    media_type: file.mediaType,
    size: file.bytes.length,
    sha256: store.instance.digest(file.bytes),
    lang: file.lang ?? null,
    created_by: file.createdBy ?? null,
    created_at: store.now,
    removed_at: null,
    removed_by: null,
    version: 1,
  }
  const parts = partsOf(file.bytes).map((content, part) =>
    store.db.insertInto('document_parts').values({ document_id: id, part, content }),
  )
  return { id, statements: [...insertRows(store.db, 'documents', [row]), ...parts] }
}

/** The statement by which a file hangs on something, whose rule then decides who reads it. */
function hangDocument(store: Store, link: DocumentLinksTable): Statement {
  return store.db.insertInto('document_links').values(link)
}

/** What a file hangs on: its rule decides who reads the file. */
export interface Hook {
  readonly kind: SubjectKind
  readonly subjectId: Id
  readonly dialogueId: Id
  /** The paper of which this is another language or version; without one the file is a paper by itself. */
  readonly paperId?: Id | null
  /** In the language of the file. */
  readonly title?: string
}

/**
 * The statements that keep a file and hang it on something, with the fact of it (`document.added`) first.
 * `file.createdBy` is who acts; without one the program made the file.
 */
export function addDocument(
  store: Store,
  file: NewDocument,
  hook: Hook,
): { readonly id: Id; readonly statements: [FactStatement, ...Statement[]] } {
  const { id, statements } = storeDocument(store, file)
  const paperId = hook.paperId ?? id
  const fact = {
    kind: 'document.added',
    actorId: file.createdBy ?? 'system',
    details: { on: hook.subjectId, paper: paperId },
  }
  const link = hangDocument(store, {
    document_id: id,
    subject_kind: hook.kind === 'step' ? 'report' : hook.kind,
    matter: hook.kind === 'step' ? 'step' : null,
    subject_id: hook.subjectId,
    dialogue_id: hook.dialogueId,
    paper_id: paperId,
    title: hook.title ?? '',
  })
  return { id, statements: [recordFact(store, { id, version: 0 }, fact), ...statements, link] }
}

/**
 * The statements that remove the content of a file for good. Its row stays: that there was such a file, who gave it
 * and who removed it. `document.version` is the version it is removed from.
 */
export function removeContent(
  store: Store,
  document: Pick<StoredDocument, 'id' | 'version'>,
  by: Id | null,
): Statement[] {
  const row = { removed_at: store.now, removed_by: by, sha256: '', version: document.version + 1 }
  return [
    store.db.deleteFrom('document_parts').where('document_id', '=', document.id),
    store.db.updateTable('documents').set(row).where('id', '=', document.id),
  ]
}

/** The bytes of a file; null when it was removed or there never was one. */
export async function documentBytes(store: Store, id: Id): Promise<Uint8Array<ArrayBuffer> | null> {
  const rows = await store.db
    .selectFrom('document_parts')
    .innerJoin('documents', 'documents.id', 'document_parts.document_id')
    .select(['document_parts.content', 'documents.size'])
    .where('document_parts.document_id', '=', id)
    .orderBy('document_parts.part')
    .execute()
  const [first] = rows
  return first
    ? contentOf(
        rows.map(({ content }) => content),
        first.size,
      )
    : null
}
