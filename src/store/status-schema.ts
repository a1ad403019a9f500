/** Tables of status requests by their SQL names (migrations/0026_status_requests.sql). */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'

export interface StatusRequestsTable {
  id: Id
  dialogue_id: Id
  meeting_id: Id | null
  state: 'draft' | 'open' | 'closed'
  due_on: LocalDate
  words_en: string
  words_ru: string
  words_kk: string
  opened_at: Instant | null
  asked_on: LocalDate | null
  closed_at: Instant | null
  item_id: Id | null
  created_by: Id
  created_at: Instant
  version: number
}

export interface StatusPartsTable {
  id: Id
  request_id: Id
  institution_id: Id
  asked: number
  people: number
}

export interface StatusLinesTable {
  request_id: Id
  commitment_id: Id
  paper: string
}
