/** Reads of supply: medicines of a dialogue with all that belongs to them, in a fixed number of queries. */

import type { Id } from '../kernel/id.ts'
import { addDays } from '../kernel/local-date.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf, zone } from '../kernel/zone.ts'
import { type Act, type Actor, dialogueScope, may } from '../people/may.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type * as table from '../store/supply-schema.ts'
import type { Month } from './consumption.ts'
import { CHAIN, type PipelineLine } from './line.ts'
import type { Medicine } from './medicine.ts'
import type { Supply } from './outlook.ts'
import type { Place } from './place.ts'
import { monthOf, type StockReport } from './report.ts'

/** The medicines of a dialogue, oldest first. The caller has checked the dialogue. */
export function medicinesOf(store: Store, dialogueId: Id): Promise<Medicine[]> {
  return medicinesOfDialogues(store, [dialogueId])
}

/** As {@link medicinesOf}, of several dialogues. */
export async function medicinesOfDialogues(store: Store, dialogueIds: readonly Id[]): Promise<Medicine[]> {
  const rows = await store.db
    .selectFrom('medicines')
    .selectAll()
    .where(inList('dialogue_id', dialogueIds))
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return assemble(store, rows)
}

/** Some medicines by id; one that is not there is missing. Who may see them has been checked. */
export async function medicinesById(store: Store, ids: readonly Id[]): Promise<Map<Id, Medicine>> {
  const rows = await store.db.selectFrom('medicines').selectAll().where(inList('id', ids)).execute()
  return new Map((await assemble(store, rows)).map((medicine) => [medicine.id, medicine]))
}

/** One medicine in which `actor` wants to act. @returns `not_found` outside their dialogues, `forbidden` within. */
export async function medicineFor(store: Store, actor: Actor, id: Id, act: Act): Promise<Outcome<Medicine>> {
  const rows = await store.db.selectFrom('medicines').selectAll().where('id', '=', id).execute()
  const [medicine] = await assemble(store, rows)
  const scope = dialogueScope(actor)
  if (!medicine || (scope !== 'all' && !scope.includes(medicine.dialogueId)))
    return refuse('not_found', 'forms.unknown')
  return may(actor, act, medicine.dialogueId) ? done(medicine) : refuse('forbidden', 'forms.forbidden')
}

async function assemble(store: Store, rows: readonly table.MedicinesTable[]): Promise<Medicine[]> {
  const texts = await store.db
    .selectFrom('medicine_texts')
    .selectAll()
    .where(
      inList(
        'medicine_id',
        rows.map(({ id }) => id),
      ),
    )
    .execute()
  const byMedicine = Map.groupBy(texts, (text) => text.medicine_id)
  return rows.map((row) => medicineOf(row, byMedicine.get(row.id) ?? []))
}

function medicineOf(row: table.MedicinesTable, texts: readonly table.MedicineTextsTable[]): Medicine {
  const versions = (column: 'name' | 'unit') => ({
    authoritative: row.authoritative_lang,
    texts: Object.fromEntries(texts.map((text) => [text.lang, text[column]])),
  })
  return {
    id: row.id,
    dialogueId: row.dialogue_id,
    name: versions('name'),
    unit: versions('unit'),
    authoritative: row.authoritative_lang,
    unitMilligrams: row.unit_mg,
    basePermille: row.base_permille,
    patients: row.patients,
    dailyMilligrams: row.daily_mg,
    minMonths: row.min_months,
    maxMonths: row.max_months,
    safetyDays: row.safety_days,
    rate: row.rate,
    version: row.version,
  }
}

/** How far back reports are read: the rate needs six reported months, the table shows twelve. */
const REPORT_DAYS = 800

const UTC = zone('UTC')

/** Everything that is known of these medicines, in their order. */
export async function suppliesOf(store: Store, medicines: readonly Medicine[]): Promise<Supply[]> {
  const ids = medicines.map(({ id }) => id)
  const [places, reports, lines, estimates] = await Promise.all([
    placesOf(store, ids),
    reportsOf(store, ids),
    linesOf(store, ids),
    store.db
      .selectFrom('supply_estimates')
      .selectAll()
      .where(inList('medicine_id', ids))
      .orderBy('year')
      .orderBy('confirmed_on')
      .orderBy('id')
      .execute(),
  ])
  return medicines.map((medicine) => {
    const own = places.filter(({ medicineId }) => medicineId === medicine.id)
    const ownIds = new Set(own.map(({ id }) => id))
    return {
      medicine,
      places: own,
      reports: reports.filter(({ placeId }) => ownIds.has(placeId)),
      lines: lines.filter(({ medicineId }) => medicineId === medicine.id),
      estimates: estimates
        .filter((row) => row.medicine_id === medicine.id)
        .map((row) => ({
          id: row.id,
          year: row.year,
          kind: row.kind,
          baseGrams: row.base_grams,
          confirmedOn: row.confirmed_on,
        })),
    }
  })
}

/** As {@link suppliesOf} for one. */
export async function supplyOf(store: Store, medicine: Medicine): Promise<Supply> {
  const [supply] = await suppliesOf(store, [medicine])
  return supply ?? { medicine, places: [], reports: [], lines: [], estimates: [] }
}

/** The open places of some medicines, in protocol order. */
export async function placesOf(store: Store, medicineIds: readonly Id[]): Promise<Place[]> {
  const rows = await store.db
    .selectFrom('supply_places')
    .innerJoin('institutions', 'institutions.id', 'supply_places.institution_id')
    .select([
      'supply_places.id',
      'supply_places.medicine_id',
      'supply_places.institution_id',
      'supply_places.level',
      'supply_places.version',
    ])
    .where(inList('supply_places.medicine_id', medicineIds))
    .where('supply_places.closed_at', 'is', null)
    .orderBy('institutions.precedence')
    .orderBy('supply_places.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    medicineId: row.medicine_id,
    institutionId: row.institution_id,
    level: row.level,
    version: row.version,
  }))
}

// biome-ignore format: columns read better side by side
const REPORTED = [
  'stock_reports.id', 'stock_reports.place_id', 'stock_reports.month', 'stock_reports.as_of', 'stock_reports.on_hand',
  'stock_reports.consumed', 'stock_reports.received', 'stock_reports.days_out', 'stock_reports.channel',
  'stock_reports.reported_at',
] as const

async function reportsOf(store: Store, medicineIds: readonly Id[]): Promise<StockReport[]> {
  const since = monthOf(addDays(dateOf(store.now, UTC), -REPORT_DAYS))
  const rows = await store.db
    .selectFrom('stock_reports')
    .innerJoin('supply_places', 'supply_places.id', 'stock_reports.place_id')
    .select(REPORTED)
    .where(inList('supply_places.medicine_id', medicineIds))
    .where('supply_places.closed_at', 'is', null)
    .where('stock_reports.superseded_at', 'is', null)
    .where('stock_reports.month', '>=', since)
    .orderBy('stock_reports.month')
    .orderBy('stock_reports.id')
    .execute()
  const batches = await store.db
    .selectFrom('stock_batches')
    .innerJoin('stock_reports', 'stock_reports.id', 'stock_batches.report_id')
    .innerJoin('supply_places', 'supply_places.id', 'stock_reports.place_id')
    .select(['stock_batches.report_id', 'stock_batches.units', 'stock_batches.good_until'])
    .where(inList('supply_places.medicine_id', medicineIds))
    .where('supply_places.closed_at', 'is', null)
    .where('stock_reports.superseded_at', 'is', null)
    .where('stock_reports.month', '>=', since)
    .orderBy('stock_batches.report_id')
    .orderBy('stock_batches.position')
    .execute()
  const byReport = Map.groupBy(batches, (row) => row.report_id)
  return rows.map((row) => reportOf(row, byReport.get(row.id) ?? []))
}

/** A report with its batches, from their rows. */
export function reportOf(
  row: Omit<table.StockReportsTable, 'reported_by' | 'superseded_at'>,
  batches: readonly Pick<table.StockBatchesTable, 'units' | 'good_until'>[],
): StockReport {
  return {
    id: row.id,
    placeId: row.place_id,
    month: row.month as Month,
    asOf: row.as_of,
    onHandUnits: row.on_hand,
    consumedUnits: row.consumed,
    receivedUnits: row.received,
    daysOut: row.days_out,
    channel: row.channel,
    reportedAt: row.reported_at,
    batches: batches.map(({ units, good_until }) => ({ units, goodUntil: good_until })),
  }
}

async function linesOf(store: Store, medicineIds: readonly Id[]): Promise<PipelineLine[]> {
  const { db } = store
  const rows = await db
    .selectFrom('pipeline_lines')
    .selectAll()
    .where(inList('medicine_id', medicineIds))
    .orderBy('expected_on')
    .orderBy('id')
    .execute()
  const ids = rows.map(({ id }) => id)
  const [moves, steps, permits] = await Promise.all([
    db
      .selectFrom('pipeline_moves')
      .selectAll()
      .where(inList('line_id', ids))
      .orderBy('moved_at')
      .orderBy('id')
      .execute(),
    db.selectFrom('pipeline_steps').selectAll().where(inList('line_id', ids)).execute(),
    db
      .selectFrom('supply_permits')
      .selectAll()
      .where(inList('line_id', ids))
      .orderBy('valid_to')
      .orderBy('id')
      .execute(),
  ])
  return rows.map((row) => {
    const own = <T extends { line_id: Id }>(all: readonly T[]) => all.filter((one) => one.line_id === row.id)
    return lineOf(row, { moves: own(moves), steps: own(steps), permits: own(permits) })
  })
}

interface LineParts {
  readonly moves: readonly table.PipelineMovesTable[]
  readonly steps: readonly table.PipelineStepsTable[]
  readonly permits: readonly table.SupplyPermitsTable[]
}

function lineOf(row: table.PipelineLinesTable, { moves, steps, permits }: LineParts): PipelineLine {
  const byPosition = new Map(steps.map((step) => [step.position, step]))
  return {
    id: row.id,
    medicineId: row.medicine_id,
    quantity: row.quantity,
    received: row.received,
    receivedOn: row.received_on,
    shipsOn: row.ships_on,
    expectedOn: row.expected_on,
    certainty: row.certainty,
    contract: row.contract,
    goodUntil: row.good_until,
    commitmentId: row.commitment_id,
    commitmentStep: row.commitment_step,
    steps: CHAIN.map(({ key, days }, at) => {
      const kept = byPosition.get(at + 1)
      return {
        key,
        days: kept?.days ?? days,
        institutionId: kept?.institution_id ?? null,
        doneOn: kept?.done_on ?? null,
      }
    }),
    moves: moves.map((move) => ({
      expectedFrom: move.expected_from,
      expectedTo: move.expected_to,
      quantityFrom: move.quantity_from,
      quantityTo: move.quantity_to,
      reason: move.reason,
      movedAt: move.moved_at,
    })),
    permits: permits.map((permit) => ({
      id: permit.id,
      kind: permit.kind,
      number: permit.number,
      quantity: permit.quantity,
      validFrom: permit.valid_from,
      validTo: permit.valid_to,
    })),
  }
}
