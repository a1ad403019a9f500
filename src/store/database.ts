/** All tables by their SQL names: the type parameter of every Kysely query. */

import type * as auth from './auth-schema.ts'
import type * as correspondence from './correspondence-schema.ts'
import type * as document from './document-schema.ts'
import type * as feed from './feed-schema.ts'
import type * as followup from './followup-schema.ts'
import type * as inbound from './inbound-schema.ts'
import type * as limit from './limit-schema.ts'
import type * as room from './mail-room-schema.ts'
import type * as pace from './pace-schema.ts'
import type * as receipt from './receipt-schema.ts'
import type * as schema from './schema.ts'
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
  supply_estimates: supply.SupplyEstimatesTable
}
