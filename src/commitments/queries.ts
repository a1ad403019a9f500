/**
 * Reads of commitments: lists for pages, and what reminders and digests need. Each takes a fixed number of
 * queries whatever the number of rows.
 */

import type { SelectQueryBuilder } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { Zone } from '../kernel/zone.ts'
import { type Act, type Actor, may } from '../people/may.ts'
import type { Database } from '../store/database.ts'
import type { CommitmentsTable, CommitmentTextsTable } from '../store/followup-schema.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { Commitment } from './commitment.ts'
import { type CommitmentFilter, type Order, PAGE_SIZE } from './filter.ts'
import { filtered, within } from './filter-queries.ts'
import { type Reach, reachOf } from './reach.ts'
import { OWING_STATES } from './state.ts'

type Row = Omit<CommitmentsTable, 'search'>
type Query = SelectQueryBuilder<Database, 'commitments', Row>

// All but the search text: three languages of it take longer to read than everything else.
// biome-ignore format: columns read better side by side
const COLUMNS = [
  'id', 'dialogue_id', 'number', 'meeting_id', 'item_id', 'decision_id', 'lead_institution_id', 'person_id',
  'verifier_institution_id', 'state', 'state_since', 'state_note', 'due_on', 'due_precision', 'review_on',
  'first_due_on', 'due_moves', 'date_version', 'visibility', 'authoritative_lang', 'last_report_at',
  'reminders_sent_to', 'paused_until', 'objective_id', 'source_kind', 'source_id', 'created_at', 'version',
] as const

/** One commitment, or null when it is not there or beyond the reader's reach. */
export async function findCommitment(store: Store, id: Id, reach: Reach): Promise<Commitment | null> {
  const rows = await within(commitmentRows(store).where('id', '=', id), reach).execute()
  return (await assemble(store, rows))[0] ?? null
}

/** The commitment on which `actor` wants to act. @returns `not_found` beyond their reach, `forbidden` within. */
export async function commitmentFor(
  store: Store,
  actor: Actor,
  id: Id,
  act: Act,
): Promise<Outcome<Commitment>> {
  const commitment = await findCommitment(store, id, reachOf(actor))
  if (!commitment) return refuse('not_found', 'forms.unknown')
  return may(actor, act, commitment.dialogueId) ? done(commitment) : refuse('forbidden', 'forms.forbidden')
}

/** Some commitments by id, for rooms that have checked the scope already and for the tick. */
export async function commitmentsById(store: Store, ids: readonly Id[]): Promise<Map<Id, Commitment>> {
  if (ids.length === 0) return new Map()
  const rows = await commitmentRows(store).where(inList('id', ids)).execute()
  return new Map((await assemble(store, rows)).map((commitment) => [commitment.id, commitment]))
}

/** All commitments of a meeting by number. The caller has checked the meeting. */
export async function commitmentsOfMeeting(store: Store, meetingId: Id): Promise<Commitment[]> {
  const rows = await commitmentRows(store).where('meeting_id', '=', meetingId).orderBy('number').execute()
  return assemble(store, rows)
}

/** Some dialogues, and whatever some institutions lead. */
export interface Among {
  readonly leads: readonly Id[]
  readonly dialogues: readonly Id[]
}

/**
 * Commitments whose lead still owes the result and whose due date (for undated ones: review date) is not after
 * `to`, over all dialogues or `among` some: the reminders' and digests' source.
 */
export async function owedUntil(store: Store, to: LocalDate, among?: Among): Promise<Commitment[]> {
  const owed = commitmentRows(store)
    .where('state', 'in', OWING_STATES)
    .where((eb) => eb.or([eb('due_on', '<=', to), eb('review_on', '<=', to)]))
  const some = among ? owed.where('id', 'in', idsAmong(store, among)) : owed
  return assemble(store, await byDueDate(some).execute())
}

/**
 * Commitments that a statement names by id, soonest due first and without their texts, which take longer to read
 * than everything else: `commitmentsById` has them for the few that are shown.
 */
export async function withoutWords(
  store: Store,
  ids: SelectQueryBuilder<Database, 'commitments', { id: Id }>,
): Promise<Commitment[]> {
  return assemble(store, await byDueDate(commitmentRows(store).where('id', 'in', ids)).execute(), 'none')
}

/** The commitments among some, as a list of its own: each half goes by its index, which an `or` would not. */
export function idsAmong(store: Store, { leads, dialogues }: Among) {
  const all = store.db.selectFrom('commitments').select('id')
  return all.where(inList('lead_institution_id', leads)).unionAll(all.where(inList('dialogue_id', dialogues)))
}

/** The supporting institutions of some commitments, by commitment; one without any is missing. */
export async function supportersOf(store: Store, ids: readonly Id[]): Promise<Map<Id, Id[]>> {
  const rows = await store.db
    .selectFrom('commitment_supporters')
    .selectAll()
    .where(inList('commitment_id', ids))
    .orderBy('institution_id')
    .execute()
  const grouped = Map.groupBy(rows, (row) => row.commitment_id)
  return new Map([...grouped].map(([id, entries]) => [id, entries.map((entry) => entry.institution_id)]))
}

/** One page of a list. */
interface CommitmentPage {
  readonly commitments: readonly Commitment[]
  readonly hasNext: boolean
}

/** Which page, and for whom: a list shows each text once, so only the versions a reader may need are read. */
interface AskedPage {
  /** Counted from 1. */
  readonly page: number
  /** Rows of a page; {@link PAGE_SIZE} when left out. */
  readonly size?: number
  /** `all`: also the versions for other readers. */
  readonly locale: Locale | 'all'
}

/** A page of commitments: soonest due first and undated last, or longest without a report; then by number. */
export async function listCommitments(
  store: Store,
  filter: CommitmentFilter,
  reach: Reach,
  { page, size = PAGE_SIZE, locale }: AskedPage,
): Promise<CommitmentPage> {
  const query = await filtered(store, commitmentRows(store), { filter, reach })
  const rows = await inOrder(query, filter.order)
    .limit(size + 1)
    .offset((page - 1) * size)
    .execute()
  return {
    commitments: await assemble(store, rows.slice(0, size), locale),
    hasNext: rows.length > size,
  }
}

/** Some commitments in the order of their ids as given, with the texts that a reader may need. */
export async function commitmentsInOrder(
  store: Store,
  ids: readonly Id[],
  locale: Locale | 'all',
): Promise<Commitment[]> {
  const found = await assemble(store, await commitmentRows(store).where(inList('id', ids)).execute(), locale)
  const byId = new Map(found.map((commitment) => [commitment.id, commitment]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

function commitmentRows(store: Store): Query {
  return store.db.selectFrom('commitments').select(COLUMNS)
}

function byDueDate(query: Query): Query {
  return query
    .orderBy('due_on', (order) => order.asc().nullsLast())
    .orderBy('number')
    .orderBy('id')
}

function inOrder(query: Query, order: Order): Query {
  if (order !== 'report') return byDueDate(query)
  return query
    .orderBy('last_report_at', (at) => at.asc().nullsFirst())
    .orderBy('number')
    .orderBy('id')
}

/** With `reader` only the texts that a reader may be shown: in their language, else the authoritative one. */
async function assemble(
  store: Store,
  rows: readonly Row[],
  reader: Locale | 'all' | 'none' = 'all',
): Promise<Commitment[]> {
  if (rows.length === 0) return []
  const [texts, zones] = await Promise.all([
    reader === 'none' ? [] : textsFor(store, rows, reader),
    store.db
      .selectFrom('dialogues')
      .select(['id', 'zone'])
      .where(inList('id', [...new Set(rows.map((row) => row.dialogue_id))]))
      .execute(),
  ])
  const textsOf = Map.groupBy(texts, (text) => text.commitment_id)
  const zoneOf = new Map(zones.map((entry) => [entry.id, entry.zone]))
  return rows.flatMap((row) => {
    const zone = zoneOf.get(row.dialogue_id)
    return zone ? [commitmentOf(row, zone, textsOf.get(row.id) ?? [])] : []
  })
}

function textsFor(
  store: Store,
  rows: readonly Row[],
  reader: Locale | 'all',
): Promise<CommitmentTextsTable[]> {
  const ids = rows.map((row) => row.id)
  const shown =
    reader !== 'all' ? [...new Set([reader, ...rows.map((row) => row.authoritative_lang)])] : LOCALES
  return store.db
    .selectFrom('commitment_texts')
    .selectAll()
    .where(inList('commitment_id', ids))
    .where('lang', 'in', shown)
    .execute()
}

function commitmentOf(row: Row, zone: Zone, texts: readonly CommitmentTextsTable[]): Commitment {
  return {
    id: row.id,
    dialogueId: row.dialogue_id,
    zone,
    number: row.number,
    meetingId: row.meeting_id,
    objectiveId: row.objective_id,
    source: { kind: row.source_kind, id: row.source_id },
    itemId: row.item_id,
    decisionId: row.decision_id,
    leadId: row.lead_institution_id,
    personId: row.person_id,
    verifierId: row.verifier_institution_id,
    text: {
      authoritative: row.authoritative_lang,
      texts: Object.fromEntries(texts.map(({ lang, text }) => [lang, text])),
    },
    state: row.state,
    stateSince: row.state_since,
    stateNote: row.state_note,
    dueOn: row.due_on,
    duePrecision: row.due_precision,
    reviewOn: row.review_on,
    firstDueOn: row.first_due_on,
    dueMoves: row.due_moves,
    dateVersion: row.date_version,
    visibility: row.visibility,
    lastReportAt: row.last_report_at,
    remindersSentTo: row.reminders_sent_to,
    pausedUntil: row.paused_until,
    createdAt: row.created_at,
    version: row.version,
  }
}
