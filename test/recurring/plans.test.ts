/** With a year of twenty regions for a hundred commitments, no statement of this room reads all shares to find some. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import { staleReminders } from '../../src/digests/recheck.ts'
import { sendReminders } from '../../src/digests/reminder-sending.ts'
import { sharesNow } from '../../src/digests/share-queries.ts'
import { addDays, localDate } from '../../src/kernel/local-date.ts'
import { askForPeriods } from '../../src/recurring/asking.ts'
import { duePeriodsBetween, jointOf } from '../../src/recurring/queries.ts'
import { periodsOf, sharesOfInstitutions } from '../../src/recurring/share-queries.ts'
import { openWorld, recorded, type World } from '../commitments/world.ts'
import { asked } from './world.ts'

let world: World
let id: string
beforeAll(async () => {
  world = await openWorld()
  id = (await asked(world)).id
  const { raw } = world.open
  // The institutions and commitments of a hundred series, as far as a plan needs them.
  raw.pragma('foreign_keys = off')
  const insert = raw.prepare(
    `insert into commitment_shares values (?, ?, ?, 'period', ?, ?, ?, ?, ?, '2026-01-01T00:00:00.000Z', '', 0, null, null,
     '2026-01-01T00:00:00.000Z', 1)`,
  )
  for (let series = 0; series < 100; series++)
    for (let month = 0; month < 12; month++)
      for (let region = 0; region < 20; region++) {
        const end = addDays(localDate('2025-01-31'), 30 * month)
        const key = `2025-${String(month + 1).padStart(2, '0')}`
        const state = month < 11 ? 'reported' : region < 14 ? 'reported' : 'open'
        const own = `${series}-${month}-${region}`
        insert.run(own, `c${series}`, `i${region}`, key, addDays(end, -29), end, addDays(end, 7), state)
      }
  raw.exec('analyze')
})
afterAll(() => world.open.close())

function scans(statement: string): string[] {
  const holes = statement.split('?').length - 1
  const plan = world.open.raw.prepare(`explain query plan ${statement}`).all(Array(holes).fill(null)) as {
    detail: string
  }[]
  return plan.map(({ detail }) => detail).filter((step) => /^SCAN (commitment_shares|s)\b/.test(step))
}

const WORK: Readonly<Record<string, () => Promise<unknown>>> = {
  'the tick': () => askForPeriods(world.open.at('2026-03-10T04:00:00Z')),
  'reports expected this week': () =>
    duePeriodsBetween(world.store, [world.dialogueId], localDate('2026-01-12'), localDate('2026-01-18')),
  'the grid': () => periodsOf(world.store, id, { before: null, count: 12 }),
  'the page of a commitment': () => jointOf(world.store, id),
  'the page behind a link': () => sharesOfInstitutions(world.store, id, [world.moh]),
  'what is owed': () => sharesNow(world.store, { until: localDate('2026-02-15') }),
  'what some owe': () => sharesNow(world.store, { until: localDate('2026-02-15'), among: [world.moh] }),
  'whom to phone': () =>
    sharesNow(world.store, { until: localDate('2026-01-16'), dialogues: [world.dialogueId] }),
  'the last look': () => staleReminders(world.store, ['x']),
}

test.each(Object.entries(WORK))('%s', async (_, work) => {
  const statements = await world.open.queriesOf(work)
  expect(statements.length).toBeGreaterThan(0)
  expect(statements.filter((statement) => /^\s*(select|with)/i.test(statement)).flatMap(scans)).toEqual([])
})

test('a full scan is recognised', () => {
  expect(scans('select * from commitment_shares where late = 1')).toHaveLength(1)
})

test('reminders take as many queries for one commitment as for three', async () => {
  const count = async () => (await world.open.queriesOf(() => sendReminders(world.store))).length
  const one = await count()
  await recorded(world)
  await asked(world)
  expect(await count()).toBe(one)
})
