/** The tables of the mail room (migrations/0019). */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'

export interface MailSettlementsTable {
  outbox_id: Id
  channel: 'courier' | 'phone' | 'read_out' | 'other' | 'needless'
  settled_on: LocalDate
  /** To whom and by whom, in the words of the secretariat. */
  note: string
  recorded_by: Id
  recorded_at: Instant
  version: number
}

export interface SuppressionLiftingsTable {
  id: Id
  address: string
  scope: 'all' | 'digest' | 'reminders'
  /** That of the suppression. */
  reason: string
  since: Instant
  /** The address was found to work, or the person asked for mail. */
  basis: 'works' | 'asked'
  note: string
  lifted_by: Id
  lifted_at: Instant
  version: number
}
