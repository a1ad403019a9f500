/** All that is held about one person, table by table: what they get when they ask for it. */

import { sql } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { Database } from '../store/database.ts'
import type { Store } from '../store/store.ts'

/** Rows as they are stored, without what lets somebody in: hashes and tokens. */
export type PersonalCopy = Readonly<Record<string, readonly object[]>>

/** What is given of a table: the column that names the person, the columns in whose order, and which ones. */
interface Held {
  readonly by: string
  readonly order: readonly string[]
  /** All, where nothing is said. */
  readonly columns?: readonly string[]
}

/** Every table with a column that names the person. Of supply, their own words without the deliveries these are about. */
const HELD: Readonly<Partial<Record<keyof Database, Held>>> = {
  persons: { by: 'id', order: ['id'] },
  person_names: { by: 'person_id', order: ['lang'] },
  affiliations: { by: 'person_id', order: ['id'] },
  accounts: { by: 'person_id', order: ['person_id'] },
  dialogue_roles: { by: 'person_id', order: ['id'] },
  sessions: {
    by: 'person_id',
    order: ['id'],
    columns: ['created_at', 'verified_at', 'expires_at', 'user_agent'],
  },
  passkeys: { by: 'person_id', order: ['id'], columns: ['label', 'created_at', 'used_at'] },
  saved_filters: { by: 'person_id', order: ['id'] },
  delegates: { by: 'person_id', order: ['id'] },
  commitments: {
    by: 'person_id',
    order: ['id'],
    columns: ['id', 'dialogue_id', 'number', 'state', 'due_on'],
  },
  reports: { by: 'person_id', order: ['id'] },
  share_reports: { by: 'person_id', order: ['id'] },
  call_notes: {
    by: 'person_id',
    order: ['id'],
    columns: ['commitment_id', 'result', 'words', 'next_on', 'at'],
  },
  verifications: { by: 'person_id', order: ['id'] },
  due_requests: { by: 'asked_by', order: ['id'] },
  step_moves: { by: 'moved_by', order: ['id'] },
  stock_reports: {
    by: 'reported_by',
    order: ['id'],
    columns: ['place_id', 'month', 'channel', 'reported_at', 'superseded_at'],
  },
  plan_texts: { by: 'written_by', order: ['plan_id', 'part'] },
  plan_activities: { by: 'written_by', order: ['id'] },
  plan_presentations: {
    by: 'presented_by',
    order: ['plan_id', 'number'],
    columns: ['plan_id', 'number', 'presented_at'],
  },
  plan_reports: { by: 'reported_by', order: ['id'] },
  plan_people: { by: 'person_id', order: ['plan_id'] },
  plan_notices: { by: 'person_id', order: ['plan_id', 'number'] },
  plan_request_reminders: { by: 'person_id', order: ['request_id', 'plan_id', 'step'] },
  naming_letters: { by: 'person_id', order: ['commitment_id'] },
  stock_requests: { by: 'person_id', order: ['subject_id', 'place_id', 'month'] },
  stock_contacts: { by: 'person_id', order: ['place_id'] },
  roadmap_events: { by: 'done_by', order: ['id'] },
  indicator_terms: { by: 'changed_by', order: ['id'] },
  indicator_values: { by: 'noted_by', order: ['id'] },
  supply_scenarios: {
    by: 'made_by',
    order: ['id'],
    columns: ['medicine_id', 'name', 'note', 'made_at'],
  },
  documents: {
    by: 'created_by',
    order: ['created_at', 'id'],
    columns: ['id', 'name', 'media_type', 'size', 'lang', 'created_at', 'removed_at'],
  },
  outbox: {
    by: 'person_id',
    order: ['created_at', 'id'],
    columns: ['kind', 'subject', 'to_address', 'state', 'created_at', 'settled_at', 'message_id'],
  },
  facts: {
    by: 'actor_id',
    order: ['at', 'subject_id', 'subject_version'],
    columns: ['at', 'kind', 'subject_id', 'subject_version'],
  },
}

/** How a table is called in the copy, where a reader would not know it by its own name. */
const CALLED: Readonly<Partial<Record<keyof Database, string>>> = { outbox: 'mails', facts: 'acts' }

/** The copy, or null for an unknown person. */
export async function heldAbout(store: Store, id: Id): Promise<PersonalCopy | null> {
  const copy: Record<string, readonly object[]> = {}
  for (const [table, held] of Object.entries(HELD) as [keyof Database, Held][]) {
    const rows = await rowsAbout(store, table, { held, id })
    if (table === 'persons' && rows.length === 0) return null
    copy[CALLED[table] ?? table] = rows
  }
  return { ...copy, ...(await toldBy(store, id)) }
}

async function rowsAbout(
  { db }: Store,
  table: keyof Database,
  { held: { by, order, columns }, id }: { held: Held; id: Id },
): Promise<object[]> {
  const what = columns ? sql.join(columns.map((column) => sql.ref(column))) : sql`*`
  const sorted = sql.join(order.map((column) => sql.ref(column)))
  const query = sql<object>`select ${what} from ${sql.table(table)} where ${sql.ref(by)} = ${id} order by ${sorted}`
  return (await query.execute(db)).rows
}

/** Their answers to invitations and how their mail fared: rows that name them through another table. */
async function toldBy({ db }: Store, id: Id): Promise<PersonalCopy> {
  const own = db.selectFrom('delegates').select('id').where('person_id', '=', id)
  return {
    delegate_answers: await db
      .selectFrom('delegate_answers')
      .selectAll()
      .where('delegate_id', 'in', own)
      .orderBy('id')
      .execute(),
    mail_settlements: await db
      .selectFrom('mail_settlements')
      .select(['outbox_id', 'channel', 'settled_on', 'note'])
      .where('outbox_id', 'in', db.selectFrom('outbox').select('id').where('person_id', '=', id))
      .orderBy('outbox_id')
      .execute(),
  }
}
