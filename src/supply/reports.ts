/** Statements that note the report of a place for a month; a correction supersedes what it corrects. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import { insertRows } from '../store/limits.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import type { Place } from './place.ts'
import { type CHANNELS, decideReport, type StockFigures, type StockReport } from './report.ts'

interface Noted {
  readonly place: Place
  /** All that this place has reported and that counts. */
  readonly own: readonly StockReport[]
  readonly figures: StockFigures
  readonly channel: (typeof CHANNELS)[number]
  readonly personId: Id
  /** Somebody looked at what is odd and says that it is so. */
  readonly confirmed: boolean
  /** In the dialogue's zone. */
  readonly today: LocalDate
}

/** What a batch needs, and how the place stands after it: for the next report of the same place in the same batch. */
export interface NotedReport {
  readonly reportId: Id
  readonly fact: FactStatement
  readonly statements: readonly Statement[]
  readonly place: Place
  readonly own: readonly StockReport[]
}

/** Decides a report and gives its statements. @returns as {@link decideReport}. */
export function noteReport(store: Store, noted: Noted): Outcome<NotedReport> {
  const { place, own, figures, channel, personId } = noted
  const decision = decideReport(noted)
  if (!decision.ok) return decision
  const replaced = own.find(({ month }) => month === figures.month)
  const report = { ...figures, id: store.newId(), placeId: place.id, channel, reportedAt: store.now }
  const fact = recordFact(store, place, {
    kind: replaced ? 'supply_place.report_corrected' : 'supply_place.reported',
    actorId: personId,
    details: { month: figures.month },
  })
  const after = { ...place, version: place.version + 1 }
  return done({
    reportId: report.id,
    fact,
    statements: [...supersede(store, after, replaced), ...insertReport(store, report, personId)],
    place: after,
    own: [...own.filter((one) => one !== replaced), report],
  })
}

function supersede({ db, now }: Store, place: Place, replaced?: StockReport): Statement[] {
  const version = db.updateTable('supply_places').set({ version: place.version }).where('id', '=', place.id)
  if (!replaced) return [version]
  return [version, db.updateTable('stock_reports').set({ superseded_at: now }).where('id', '=', replaced.id)]
}

function insertReport({ db, now }: Store, report: StockReport, personId: Id): Statement[] {
  const batches = report.batches.map(({ units, goodUntil }, at) => ({
    report_id: report.id,
    position: at + 1,
    units,
    good_until: goodUntil,
  }))
  return [
    db.insertInto('stock_reports').values({
      id: report.id,
      place_id: report.placeId,
      month: report.month,
      as_of: report.asOf,
      on_hand: report.onHandUnits,
      consumed: report.consumedUnits,
      received: report.receivedUnits,
      days_out: report.daysOut,
      channel: report.channel,
      reported_by: personId,
      reported_at: now,
      superseded_at: null,
    }),
    ...insertRows(db, 'stock_batches', batches),
  ]
}
