/** A stock report counts as the report on the period: in the batch that takes it, and where it came by another way. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { sendReminders } from '../../src/digests/reminder-sending.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { askForPeriods } from '../../src/recurring/asking.ts'
import { returnShare } from '../../src/recurring/report-commands.ts'
import { reportsOnShares } from '../../src/recurring/share-queries.ts'
import type { Month } from '../../src/supply/consumption.ts'
import { takeStockReport } from '../../src/supply/report-commands.ts'
import { ALMATY, accepted, openWorld, type World } from '../commitments/world.ts'
import { furnishSupply } from '../supply/sample.ts'
import { recurring, shareNow } from './world.ts'

let world: World
let supply: Awaited<ReturnType<typeof furnishSupply>>
beforeEach(async () => {
  world = await openWorld()
  const { store, coordinator: actor, dialogueId, moh: institutionId } = world
  supply = await furnishSupply(store, { actor, dialogueId, institutionId })
})
afterEach(() => world.open.close())

const DECEMBER = { periodKey: '2025-12' }
const shareOf = async (id: string, institutionId = world.moh) =>
  shareNow(world.store, id, { ...DECEMBER, institutionId })

function report(month: string, asOf: string) {
  const counted = { month: month as Month, asOf: localDate(asOf), onHandUnits: 400, consumedUnits: 180 }
  return {
    ...{ actor: world.coordinator, id: supply.medicine, placeId: supply.stockPlace, zone: ALMATY },
    figures: { ...counted, receivedUnits: 0, daysOut: 0, batches: [] },
    confirmed: true,
  }
}

test('taken in the same commit, for its own institution and month alone', async () => {
  const { id } = await recurring(world, { medicineId: supply.medicine })
  await askForPeriods(world.store)
  accepted(await takeStockReport(world.store, report('2025-11', '2025-11-30')))
  expect((await shareOf(id)).state).toBe('open')
  accepted(await takeStockReport(world.store, report('2025-12', '2025-12-31')))
  const settled = await shareOf(id)
  expect(settled).toMatchObject({ state: 'reported', late: true, version: 2 })
  expect(await reportsOnShares(world.store, [settled.id])).toMatchObject([{ ofStock: true, channel: 'web' }])
  expect((await shareOf(id, world.cna)).state).toBe('open')
  // A correction changes nothing here.
  accepted(await takeStockReport(world.store, report('2025-12', '2025-12-31')))
  expect((await shareOf(id)).version).toBe(2)
})

test('that came before it was asked for counts when it is, in time by its own day', async () => {
  accepted(await takeStockReport(world.open.at('2026-01-08T04:00:00Z'), report('2025-12', '2025-12-31')))
  const { id } = await recurring(world, { medicineId: supply.medicine })
  await askForPeriods(world.store)
  expect(await shareOf(id)).toMatchObject({ state: 'reported', late: false })
  expect(await askForPeriods(world.store)).toBe(0)
})

test('that was sent back stays back until it is corrected', async () => {
  const { id } = await recurring(world, { medicineId: supply.medicine })
  await askForPeriods(world.store)
  accepted(await takeStockReport(world.store, report('2025-12', '2025-12-31')))
  const { id: shareId, version } = await shareOf(id)
  const back = { actor: world.coordinator, id, shareId, version, reason: 'The figures are those of November' }
  accepted(await returnShare(world.store, back))
  await askForPeriods(world.store)
  expect((await shareOf(id)).state).toBe('open')
  accepted(await takeStockReport(world.store, report('2025-12', '2025-12-31')))
  expect((await shareOf(id)).state).toBe('reported')
})

test('of another medicine settles nothing', async () => {
  const { id } = await recurring(world)
  await askForPeriods(world.store)
  accepted(await takeStockReport(world.store, report('2025-12', '2025-12-31')))
  expect((await shareOf(id)).state).toBe('open')
})

test('is asked for by its own link: no reminder of the period beside it', async () => {
  await recurring(world, { medicineId: supply.medicine, first: '2026-01' })
  const at = (day: string) => world.open.at(`2026-${day}T03:00:00Z`)
  const reminded = async () => {
    await askForPeriods(at('01-29'))
    await sendReminders(at('01-30'))
    const rows = await world.store.db.selectFrom('share_reminders').select('person_id').execute()
    return rows.map((row) => row.person_id)
  }
  expect(await reminded()).toEqual([])
  await world.open.engine.runOne(world.store.db.updateTable('stock_askings').set({ asked: 0 }).compile())
  expect(await reminded()).toEqual([world.mohPoint])
})
