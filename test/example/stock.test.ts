/** What the example shows of stock reports on 15 January 2026 (domain.md §5.4 C-05, §5.5). */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadExample } from '../../src/example/commands.ts'
import type { Scene } from '../../src/example/scene.ts'
import { idOf } from '../../src/example/scene.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { placeMonths } from '../../src/supply/region-queries.ts'
import { missingStockReports, stockReportCounts } from '../../src/supply/request-queries.ts'
import { firstOfAll } from '../access/cast.ts'
import { openTestStore, type TestStore } from '../fixtures/store.ts'

const TODAY = localDate('2026-01-15')
let open: TestStore
let scene: Scene

beforeAll(async () => {
  open = openTestStore()
  const actor = await firstOfAll(open.store)
  scene = await loadExample((instant) => (instant ? open.at(instant) : open.store), actor.personId)
})
afterAll(() => open.close())

test('fourteen of twenty regions reported December, one late, one corrected, one silent since November', async () => {
  const medicine = idOf(scene, 'S-methadone')
  const store = open.at('2026-01-15T04:00:00Z')
  const counts = await stockReportCounts(store, 'all', TODAY)
  expect(counts.find((one) => one.medicineId === medicine)).toMatchObject({
    month: '2025-12',
    reported: 14,
    places: 20,
  })
  const december = (await placeMonths(store, medicine, TODAY)).flatMap(({ cells }) => cells.at(-1) ?? [])
  const number = (state: string) => december.filter((cell) => cell.state === state).length
  expect([number('in_time'), number('late'), number('missing')]).toEqual([13, 1, 6])
  expect(december.filter(({ corrected }) => corrected)).toHaveLength(1)
  const missing = (await missingStockReports(store, 'all', TODAY)).filter(
    (one) => one.medicineId === medicine,
  )
  expect(missing.map(({ months }) => months.length)).toEqual([2, 1, 1, 1, 1, 1])
  expect(missing.every(({ contacts }) => contacts.length === 1)).toBe(true)
})

test('they were asked by mail in the first days of each month, and only the silent ones reminded', () => {
  const rows = open.raw
    .prepare(
      "select kind, substr(created_at, 1, 10) as day, count(*) as n from outbox where kind like 'stock%' group by 1, 2 order by 2, 1",
    )
    .all() as { kind: string; day: string; n: number }[]
  expect(rows.map(({ kind, day, n }) => `${day} ${kind} ${n}`)).toEqual([
    '2025-11-03 stock_request 20',
    '2025-12-01 stock_request 20',
    '2025-12-05 stock_reminder 1',
    '2025-12-12 stock_reminder 1',
    '2025-12-19 stock_reminder 1',
    '2025-12-26 stock_reminder 1',
    '2026-01-05 stock_request 20',
    '2026-01-12 stock_reminder 7',
  ])
})
