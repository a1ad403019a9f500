/** Reads for the paper: its lines as they stand, or as they were kept when the request was closed. */

import { itemTitles } from '../agenda/queries.ts'
import { lastReportsOf } from '../commitments/record-queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { meetingsById } from '../meetings/queries.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import {
  lineOf,
  type PaperAudience,
  type PaperLine,
  paperFor,
  type ReportWords,
  type StatusPaper,
} from './paper.ts'
import { askedCommitments, partsOfRequests } from './queries.ts'
import type { StatusRequest } from './request.ts'

/** The paper of a request for an audience, in a fixed number of queries. The caller has checked who reads. */
export async function paperOf(
  store: Store,
  request: StatusRequest,
  audience: PaperAudience,
): Promise<StatusPaper> {
  const [lines, parts, meetings] = await Promise.all([
    request.state === 'closed' ? keptLines(store, request.id) : linesNow(store, request),
    partsOfRequests(store, [request.id]),
    meetingsById(store, request.meetingId ? [request.meetingId] : []),
  ])
  return paperFor(audience, {
    request,
    lines,
    parts: parts.get(request.id) ?? [],
    words: await wordsOf(store, lines),
    rule: meetings.get(request.meetingId ?? '')?.attribution ?? null,
    now: store.now,
  })
}

/** The lines as they stand at this moment. */
export async function linesNow(store: Store, request: StatusRequest): Promise<PaperLine[]> {
  const commitments = await askedCommitments(store, request.id)
  const ids = commitments.map(({ id }) => id)
  const [reports, leads, items] = await Promise.all([
    lastReportsOf(store, ids),
    institutionNames(store, [...new Set(commitments.map(({ leadId }) => leadId))]),
    itemTitles(store, [...new Set(commitments.flatMap(({ itemId }) => itemId ?? []))]),
  ])
  return commitments.flatMap((commitment) => {
    const lead = leads.get(commitment.leadId)
    const item = items.get(commitment.itemId ?? '') ?? null
    const report = reports.get(commitment.id) ?? null
    return lead ? [lineOf(commitment, { lead, item, report, openedAt: request.openedAt })] : []
  })
}

/** As they were written by {@link linesNow} when the request was closed. */
async function keptLines(store: Store, requestId: Id): Promise<PaperLine[]> {
  const rows = await store.db
    .selectFrom('status_lines')
    .select('paper')
    .where('request_id', '=', requestId)
    .where('paper', '<>', '')
    .orderBy('commitment_id')
    .execute()
  const lines = rows.map((row) => JSON.parse(row.paper) as PaperLine)
  return lines.sort((a, b) => a.number - b.number)
}

/** A report is never rewritten, only erased: its words are read where they stand. */
async function wordsOf(store: Store, lines: readonly PaperLine[]): Promise<Map<Id, ReportWords>> {
  const ids = lines.flatMap(({ report }) => report?.id ?? [])
  const rows = await store.db
    .selectFrom('reports')
    .select(['id', 'text', 'evidence'])
    .where(inList('id', ids))
    .execute()
  return new Map(rows.map(({ id, text, evidence }) => [id, { text, evidence }]))
}
