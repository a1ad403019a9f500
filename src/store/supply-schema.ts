/** Tables of supply by their SQL names (migrations/0023_supply.sql, 0027_stock_requests.sql). */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import type { StepKey } from '../supply/line.ts'

export interface MedicinesTable {
  id: Id
  dialogue_id: Id
  authoritative_lang: Locale
  unit_mg: number
  base_permille: number
  patients: number
  daily_mg: number
  min_months: number
  max_months: number
  safety_days: number
  rate: 'reported' | 'plan'
  created_at: Instant
  version: number
}

export interface MedicineTextsTable {
  medicine_id: Id
  lang: Locale
  name: string
  unit: string
}

export interface SupplyPlacesTable {
  id: Id
  medicine_id: Id
  institution_id: Id
  level: 'central' | 'region' | 'site'
  closed_at: Instant | null
  version: number
}

export interface StockReportsTable {
  id: Id
  place_id: Id
  /** `2025-10`. */
  month: string
  as_of: LocalDate
  on_hand: number
  consumed: number
  received: number
  days_out: number
  channel: 'link' | 'secretariat' | 'import'
  reported_by: Id
  reported_at: Instant
  superseded_at: Instant | null
}

export interface StockBatchesTable {
  report_id: Id
  position: number
  units: number
  good_until: LocalDate
}

export interface PipelineLinesTable {
  id: Id
  medicine_id: Id
  quantity: number
  received: number
  received_on: LocalDate | null
  ships_on: LocalDate | null
  expected_on: LocalDate
  certainty: 'planned' | 'contracted' | 'permitted' | 'shipped' | 'received'
  contract: string
  good_until: LocalDate | null
  commitment_id: Id | null
  /** A key of the chain (supply/line.ts); null: the whole delivery. */
  commitment_step: StepKey | null
}

export interface PipelineMovesTable {
  id: Id
  line_id: Id
  expected_from: LocalDate
  expected_to: LocalDate
  quantity_from: number
  quantity_to: number
  reason: string
  moved_by: Id
  moved_at: Instant
}

export interface PipelineStepsTable {
  line_id: Id
  position: number
  days: number
  institution_id: Id | null
  done_on: LocalDate | null
}

export interface SupplyPermitsTable {
  id: Id
  line_id: Id
  kind: 'import' | 'export'
  number: string
  quantity: number
  valid_from: LocalDate
  valid_to: LocalDate
}

export interface SupplyEstimatesTable {
  id: Id
  medicine_id: Id
  year: number
  kind: 'confirmed' | 'supplementary'
  base_grams: number
  confirmed_on: LocalDate
}

export interface SupplyScenariosTable {
  id: Id
  medicine_id: Id
  name: string
  note: string
  inputs_hash: string
  made_by: Id
  made_at: Instant
}

export interface SupplyScenarioChangesTable {
  scenario_id: Id
  line_id: Id
  expected_on: LocalDate
  quantity: number
}

export interface SupplySnapshotsTable {
  id: Id
  meeting_id: Id
  medicine_id: Id
  as_of: LocalDate
  inputs_hash: string
  risk: 'out' | 'late' | 'short' | 'unknown' | 'fine'
  out_alone: LocalDate | null
  out_confirmed: LocalDate | null
  out_all: LocalDate | null
  days_uncovered: number | null
  open_end: number
  next_step: StepKey | null
  next_by: LocalDate | null
  late_days: number
  owner_id: Id | null
  made_by: Id
  made_at: Instant
}
