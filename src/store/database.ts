/** All tables by their SQL names: the type parameter of every Kysely query. */

import type * as auth from './auth-schema.ts'
import type * as call from './call-schema.ts'
import type * as correspondence from './correspondence-schema.ts'
import type * as document from './document-schema.ts'
import type * as feed from './feed-schema.ts'
import type * as filter from './filter-schema.ts'
import type * as followup from './followup-schema.ts'
import type * as inbound from './inbound-schema.ts'
import type * as limit from './limit-schema.ts'
import type * as room from './mail-room-schema.ts'
import type * as pace from './pace-schema.ts'
import type * as plan from './plan-schema.ts'
import type * as receipt from './receipt-schema.ts'
import type * as recurring from './recurring-schema.ts'
import type * as roadmap from './roadmap-schema.ts'
import type * as schema from './schema.ts'
import type * as status from './status-schema.ts'
import type * as step from './step-schema.ts'
import type * as stock from './stock-schema.ts'
import type * as supply from './supply-schema.ts'

export interface Database {
  facts: schema.FactsTable
  settings: schema.SettingsTable
  sectors: schema.SectorsTable
  sector_names: schema.SectorNamesTable
  institutions: schema.InstitutionsTable
  institution_names: schema.InstitutionNamesTable
  persons: schema.PersonsTable
  person_names: schema.PersonNamesTable
  person_order: schema.PersonOrderTable
  affiliations: schema.AffiliationsTable
  holidays: schema.HolidaysTable
  dialogues: schema.DialoguesTable
  dialogue_texts: schema.DialogueTextsTable
  dialogue_roles: schema.DialogueRolesTable
  meetings: schema.MeetingsTable
  meeting_texts: schema.MeetingTextsTable
  meeting_days: schema.MeetingDaysTable
  agenda_items: schema.AgendaItemsTable
  agenda_item_texts: schema.AgendaItemTextsTable
  invitations: followup.InvitationsTable
  delegates: followup.DelegatesTable
  delegate_answers: followup.DelegateAnswersTable
  decisions: followup.DecisionsTable
  decision_texts: followup.DecisionTextsTable
  commitments: followup.CommitmentsTable
  commitment_texts: followup.CommitmentTextsTable
  commitment_supporters: followup.CommitmentSupportersTable
  due_changes: followup.DueChangesTable
  reports: followup.ReportsTable
  verifications: followup.VerificationsTable
  outbox: followup.OutboxTable
  mail_attempts: followup.MailAttemptsTable
  suppressions: followup.SuppressionsTable
  reminder_steps: followup.ReminderStepsTable
  digests: followup.DigestsTable
  heartbeats: followup.HeartbeatsTable
  inbound_mails: inbound.InboundMailsTable
  inbound_answers: inbound.InboundAnswersTable
  bounces: inbound.BouncesTable
  mailboxes: inbound.MailboxesTable
  accounts: auth.AccountsTable
  sessions: auth.SessionsTable
  sign_in_requests: auth.SignInRequestsTable
  passkeys: auth.PasskeysTable
  spent_challenges: auth.SpentChallengesTable
  personal_links: auth.PersonalLinksTable
  form_receipts: receipt.FormReceiptsTable
  rate_limits: limit.RateLimitsTable
  feeds: feed.FeedsTable
  saved_filters: filter.SavedFiltersTable
  mail_pace: pace.MailPaceTable
  clock_changes: pace.ClockChangesTable
  letterheads: correspondence.LetterheadsTable
  letterhead_texts: correspondence.LetterheadTextsTable
  signatories: correspondence.SignatoriesTable
  letter_templates: correspondence.LetterTemplatesTable
  letters: correspondence.LettersTable
  documents: document.DocumentsTable
  document_parts: document.DocumentPartsTable
  document_links: document.DocumentLinksTable
  outbox_attachments: document.OutboxAttachmentsTable
  mail_settlements: room.MailSettlementsTable
  suppression_liftings: room.SuppressionLiftingsTable
  medicines: supply.MedicinesTable
  medicine_texts: supply.MedicineTextsTable
  supply_places: supply.SupplyPlacesTable
  stock_reports: supply.StockReportsTable
  stock_batches: supply.StockBatchesTable
  pipeline_lines: supply.PipelineLinesTable
  pipeline_moves: supply.PipelineMovesTable
  pipeline_steps: supply.PipelineStepsTable
  supply_permits: supply.SupplyPermitsTable
  supply_scenarios: supply.SupplyScenariosTable
  supply_scenario_changes: supply.SupplyScenarioChangesTable
  supply_snapshots: supply.SupplySnapshotsTable
  supply_estimates: supply.SupplyEstimatesTable
  roadmaps: roadmap.RoadmapsTable
  roadmap_texts: roadmap.RoadmapTextsTable
  roadmap_events: roadmap.RoadmapEventsTable
  objectives: roadmap.ObjectivesTable
  objective_texts: roadmap.ObjectiveTextsTable
  indicators: roadmap.IndicatorsTable
  indicator_texts: roadmap.IndicatorTextsTable
  indicator_terms: roadmap.IndicatorTermsTable
  indicator_values: roadmap.IndicatorValuesTable
  stock_askings: stock.StockAskingsTable
  stock_contacts: stock.StockContactsTable
  stock_requests: stock.StockRequestsTable
  commitment_steps: step.CommitmentStepsTable
  commitment_step_texts: step.CommitmentStepTextsTable
  step_dependencies: step.StepDependenciesTable
  step_moves: step.StepMovesTable
  step_templates: step.StepTemplatesTable
  step_template_texts: step.StepTemplateTextsTable
  step_template_steps: step.StepTemplateStepsTable
  step_template_step_texts: step.StepTemplateStepTextsTable
  due_requests: step.DueRequestsTable
  plan_templates: plan.PlanTemplatesTable
  plan_template_texts: plan.PlanTemplateTextsTable
  plan_parts: plan.PlanPartsTable
  plan_part_texts: plan.PlanPartTextsTable
  plans: plan.PlansTable
  plan_people: plan.PlanPeopleTable
  plan_texts: plan.PlanTextsTable
  plan_activities: plan.PlanActivitiesTable
  plan_presentations: plan.PlanPresentationsTable
  plan_remarks: plan.PlanRemarksTable
  plan_requests: plan.PlanRequestsTable
  plan_reports: plan.PlanReportsTable
  plan_notices: plan.PlanNoticesTable
  plan_request_reminders: plan.PlanRequestRemindersTable
  recurrences: recurring.RecurrencesTable
  commitment_shares: recurring.CommitmentSharesTable
  commitment_part_texts: recurring.CommitmentPartTextsTable
  share_reports: recurring.ShareReportsTable
  share_reminders: recurring.ShareRemindersTable
  status_requests: status.StatusRequestsTable
  status_parts: status.StatusPartsTable
  status_lines: status.StatusLinesTable
  call_notes: call.CallNotesTable
  succession_requests: call.SuccessionRequestsTable
  naming_letters: call.NamingLettersTable
}
