/** Tables of supply by their SQL names (migrations/0023_supply.sql). */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'

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
