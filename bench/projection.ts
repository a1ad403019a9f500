/** What one projection costs: twenty regions, three years of monthly reports, six deliveries; no database, no page. */

import { addDays, localDate } from '../src/kernel/local-date.ts'
import type { Month } from '../src/supply/consumption.ts'
import { newChain, type PipelineLine } from '../src/supply/line.ts'
import { outlookOf, type Supply } from '../src/supply/outlook.ts'
import type { StockReport } from '../src/supply/report.ts'
import { monthsUpTo } from '../src/supply/stock.ts'
import { median } from './measure.ts'

const TODAY = localDate('2026-01-15')
const REGIONS = 20
const MONTHS = 36
const DELIVERIES = 6
const RUNS = 30

/** The median of its runs, in milliseconds. @throws when the projection knows nothing: then nothing was measured. */
export function measureProjection(): number {
  const supply = supplyOf()
  const times: number[] = []
  for (let run = 0; run < RUNS; run++) {
    const begun = performance.now()
    const outlook = outlookOf(supply, TODAY)
    times.push(performance.now() - begun)
    if (!outlook.all.known) throw new Error('nothing was projected')
  }
  return median(times)
}

function supplyOf(): Supply {
  const texts = { authoritative: 'en', texts: {} } as const
  const plan = { unitMilligrams: 5_000, basePermille: 890, patients: 420, dailyMilligrams: 70 }
  const bounds = {
    minMonths: 3,
    maxMonths: 6,
    safetyDays: 30,
    rate: 'reported',
    authoritative: 'en',
  } as const
  const places = Array.from({ length: REGIONS }, (_, at) => {
    return { id: `p${at}`, medicineId: 'm', institutionId: `i${at}`, level: 'region', version: 1 } as const
  })
  return {
    medicine: { ...plan, ...bounds, id: 'm', dialogueId: 'd', name: texts, unit: texts, version: 1 },
    places,
    reports: places.flatMap(({ id }) =>
      monthsUpTo('2025-12' as Month, MONTHS).map((month) => reportOf(id, month)),
    ),
    lines: Array.from({ length: DELIVERIES }, (_, at) => lineOf(at)),
    estimates: [],
  }
}

function reportOf(placeId: string, month: Month): StockReport {
  return {
    ...{
      id: `${placeId} ${month}`,
      placeId,
      month,
      asOf: localDate(`${month}-28`),
      channel: 'link',
      daysOut: 0,
    },
    ...{
      onHandUnits: 30,
      consumedUnits: 9,
      receivedUnits: 9,
      reportedAt: '2026-01-05T00:00:00.000Z' as never,
    },
    batches: [{ units: 10, goodUntil: localDate('2026-09-30') }],
  }
}

function lineOf(at: number): PipelineLine {
  return {
    ...{ id: `l${at}`, medicineId: 'm', quantity: 200, expectedOn: addDays(TODAY, 30 * (at + 1)) },
    ...{ certainty: 'planned', received: 0, receivedOn: null, shipsOn: null, contract: '', goodUntil: null },
    ...{ commitmentId: null, commitmentStep: null, steps: newChain(), moves: [], permits: [] },
  }
}
