/** Reads of what surrounds a commitment: reports, verifications, moves of its date, mail about it. */

import { agendaOf } from '../agenda/queries.ts'
import { findDialogue } from '../dialogues/queries.ts'
import { evidenceOf } from '../documents/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { historyOf } from '../ledger/queries.ts'
import { meetingsById } from '../meetings/queries.ts'
import { decisionsById } from '../minutes/queries.ts'
import { personCards } from '../people/queries.ts'
import { jointOf } from '../recurring/queries.ts'
import { findObjective } from '../roadmaps/queries.ts'
import { dueRequestsOf, stepsOf } from '../steps/queries.ts'
import type { OutboxTable, ReportsTable } from '../store/followup-schema.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { Commitment } from './commitment.ts'
import type { DueChange } from './due.ts'
import { ownersOf } from './owner-queries.ts'
import { supportersOf } from './queries.ts'
import type { CommitmentMail, CommitmentMailKind, CommitmentRecord, MailProgress } from './record.ts'
import type { Report } from './report.ts'
import type { Verification } from './verification.ts'

/** All reports about some commitments, newest first. */
export async function reportsOf(store: Store, ids: readonly Id[]): Promise<Report[]> {
  const rows = await store.db
    .selectFrom('reports')
    .selectAll()
    .where(inList('commitment_id', ids))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(reportOf)
}

function reportOf(row: ReportsTable): Report {
  return {
    id: row.id,
    commitmentId: row.commitment_id,
    claim: row.claim,
    text: row.text,
    evidence: row.evidence,
    channel: row.channel,
    source: row.source,
    personId: row.person_id,
    at: row.at,
    late: row.late === 1,
    state: row.state,
    returnReason: row.return_reason,
  }
}

/** The last report about each of some commitments with its words, by commitment; one without any is missing. */
export async function newestReportsOf(store: Store, ids: readonly Id[]): Promise<Map<Id, Report>> {
  const last = [...(await lastReportsOf(store, ids)).values()].map(({ id }) => id)
  const rows = await store.db
    .selectFrom('reports')
    .selectAll()
    .where(inList('id', last))
    .orderBy('id')
    .execute()
  return new Map(rows.map((row) => [row.commitment_id, reportOf(row)]))
}

/** When and how the last report about each of some commitments was given; the words stay where they are. */
export async function lastReportsOf(
  store: Store,
  ids: readonly Id[],
): Promise<Map<Id, Pick<Report, 'id' | 'claim' | 'at' | 'late' | 'state'>>> {
  const last = store.db
    .selectFrom('reports')
    .select((eb) => ['commitment_id', eb.fn.max('at').as('at')])
    .where(inList('commitment_id', ids))
    .groupBy('commitment_id')
  const rows = await store.db
    .selectFrom('reports')
    .innerJoin(last.as('last'), (join) =>
      join.onRef('last.commitment_id', '=', 'reports.commitment_id').onRef('last.at', '=', 'reports.at'),
    )
    .select(['reports.commitment_id', 'reports.id', 'claim', 'reports.at', 'late', 'state'])
    .orderBy('reports.id')
    .execute()
  return new Map(
    rows.map(({ commitment_id, id, claim, at, late, state }) => [
      commitment_id,
      { id, claim, at, late: late === 1, state },
    ]),
  )
}

/** All verifications of some commitments, newest first. */
export async function verificationsOf(store: Store, ids: readonly Id[]): Promise<Verification[]> {
  const rows = await store.db
    .selectFrom('verifications')
    .selectAll()
    .where(inList('commitment_id', ids))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    commitmentId: row.commitment_id,
    reportId: row.report_id,
    institutionId: row.institution_id,
    personId: row.person_id,
    result: row.result,
    text: row.text,
    at: row.at,
  }))
}

/** All moves of the due dates of some commitments, first move first. */
export async function dueChangesOf(store: Store, ids: readonly Id[]): Promise<DueChange[]> {
  const rows = await store.db
    .selectFrom('due_changes')
    .selectAll()
    .where(inList('commitment_id', ids))
    .orderBy('commitment_id')
    .orderBy('move')
    .execute()
  return rows.map((row) => ({
    commitmentId: row.commitment_id,
    move: row.move,
    oldDueOn: row.old_due_on,
    oldPrecision: row.old_precision,
    newDueOn: row.new_due_on,
    newPrecision: row.new_precision,
    reason: row.reason,
    requestedBy: row.requested_by,
    grantedBy: row.granted_by,
    at: row.at,
  }))
}

/** Mails about one commitment, reminders included, newest first. */
async function mailAbout(store: Store, commitmentId: Id): Promise<CommitmentMail[]> {
  const rows = await store.db
    .selectFrom('outbox')
    .select(['id', 'kind', 'to_name', 'state', 'created_at'])
    .where((eb) => {
      const reminders = eb
        .selectFrom('reminder_steps')
        .select('outbox_id')
        .where('commitment_id', '=', commitmentId)
      const ofShares = eb
        .selectFrom('share_reminders')
        .innerJoin('commitment_shares', 'commitment_shares.id', 'share_reminders.share_id')
        .select('share_reminders.outbox_id')
        .where('commitment_shares.commitment_id', '=', commitmentId)
      return eb.or([eb('subject_id', '=', commitmentId), eb('id', 'in', reminders), eb('id', 'in', ofShares)])
    })
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(50)
    .execute()
  return rows.flatMap((row) => {
    const kind = KINDS.find((known) => known === row.kind)
    const [toName, progress, at] = [row.to_name, PROGRESS[row.state], row.created_at]
    return kind ? [{ id: row.id, kind, toName, progress, at }] : []
  })
}

const KINDS: readonly CommitmentMailKind[] = [
  'verification_request',
  'report_returned',
  'due_moved',
  'due_refused',
  'reminder',
]

const PROGRESS: Readonly<Record<OutboxTable['state'], MailProgress>> = {
  queued: 'waiting',
  sending: 'waiting',
  retry: 'waiting',
  uncertain: 'waiting',
  sent: 'sent',
  kept: 'kept',
  failed: 'failed',
  skipped: 'withdrawn',
}

/** Everything the page of a commitment shows, in a fixed number of queries. The caller has checked the reach. */
export async function recordOf(store: Store, commitment: Commitment): Promise<CommitmentRecord | null> {
  const ids = [commitment.id]
  const [
    dialogue,
    source,
    supporters,
    owners,
    reports,
    evidence,
    verifications,
    changes,
    mails,
    history,
    steps,
    requests,
    joint,
  ] = await Promise.all([
    findDialogue(store, commitment.dialogueId, 'all'),
    sourceOf(store, commitment),
    supportersOf(store, ids),
    ownersOf(store, [commitment]),
    reportsOf(store, ids),
    evidenceOf(store, ids),
    verificationsOf(store, ids),
    dueChangesOf(store, ids),
    mailAbout(store, commitment.id),
    historyOf(store, ids),
    stepsOf(store, ids),
    dueRequestsOf(store, ids),
    jointOf(store, commitment.id),
  ])
  if (!dialogue) return null
  const supporterIds = supporters.get(commitment.id) ?? []
  const own = steps.get(commitment.id) ?? []
  const closing = history.find((line) => line.kind === `commitment.${commitment.state}`)?.details.decision
  const [institutions, people, closings] = await Promise.all([
    institutionNames(store, [
      ...new Set([
        ...institutionsIn(commitment, supporterIds, verifications),
        ...own.flatMap(({ institutionId }) => institutionId ?? []),
        ...joint.parts.map(({ institutionId }) => institutionId),
      ]),
    ]),
    personCards(store, peopleIn(commitment, { reports, changes, history, steps: own, requests })),
    decisionsById(store, typeof closing === 'string' ? [closing] : []),
  ])
  return {
    ...{ commitment, dialogue, ...source, supporterIds, institutions, people },
    closingDecision: [...closings.values()][0] ?? null,
    reachable: (owners.get(commitment.id) ?? []).length > 0,
    ...{ changes, reports, evidence, verifications, mails, history, steps: own, requests, joint },
  }
}

async function sourceOf(store: Store, commitment: Commitment) {
  const { dialogueId, meetingId, itemId, decisionId, objectiveId } = commitment
  const [meetings, items, decisions, objective] = await Promise.all([
    meetingsById(store, meetingId ? [meetingId] : []),
    meetingId ? agendaOf(store, meetingId) : [],
    decisionsById(store, decisionId ? [decisionId] : []),
    objectiveId ? findObjective(store, objectiveId, [dialogueId]) : null,
  ])
  return {
    objective,
    meeting: meetings.get(meetingId ?? '') ?? null,
    item: items.find((item) => item.id === itemId) ?? null,
    decision: decisions.get(decisionId ?? '') ?? null,
  }
}

function institutionsIn(
  { leadId, verifierId }: Commitment,
  supporterIds: readonly Id[],
  verifications: readonly Verification[],
): Id[] {
  const verifiers = verifications.map((verification) => verification.institutionId)
  return [...new Set([leadId, ...(verifierId ? [verifierId] : []), ...supporterIds, ...verifiers])]
}

function peopleIn(
  { personId }: Commitment,
  record: Pick<CommitmentRecord, 'reports' | 'changes' | 'history' | 'steps' | 'requests'>,
): Id[] {
  const ids = [
    personId,
    ...record.reports.map((report) => report.personId),
    ...record.changes.map((change) => change.grantedBy),
    ...record.steps.flatMap(({ moves }) => moves.map((move) => move.movedBy)),
    ...record.requests.flatMap(({ askedBy, answeredBy }) => [askedBy, answeredBy]),
    ...record.history.map((line) => line.actorId),
  ]
  return [...new Set(ids.flatMap((id) => (id === null || id === 'system' ? [] : [id])))]
}
