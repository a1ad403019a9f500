/** The statements that write this room's tables; commands put them into their batches. */

import type { Id } from '../kernel/id.ts'
import { LOCALES } from '../kernel/locale.ts'
import type { CommitmentsTable } from '../store/followup-schema.ts'
import { insertRows } from '../store/limits.ts'
import type { Statement, Store } from '../store/store.ts'
import {
  type Commitment,
  type CommitmentDraft,
  type CommitmentState,
  type Source,
  searchText,
} from './commitment.ts'
import type { DueMove } from './due.ts'
import type { Claim, ReportChannel, TakenReport } from './report.ts'
import type { TakenVerification } from './verification.ts'

/** Where a new commitment was made. */
export interface Origin {
  readonly id: Id
  readonly dialogueId: Id
  /** Null for one made outside a meeting. */
  readonly meetingId: Id | null
  readonly number: number
  /** A meeting where nothing is said. */
  readonly source?: Source
  /** Who is named for it at once. */
  readonly personId?: Id | null
}

/** A new commitment with its texts and supporters. */
export function insertCommitment(store: Store, origin: Origin, draft: CommitmentDraft): Statement[] {
  const row = store.db.insertInto('commitments').values({
    id: origin.id,
    dialogue_id: origin.dialogueId,
    number: origin.number,
    meeting_id: origin.meetingId,
    person_id: origin.personId ?? null,
    state: draft.agreed ? 'agreed' : 'proposed',
    state_since: store.now,
    state_note: '',
    due_on: draft.due.dueOn,
    due_precision: draft.due.duePrecision,
    review_on: draft.due.reviewOn,
    first_due_on: draft.due.dueOn,
    due_moves: 0,
    date_version: 1,
    last_report_at: null,
    reminders_sent_to: null,
    paused_until: null,
    objective_id: draft.objectiveId ?? null,
    source_kind: origin.source?.kind ?? 'meeting',
    source_id: origin.source?.id ?? null,
    created_at: store.now,
    version: 1,
    ...wordsOf(draft),
  })
  return [row, ...subRows(store, origin.id, draft)]
}

/** New words, lead and supporters for a known commitment; `changes` come on top. */
export function rewriteCommitment(
  store: Store,
  commitment: Commitment,
  draft: CommitmentDraft,
  changes: Changes,
): Statement[] {
  return [
    updateCommitment(store, commitment, { ...wordsOf(draft), ...changes }),
    store.db.deleteFrom('commitment_texts').where('commitment_id', '=', commitment.id),
    store.db.deleteFrom('commitment_supporters').where('commitment_id', '=', commitment.id),
    ...subRows(store, commitment.id, draft),
  ]
}

type Changes = Partial<Omit<CommitmentsTable, 'id' | 'version' | 'dialogue_id' | 'number'>>

/** Writes some columns and the next version. */
export function updateCommitment(
  store: Store,
  commitment: Pick<Commitment, 'id' | 'version'>,
  changes: Changes,
): Statement {
  return store.db
    .updateTable('commitments')
    .set({ ...changes, version: commitment.version + 1 })
    .where('id', '=', commitment.id)
}

/** The columns of a state; it begins now unless it is the one there was. */
export function stateColumns(store: Store, commitment: Commitment, state: CommitmentState): Changes {
  return state === commitment.state ? {} : { state, state_since: store.now, state_note: '' }
}

/** One entry of the append-only list of moves. */
export function insertDueChange(
  store: Store,
  commitment: Commitment,
  move: DueMove,
  grantedBy: Id,
): Statement {
  return store.db.insertInto('due_changes').values({
    commitment_id: commitment.id,
    move: move.move,
    old_due_on: commitment.dueOn,
    old_precision: commitment.duePrecision,
    new_due_on: move.due.dueOn,
    new_precision: move.due.duePrecision,
    reason: move.reason,
    requested_by: move.requestedBy,
    granted_by: grantedBy,
    at: store.now,
  })
}

/** How and by whom a report came. */
interface ReportOrigin {
  readonly id: Id
  readonly channel: ReportChannel
  readonly personId: Id | null
}

/** A report that was taken. */
export function insertReport(
  store: Store,
  commitmentId: Id,
  origin: ReportOrigin,
  report: TakenReport & { claim: Claim },
): Statement {
  return store.db.insertInto('reports').values({
    id: origin.id,
    commitment_id: commitmentId,
    claim: report.claim,
    text: report.text,
    evidence: report.evidence,
    channel: origin.channel,
    source: report.source,
    person_id: origin.personId,
    at: store.now,
    late: report.late ? 1 : 0,
    state: 'sent',
    return_reason: '',
  })
}

/** Marks one report as accepted, or as returned with a reason. */
export function settleReport(
  store: Store,
  reportId: Id,
  state: 'accepted' | 'returned',
  reason = '',
): Statement {
  return store.db.updateTable('reports').set({ state, return_reason: reason }).where('id', '=', reportId)
}

/** Which report was verified, by whom. */
interface VerificationOrigin {
  readonly commitmentId: Id
  readonly reportId: Id
  readonly institutionId: Id
  /** Who answered by link; null when it was noted down. */
  readonly personId: Id | null
  readonly recordedBy: Id
}

/** A verification that was taken. */
export function insertVerification(
  store: Store,
  origin: VerificationOrigin,
  taken: TakenVerification,
): Statement {
  return store.db.insertInto('verifications').values({
    id: store.newId(),
    commitment_id: origin.commitmentId,
    report_id: origin.reportId,
    institution_id: origin.institutionId,
    person_id: origin.personId,
    result: taken.result,
    text: taken.text,
    recorded_by: origin.recordedBy,
    at: store.now,
  })
}

function wordsOf(draft: CommitmentDraft) {
  return {
    item_id: draft.itemId,
    decision_id: draft.decisionId,
    ...(draft.objectiveId === undefined ? {} : { objective_id: draft.objectiveId }),
    lead_institution_id: draft.leadId,
    verifier_institution_id: draft.verifierId,
    visibility: draft.visibility,
    authoritative_lang: draft.authoritative,
    search: searchText(draft.text),
  }
}

function subRows(store: Store, id: Id, draft: CommitmentDraft): Statement[] {
  const texts = LOCALES.flatMap((lang) => {
    const text = draft.text[lang]
    return text ? [{ commitment_id: id, lang, text }] : []
  })
  const supporters = draft.supporterIds.map((institution) => ({
    commitment_id: id,
    institution_id: institution,
  }))
  return [
    ...(texts.length > 0 ? [store.db.insertInto('commitment_texts').values(texts)] : []),
    ...insertRows(store.db, 'commitment_supporters', supporters),
  ]
}
