/** The second half of the tables: invitations, decisions, commitments, mail. See `schema.ts`. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import type { Flag } from './schema.ts'

export type AnswerChannel = 'link' | 'phone' | 'paper' | 'email' | 'in_person'

export interface InvitationsTable {
  id: Id
  meeting_id: Id
  institution_id: Id
  capacity: 'member' | 'observer' | 'resource'
  seats: number
  letter_number: string
  /** Null: the form that the kind of institution suggests. */
  letter_form: 'letter' | 'note' | null
  letter_date: LocalDate | null
  addressee: string
  languages: string
  reply_by: LocalDate | null
  state: 'draft' | 'sent' | 'acknowledged' | 'nominated' | 'regrets' | 'withdrawn'
  state_since: Instant
  sent_at: Instant | null
  reminded_at: Instant | null
  answer_channel: AnswerChannel | null
  answer_source: string
  answered_by: Id | null
  answered_at: Instant | null
  version: number
}

export interface DelegatesTable {
  id: Id
  invitation_id: Id
  meeting_id: Id
  person_id: Id
  role: 'head' | 'member' | 'alternate' | 'adviser' | 'interpreter' | 'observer'
  state: 'nominated' | 'replaced' | 'withdrawn'
  replaces_id: Id | null
  partstat: 'needs_action' | 'accepted' | 'tentative' | 'declined'
  partstat_sequence: number | null
  partstat_at: Instant | null
  mailed_sequence: number | null
  first_message_id: string | null
  attendance: 'expected' | 'in_room' | 'online' | 'absent' | 'excused'
  listing_consent: Flag
  created_at: Instant
  version: number
}

export interface DelegateAnswersTable {
  id: Id
  delegate_id: Id
  partstat: 'accepted' | 'tentative' | 'declined'
  comment: string
  sequence: number
  at: Instant
  channel: AnswerChannel
  recorded_by: string
}

export interface DecisionsTable {
  id: Id
  meeting_id: Id
  item_id: Id | null
  number: number
  method: 'consensus' | 'vote' | 'silence'
  state: 'proposed' | 'adopted' | 'rejected' | 'withdrawn' | 'superseded'
  votes_for: number | null
  votes_against: number | null
  votes_abstained: number | null
  reservations: string
  authoritative_lang: Locale
  recorded_at: Instant
  version: number
}

export interface DecisionTextsTable {
  decision_id: Id
  lang: Locale
  text: string
}

export interface CommitmentsTable {
  id: Id
  dialogue_id: Id
  number: number
  meeting_id: Id | null
  item_id: Id | null
  decision_id: Id | null
  lead_institution_id: Id
  person_id: Id | null
  verifier_institution_id: Id | null
  state:
    | 'proposed'
    | 'agreed'
    | 'in_progress'
    | 'blocked'
    | 'reported_done'
    | 'returned'
    | 'verified'
    | 'superseded'
    | 'dropped'
  state_since: Instant
  state_note: string
  due_on: LocalDate | null
  due_precision: 'day' | 'quarter' | 'year' | 'undated'
  review_on: LocalDate | null
  first_due_on: LocalDate | null
  due_moves: number
  date_version: number
  visibility: 'public' | 'members' | 'closed'
  authoritative_lang: Locale
  last_report_at: Instant | null
  reminders_sent_to: LocalDate | null
  paused_until: LocalDate | null
  source_kind: 'meeting' | 'plan' | 'document' | 'outside'
  /** Of the plan's activity or the document; null for the other kinds. */
  source_id: string | null
  search: string
  created_at: Instant
  version: number
  /** Of the dialogue's roadmap; null for most. */
  objective_id: Id | null
}

export interface CommitmentTextsTable {
  commitment_id: Id
  lang: Locale
  text: string
}

export interface CommitmentSupportersTable {
  commitment_id: Id
  institution_id: Id
}

export interface DueChangesTable {
  commitment_id: Id
  move: number
  old_due_on: LocalDate | null
  old_precision: CommitmentsTable['due_precision']
  new_due_on: LocalDate | null
  new_precision: CommitmentsTable['due_precision']
  reason: string
  requested_by: string
  granted_by: string
  at: Instant
}

export interface ReportsTable {
  id: Id
  commitment_id: Id
  claim: 'in_progress' | 'done' | 'blocked'
  text: string
  evidence: string
  channel: AnswerChannel | 'web'
  source: string
  person_id: Id | null
  at: Instant
  late: Flag
  state: 'sent' | 'accepted' | 'returned'
  return_reason: string
}

export interface VerificationsTable {
  id: Id
  commitment_id: Id
  report_id: Id
  institution_id: Id
  person_id: Id | null
  result: 'confirmed' | 'partly' | 'not_confirmed'
  text: string
  recorded_by: string
  at: Instant
}

export interface OutboxTable {
  id: Id
  kind: string
  dedupe_key: string
  subject_id: string
  meeting_id: Id | null
  person_id: Id | null
  institution_id: Id | null
  to_address: string
  to_name: string
  from_name: string
  from_mailbox: 'rsvp' | 'digest'
  lang: Locale
  subject: string
  body_text: string
  body_html: string
  calendar: string | null
  calendar_method: 'REQUEST' | 'CANCEL' | null
  calendar_sequence: number | null
  list_id: string | null
  unsubscribe_token: string | null
  message_id: string
  in_reply_to: string | null
  mail_date: Instant
  priority: number
  not_before: Instant
  not_after: Instant | null
  state: 'queued' | 'sending' | 'sent' | 'kept' | 'retry' | 'uncertain' | 'failed' | 'skipped'
  attempts: number
  fence: number
  lease_until: Instant | null
  lease_holder: string | null
  last_code: number | null
  last_reply: string
  settled_at: Instant | null
  created_at: Instant
  /** How many files go with it (migrations/0016). */
  attachments: number
  /** Behind it when it was last sent again by hand (migrations/0019). */
  attempts_before: number
  /** Of the letter, in their order, such as `kk, ru`; empty: `lang` alone (migrations/0020). */
  languages: string
}

export interface MailAttemptsTable {
  outbox_id: Id
  attempt: number
  at: Instant
  outcome: string
  code: number | null
  reply: string
}

export interface SuppressionsTable {
  address: string
  scope: 'all' | 'digest' | 'reminders'
  reason: string
  since: Instant
  version: number
}

export interface ReminderStepsTable {
  commitment_id: Id
  date_version: number
  step: string
  person_id: Id
  outbox_id: Id
  at: Instant
}

export interface DigestsTable {
  person_id: Id
  local_date: LocalDate
  window_from: Instant
  window_to: Instant
  outbox_id: Id | null
}

export interface HeartbeatsTable {
  job: string
  started_at: Instant
  finished_at: Instant | null
  outcome: string
  runs: number
}
