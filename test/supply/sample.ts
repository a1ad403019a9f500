/** A medicine as the worked example of domain.md §2.5 has it, and one of everything that belongs to it. */

import type { Id } from '../../src/kernel/id.ts'
import { type LocalDate, localDate } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import type { Actor } from '../../src/people/may.ts'
import type { Store } from '../../src/store/store.ts'
import { addEstimate, addMedicine, addPlaces } from '../../src/supply/commands.ts'
import type { Month } from '../../src/supply/consumption.ts'
import type { LineTerms } from '../../src/supply/line.ts'
import { addLine, addPermit } from '../../src/supply/line-commands.ts'
import type { MedicineDraft } from '../../src/supply/medicine.ts'
import { medicineFor, supplyOf } from '../../src/supply/queries.ts'
import type { StockFigures } from '../../src/supply/report.ts'
import { takeStockReport } from '../../src/supply/report-commands.ts'
import { setAsking } from '../../src/supply/request-commands.ts'
import { keepScenario } from '../../src/supply/scenario-commands.ts'
import { value } from '../meetings/world.ts'

export const ALMATY = zone('Asia/Almaty')

export const DRAFT: MedicineDraft = {
  names: {
    ru: 'Метадон, раствор 5 мг/мл',
    en: 'Methadone, solution 5 mg/ml',
    kk: 'Метадон, ерітінді 5 мг/мл',
  },
  units: { ru: 'флаконов по 1 л', en: 'bottles of 1 l', kk: '1 л құты' },
  authoritative: 'ru',
  unitMilligrams: 5_000,
  basePermille: 890,
  patients: 420,
  dailyMilligrams: 70,
  minMonths: 3,
  maxMonths: 6,
  safetyDays: 30,
  rate: 'reported',
}

export const TERMS: LineTerms = {
  certainty: 'planned',
  received: 0,
  receivedOn: null,
  shipsOn: null,
  contract: '',
  goodUntil: null,
  commitmentId: null,
  commitmentStep: null,
}

/** The figures of a month in which a place used up 180 of what it had. */
export function figures(month: string, onHandUnits: number, asOf: LocalDate): StockFigures {
  return {
    month: month as Month,
    asOf,
    onHandUnits,
    consumedUnits: 180,
    receivedUnits: 0,
    daysOut: 0,
    batches: [],
  }
}

interface Asked {
  readonly actor: Actor
  readonly dialogueId: Id
  readonly institutionId: Id
  readonly draft?: MedicineDraft
  readonly contract?: string
  readonly permit?: string
  readonly scenario?: { readonly name: string; readonly note: string }
}

/** One of everything; its place has reported July to September 2025 with 630 counted on the day of the dialogue. */
export async function furnishSupply(store: Store, asked: Asked) {
  const { actor, dialogueId, institutionId } = asked
  const medicine = value(await addMedicine(store, { actor, dialogueId, draft: asked.draft ?? DRAFT }))
  const places = { actor, id: medicine, institutionIds: [institutionId], level: 'region' } as const
  value(await addPlaces(store, places))
  const stockPlace = (await known(store, actor, medicine)).places[0]?.id ?? ''
  const months = [
    figures('2025-07', 1_000, localDate('2025-07-31')),
    figures('2025-08', 820, localDate('2025-08-31')),
    figures('2025-09', 630, localDate('2025-10-14')),
  ]
  for (const one of months) {
    const report = { actor, id: medicine, placeId: stockPlace, zone: ALMATY, figures: one, confirmed: false }
    value(await takeStockReport(store, report))
  }
  const pipelineLine = value(
    await addLine(store, {
      actor,
      id: medicine,
      quantity: 1_080,
      expectedOn: localDate('2026-02-20'),
      terms: { ...TERMS, contract: asked.contract ?? '' },
      zone: ALMATY,
    }),
  )
  const { version } = (await known(store, actor, medicine)).medicine
  const permit = {
    kind: 'import',
    number: asked.permit ?? 'KZ-1',
    quantity: 1_080,
    validFrom: localDate('2025-12-05'),
    validTo: localDate('2026-02-05'),
  } as const
  value(await addPermit(store, { actor, id: medicine, lineId: pipelineLine, version, permit }))
  const estimate = { year: 2026, kind: 'confirmed', baseGrams: 10_000 } as const
  value(await addEstimate(store, { actor, id: medicine, ...estimate, confirmedOn: localDate('2025-11-10') }))
  const asking = { asked: true, dueDays: 5, contacts: new Map() }
  const now = (await known(store, actor, medicine)).medicine.version
  value(await setAsking(store, { actor, id: medicine, draft: { ...asking, version: now } }))
  const changes = new Map([[pipelineLine, { expectedOn: localDate('2026-01-16'), quantity: 1_080 }]])
  const words = asked.scenario ?? { name: 'Раньше', note: '' }
  const scenario = value(await keepScenario(store, { actor, id: medicine, ...words, changes }))
  return { medicine, stockPlace, pipelineLine, scenario }
}

/** All that is known of a medicine. */
export async function known(store: Store, actor: Actor, id: Id) {
  return supplyOf(store, value(await medicineFor(store, actor, id, 'read')))
}
