/** Tables of asking for stock reports by their SQL names (migrations/0027_stock_requests.sql). */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'

export interface StockAskingsTable {
  medicine_id: Id
  /** 1: reports are asked for by mail. */
  asked: number
  due_days: number
  /** `2025-10`. */
  first_month: string
}

export interface StockContactsTable {
  place_id: Id
  person_id: Id
}

export interface StockRequestsTable {
  subject_id: string
  place_id: Id
  /** `2025-10`. */
  month: string
  person_id: Id
  step: 'ask' | 'due' | 'week_1' | 'week_2' | 'week_3' | 'week_4' | 'hand'
  due_on: LocalDate
  at: Instant
}
