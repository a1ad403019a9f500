/** The statements that write this room's tables; commands and other rooms put them into their batches. */

import type { Commitment } from '../commitments/commitment.ts'
import { updateCommitment } from '../commitments/commitments.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import { insertRows } from '../store/limits.ts'
import type { CommitmentSharesTable } from '../store/recurring-schema.ts'
import type { Statement, Store } from '../store/store.ts'
import type { RecurrenceDraft } from './recurrence.ts'
import type { DuePeriod } from './rhythm.ts'
import type { Share, ShareChannel, TakenShareReport } from './share.ts'

/** A rule in place of the one there was; the commitment's version is its lock. */
export function saveRecurrence(
  store: Store,
  commitment: Pick<Commitment, 'id' | 'version'>,
  { draft, since }: { readonly draft: RecurrenceDraft; readonly since: LocalDate },
): Statement[] {
  const { db } = store
  return [
    updateCommitment(store, commitment, {}),
    db.deleteFrom('recurrences').where('commitment_id', '=', commitment.id),
    db.insertInto('recurrences').values({
      commitment_id: commitment.id,
      every: draft.every,
      day_rule: draft.dayRule,
      day: draft.day,
      months_after: draft.monthsAfter,
      day_off: draft.dayOff,
      owed_by: draft.owedBy,
      first_period: draft.first,
      last_period: draft.last,
      medicine_id: draft.medicineId,
      since,
      ended_on: null,
      version: commitment.version + 1,
    }),
  ]
}

/** The end of a series: nothing is asked for from this day on. */
export function endSeries(
  store: Store,
  commitment: Pick<Commitment, 'id' | 'version'>,
  endedOn: LocalDate,
): Statement[] {
  const ended = { ended_on: endedOn, version: commitment.version + 1 }
  return [
    updateCommitment(store, commitment, {}),
    store.db.updateTable('recurrences').set(ended).where('commitment_id', '=', commitment.id),
  ]
}

/** One row for each institution that owes a report on a period. */
export function insertPeriod(
  store: Store,
  commitmentId: Id,
  { asked: { period, dueOn }, owing }: { readonly asked: DuePeriod; readonly owing: readonly Id[] },
): Statement[] {
  const rows = owing.map((institutionId) => ({
    ...blank(store, commitmentId, institutionId),
    kind: 'period' as const,
    period_key: period.key,
    starts_on: period.startsOn,
    ends_on: period.endsOn,
    due_on: dueOn,
    authoritative_lang: null,
    last_report_at: null,
  }))
  return insertRows(store.db, 'commitment_shares', rows)
}

function blank(store: Store, commitmentId: Id, institutionId: Id) {
  return {
    id: store.newId(),
    commitment_id: commitmentId,
    institution_id: institutionId,
    state: 'open' as const,
    state_since: store.now,
    state_note: '',
    late: 0 as const,
    created_at: store.now,
    version: 1,
  }
}

/** What a part says. */
export interface PartDraft {
  readonly text: Readonly<Partial<Record<Locale, string>>>
  readonly authoritative: Locale
  readonly dueOn: LocalDate | null
}

/** A new part of an institution; the commitment's version is its lock. */
export function insertPart(
  store: Store,
  commitment: Pick<Commitment, 'id' | 'version'>,
  { institutionId, draft }: { readonly institutionId: Id; readonly draft: PartDraft },
): Statement[] {
  const row: CommitmentSharesTable = {
    ...blank(store, commitment.id, institutionId),
    kind: 'part',
    period_key: '',
    starts_on: null,
    ends_on: null,
    due_on: draft.dueOn,
    authoritative_lang: draft.authoritative,
    last_report_at: null,
  }
  return [
    updateCommitment(store, commitment, {}),
    store.db.insertInto('commitment_shares').values(row),
    ...textRows(store, { id: row.id, commitmentId: commitment.id }, draft),
  ]
}

/** New words and another date for a part. */
export function rewritePart(store: Store, share: Share, draft: PartDraft): Statement[] {
  return [
    updateShare(store, share, { due_on: draft.dueOn, authoritative_lang: draft.authoritative }),
    store.db.deleteFrom('commitment_part_texts').where('share_id', '=', share.id),
    ...textRows(store, share, draft),
    withdrawUnsent(store, { subjectId: share.id, kind: 'reminder' }),
  ]
}

function textRows(
  store: Store,
  { id, commitmentId }: Pick<Share, 'id' | 'commitmentId'>,
  { text }: PartDraft,
): Statement[] {
  const rows = LOCALES.flatMap((lang) =>
    text[lang] ? [{ share_id: id, commitment_id: commitmentId, lang, text: text[lang] }] : [],
  )
  return insertRows(store.db, 'commitment_part_texts', rows)
}

type Changes = Partial<Omit<CommitmentSharesTable, 'id' | 'version' | 'commitment_id'>>

/** Writes some columns and the next version. */
export function updateShare(store: Store, share: Pick<Share, 'id' | 'version'>, changes: Changes): Statement {
  return store.db
    .updateTable('commitment_shares')
    .set({ ...changes, version: share.version + 1 })
    .where('id', '=', share.id)
}

/** A state that begins now. */
export function stateNow(store: Store, state: Share['state'], note = ''): Changes {
  return { state, state_since: store.now, state_note: note }
}

/** A report that was taken, the share's state after it, and the end of reminders that wait. */
export function insertShareReport(
  store: Store,
  share: Share,
  report: TakenShareReport & { readonly channel: ShareChannel; readonly personId: Id | null },
): Statement[] {
  const { state, late } = report
  const moved = state === share.state ? {} : stateNow(store, state)
  return [
    updateShare(store, share, { ...moved, late: late ? 1 : 0, last_report_at: store.now }),
    store.db.insertInto('share_reports').values({
      id: store.newId(),
      share_id: share.id,
      commitment_id: share.commitmentId,
      claim: report.claim,
      text: report.text,
      evidence: report.evidence,
      channel: report.channel,
      source: report.source,
      person_id: report.personId,
      at: store.now,
      late: late ? 1 : 0,
      state: 'sent',
      return_reason: '',
      stock_report_id: null,
    }),
    withdrawUnsent(store, { subjectId: share.id, kind: 'reminder' }),
  ]
}

/** A stock report that counts as the report on a period. */
export function stockReport(
  store: Store,
  share: Pick<Share, 'id' | 'commitmentId'>,
  of: {
    readonly stockReportId: Id
    readonly channel: ShareChannel
    readonly personId: Id | null
    readonly late: boolean
    readonly at: Instant
  },
): Statement {
  return store.db.insertInto('share_reports').values({
    id: store.newId(),
    share_id: share.id,
    commitment_id: share.commitmentId,
    claim: 'done',
    text: '',
    evidence: '',
    channel: of.channel,
    source: '',
    person_id: of.personId,
    at: of.at,
    late: of.late ? 1 : 0,
    state: 'sent',
    return_reason: '',
    stock_report_id: of.stockReportId,
  })
}

/** Marks the report that was sent back. */
export function returnShareReport(store: Store, reportId: Id, reason: string): Statement {
  return store.db
    .updateTable('share_reports')
    .set({ state: 'returned', return_reason: reason })
    .where('id', '=', reportId)
}
