/** Reads of status requests: requests, their parts, which commitments they ask about. */

import type { Commitment } from '../commitments/commitment.ts'
import { commitmentsInOrder } from '../commitments/queries.ts'
import type { Id } from '../kernel/id.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { Zone } from '../kernel/zone.ts'
import { type Act, type Actor, dialogueScope, may, type Scope } from '../people/may.ts'
import { inList } from '../store/lists.ts'
import type { StatusPartsTable, StatusRequestsTable } from '../store/status-schema.ts'
import type { Store } from '../store/store.ts'
import type { StatusPart, StatusRequest } from './request.ts'

type Row = StatusRequestsTable & { zone: Zone; authoritative_lang: Locale }

function requestRows(store: Store) {
  return store.db
    .selectFrom('status_requests')
    .innerJoin('dialogues', 'dialogues.id', 'status_requests.dialogue_id')
    .selectAll('status_requests')
    .select(['dialogues.zone', 'dialogues.authoritative_lang'])
}

/** One request, or null when it is not there or outside the scope. */
export async function findRequest(store: Store, id: Id, scope: Scope): Promise<StatusRequest | null> {
  const rows = requestRows(store).where('status_requests.id', '=', id)
  const row = await (scope === 'all' ? rows : rows.where(inList('dialogue_id', scope))).executeTakeFirst()
  return row ? requestOf(row) : null
}

/** The request on which `actor` wants to act. @returns `not_found` out of scope, `forbidden` without the right. */
export async function requestFor(
  store: Store,
  actor: Actor,
  id: Id,
  act: Act,
): Promise<Outcome<StatusRequest>> {
  const request = await findRequest(store, id, dialogueScope(actor))
  if (!request) return refuse('not_found', 'forms.unknown')
  return may(actor, act, request.dialogueId) ? done(request) : refuse('forbidden', 'forms.forbidden')
}

/** The requests of a dialogue, newest first. The caller has checked the dialogue. */
export async function requestsOfDialogue(store: Store, dialogueId: Id): Promise<StatusRequest[]> {
  const rows = await requestRows(store)
    .where('status_requests.dialogue_id', '=', dialogueId)
    .orderBy('status_requests.created_at', 'desc')
    .orderBy('status_requests.id', 'desc')
    .execute()
  return rows.map(requestOf)
}

/** The requests that serve a meeting, newest first. The caller has checked the meeting. */
export async function requestsOfMeeting(store: Store, meetingId: Id): Promise<StatusRequest[]> {
  const rows = await requestRows(store)
    .where('status_requests.meeting_id', '=', meetingId)
    .orderBy('status_requests.created_at', 'desc')
    .orderBy('status_requests.id', 'desc')
    .execute()
  return rows.map(requestOf)
}

/** The parts of some requests by request, each in the order of institutions. */
export async function partsOfRequests(store: Store, ids: readonly Id[]): Promise<Map<Id, StatusPart[]>> {
  const rows = await store.db
    .selectFrom('status_parts')
    .selectAll()
    .where(inList('request_id', ids))
    .orderBy('institution_id')
    .execute()
  return Map.groupBy(rows.map(partOf), ({ requestId }) => requestId)
}

/** One institution's part, for its personal link; null when there is none. */
export async function findPart(store: Store, id: Id): Promise<StatusPart | null> {
  const row = await store.db.selectFrom('status_parts').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? partOf(row) : null
}

/**
 * The commitments of a request by number, with the words that one reader may need or with all; the caller decides who
 * reads them.
 */
export async function askedCommitments(
  store: Store,
  requestId: Id,
  words: Locale | 'all' = 'all',
): Promise<Commitment[]> {
  return inNumberOrder(store, await askedLines(store, requestId).execute(), words)
}

/** Those of them that an institution leads now. */
export async function askedOfLead(
  store: Store,
  requestId: Id,
  { leadId, words }: { readonly leadId: Id; readonly words: Locale | 'all' },
): Promise<Commitment[]> {
  const own = askedLines(store, requestId)
    .innerJoin('commitments', 'commitments.id', 'status_lines.commitment_id')
    .where('commitments.lead_institution_id', '=', leadId)
  return inNumberOrder(store, await own.execute(), words)
}

function askedLines(store: Store, requestId: Id) {
  return store.db
    .selectFrom('status_lines')
    .select('status_lines.commitment_id')
    .where('status_lines.request_id', '=', requestId)
    .orderBy('status_lines.commitment_id')
}

async function inNumberOrder(
  store: Store,
  rows: readonly { readonly commitment_id: Id }[],
  words: Locale | 'all',
): Promise<Commitment[]> {
  const ids = rows.map((row) => row.commitment_id)
  return (await commitmentsInOrder(store, ids, words)).sort((a, b) => a.number - b.number)
}

function requestOf(row: Row): StatusRequest {
  const words = { en: row.words_en, ru: row.words_ru, kk: row.words_kk }
  const given = LOCALES.filter((lang) => words[lang] !== '').map((lang) => [lang, words[lang]])
  return {
    id: row.id,
    dialogueId: row.dialogue_id,
    zone: row.zone,
    meetingId: row.meeting_id,
    state: row.state,
    dueOn: row.due_on,
    words: { authoritative: row.authoritative_lang, texts: Object.fromEntries(given) },
    openedAt: row.opened_at,
    askedOn: row.asked_on,
    closedAt: row.closed_at,
    itemId: row.item_id,
    createdAt: row.created_at,
    version: row.version,
  }
}

function partOf(row: StatusPartsTable): StatusPart {
  return {
    id: row.id,
    requestId: row.request_id,
    institutionId: row.institution_id,
    asked: row.asked === 1,
    people: row.people,
  }
}
