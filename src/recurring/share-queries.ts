/** Reads of shares and of the reports on them; each takes a fixed number of queries whatever the number of rows. */

import type { ExpressionBuilder, SelectQueryBuilder } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES } from '../kernel/locale.ts'
import type { Database } from '../store/database.ts'
import { inList } from '../store/lists.ts'
import type { CommitmentSharesTable } from '../store/recurring-schema.ts'
import type { Store } from '../store/store.ts'
import { type Share, type ShareReport, STANDING_STATES } from './share.ts'

type Shares = SelectQueryBuilder<Database, 'commitment_shares', CommitmentSharesTable>

function shareRows(store: Store): Shares {
  return store.db.selectFrom('commitment_shares').selectAll()
}

/** The parts of some commitments, by commitment and institution. */
export function partsOf(store: Store, commitmentIds: readonly Id[]): Promise<Share[]> {
  return sharesIn(
    store,
    shareRows(store).where(inList('commitment_id', commitmentIds)).where('kind', '=', 'part'),
  )
}

/** A page of the periods of a commitment: the newest that ended before a day, oldest first, and whether there are older ones. */
export async function periodsOf(
  store: Store,
  commitmentId: Id,
  { before, count }: { readonly before: LocalDate | null; readonly count: number },
): Promise<{ readonly shares: readonly Share[]; readonly hasOlder: boolean }> {
  const own = store.db
    .selectFrom('commitment_shares')
    .select('ends_on')
    .distinct()
    .where('commitment_id', '=', commitmentId)
    .where('kind', '=', 'period')
  const ends = await (before ? own.where('ends_on', '<', before) : own)
    .orderBy('ends_on', 'desc')
    .limit(count + 1)
    .execute()
  const shown = ends.slice(0, count).flatMap(({ ends_on }) => (ends_on ? [ends_on] : []))
  const rows = shareRows(store)
    .where('commitment_id', '=', commitmentId)
    .where('kind', '=', 'period')
    .where(inList('ends_on', shown))
  return { shares: await sharesIn(store, rows), hasOlder: ends.length > count }
}

/** What some institutions owe or owed within one commitment: theirs alone, newest period first. */
export async function sharesOfInstitutions(
  store: Store,
  commitmentId: Id,
  institutionIds: readonly Id[],
): Promise<Share[]> {
  const own = shareRows(store)
    .where('commitment_id', '=', commitmentId)
    .where(inList('institution_id', institutionIds))
  return (await sharesIn(store, own)).reverse()
}

/** What one institution still owes by period or in part within some commitments, oldest period first. */
export function openSharesOf(
  store: Store,
  institutionId: Id,
  commitmentIds: readonly Id[],
): Promise<Share[]> {
  const own = shareRows(store)
    .where('institution_id', '=', institutionId)
    .where('state', '=', 'open')
    .where(inList('commitment_id', commitmentIds))
  return sharesIn(store, own)
}

/** One share of an institution in whichever commitment, or null. */
export async function shareOfInstitution(store: Store, institutionId: Id, id: Id): Promise<Share | null> {
  const rows = shareRows(store).where('id', '=', id).where('institution_id', '=', institutionId)
  return (await sharesIn(store, rows))[0] ?? null
}

/** One share of a commitment, or null. */
export async function findShare(store: Store, commitmentId: Id, id: Id): Promise<Share | null> {
  const rows = shareRows(store).where('id', '=', id).where('commitment_id', '=', commitmentId)
  return (await sharesIn(store, rows))[0] ?? null
}

/** The share that an institution has in a commitment, or null: its part, or its report on a period. */
export async function shareOf(
  store: Store,
  commitmentId: Id,
  { institutionId, periodKey = '' }: { readonly institutionId: Id; readonly periodKey?: string },
): Promise<Share | null> {
  const rows = shareRows(store)
    .where('commitment_id', '=', commitmentId)
    .where('institution_id', '=', institutionId)
    .where('kind', '=', periodKey ? 'period' : 'part')
    .where('period_key', '=', periodKey)
  return (await sharesIn(store, rows))[0] ?? null
}

/**
 * The shares that nobody has reported on, of promises that still stand, due up to a day: for reminders and digests. A
 * part without a date of its own is due with its commitment; one without any date is left out, and so is a period for
 * whose stock report the place is asked by its own link.
 * @param only the shares of these institutions, those in these dialogues; all when left out.
 */
export async function openSharesUntil(
  store: Store,
  to: LocalDate,
  only: { readonly among?: readonly Id[]; readonly dialogues?: readonly Id[] } = {},
): Promise<Share[]> {
  const { among, dialogues } = only
  const open = shareRows(store)
    .where('state', '=', 'open')
    .where((eb) => eb.exists(standing(eb, to, dialogues)))
    .where((eb) => eb.not(eb.exists(askedByStock(eb))))
  return sharesIn(store, among ? open.where(inList('institution_id', among)) : open)
}

function standing(
  eb: ExpressionBuilder<Database, 'commitment_shares'>,
  to: LocalDate,
  dialogues?: readonly Id[],
) {
  const found = eb
    .selectFrom('commitments as c')
    .select('c.id')
    .whereRef('c.id', '=', 'commitment_shares.commitment_id')
    .where('c.state', 'in', STANDING_STATES)
    .where((own) => own(own.fn.coalesce('commitment_shares.due_on', 'c.due_on'), '<=', to))
  return dialogues ? found.where(inList('c.dialogue_id', dialogues)) : found
}

function askedByStock(eb: ExpressionBuilder<Database, 'commitment_shares'>) {
  return eb
    .selectFrom('recurrences as r')
    .innerJoin('stock_askings as a', 'a.medicine_id', 'r.medicine_id')
    .innerJoin('supply_places as p', 'p.medicine_id', 'r.medicine_id')
    .select('r.commitment_id')
    .whereRef('r.commitment_id', '=', 'commitment_shares.commitment_id')
    .whereRef('p.institution_id', '=', 'commitment_shares.institution_id')
    .where('p.closed_at', 'is', null)
    .where('a.asked', '=', 1)
    .where('commitment_shares.kind', '=', 'period')
}

/** All reports on some shares, newest first. */
export async function reportsOnShares(store: Store, shareIds: readonly Id[]): Promise<ShareReport[]> {
  const rows = await store.db
    .selectFrom('share_reports')
    .selectAll()
    .where(inList('share_id', shareIds))
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    shareId: row.share_id,
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
    ofStock: row.stock_report_id !== null,
  }))
}

async function sharesIn(store: Store, query: Shares): Promise<Share[]> {
  const rows = await query
    .orderBy('commitment_shares.ends_on')
    .orderBy('commitment_shares.institution_id')
    .orderBy('commitment_shares.id')
    .execute()
  const parts = rows.filter(({ kind }) => kind === 'part').map(({ id }) => id)
  const texts = await store.db
    .selectFrom('commitment_part_texts')
    .selectAll()
    .where(inList('share_id', parts))
    .execute()
  const byShare = Map.groupBy(texts, ({ share_id }) => share_id)
  return rows.map((row) => {
    const own = (byShare.get(row.id) ?? []).map(({ lang, text }) => [lang, text])
    const authoritative = row.authoritative_lang ?? LOCALES[0] ?? 'ru'
    return shareFrom(row, row.kind === 'part' ? { authoritative, texts: Object.fromEntries(own) } : null)
  })
}

function shareFrom(row: CommitmentSharesTable, text: Share['text']): Share {
  return {
    id: row.id,
    commitmentId: row.commitment_id,
    institutionId: row.institution_id,
    kind: row.kind,
    periodKey: row.period_key,
    dueOn: row.due_on,
    state: row.state,
    stateSince: row.state_since,
    stateNote: row.state_note,
    late: row.late === 1,
    text,
    lastReportAt: row.last_report_at,
    createdAt: row.created_at,
    version: row.version,
  }
}
