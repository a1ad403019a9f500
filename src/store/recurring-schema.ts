/** Tables of recurring and joint commitments by their SQL names (migrations/0028_recurring.sql). */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import type { AnswerChannel, ReportsTable } from './followup-schema.ts'
import type { Flag } from './schema.ts'

export interface RecurrencesTable {
  commitment_id: Id
  every: 'month' | 'quarter' | 'half_year' | 'year'
  day_rule: 'working_day' | 'day' | 'last_working_day'
  day: number
  months_after: number
  day_off: 'stays' | 'next' | 'previous'
  owed_by: 'lead' | 'supporters'
  first_period: string
  last_period: string | null
  medicine_id: Id | null
  since: LocalDate
  ended_on: LocalDate | null
  version: number
}

export interface CommitmentSharesTable {
  id: Id
  commitment_id: Id
  institution_id: Id
  kind: 'period' | 'part'
  period_key: string
  starts_on: LocalDate | null
  ends_on: LocalDate | null
  due_on: LocalDate | null
  state: 'open' | 'reported' | 'done' | 'missed' | 'waived' | 'dropped'
  state_since: Instant
  state_note: string
  late: Flag
  authoritative_lang: Locale | null
  last_report_at: Instant | null
  created_at: Instant
  version: number
}

export interface CommitmentPartTextsTable {
  share_id: Id
  commitment_id: Id
  lang: Locale
  text: string
}

export interface ShareReportsTable {
  id: Id
  share_id: Id
  commitment_id: Id
  claim: ReportsTable['claim']
  text: string
  evidence: string
  channel: AnswerChannel | 'web'
  source: string
  person_id: Id | null
  at: Instant
  late: Flag
  state: 'sent' | 'returned'
  return_reason: string
  stock_report_id: Id | null
}

export interface ShareRemindersTable {
  share_id: Id
  due_on: LocalDate
  step: string
  person_id: Id
  outbox_id: Id
  at: Instant
}
