/** Reads of the outbox: lists, one mail with its attempts, counts, the mail of a meeting, heartbeats. */

import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { Id } from '../kernel/id.ts'
import { fold } from '../kernel/text.ts'
import type { Database } from '../store/database.ts'
import type { OutboxTable } from '../store/followup-schema.ts'
import { inList } from '../store/lists.ts'
import { holdsWord } from '../store/search.ts'
import type { Store } from '../store/store.ts'
import { EVERYTHING, type MailFilter, type MailState, PAGE_SIZE, STATES_SHOWN } from './filter.ts'
import type { MailKind } from './mail.ts'
import type { Heartbeat, MailAttempt, MailLine, MailScope } from './record.ts'

/** The columns of a line. */
export const LINE = [
  'outbox.id',
  'outbox.kind',
  'outbox.person_id',
  'outbox.to_name',
  'outbox.to_address',
  'outbox.subject',
  'outbox.lang',
  'outbox.state',
  'outbox.attempts',
  'outbox.created_at',
  'outbox.settled_at',
  'outbox.not_before',
  'outbox.last_code',
  'outbox.last_reply',
] as const

type Outbox = ExpressionBuilder<Database, 'outbox'>

/** One part of a list of mail, newest first. */
interface MailPage {
  readonly lines: readonly MailLine[]
  /** True if there is a part after this one. */
  readonly more: boolean
}

/** The mail that a filter leaves, as far as `scope` reaches; one query. `page` counts from 1. */
export async function listMail(
  store: Store,
  filter: MailFilter,
  scope: MailScope,
  page = 1,
): Promise<MailPage> {
  const rows = await store.db
    .selectFrom('outbox')
    .select(LINE)
    .where((eb) => eb.and([within(eb, scope), ...chosen(eb, filter)]))
    .orderBy('outbox.created_at', 'desc')
    .orderBy('outbox.id', 'desc')
    .limit(PAGE_SIZE + 1)
    .offset((page - 1) * PAGE_SIZE)
    .execute()
  return { lines: rows.slice(0, PAGE_SIZE).map(lineOf), more: rows.length > PAGE_SIZE }
}

/** How much mail there is in each state in which it is not at rest, and how much failed; one query. */
export async function countOpen(store: Store, scope: MailScope): Promise<ReadonlyMap<MailState, number>> {
  const open = [...STATES_SHOWN.waiting, ...STATES_SHOWN.failed]
  const rows = await store.db
    .selectFrom('outbox')
    .select('outbox.state')
    .select((eb) => eb.fn.countAll<number>().as('number'))
    .where((eb) => eb.and([within(eb, scope), eb('outbox.state', 'in', open)]))
    .groupBy('outbox.state')
    .execute()
  return new Map(rows.map((row) => [row.state, Number(row.number)]))
}

/** One whole row, or null when it is not there or out of reach. */
export async function findMail(store: Store, id: Id, scope: MailScope): Promise<OutboxTable | null> {
  const row = await store.db
    .selectFrom('outbox')
    .selectAll('outbox')
    .where((eb) => eb.and([within(eb, scope), eb('outbox.id', '=', id)]))
    .executeTakeFirst()
  return row ?? null
}

/** All attempts at one mail, first one first. */
export async function attemptsOf(store: Store, id: Id): Promise<MailAttempt[]> {
  return store.db
    .selectFrom('mail_attempts')
    .select(['attempt', 'at', 'outcome', 'code', 'reply'])
    .where('outbox_id', '=', id)
    .orderBy('attempt')
    .execute()
}

/** The latest mail about a meeting, for its page; `more` says that the list of all mail has others. */
export function mailOfMeeting(store: Store, meetingId: Id, scope: MailScope): Promise<MailPage> {
  return listMail(store, { ...EVERYTHING, meetingId }, scope)
}

/** What every job wrote about its last run. */
export async function heartbeats(store: Store): Promise<Heartbeat[]> {
  const rows = await store.db.selectFrom('heartbeats').selectAll().orderBy('job').execute()
  return rows.map((row) => ({
    job: row.job,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    outcome: row.outcome,
    runs: row.runs,
  }))
}

/** A row as a line of a list. */
export function lineOf(row: Pick<OutboxTable, Column>): MailLine {
  return {
    id: row.id,
    kind: row.kind as MailKind,
    to: { personId: row.person_id, name: row.to_name, address: row.to_address },
    subject: row.subject,
    lang: row.lang,
    state: row.state,
    settled: row.settled_at !== null,
    attempts: row.attempts,
    createdAt: row.created_at,
    settledAt: row.settled_at,
    notBefore: row.not_before,
    code: row.last_code,
    reply: row.last_reply,
  }
}

type Column = (typeof LINE)[number] extends `outbox.${infer Name}` ? Name & keyof OutboxTable : never

/** What of the outbox a scope reaches. */
export function within(eb: Outbox, { dialogues, personId }: MailScope): Expression<SqlBool> {
  if (dialogues === 'all') return eb.lit(true)
  return eb.or([ofDialogues(eb, dialogues), eb('outbox.person_id', '=', personId)])
}

/**
 * Is the mail about one of these dialogues, or about a meeting, a commitment, stock reports, a status request or a plan
 * of one?
 */
function ofDialogues(
  eb: ExpressionBuilder<Database, 'outbox'>,
  dialogues: readonly Id[],
): Expression<SqlBool> {
  const ofMeeting = eb
    .selectFrom('meetings')
    .select('meetings.id')
    .whereRef('meetings.id', '=', 'outbox.meeting_id')
    .where(inList('meetings.dialogue_id', dialogues))
  const ofCommitment = eb
    .selectFrom('commitments')
    .select('commitments.id')
    .whereRef('commitments.id', '=', 'outbox.subject_id')
    .where(inList('commitments.dialogue_id', dialogues))
  const ofStock = eb
    .selectFrom('stock_requests')
    .innerJoin('supply_places', 'supply_places.id', 'stock_requests.place_id')
    .innerJoin('medicines', 'medicines.id', 'supply_places.medicine_id')
    .select('medicines.id')
    .whereRef('stock_requests.subject_id', '=', 'outbox.subject_id')
    .where(inList('medicines.dialogue_id', dialogues))
  const ofStatus = eb
    .selectFrom('status_requests')
    .select('status_requests.id')
    .whereRef('status_requests.id', '=', 'outbox.subject_id')
    .where(inList('status_requests.dialogue_id', dialogues))
  const ofPlan = eb
    .selectFrom('plans')
    .select('plans.id')
    .whereRef('plans.id', '=', 'outbox.subject_id')
    .where(inList('plans.dialogue_id', dialogues))
  return eb.or([
    inList('outbox.subject_id', dialogues),
    ...[ofMeeting, ofCommitment, ofStock, ofStatus, ofPlan].map((some) => eb.exists(some)),
  ])
}

function chosen(eb: Outbox, filter: MailFilter): Expression<SqlBool>[] {
  const states = STATES_SHOWN[filter.show]
  return [
    ...(states.length > 0 ? [eb('outbox.state', 'in', states)] : []),
    ...(filter.kind ? [eb('outbox.kind', '=', filter.kind)] : []),
    ...(filter.personId ? [eb('outbox.person_id', '=', filter.personId)] : []),
    ...(filter.meetingId ? [eb('outbox.meeting_id', '=', filter.meetingId)] : []),
    ...words(filter.search).map((word) => named(eb, word)),
  ]
}

function words(search: string): string[] {
  return fold(search).split(' ').filter(Boolean).slice(0, 5)
}

function named(eb: Outbox, word: string): Expression<SqlBool> {
  const inAddress = holdsWord(eb.fn<string>('lower', ['outbox.to_address']), word)
  const person = eb
    .selectFrom('persons')
    .select('persons.id')
    .whereRef('persons.id', '=', 'outbox.person_id')
    .where(holdsWord('persons.search', word))
  return eb.or([inAddress, eb.exists(person)])
}
