/** Reads for the paper: its lines as they stand, or as they were kept when the request was closed. */

import { itemTitles } from '../agenda/queries.ts'
import type { Commitment } from '../commitments/commitment.ts'
import { lastReportsOf } from '../commitments/record-queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingsById } from '../meetings/queries.ts'
import { inList } from '../store/lists.ts'
import { kept } from '../store/readings.ts'
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

/** What a request asks about, and the last report about each, as they are now. */
export interface Asked {
  readonly commitments: readonly Commitment[]
  readonly reports: Awaited<ReturnType<typeof lastReportsOf>>
}

/** What the paper of a request is made of, read once for all that a page shows. */
export interface PaperSources {
  /** Null once the request is closed: then the paper is as it was kept. */
  readonly asked: Asked | null
  readonly meeting: Meeting | null
}

/** Which paper a page shows. */
interface ShownPaper {
  readonly request: StatusRequest
  readonly meeting: Meeting | null
  readonly audience: PaperAudience
  /** Only the words that one reader needs; all without. */
  readonly words?: Locale | undefined
}

/** The paper of a page. The caller has checked who reads. */
export async function paperFrom(
  store: Store,
  { request, meeting, audience, words }: ShownPaper,
): Promise<{ paper: StatusPaper }> {
  const asked = request.state === 'closed' ? null : await kept(store, readAsked, request.id, words)
  return { paper: await paperOf(store, request, audience, { asked, meeting }) }
}

/** What a request asks about; `words` as in {@link askedCommitments}. The caller has checked who reads. */
export async function readAsked(store: Store, requestId: Id, words?: Locale): Promise<Asked> {
  const commitments = await askedCommitments(store, requestId, words)
  const reports = await lastReportsOf(
    store,
    commitments.map(({ id }) => id),
  )
  return { commitments, reports }
}

/**
 * The paper of a request for an audience, in a fixed number of queries; `sources` where they were read already. The
 * caller has checked who reads.
 */
export async function paperOf(
  store: Store,
  request: StatusRequest,
  audience: PaperAudience,
  sources?: PaperSources,
): Promise<StatusPaper> {
  const { asked, meeting } = sources ?? (await sourcesOf(store, request))
  const [lines, parts] = await Promise.all([
    asked ? linesOf(store, request, asked) : keptLines(store, request.id),
    partsOfRequests(store, [request.id]),
  ])
  return paperFor(audience, {
    request,
    lines,
    parts: parts.get(request.id) ?? [],
    words: await wordsOf(store, lines),
    rule: meeting?.attribution ?? null,
    now: store.now,
  })
}

async function sourcesOf(store: Store, request: StatusRequest): Promise<PaperSources> {
  const [asked, meetings] = await Promise.all([
    request.state === 'closed' ? null : readAsked(store, request.id),
    meetingsById(store, request.meetingId ? [request.meetingId] : []),
  ])
  return { asked, meeting: meetings.get(request.meetingId ?? '') ?? null }
}

/** The lines as they stand at this moment. */
export async function linesNow(store: Store, request: StatusRequest): Promise<PaperLine[]> {
  return linesOf(store, request, await readAsked(store, request.id))
}

async function linesOf(
  store: Store,
  request: StatusRequest,
  { commitments, reports }: Asked,
): Promise<PaperLine[]> {
  const [leads, items] = await Promise.all([
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
