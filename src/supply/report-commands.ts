/** Takes the monthly report of a place: load, decide, commit. A correction supersedes what it corrects. */

import type { Id } from '../kernel/id.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf, type Zone } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Actor } from '../people/may.ts'
import { insertRows } from '../store/limits.ts'
import type { Store } from '../store/store.ts'
import type { Place } from './place.ts'
import { medicineFor, supplyOf } from './queries.ts'
import { beforeIn, type CHANNELS, decideReport, type StockFigures, type StockReport } from './report.ts'

interface AskedReport {
  readonly actor: Actor
  /** The medicine. */
  readonly id: Id
  readonly placeId: Id
  readonly figures: StockFigures
  readonly confirmed: boolean
  readonly zone: Zone
}

/**
 * Notes what a place reported to the secretariat.
 * @returns `not_found`, `forbidden`, or as {@link decideReport}.
 */
export async function takeStockReport(store: Store, asked: AskedReport): Promise<Outcome<null>> {
  const medicine = await medicineFor(store, asked.actor, asked.id, 'coordinate')
  if (!medicine.ok) return medicine
  const { places, reports } = await supplyOf(store, medicine.value)
  const place = places.find(({ id }) => id === asked.placeId)
  if (!place) return refuse('not_found', 'forms.unknown')
  const own = reports.filter(({ placeId }) => placeId === place.id)
  return record(store, { ...asked, place, own, channel: 'secretariat' })
}

interface Recorded extends AskedReport {
  readonly place: Place
  readonly own: readonly StockReport[]
  readonly channel: (typeof CHANNELS)[number]
}

async function record(store: Store, asked: Recorded): Promise<Outcome<null>> {
  const { place, own, figures, confirmed } = asked
  const today = dateOf(store.now, asked.zone)
  const decision = decideReport({ figures, before: beforeIn(own, figures), today, confirmed })
  if (!decision.ok) return decision
  const replaced = own.find(({ month }) => month === figures.month)
  const id = store.newId()
  const { db } = store
  return store.commit(
    [
      recordFact(store, place, {
        kind: replaced ? 'supply_place.report_corrected' : 'supply_place.reported',
        actorId: asked.actor.personId,
        details: { month: figures.month },
      }),
      db
        .updateTable('supply_places')
        .set({ version: place.version + 1 })
        .where('id', '=', place.id),
      replaced
        ? db.updateTable('stock_reports').set({ superseded_at: store.now }).where('id', '=', replaced.id)
        : null,
      db.insertInto('stock_reports').values(rowOf(store, asked, id)),
      insertRows(
        db,
        'stock_batches',
        figures.batches.map(({ units, goodUntil }, at) => ({
          report_id: id,
          position: at + 1,
          units,
          good_until: goodUntil,
        })),
      ),
    ],
    null,
  )
}

function rowOf(store: Store, { place, figures, channel, actor }: Recorded, id: Id) {
  return {
    id,
    place_id: place.id,
    month: figures.month,
    as_of: figures.asOf,
    on_hand: figures.onHandUnits,
    consumed: figures.consumedUnits,
    received: figures.receivedUnits,
    days_out: figures.daysOut,
    channel,
    reported_by: actor.personId,
    reported_at: store.now,
    superseded_at: null,
  }
}
