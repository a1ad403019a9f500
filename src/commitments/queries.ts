/**
 * Reads of commitments: lists for pages, and what reminders and digests need. Each takes a fixed number of
 * queries whatever the number of rows.
 */

import type { Expression, ExpressionBuilder, SelectQueryBuilder, SqlBool } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { fold } from '../kernel/text.ts'
import { dateOf, type Zone } from '../kernel/zone.ts'
import { type Act, type Actor, may } from '../people/may.ts'
import type { Database } from '../store/database.ts'
import type { CommitmentsTable, CommitmentTextsTable } from '../store/followup-schema.ts'
import { inList } from '../store/lists.ts'
import { holdsWord } from '../store/search.ts'
import type { Store } from '../store/store.ts'
import type { Commitment } from './commitment.ts'
import { type CommitmentFilter, PAGE_SIZE } from './filter.ts'
import { type Reach, reachOf } from './reach.ts'
import { awaitsLead, COMMITMENT_STATES, isFinal, OWING_STATES } from './state.ts'

type Row = Omit<CommitmentsTable, 'search'>
type Query = SelectQueryBuilder<Database, 'commitments', Row>
export const FINAL_STATES = COMMITMENT_STATES.filter(isFinal)
const NOT_OWING_STATES = COMMITMENT_STATES.filter((state) => !awaitsLead(state))

type Where = ExpressionBuilder<Database, 'commitments'>

// All but the search text: three languages of it take longer to read than everything else.
// biome-ignore format: columns read better side by side
const COLUMNS = [
  'id', 'dialogue_id', 'number', 'meeting_id', 'item_id', 'decision_id', 'lead_institution_id', 'person_id',
  'verifier_institution_id', 'state', 'state_since', 'state_note', 'due_on', 'due_precision', 'review_on',
  'first_due_on', 'due_moves', 'date_version', 'visibility', 'authoritative_lang', 'last_report_at',
  'reminders_sent_to', 'paused_until', 'created_at', 'version',
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

/** What an institution leads and nobody has settled yet: the first {@link PAGE_SIZE}, soonest due first. */
export async function openCommitmentsOfInstitution(
  store: Store,
  institutionId: Id,
  reach: Reach,
): Promise<Commitment[]> {
  const open = commitmentRows(store)
    .where('lead_institution_id', '=', institutionId)
    .where('state', 'not in', FINAL_STATES)
  return assemble(store, await byDueDate(within(open, reach)).limit(PAGE_SIZE).execute())
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
  readonly locale: Locale
}

/** A page of commitments, soonest due first, undated last, then by number. */
export async function listCommitments(
  store: Store,
  filter: CommitmentFilter,
  reach: Reach,
  { page, size = PAGE_SIZE, locale }: AskedPage,
): Promise<CommitmentPage> {
  const query = await filtered(store, filter, reach)
  const rows = await byDueDate(query)
    .limit(size + 1)
    .offset((page - 1) * size)
    .execute()
  return {
    commitments: await assemble(store, rows.slice(0, size), locale),
    hasNext: rows.length > size,
  }
}

function commitmentRows(store: Store): Query {
  return store.db.selectFrom('commitments').select(COLUMNS)
}

function within(query: Query, reach: Reach): Query {
  if (reach === 'all') return query
  const { dialogues, closed } = 'closed' in reach ? reach : { dialogues: reach, closed: reach }
  const [only] = dialogues
  // One dialogue: its index comes in the order of due dates already.
  const narrowed =
    dialogues.length === 1 && only
      ? query.where('dialogue_id', '=', only)
      : query.where((eb) => eb.or([inList('dialogue_id', dialogues), never(eb)]))
  if (closed.length === dialogues.length) return narrowed
  return narrowed.where(orOpen(closed))
}

/** Closed and proposed commitments count only in these dialogues. */
export function orOpen(closed: readonly Id[]): (eb: Where) => Expression<SqlBool> {
  return (eb) =>
    eb.or([
      eb.and([eb('visibility', '<>', 'closed'), eb('state', '<>', 'proposed')]),
      inList('dialogue_id', closed),
    ])
}

/** Never true. Beside a list it makes SQLite walk the due dates in order instead of sorting all that is found. */
function never(eb: Where): Expression<SqlBool> {
  return eb('number', '<', 0)
}

function byDueDate(query: Query): Query {
  return query
    .orderBy('due_on', (order) => order.asc().nullsLast())
    .orderBy('number')
    .orderBy('id')
}

/** Those that a filter finds within the reach of a reader. */
export async function filtered(store: Store, filter: CommitmentFilter, reach: Reach): Promise<Query> {
  const { show, dialogueId, leadId, search } = filter
  let query = within(commitmentRows(store), reach)
  if (dialogueId) query = query.where('dialogue_id', '=', dialogueId)
  if (leadId) query = query.where('lead_institution_id', '=', leadId)
  for (const word of fold(search).split(' ').filter(Boolean).slice(0, 6)) query = query.where(holds(word))
  if (show === 'all') return query
  // Named by what they are not, for the same reason: a list of states would be sorted.
  if (show === 'open') return query.where('state', 'not in', FINAL_STATES)
  if (show !== 'late' && show !== 'silent') return query.where('state', '=', show)
  const overdue = query.where('state', 'not in', NOT_OWING_STATES).where(await isPast(store))
  return show === 'late' ? overdue : overdue.where('last_report_at', 'is', null)
}

/** A word of the text, or a code such as `C-07`, typed with a Latin or a Cyrillic letter. */
function holds(word: string): (eb: Where) => Expression<SqlBool> {
  const found = holdsWord('search', word)
  const code = /^[cс]-?0*(\d{1,6})$/.exec(word)?.[1]
  return (eb) => (code ? eb.or([eb('number', '=', Number(code)), found]) : found)
}

/** Due before today, where today is the calendar day of each dialogue's own zone. */
async function isPast(store: Store): Promise<(eb: Where) => Expression<SqlBool>> {
  const dialogues = await store.db.selectFrom('dialogues').select(['id', 'zone']).execute()
  const byDay = Map.groupBy(dialogues, (dialogue) => dateOf(store.now, dialogue.zone))
  const [first, ...others] = [...byDay]
  if (!first) return (eb) => eb.lit(false)
  if (others.length === 0) return (eb) => eb('due_on', '<', first[0])
  return (eb) =>
    eb.or(
      [...byDay].map(([today, entries]) =>
        eb.and([
          eb('due_on', '<', today),
          inList(
            'dialogue_id',
            entries.map((entry) => entry.id),
          ),
        ]),
      ),
    )
}

/** With `reader` only the texts that a reader may be shown: in their language, else the authoritative one. */
async function assemble(store: Store, rows: readonly Row[], reader?: Locale): Promise<Commitment[]> {
  if (rows.length === 0) return []
  const shown = reader ? [...new Set([reader, ...rows.map((row) => row.authoritative_lang)])] : LOCALES
  const [texts, zones] = await Promise.all([
    store.db
      .selectFrom('commitment_texts')
      .selectAll()
      .where(
        inList(
          'commitment_id',
          rows.map((row) => row.id),
        ),
      )
      .where('lang', 'in', shown)
      .execute(),
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

function commitmentOf(row: Row, zone: Zone, texts: readonly CommitmentTextsTable[]): Commitment {
  return {
    id: row.id,
    dialogueId: row.dialogue_id,
    zone,
    number: row.number,
    meetingId: row.meeting_id,
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
