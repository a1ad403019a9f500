/** The writes of the status room as statements: a request, which commitments it asks about, its parts. */

import type { Id } from '../kernel/id.ts'
import { recordFact } from '../ledger/facts.ts'
import { insertRows } from '../store/limits.ts'
import type { StatusRequestsTable } from '../store/status-schema.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import type { PaperLine } from './paper.ts'
import type { RequestDraft, StatusPart, StatusRequest } from './request.ts'

/** A new draft with its fact. */
export function insertRequest(
  store: Store,
  { dialogueId, actorId }: { readonly dialogueId: Id; readonly actorId: Id },
  draft: RequestDraft,
): { readonly id: Id; readonly statements: [FactStatement, ...Statement[]] } {
  const id = store.newId()
  const fact = { kind: 'status_request.prepared', actorId, details: { meeting: draft.meetingId } }
  const row = store.db.insertInto('status_requests').values({
    id,
    dialogue_id: dialogueId,
    state: 'draft',
    ...columnsOf(draft),
    opened_at: null,
    asked_on: null,
    closed_at: null,
    item_id: null,
    created_by: actorId,
    created_at: store.now,
    version: 1,
  })
  return { id, statements: [recordFact(store, { id, version: 0 }, fact), row, ...linesOf(store, id, draft)] }
}

/** What a draft asks now, in the place of what it asked. */
export function rewriteRequest(store: Store, request: StatusRequest, draft: RequestDraft): Statement[] {
  return [
    updateRequest(store, request, columnsOf(draft)),
    store.db.deleteFrom('status_lines').where('request_id', '=', request.id),
    ...linesOf(store, request.id, draft),
  ]
}

/** A draft that was never sent, without a trace but its facts. */
export function deleteRequest(store: Store, { id }: Pick<StatusRequest, 'id'>): Statement[] {
  return [
    store.db.deleteFrom('status_lines').where('request_id', '=', id),
    store.db.deleteFrom('status_requests').where('id', '=', id),
  ]
}

/** Writes some columns and the next version. */
export function updateRequest(
  store: Store,
  { id, version }: Pick<StatusRequest, 'id' | 'version'>,
  changes: Partial<Omit<StatusRequestsTable, 'id' | 'version' | 'dialogue_id'>>,
): Statement {
  return store.db
    .updateTable('status_requests')
    .set({ ...changes, version: version + 1 })
    .where('id', '=', id)
}

/** The parts of some institutions. */
export function insertParts(store: Store, parts: readonly StatusPart[]): Statement[] {
  const rows = parts.map(({ id, requestId, institutionId, asked, people }) => ({
    id,
    request_id: requestId,
    institution_id: institutionId,
    asked: asked ? 1 : 0,
    people,
  }))
  return insertRows(store.db, 'status_parts', rows)
}

/** Keeps what the paper says, so that it says the same for ever. */
export function keepPaper(store: Store, requestId: Id, lines: readonly PaperLine[]): Statement[] {
  const rows = lines.map((line) => ({
    request_id: requestId,
    commitment_id: line.commitmentId,
    paper: JSON.stringify(line),
  }))
  return [
    store.db.deleteFrom('status_lines').where('request_id', '=', requestId),
    ...insertRows(store.db, 'status_lines', rows),
  ]
}

function columnsOf({ meetingId, dueOn, words }: RequestDraft) {
  const texts = { words_en: words.en ?? '', words_ru: words.ru ?? '', words_kk: words.kk ?? '' }
  return { meeting_id: meetingId, due_on: dueOn, ...texts }
}

function linesOf(store: Store, id: Id, { commitmentIds }: RequestDraft): Statement[] {
  const rows = commitmentIds.map((commitment) => ({ request_id: id, commitment_id: commitment, paper: '' }))
  return insertRows(store.db, 'status_lines', rows)
}
