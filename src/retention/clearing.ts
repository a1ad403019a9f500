/**
 * What each retention rule takes away: how much is due, and the one statement that clears it. Texts become empty,
 * rows stay: the record of what was sent, answered and promised is not shortened.
 */

import { type ExpressionBuilder, sql } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { NOBODY } from '../mail/forgotten.ts'
import type { MailKind } from '../mail/mail.ts'
import { ofDialogues } from '../mail/queries.ts'
import type { Database } from '../store/database.ts'
import { inList } from '../store/lists.ts'
import type { Statement, Store } from '../store/store.ts'
import type { RuleName } from './rules.ts'

/** How one rule counts and clears; both take the cut-off. Clearing gives how many rows it changed. */
export interface Clearing {
  count(store: Store, cut: Instant): Promise<number>
  clear(store: Store, cut: Instant): Promise<number>
}

/** The rules that one statement can carry out; links and contacts need more (`commands.ts`). */
export const CLEARINGS: Readonly<Record<Exclude<RuleName, 'letter_links' | 'contacts'>, Clearing>> = {
  answer_comments: {
    count: async (store, cut) =>
      counted(
        store.db
          .selectFrom('delegate_answers')
          .select(ROWS)
          .where((eb) => oldComment(eb, cut)),
      ),
    clear: async (store, cut) =>
      changed(
        store,
        store.db
          .updateTable('delegate_answers')
          .set({ comment: '' })
          .where((eb) => oldComment(eb, cut))
          .returning('id'),
      ),
  },
  relay_replies: {
    count: async (store, cut) =>
      counted(
        store.db.selectFrom('mail_attempts').select(ROWS).where('reply', '<>', '').where('at', '<=', cut),
      ),
    clear: async (store, cut) =>
      changed(
        store,
        store.db
          .updateTable('mail_attempts')
          .set({ reply: '' })
          .where('reply', '<>', '')
          .where('at', '<=', cut)
          .returning('outbox_id'),
      ),
  },
  inbound_answers: {
    count: async (store, cut) =>
      counted(
        store.db
          .selectFrom('inbound_answers')
          .select(ROWS)
          .where((eb) => oldAnswer(eb, cut)),
      ),
    clear: async (store, cut) =>
      changed(
        store,
        store.db
          .updateTable('inbound_answers')
          .set({ from_address: '', from_name: '', attendee_address: '', comment: '', proposed: '' })
          .where((eb) => oldAnswer(eb, cut))
          .returning('id'),
      ),
  },
  inbound_writers: {
    count: async (store, cut) =>
      counted(
        store.db
          .selectFrom('inbound_mails')
          .select(ROWS)
          .where('received_at', '<=', cut)
          .where('from_address', '<>', ''),
      ),
    clear: async (store, cut) =>
      changed(
        store,
        store.db
          .updateTable('inbound_mails')
          .set({ from_address: '' })
          .where('received_at', '<=', cut)
          .where('from_address', '<>', '')
          .returning('id'),
      ),
  },
  convenience_letters: {
    count: async (store, cut) =>
      counted(
        store.db
          .selectFrom('outbox')
          .select(ROWS)
          .where((eb) => oldConvenience(eb, cut)),
      ),
    clear: async (store, cut) =>
      changed(
        store,
        store.db
          .updateTable('outbox')
          .set({ body_text: '', body_html: '', unsubscribe_token: null })
          .where((eb) => oldConvenience(eb, cut))
          .returning('id'),
      ),
  },
  official_letters: {
    count: async (store, cut) => {
      const ended = await endedDialogues(store, cut)
      return counted(
        store.db
          .selectFrom('outbox')
          .select(ROWS)
          .where((eb) => lettersOf(eb, ended)),
      )
    },
    clear: async (store, cut) => {
      const ended = await endedDialogues(store, cut)
      return changed(
        store,
        store.db
          .updateTable('outbox')
          .set(NOBODY)
          .where((eb) => lettersOf(eb, ended))
          .returning('id'),
      )
    },
  },
}

const CONVENIENCE: readonly MailKind[] = ['sign_in', 'forwarded', 'invitation_reminder', 'reminder', 'digest']

function oldComment(eb: ExpressionBuilder<Database, 'delegate_answers'>, cut: Instant) {
  const over = eb
    .selectFrom('delegates')
    .innerJoin('meetings', 'meetings.id', 'delegates.meeting_id')
    .select('delegates.id')
    .whereRef('delegates.id', '=', 'delegate_answers.delegate_id')
    .where('meetings.ends_at', '<=', cut)
  return eb.and([eb('delegate_answers.comment', '<>', ''), eb.exists(over)])
}

function oldAnswer(eb: ExpressionBuilder<Database, 'inbound_answers'>, cut: Instant) {
  const over = eb
    .selectFrom('meetings')
    .select('meetings.id')
    .whereRef('meetings.id', '=', 'inbound_answers.meeting_id')
    .where('meetings.ends_at', '<=', cut)
  return eb.and([eb('inbound_answers.from_address', '<>', ''), eb.exists(over)])
}

function oldConvenience(eb: ExpressionBuilder<Database, 'outbox'>, cut: Instant) {
  return eb.and([
    eb('outbox.settled_at', '<=', cut),
    eb('outbox.kind', 'in', CONVENIENCE),
    eb('outbox.body_text', '<>', ''),
  ])
}

function lettersOf(eb: ExpressionBuilder<Database, 'outbox'>, dialogues: readonly Id[]) {
  return eb.and([
    eb('outbox.to_address', '<>', ''),
    eb('outbox.settled_at', 'is not', null),
    ofDialogues(eb, dialogues),
  ])
}

/** Dialogues that were closed at or before `cut` and not opened again since. */
export async function endedDialogues(store: Store, cut: Instant): Promise<Id[]> {
  const dialogues = await store.db
    .selectFrom('dialogues')
    .select('id')
    .where('state', 'in', ['closed', 'archived'])
    .execute()
  const ids = dialogues.map((row) => row.id)
  if (ids.length === 0) return []
  const rows = await store.db
    .selectFrom('facts')
    .select('subject_id')
    .where(inList('subject_id', ids))
    .where('kind', '=', 'dialogue.closed')
    .groupBy('subject_id')
    .having((eb) => eb(eb.fn.max('at'), '<=', cut))
    .execute()
  return rows.map((row) => row.subject_id)
}

const ROWS = sql<number>`count(*)`.as('rows')

async function counted(query: { executeTakeFirstOrThrow(): Promise<{ rows: number }> }): Promise<number> {
  return (await query.executeTakeFirstOrThrow()).rows
}

async function changed(store: Store, statement: Statement): Promise<number> {
  return (await store.tidy(statement)).length
}
