/** What the forms of this room send, cleaned and typed. */

import * as z from 'zod'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { FormValues } from '../web/body.ts'
import {
  choice,
  date,
  flag,
  id,
  idList,
  line,
  optionalDate,
  optionalId,
  optionalLine,
  optionalText,
  readForm,
  text,
  textInLanguages,
  textsOf,
  version,
} from '../web/fields.ts'
import { type Commitment, type CommitmentDraft, PRECISIONS, VISIBILITIES } from './commitment.ts'
import { type AskedMove, dueOf } from './due.ts'
import { CLAIMS, type Claim, NOTED_CHANNELS, type ReportChannel } from './report.ts'
import type { AskedClosing } from './state.ts'
import { RESULTS, type VerificationResult } from './verification.ts'

const wordFields = {
  ...textInLanguages('text', 3000),
  authoritative: choice(LOCALES),
  lead: id(),
  supporters: idList(),
  verifier: optionalId(),
  item: optionalId(),
  decision: optionalId(),
  objective: optionalId(),
  visibility: choice(VISIBILITIES),
}

const dueFields = { due_precision: choice(PRECISIONS), due_date: date() }

const newForm = z.object({ ...wordFields, ...dueFields, agreed: flag() })
const proposedForm = z.object({ ...wordFields, ...dueFields, version: version() })
const agreedForm = z.object({ ...wordFields, version: version() })

/** A new commitment. @returns `invalid` with the faults of its fields. */
export function readNewCommitment(values: FormValues): Outcome<CommitmentDraft> {
  const form = readForm(newForm, values)
  if (!form.ok) return form
  const { due_precision, due_date, agreed } = form.value
  return done({ ...wordsOf(form.value), due: dueOf(due_precision, due_date), agreed })
}

const outsideForm = newForm.omit({ item: true, decision: true }).extend({ document: optionalId() })

/** A new commitment that was made at no meeting. @returns `invalid` with the faults of its fields. */
export function readOutsideCommitment(
  values: FormValues,
): Outcome<CommitmentDraft & { readonly documentId: Id | null }> {
  const form = readForm(outsideForm, values)
  if (!form.ok) return form
  const { due_precision, due_date, agreed, document } = form.value
  const words = wordsOf({ ...form.value, item: null, decision: null })
  return done({ ...words, due: dueOf(due_precision, due_date), agreed, documentId: document })
}

/**
 * A corrected commitment; the due date is read only while it is proposed, else it stays as it is.
 * @returns `invalid` with the faults of its fields.
 */
export function readCommitment(
  values: FormValues,
  commitment: Commitment,
): Outcome<CommitmentDraft & { version: number }> {
  const agreed = commitment.state !== 'proposed'
  if (agreed) {
    const form = readForm(agreedForm, values)
    if (!form.ok) return form
    return done({ ...wordsOf(form.value), due: commitment, agreed, version: form.value.version })
  }
  const form = readForm(proposedForm, values)
  if (!form.ok) return form
  const due = dueOf(form.value.due_precision, form.value.due_date)
  return done({ ...wordsOf(form.value), due, agreed, version: form.value.version })
}

function wordsOf(form: Omit<z.output<typeof agreedForm>, 'version'>) {
  return {
    text: textsOf(form, 'text'),
    authoritative: form.authoritative,
    leadId: form.lead,
    supporterIds: form.supporters,
    verifierId: form.verifier,
    itemId: form.item,
    decisionId: form.decision,
    objectiveId: form.objective,
    visibility: form.visibility,
  }
}

/** A new form: what is most often so, and what the link that led here asked for (`?item=…&decision=…`). */
export function newValues(authoritative: Locale, query: Readonly<Record<string, string>>): FormValues {
  return {
    authoritative,
    visibility: 'members',
    due_precision: 'day',
    agreed: 'on',
    item: query.item ?? '',
    decision: query.decision ?? '',
  }
}

/** The form as it is filled for a commitment that is corrected. */
export function valuesOf(commitment: Commitment, supporterIds: readonly Id[]): FormValues {
  const texts = LOCALES.map((lang) => [`text_${lang}`, commitment.text.texts[lang] ?? ''])
  return {
    ...Object.fromEntries(texts),
    authoritative: commitment.text.authoritative,
    lead: commitment.leadId,
    supporters: supporterIds,
    verifier: commitment.verifierId ?? '',
    item: commitment.itemId ?? '',
    decision: commitment.decisionId ?? '',
    objective: commitment.objectiveId ?? '',
    visibility: commitment.visibility,
    version: String(commitment.version),
    ...dueValues(commitment),
  }
}

/** The fields of a due date as it stands. */
export function dueValues({ dueOn, duePrecision, reviewOn }: CommitmentDraft['due']): FormValues {
  return { due_precision: duePrecision, due_date: dueOn ?? reviewOn ?? '' }
}

const moveForm = z.object({ ...dueFields, reason: text(1000), requested_by: line(200) })

/** A move of the due date. @returns `invalid` with the faults of its fields. */
export function readMove(values: FormValues): Outcome<AskedMove> {
  const form = readForm(moveForm, values)
  if (!form.ok) return form
  const { due_precision, due_date, reason, requested_by } = form.value
  return done({ due: dueOf(due_precision, due_date), reason, requestedBy: requested_by })
}

const personForm = z.object({ person: id() })

/** The person in charge. @returns `invalid` with the faults of its fields. */
export function readPerson(values: FormValues): Outcome<{ personId: Id }> {
  const form = readForm(personForm, values)
  return form.ok ? done({ personId: form.value.person }) : form
}

const pauseForm = z.object({ until: optionalDate() })

/** A pause from reminders. @returns `invalid` with the faults of its fields. */
export function readPause(values: FormValues): Outcome<{ until: LocalDate | null }> {
  return readForm(pauseForm, values)
}

const closingForm = z.object({
  to: choice(['dropped', 'superseded']),
  decision: optionalId(),
  reason: optionalText(1000),
})

/** The end of a commitment. @returns `invalid` with the faults of its fields. */
export function readClosing(values: FormValues): Outcome<AskedClosing> {
  const form = readForm(closingForm, values)
  if (!form.ok) return form
  const { to, decision, reason } = form.value
  return done({ to, decisionId: decision, reason })
}

const reportFields = {
  claim: choice(CLAIMS),
  text: optionalText(5000),
  evidence: optionalText(2000),
  version: version(),
}
const linkReportForm = z.object(reportFields)
const notedReportForm = z.object({
  ...reportFields,
  channel: choice(NOTED_CHANNELS),
  source: optionalLine(300),
})

/** A report as its form sends it. */
interface ReportForm {
  readonly claim: Claim
  readonly text: string
  readonly evidence: string
  readonly channel: ReportChannel
  readonly source: string
  readonly version: number
}

/** A report by personal link. @returns `invalid` with the faults of its fields. */
export function readLinkReport(values: FormValues): Outcome<ReportForm> {
  const form = readForm(linkReportForm, values)
  return form.ok ? done({ ...form.value, channel: 'link', source: '' }) : form
}

/** A report that the secretariat notes down. @returns `invalid` with the faults of its fields. */
export function readNotedReport(values: FormValues): Outcome<ReportForm> {
  return readForm(notedReportForm, values)
}

const returnForm = z.object({ reason: text(1000) })

/** Why a report is sent back. @returns `invalid` with the faults of its fields. */
export function readReturn(values: FormValues): Outcome<{ reason: string }> {
  return readForm(returnForm, values)
}

const answerFields = { result: choice(RESULTS), text: optionalText(3000) }
const linkVerificationForm = z.object(answerFields)
const notedVerificationForm = z.object({ ...answerFields, institution: id() })

/** A verification as its form sends it; the institution is known from the link. */
interface VerificationForm {
  readonly result: VerificationResult
  readonly text: string
  readonly institutionId: Id | null
}

/** A verification by personal link. @returns `invalid` with the faults of its fields. */
export function readLinkVerification(values: FormValues): Outcome<VerificationForm> {
  const form = readForm(linkVerificationForm, values)
  return form.ok ? done({ ...form.value, institutionId: null }) : form
}

/** A verification that the coordinator notes down. @returns `invalid` with the faults of its fields. */
export function readNotedVerification(values: FormValues): Outcome<VerificationForm> {
  const form = readForm(notedVerificationForm, values)
  if (!form.ok) return form
  const { result, text: words, institution } = form.value
  return done({ result, text: words, institutionId: institution })
}

const importForm = z.object({ meeting: optionalId(), agreed: flag() })

/** Where imported commitments come from, and whether they are agreed. @returns `invalid` with the faults of its fields. */
export function readImportChoice(values: FormValues): Outcome<{ meetingId: Id | null; agreed: boolean }> {
  const form = readForm(importForm, values)
  return form.ok ? done({ meetingId: form.value.meeting, agreed: form.value.agreed }) : form
}

const institutionForm = z.object({ institution: id() })

/** The institution that is written to. @returns `invalid` with the faults of its fields. */
export function readInstitutionChosen(values: FormValues): Outcome<{ institutionId: Id }> {
  const form = readForm(institutionForm, values)
  return form.ok ? done({ institutionId: form.value.institution }) : form
}
