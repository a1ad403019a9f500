/** Tables of roadmaps by their SQL names (migrations/0029_roadmaps.sql). */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'

export interface RoadmapsTable {
  id: Id
  dialogue_id: Id
  authoritative_lang: Locale
  period_from: LocalDate
  period_to: LocalDate
  owner_id: Id | null
  state: 'draft' | 'approved' | 'running' | 'evaluated'
  act_on: LocalDate | null
  act_number: string
  act_document_id: Id | null
  act_link: string
  created_at: Instant
  version: number
}

export interface RoadmapTextsTable {
  roadmap_id: Id
  lang: Locale
  title: string
  act_title: string
  act_body: string
}

export interface RoadmapEventsTable {
  id: Id
  roadmap_id: Id
  position: number
  kind: 'approval' | 'start' | 'evaluation' | 'return' | 'change'
  objective_id: Id | null
  reason: string
  done_by: Id
  done_at: Instant
}

export interface ObjectivesTable {
  id: Id
  roadmap_id: Id
  parent_id: Id | null
  code: string
  position: number
  owner_id: Id | null
  removed_at: Instant | null
}

export interface ObjectiveTextsTable {
  objective_id: Id
  lang: Locale
  roadmap_id: Id
  title: string
  description: string
  closing: string
}

/** What is aimed at, from where; amounts are decimals in full. */
export interface IndicatorsTable {
  direction: 'up' | 'down' | 'within'
  baseline: string | null
  baseline_on: LocalDate | null
  target: string | null
  target_high: string | null
  target_on: LocalDate | null
  id: Id
  roadmap_id: Id
  objective_id: Id
  position: number
  owner_id: Id | null
  removed_at: Instant | null
}

export interface IndicatorTextsTable {
  indicator_id: Id
  lang: Locale
  roadmap_id: Id
  name: string
  unit: string
  rhythm: string
}

export interface IndicatorTermsTable {
  direction: 'up' | 'down' | 'within'
  baseline: string | null
  baseline_on: LocalDate | null
  target: string | null
  target_high: string | null
  target_on: LocalDate | null
  id: Id
  indicator_id: Id
  roadmap_id: Id
  reason: string
  changed_by: Id
  changed_at: Instant
}

export interface IndicatorValuesTable {
  id: Id
  indicator_id: Id
  roadmap_id: Id
  as_of: LocalDate
  amount: string
  source: string
  note: string
  noted_by: Id
  noted_at: Instant
  superseded_at: Instant | null
}
