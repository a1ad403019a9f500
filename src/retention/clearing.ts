/**
 * What each retention rule takes away: which rows are due, and the statement that clears some of them. Texts become
 * empty, rows stay: the record of what was sent, answered and promised is not shortened.
 */

import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { NOBODY } from '../mail/forgotten.ts'
import type { MailKind } from '../mail/mail.ts'
import { SKIP_REASONS } from '../mail/settlement.ts'
import type { Database } from '../store/database.ts'
import { inList } from '../store/lists.ts'
import type { Statement, Store } from '../store/store.ts'
import { letterClearings } from './letters.ts'
import type { RuleName } from './rules.ts'

/** One table that a rule clears. */
export interface Clearing {
  /** The keys of what is due at the cut-off. */
  due(store: Store, cut: Instant): Expression<{ id: Id }>
  /** Clears those of these keys that are still due, and gives back a row for each row it changed. */
  clear(store: Store, cut: Instant, ids: readonly Id[]): Statement
}

type Eb<Table extends keyof Database> = ExpressionBuilder<Database, Table>

/** As a literal: only then an index over the rows with a text is thought of. */
const NOTHING = sql<string>`''`

const answerComments: Clearing = {
  due: (store, cut) =>
    store.db
      .selectFrom('delegate_answers')
      .select('id')
      .where((eb) => oldComment(eb, cut)),
  clear: (store, cut, ids) =>
    store.db
      .updateTable('delegate_answers')
      .set({ comment: '' })
      .where(inList('id', ids))
      .where((eb) => oldComment(eb, cut))
      .returning('id'),
}

function oldComment(eb: Eb<'delegate_answers'>, cut: Instant): Expression<SqlBool> {
  const over = eb
    .selectFrom('delegates')
    .innerJoin('meetings', 'meetings.id', 'delegates.meeting_id')
    .select('delegates.id')
    .whereRef('delegates.id', '=', 'delegate_answers.delegate_id')
    .where('meetings.ends_at', '<=', cut)
  return eb.and([eb('delegate_answers.comment', '<>', NOTHING), eb.exists(over)])
}

const attemptReplies: Clearing = {
  due: (store, cut) =>
    store.db
      .selectFrom('mail_attempts')
      .select('outbox_id as id')
      .where((eb) => oldReply(eb, cut)),
  clear: (store, cut, ids) =>
    store.db
      .updateTable('mail_attempts')
      .set({ reply: '' })
      .where(inList('outbox_id', ids))
      .where((eb) => oldReply(eb, cut))
      .returning('outbox_id'),
}

function oldReply(eb: Eb<'mail_attempts'>, cut: Instant): Expression<SqlBool> {
  return eb.and([eb('mail_attempts.reply', '<>', NOTHING), eb('mail_attempts.at', '<=', cut)])
}

const lastReplies: Clearing = {
  due: (store, cut) =>
    store.db
      .selectFrom('outbox')
      .select('id')
      .where((eb) => oldLastReply(eb, cut)),
  clear: (store, cut, ids) =>
    store.db
      .updateTable('outbox')
      .set({ last_reply: '' })
      .where(inList('id', ids))
      .where((eb) => oldLastReply(eb, cut))
      .returning('id'),
}

/** Our own reasons hold no data of anybody, and say why a mail never went. */
function oldLastReply(eb: Eb<'outbox'>, cut: Instant): Expression<SqlBool> {
  return eb.and([
    eb('outbox.last_reply', '<>', NOTHING),
    eb('outbox.last_reply', 'not in', SKIP_REASONS),
    eb('outbox.settled_at', '<=', cut),
  ])
}

const inboundAnswers: Clearing = {
  due: (store, cut) =>
    store.db
      .selectFrom('inbound_answers')
      .select('id')
      .where((eb) => oldAnswer(eb, cut)),
  clear: (store, cut, ids) =>
    store.db
      .updateTable('inbound_answers')
      .set({ from_address: '', from_name: '', attendee_address: '', comment: '', proposed: '' })
      .where(inList('id', ids))
      .where((eb) => oldAnswer(eb, cut))
      .returning('id'),
}

function oldAnswer(eb: Eb<'inbound_answers'>, cut: Instant): Expression<SqlBool> {
  const over = eb
    .selectFrom('meetings')
    .select('meetings.id')
    .whereRef('meetings.id', '=', 'inbound_answers.meeting_id')
    .where('meetings.ends_at', '<=', cut)
  return eb.and([eb('inbound_answers.from_address', '<>', ''), eb.exists(over)])
}

const inboundWriters: Clearing = {
  due: (store, cut) =>
    store.db
      .selectFrom('inbound_mails')
      .select('id')
      .where((eb) => oldWriter(eb, cut)),
  clear: (store, cut, ids) =>
    store.db
      .updateTable('inbound_mails')
      .set({ from_address: '' })
      .where(inList('id', ids))
      .where((eb) => oldWriter(eb, cut))
      .returning('id'),
}

function oldWriter(eb: Eb<'inbound_mails'>, cut: Instant): Expression<SqlBool> {
  return eb.and([eb('inbound_mails.received_at', '<=', cut), eb('inbound_mails.from_address', '<>', '')])
}

/** They belong to no dialogue by whose end their addressees could go. */
const CONVENIENCE: readonly MailKind[] = [
  'sign_in',
  'forwarded',
  'invitation_reminder',
  'reminder',
  'stock_reminder',
  'plan_reminder',
  'plan_report_reminder',
  'digest',
]

const convenienceLetters: Clearing = {
  due: (store, cut) =>
    store.db
      .selectFrom('outbox')
      .select('id')
      .where((eb) => oldConvenience(eb, cut)),
  clear: (store, cut, ids) =>
    store.db
      .updateTable('outbox')
      .set(NOBODY)
      .where(inList('id', ids))
      .where((eb) => oldConvenience(eb, cut))
      .returning('id'),
}

function oldConvenience(eb: Eb<'outbox'>, cut: Instant): Expression<SqlBool> {
  return eb.and([
    eb('outbox.kind', 'in', CONVENIENCE),
    eb('outbox.settled_at', '<=', cut),
    eb('outbox.to_address', '<>', NOTHING),
  ])
}

function officialLetters(ended: readonly Id[]): Clearing {
  return {
    due: ({ db }) => {
      const meetings = db.selectFrom('meetings').select('id').where(inList('dialogue_id', ended))
      const commitments = db.selectFrom('commitments').select('id').where(inList('dialogue_id', ended))
      const registered = db.selectFrom('letters').select('id').where(inList('dialogue_id', ended))
      const stock = db
        .selectFrom('stock_requests')
        .innerJoin('supply_places', 'supply_places.id', 'stock_requests.place_id')
        .innerJoin('medicines', 'medicines.id', 'supply_places.medicine_id')
        .select('stock_requests.subject_id as id')
        .where(inList('medicines.dialogue_id', ended))
      const plans = db.selectFrom('plans').select('id').where(inList('dialogue_id', ended))
      const asked = db.selectFrom('status_requests').select('id').where(inList('dialogue_id', ended))
      const letters = db.selectFrom('outbox').select('id').where(settledLetter)
      return letters
        .where('meeting_id', 'in', meetings)
        .union(letters.where('subject_id', 'in', commitments))
        .union(letters.where(inList('subject_id', ended)))
        .union(letters.where('subject_id', 'in', registered.union(stock).union(plans).union(asked)))
    },
    clear: (store, _, ids) =>
      store.db
        .updateTable('outbox')
        .set(NOBODY)
        .where(inList('id', ids))
        .where(settledLetter)
        .returning('id'),
  }
}

/** Who took what a letter could not bring goes with the letter. */
const settlementNotes: Clearing = {
  due: ({ db }) => db.selectFrom('mail_settlements').select('outbox_id as id').where(ofClearedLetter),
  clear: (store, _, ids) =>
    store.db
      .updateTable('mail_settlements')
      .set({ note: '' })
      .where(inList('outbox_id', ids))
      .where(ofClearedLetter)
      .returning('outbox_id'),
}

function ofClearedLetter(eb: Eb<'mail_settlements'>): Expression<SqlBool> {
  const cleared = eb
    .selectFrom('outbox')
    .select('outbox.id')
    .whereRef('outbox.id', '=', 'mail_settlements.outbox_id')
    .where('outbox.to_address', '=', NOTHING)
  return eb.and([eb('mail_settlements.note', '<>', NOTHING), eb.exists(cleared)])
}

const liftedAddresses: Clearing = {
  due: (store, cut) =>
    store.db
      .selectFrom('suppression_liftings')
      .select('id')
      .where((eb) => oldLifting(eb, cut)),
  clear: (store, cut, ids) =>
    store.db
      .updateTable('suppression_liftings')
      .set({ address: '', note: '' })
      .where(inList('id', ids))
      .where((eb) => oldLifting(eb, cut))
      .returning('id'),
}

function oldLifting(eb: Eb<'suppression_liftings'>, cut: Instant): Expression<SqlBool> {
  return eb.and([
    eb('suppression_liftings.lifted_at', '<=', cut),
    eb('suppression_liftings.address', '<>', NOTHING),
  ])
}

function settledLetter(eb: Eb<'outbox'>): Expression<SqlBool> {
  return eb.and([eb('outbox.to_address', '<>', ''), eb('outbox.settled_at', 'is not', null)])
}

const CLEARINGS: Readonly<
  Record<Exclude<RuleName, 'official_letters' | 'letter_links' | 'contacts'>, readonly Clearing[]>
> = {
  answer_comments: [answerComments],
  relay_replies: [attemptReplies, lastReplies],
  inbound_answers: [inboundAnswers],
  inbound_writers: [inboundWriters, liftedAddresses],
  convenience_letters: [convenienceLetters],
}

/** What a rule clears at its cut-off; links and contacts need more than one statement (`links.ts`, `contacts.ts`). */
export async function clearingsOf(
  store: Store,
  rule: Exclude<RuleName, 'letter_links' | 'contacts'>,
  cut: Instant,
): Promise<readonly Clearing[]> {
  if (rule !== 'official_letters') return CLEARINGS[rule]
  const ended = await endedDialogues(store, cut)
  return ended.length > 0
    ? [officialLetters(ended), ...letterClearings(ended), settlementNotes]
    : [settlementNotes]
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
