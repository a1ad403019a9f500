/** Tables of phoning and of people who leave, by their SQL names (migrations/0032_calls.sql, 0033_calls_about_shares.sql). */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'

export interface CallNotesTable {
  id: Id
  commitment_id: Id
  person_id: Id | null
  result: 'promised' | 'talked' | 'not_reached' | 'refused'
  words: string
  next_on: LocalDate
  called_by: Id
  at: Instant
  institution_id: Id | null
}

export interface SuccessionRequestsTable {
  commitment_id: Id
  person_id: Id
  asked_at: Instant
}

export interface NamingLettersTable {
  commitment_id: Id
  person_id: Id
  /** The institution that named its own person by link; null for the secretariat. */
  named_for: Id | null
  named_at: Instant
  outbox_id: Id | null
  version: number
}
