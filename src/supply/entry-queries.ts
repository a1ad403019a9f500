/** Reads of one place for those who report for it: a handful of queries, however much was reported in years. */

import { isUnderWay } from '../digests/queries.ts'
import type { Id } from '../kernel/id.ts'
import { dateOf, zone } from '../kernel/zone.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { StockReportsTable } from '../store/supply-schema.ts'
import type { Month } from './consumption.ts'
import type { Entry, MonthVersions } from './entry.ts'
import { medicinesById, reportOf } from './queries.ts'
import { monthOf, type StockReport } from './report.ts'
import { monthsUpTo } from './stock.ts'

/** The months that are open, and those their use is compared with. */
const MONTHS_READ = 20

const UTC = zone('UTC')

/** The place, also a closed one; null when there is none. Who asks has been checked by the link. */
export async function entryOf(store: Store, placeId: Id): Promise<Entry | null> {
  const row = await store.db
    .selectFrom('supply_places')
    .innerJoin('medicines', 'medicines.id', 'supply_places.medicine_id')
    .innerJoin('dialogues', 'dialogues.id', 'medicines.dialogue_id')
    .leftJoin('facts', (join) =>
      join.onRef('facts.subject_id', '=', 'supply_places.id').on('facts.subject_version', '=', 1),
    )
    .selectAll('supply_places')
    .select(['dialogues.state', 'facts.at'])
    .where('supply_places.id', '=', placeId)
    .executeTakeFirst()
  if (!row) return null
  const [medicines, rows] = await Promise.all([
    medicinesById(store, [row.medicine_id]),
    reportRows(store, placeId),
  ])
  const medicine = medicines.get(row.medicine_id)
  if (!medicine) return null
  const { id, medicine_id, institution_id, level, version } = row
  return {
    medicine,
    place: { id, medicineId: medicine_id, institutionId: institution_id, level, version },
    addedAt: row.at,
    open: row.closed_at === null && isUnderWay(row.state),
    own: await currentOf(store, rows),
    versions: versionsOf(rows),
  }
}

function reportRows(store: Store, placeId: Id): Promise<StockReportsTable[]> {
  const since = monthsUpTo(monthOf(dateOf(store.now, UTC)), MONTHS_READ)[0] ?? ''
  return store.db
    .selectFrom('stock_reports')
    .selectAll()
    .where('place_id', '=', placeId)
    .where('month', '>=', since)
    .orderBy('month')
    .orderBy('reported_at')
    .orderBy('id')
    .execute()
}

async function currentOf(store: Store, rows: readonly StockReportsTable[]): Promise<StockReport[]> {
  const current = rows.filter(({ superseded_at }) => superseded_at === null)
  const batches = await store.db
    .selectFrom('stock_batches')
    .selectAll()
    .where(
      inList(
        'report_id',
        current.map(({ id }) => id),
      ),
    )
    .orderBy('report_id')
    .orderBy('position')
    .execute()
  const byReport = Map.groupBy(batches, (batch) => batch.report_id)
  return current.map((row) => reportOf(row, byReport.get(row.id) ?? []))
}

function versionsOf(rows: readonly StockReportsTable[]): Map<Month, MonthVersions> {
  const byMonth = Map.groupBy(rows, ({ month }) => month as Month)
  return new Map(
    [...byMonth].flatMap(([month, [first, ...rest]]) =>
      first ? [[month, { count: 1 + rest.length, firstAt: first.reported_at }]] : [],
    ),
  )
}
