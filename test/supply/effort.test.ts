/** What a projection costs, counted and not timed: each report is looked at a fixed number of times (issue 5, section 5). */

import { expect, test } from 'vitest'
import { addDays, localDate } from '../../src/kernel/local-date.ts'
import type { Month } from '../../src/supply/consumption.ts'
import { newChain, type PipelineLine } from '../../src/supply/line.ts'
import { outlookOf, type Supply } from '../../src/supply/outlook.ts'
import type { StockReport } from '../../src/supply/report.ts'
import { monthsUpTo } from '../../src/supply/stock.ts'
import { DRAFT, figures, TERMS } from './sample.ts'

const TODAY = localDate('2026-01-15')
const { names: _, units: __, ...PLAN } = DRAFT
const TEXTS = { authoritative: 'en', texts: {} } as const

/** How often something of a report or a delivery is looked at in one outlook. */
function looks(regions: number, months: number, deliveries: number): number {
  let count = 0
  const watched = <T extends object>(one: T): T =>
    new Proxy(one, {
      get: (target, key) => {
        count += 1
        return Reflect.get(target, key)
      },
    })
  const places = Array.from({ length: regions }, (_, at) => {
    return { id: `p${at}`, medicineId: 'm', institutionId: `i${at}`, level: 'region', version: 1 } as const
  })
  const reports = places.flatMap(({ id }) =>
    monthsUpTo('2025-12' as Month, months).map((month): StockReport => {
      const counted = figures(month, 300, localDate(`${month}-28`))
      const batches = [{ units: 100, goodUntil: localDate('2026-09-30') }]
      return watched({
        ...counted,
        batches,
        id: `${id} ${month}`,
        placeId: id,
        channel: 'link',
        reportedAt: '' as never,
      })
    }),
  )
  const lines = Array.from({ length: deliveries }, (_, at): PipelineLine => {
    const expectedOn = addDays(TODAY, 7 * (at + 1))
    return watched({
      ...{ ...TERMS, id: `l${at}`, medicineId: 'm', quantity: 100, expectedOn },
      ...{ steps: newChain(), moves: [], permits: [] },
    })
  })
  const medicine = { ...PLAN, id: 'm', dialogueId: 'd', name: TEXTS, unit: TEXTS, version: 1 }
  const supply: Supply = { medicine, places, reports, lines, estimates: [] }
  outlookOf(supply, TODAY)
  return count
}

test('twenty regions and three years: thrice the reports are thrice the looks, not nine times', () => {
  const whole = looks(20, 36, 0)
  expect(whole / (20 * 36)).toBeLessThan(30)
  expect(looks(60, 36, 0) / whole).toBeLessThan(3.1)
  expect(looks(20, 108, 0) / whole).toBeLessThan(3.6)
})

test('a delivery is projected anew for each one behind it, and no more often', () => {
  expect(looks(1, 6, 24) / looks(1, 6, 12)).toBeLessThan(4.2)
})
