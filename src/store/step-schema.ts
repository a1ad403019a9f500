/** Tables of steps by their SQL names (migrations/0025_steps.sql). */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import type { Flag } from './schema.ts'

export interface CommitmentStepsTable {
  id: Id
  commitment_id: Id
  position: number
  authoritative_lang: Locale
  institution_id: Id | null
  days: number | null
  first_planned_on: LocalDate | null
  planned_on: LocalDate | null
  forecast_on: LocalDate | null
  started_on: LocalDate | null
  done_on: LocalDate | null
  state: 'pending' | 'running' | 'blocked' | 'skipped' | 'done'
  reason: string
  evidence: string
  /** Are its dates need-to-know? */
  guarded: Flag
  version: number
}

export interface CommitmentStepTextsTable {
  step_id: Id
  lang: Locale
  title: string
  who: string
  proof: string
}

export interface StepDependenciesTable {
  step_id: Id
  after_id: Id
}

export interface StepMovesTable {
  id: Id
  step_id: Id
  kind: 'planned' | 'forecast'
  old_on: LocalDate | null
  new_on: LocalDate | null
  reason: string
  moved_by: Id
  moved_at: Instant
}

export interface StepTemplatesTable {
  id: Id
  /** Null for the whole instance. */
  dialogue_id: Id | null
  authoritative_lang: Locale
  created_at: Instant
  version: number
}

export interface StepTemplateTextsTable {
  template_id: Id
  lang: Locale
  title: string
}

export interface StepTemplateStepsTable {
  template_id: Id
  position: number
  days: number
  institution_id: Id | null
  after_steps: string
  guarded: Flag
}

export interface StepTemplateStepTextsTable {
  template_id: Id
  position: number
  lang: Locale
  title: string
  who: string
  proof: string
}

export interface DueRequestsTable {
  id: Id
  commitment_id: Id
  due_on: LocalDate
  due_precision: 'day' | 'quarter' | 'year'
  reason: string
  asked_by: Id
  asked_at: Instant
  state: 'open' | 'granted' | 'refused' | 'replaced'
  answer: string
  answered_by: Id | null
  answered_at: Instant | null
}
