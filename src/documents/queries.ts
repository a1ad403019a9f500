/** Reads of files by what they hang on. Whoever asks has decided already that the subject may be read. */

import type { Id } from '../kernel/id.ts'
import type { DocumentLinksTable, DocumentsTable } from '../store/document-schema.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { Evidence, KeptFile } from './paper.ts'

/** What a file hangs on. The table keeps the later ones as matters of `report`, so that an older program knows them. */
export type SubjectKind = DocumentLinksTable['subject_kind'] | NonNullable<DocumentLinksTable['matter']>

/** A file with what it hangs on. */
export interface LinkedFile extends KeptFile {
  readonly subjectKind: SubjectKind
  readonly dialogueId: Id
  readonly sha256: string
}

function linkedRows(store: Store) {
  return store.db
    .selectFrom('document_links')
    .innerJoin('documents', 'documents.id', 'document_links.document_id')
    .selectAll('document_links')
    .select([
      'documents.id',
      'documents.name',
      'documents.media_type',
      'documents.size',
      'documents.sha256',
      'documents.lang',
      'documents.created_at',
      'documents.removed_at',
      'documents.version',
    ])
}

type Row = DocumentLinksTable & Omit<DocumentsTable, 'created_by' | 'removed_by'>

function fileOf(row: Row): LinkedFile {
  return {
    id: row.id,
    subjectKind: row.matter ?? row.subject_kind,
    subjectId: row.subject_id,
    dialogueId: row.dialogue_id,
    paperId: row.paper_id,
    title: row.title,
    name: row.name,
    mediaType: row.media_type,
    size: row.size,
    sha256: row.sha256,
    lang: row.lang,
    addedAt: row.created_at,
    removedAt: row.removed_at,
    version: row.version,
  }
}

/** The files on some subjects of one kind by subject, oldest first, removed ones too; no query for no subject. */
export async function filesOn(
  store: Store,
  kind: SubjectKind,
  subjectIds: readonly Id[],
): Promise<ReadonlyMap<Id, readonly LinkedFile[]>> {
  if (subjectIds.length === 0) return new Map()
  const rows = await linkedRows(store)
    .where('document_links.subject_kind', '=', kind === 'step' ? 'report' : kind)
    .where('document_links.matter', kind === 'step' ? '=' : 'is', kind === 'step' ? kind : null)
    .where(inList('document_links.subject_id', subjectIds))
    .orderBy('documents.id')
    .execute()
  return Map.groupBy(rows.map(fileOf), ({ subjectId }) => subjectId)
}

/**
 * What proves the reports about some commitments and their steps, by report and by step, oldest first, removed ones too;
 * one query.
 */
export async function evidenceOf(store: Store, commitmentIds: readonly Id[]): Promise<Evidence> {
  const rows = await linkedRows(store)
    .where('document_links.subject_kind', '=', 'report')
    .where((eb) => {
      const reports = eb.selectFrom('reports').select('id').where(inList('commitment_id', commitmentIds))
      const steps = eb
        .selectFrom('commitment_steps')
        .select('id')
        .where(inList('commitment_id', commitmentIds))
      return eb('document_links.subject_id', 'in', reports.unionAll(steps))
    })
    .orderBy('documents.id')
    .execute()
  return Map.groupBy(rows.map(fileOf), ({ subjectId }) => subjectId)
}

/** The files of a meeting: on itself and on the items of its agenda, oldest first, removed ones too; one query. */
export async function papersOf(store: Store, meetingId: Id): Promise<LinkedFile[]> {
  const rows = await linkedRows(store)
    .where((eb) => {
      const items = eb.selectFrom('agenda_items').select('id').where('meeting_id', '=', meetingId)
      return eb.or([
        eb.and([eb('subject_kind', '=', 'meeting'), eb('subject_id', '=', meetingId)]),
        eb.and([eb('subject_kind', '=', 'agenda_item'), eb('subject_id', 'in', items)]),
      ])
    })
    .orderBy('documents.id')
    .execute()
  return rows.map(fileOf)
}

/** One file that hangs on something; null if it hangs on nothing. */
export async function findLinked(store: Store, id: Id): Promise<LinkedFile | null> {
  const row = await linkedRows(store).where('document_links.document_id', '=', id).executeTakeFirst()
  return row ? fileOf(row) : null
}

/** Bytes that the files of a dialogue take now. */
export async function spaceTaken(store: Store, dialogueId: Id): Promise<number> {
  const row = await store.db
    .selectFrom('document_links')
    .innerJoin('documents', 'documents.id', 'document_links.document_id')
    .select((eb) => eb.fn.sum<number | null>('documents.size').as('size'))
    .where('document_links.dialogue_id', '=', dialogueId)
    .where('documents.removed_at', 'is', null)
    .executeTakeFirst()
  return Number(row?.size ?? 0)
}
