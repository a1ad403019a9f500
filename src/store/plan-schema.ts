/** Tables of the regional plans by their SQL names (migrations/0030_plans.sql, 0034_told_people.sql). */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'

export interface PlanTemplatesTable {
  id: Id
  dialogue_id: Id
  series_id: Id
  edition: number
  roadmap_id: Id | null
  authoritative_lang: Locale
  period_from: LocalDate
  period_to: LocalDate
  created_at: Instant
  version: number
}

export interface PlanTemplateTextsTable {
  template_id: Id
  lang: Locale
  title: string
}

export interface PlanPartsTable {
  template_id: Id
  part: 'audience' | 'message' | 'channel' | 'activity' | 'responsible' | 'result'
  required: number
}

export interface PlanPartTextsTable {
  template_id: Id
  part: PlanPartsTable['part']
  lang: Locale
  title: string
  hint: string
}

export interface PlansTable {
  id: Id
  template_id: Id
  dialogue_id: Id
  institution_id: Id
  monitor_id: Id | null
  due_on: LocalDate
  state: 'requested' | 'drafted' | 'presented' | 'returned' | 'approved' | 'monitored' | 'closed'
  state_since: Instant
  asked_at: Instant | null
  reminders: number
  created_at: Instant
  version: number
}

export interface PlanPeopleTable {
  plan_id: Id
  person_id: Id
}

export interface PlanTextsTable {
  plan_id: Id
  part: 'audience' | 'message' | 'channel'
  text: string
  written_by: Id
  written_at: Instant
  version: number
}

export interface PlanActivitiesTable {
  id: Id
  plan_id: Id
  position: number
  kind: 'training' | 'meeting' | 'material' | 'media' | 'service' | 'rules' | 'monitoring' | 'other'
  title: string
  starts_on: LocalDate | null
  ends_on: LocalDate | null
  responsible: string
  result: string
  objective_id: Id | null
  commitment_id: Id | null
  written_by: Id
  written_at: Instant
  removed_at: Instant | null
  version: number
}

export interface PlanPresentationsTable {
  plan_id: Id
  number: number
  presented_by: Id
  presented_at: Instant
  decision: 'approved' | 'returned' | null
  decided_by: Id | null
  decided_for: Id | null
  decided_at: Instant | null
}

export interface PlanRemarksTable {
  plan_id: Id
  number: number
  part: PlanPartsTable['part'] | 'whole'
  text: string
}

export interface PlanRequestsTable {
  id: Id
  template_id: Id
  from_on: LocalDate
  to_on: LocalDate
  due_on: LocalDate
  asked_at: Instant
  closed_at: Instant | null
  version: number
}

export interface PlanReportsTable {
  id: Id
  activity_id: Id
  request_id: Id | null
  claim: 'done' | 'under_way' | 'not_done'
  text: string
  reported_by: Id
  reported_at: Instant
  verified_by: Id | null
  verified_for: Id | null
  verified_at: Instant | null
}

export interface PlanNoticesTable {
  plan_id: Id
  number: number
  person_id: Id
  outbox_id: Id
  version: number
}

export interface PlanRequestRemindersTable {
  request_id: Id
  plan_id: Id
  person_id: Id
  step: 'before' | 'after'
  at: Instant
}
