/** A stock report of a medicine counts as the report on the period of a recurring commitment that is tied to it. */

import { sql } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { dateOf, type Zone } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { STANDING_STATES } from './share.ts'
import { stateNow, stockReport, updateShare } from './shares.ts'

/** A month that a place reported. */
interface ReportedMonth {
  readonly medicineId: Id
  /** The institution of the place. */
  readonly institutionId: Id
  /** `2025-12`. */
  readonly month: string
  readonly stockReportId: Id
  readonly actorId: Id
  readonly channel: 'link' | 'secretariat' | 'import'
}

/**
 * The statements by which a stock report settles the periods that end with its month: put into the batch that takes it,
 * after its own facts. None where nothing is asked for, and where a report was given already (a correction changes
 * nothing here). One query.
 */
export async function periodReported(store: Store, reported: ReportedMonth): Promise<Statement[]> {
  const waiting = await waitingShares(store)
    .where('r.medicine_id', '=', reported.medicineId)
    .where('s.institution_id', '=', reported.institutionId)
    .orderBy('s.id')
    .execute()
  return waiting
    .filter(({ ends_on }) => ends_on?.startsWith(reported.month))
    .flatMap((share) => settled(store, share, { ...reported, at: store.now }))
}

/** Settled in one go: each takes four statements, and D1 takes 1,000 of a request. */
const AT_ONCE = 100

/**
 * Settles what stock reports answered without a word to this room: those that were imported, and those that had come
 * before they were asked for. @returns how many, at most {@link AT_ONCE}; the rest with the next run.
 */
export async function settleByStock(store: Store): Promise<number> {
  const rows = await waitingShares(store)
    .innerJoin('supply_places as p', (join) =>
      join
        .onRef('p.medicine_id', '=', 'r.medicine_id')
        .onRef('p.institution_id', '=', 's.institution_id')
        .on('p.closed_at', 'is', null),
    )
    .innerJoin('stock_reports as t', (join) =>
      join
        .onRef('t.place_id', '=', 'p.id')
        .on('t.month', '=', sql<string>`substr(s.ends_on, 1, 7)`)
        .on('t.superseded_at', 'is', null),
    )
    .select(['t.id as stock_report_id', 't.channel', 't.reported_by', 't.reported_at'])
    // What was sent back counts again only once it is corrected.
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('share_reports as had')
            .select('had.id')
            .whereRef('had.share_id', '=', 's.id')
            .whereRef('had.stock_report_id', '=', 't.id'),
        ),
      ),
    )
    // In no order: any would be sorted before the first was found.
    .limit(AT_ONCE)
    .execute()
  const [first, ...rest] = rows.map((row) =>
    settled(store, row, {
      stockReportId: row.stock_report_id,
      actorId: row.reported_by,
      channel: row.channel,
      at: row.reported_at,
    }),
  )
  if (!first) return 0
  const [fact, ...others] = first
  const outcome = await store.commit([fact, others, ...rest], rows.length)
  return outcome.ok ? outcome.value : 0
}

function waitingShares({ db }: Store) {
  return db
    .selectFrom('commitment_shares as s')
    .innerJoin('recurrences as r', 'r.commitment_id', 's.commitment_id')
    .innerJoin('commitments as c', 'c.id', 's.commitment_id')
    .innerJoin('dialogues as d', 'd.id', 'c.dialogue_id')
    .select(['s.id', 's.commitment_id as commitmentId', 's.due_on', 's.ends_on', 's.version', 'd.zone'])
    .where('s.kind', '=', 'period')
    .where('s.state', 'in', ['open', 'missed'])
    .where('c.state', 'in', STANDING_STATES)
}

/** A share that a stock report settles, as little of it as that takes. */
interface Waiting {
  readonly id: Id
  readonly commitmentId: Id
  readonly due_on: LocalDate | null
  readonly version: number
  readonly zone: Zone
}

function settled(
  store: Store,
  share: Waiting,
  reported: Pick<ReportedMonth, 'stockReportId' | 'actorId' | 'channel'> & { readonly at: Instant },
): readonly [FactStatement, ...Statement[]] {
  const { actorId, stockReportId, at } = reported
  const late = share.due_on !== null && dateOf(at, share.zone) > share.due_on
  const byLink = reported.channel === 'link'
  const details = { stock: stockReportId, late: late ? 1 : 0 }
  return [
    recordFact(store, share, { kind: 'share.reported', actorId, details }),
    updateShare(store, share, { ...stateNow(store, 'reported'), late: late ? 1 : 0, last_report_at: at }),
    stockReport(store, share, {
      ...{ stockReportId, at, late },
      channel: byLink ? 'link' : 'web',
      personId: byLink ? actorId : null,
    }),
    withdrawUnsent(store, { subjectId: share.id, kind: 'reminder' }),
  ]
}
