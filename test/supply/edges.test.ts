/** Bad input of supply (issue 5, section 5): a clear error or a right figure, nothing lost, never a failure of ours. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addDays, type LocalDate, localDate } from '../../src/kernel/local-date.ts'
import { newChain, type PipelineLine } from '../../src/supply/line.ts'
import { outlookOf, riskOf, type Supply } from '../../src/supply/outlook.ts'
import { oldestMonth, type StockFigures, type StockReport } from '../../src/supply/report.ts'
import { LINE, MEDICINE, STOCK } from '../access/form-parts.ts'
import type { TestBrowser } from '../fixtures/app.ts'
import { openWorld, type World } from '../invitations/world.ts'
import { DRAFT, figures, furnishSupply, TERMS } from './sample.ts'

const TODAY = localDate('2026-01-15')
const { names: _, units: __, ...PLAN } = DRAFT
const TEXTS = { authoritative: 'en', texts: {} } as const

function supply(over: Partial<StockFigures>, lines: readonly PipelineLine[] = [], patients = 420): Supply {
  const months = ['2025-10', '2025-11', '2025-12'].map((month): StockReport => {
    const counted = { ...figures(month, 300, addDays(localDate(`${month}-28`), 3)), ...over }
    return { ...counted, id: month, placeId: 'p', channel: 'link', reportedAt: '' as never }
  })
  const place = { id: 'p', medicineId: 'm', institutionId: 'i', level: 'region', version: 1 } as const
  const medicine = { ...PLAN, patients, id: 'm', dialogueId: 'd', name: TEXTS, unit: TEXTS, version: 1 }
  return { medicine, places: [place], reports: months, lines, estimates: [] }
}

function line(over: Partial<PipelineLine>): PipelineLine {
  const own = {
    id: 'l',
    medicineId: 'm',
    quantity: 100,
    expectedOn: TODAY,
    steps: newChain(),
    moves: [],
    permits: [],
  }
  return { ...TERMS, ...own, ...over }
}

describe('figures', () => {
  test('nothing used: it lasts, which is neither forever in months nor a stock-out', () => {
    const outlook = outlookOf(supply({ consumedUnits: 0 }), TODAY)
    expect([outlook.months, outlook.all, riskOf(outlook, TODAY)]).toMatchObject([
      { kind: 'unused' },
      { known: true, stockOutOn: null, daysUncovered: 0 },
      'fine',
    ])
  })

  test('nothing used while there was nothing: not known, which is not zero', () => {
    const outlook = outlookOf(supply({ consumedUnits: 0, daysOut: 31 }), TODAY)
    expect([outlook.months, outlook.all.known, riskOf(outlook, TODAY)]).toEqual([
      { kind: 'unknown' },
      false,
      'unknown',
    ])
  })

  test('no stock and nothing coming: out from the day of the count', () => {
    const { all } = outlookOf(supply({ onHandUnits: 0 }), TODAY)
    expect(all).toMatchObject({ stockOutOn: '2025-12-31', daysUncovered: 381 })
  })

  test('what came before the count is in the count; what came since is added on its day', () => {
    const came = (receivedOn: LocalDate) =>
      outlookOf(supply({}, [line({ received: 100, receivedOn, certainty: 'received' })]), TODAY)
    const without = outlookOf(supply({}), TODAY)
    expect(came(localDate('2025-12-30')).all).toEqual(without.alone)
    const since = came(localDate('2026-01-10')).all
    expect(since.known && without.alone.known && since.stockOutOn && without.alone.stockOutOn).toBeTruthy()
    expect(since.known && since.levels.some(({ on }) => on === '2026-01-10')).toBe(true)
  })

  test('29 February is a day like others', () => {
    const leap = localDate('2028-02-29')
    const { all } = outlookOf(supply({}, [line({ expectedOn: leap })]), leap)
    expect(all.known && all.levels.some(({ on }) => on === leap)).toBe(true)
    expect(oldestMonth(leap)).toBe('2026-02')
  })
})

describe('forms', () => {
  let w: World
  let ids: Awaited<ReturnType<typeof furnishSupply>>
  let coordinator: TestBrowser
  beforeAll(async () => {
    w = await openWorld()
    const institutionId = await w.institution({ name: 'Управление', focal: ['region@gov.example'] })
    const actor = { personId: w.organiser.personId, rank: 'administrator', roles: {}, speaksFor: [] } as const
    ids = await furnishSupply(w.store, { actor, dialogueId: w.dialogueId, institutionId })
    coordinator = await w.signedIn({ rank: 'member', roles: { [w.dialogueId]: 'coordinator' }, locale: 'en' })
  })
  afterAll(() => w.close())

  const version = () =>
    String(w.raw.prepare('select version from medicines where id = ?').pluck().get(ids.medicine))
  const report = async (over: Record<string, string>) =>
    coordinator.post(`/supply/${ids.medicine}/places/${ids.stockPlace}/report`, {
      ...STOCK,
      confirm: 'on',
      ...over,
    })

  test('a stock below zero, a month that never was and one that is closed are refused in words', async () => {
    const said = async (over: Record<string, string>, words: string) => {
      const { status, body } = await report(over)
      return [status, body.includes(words)]
    }
    expect(await said({ on_hand: '-1' }, 'Write a number from 0 to')).toEqual([400, true])
    expect(await said({ month: '9999-12', as_of: '9999-12-31' }, 'Choose one of the options')).toEqual([
      400,
      true,
    ])
    // As if it had been reported when it was young: a correction would not find it.
    w.raw.exec(`insert into stock_reports select 'old', place_id, '2023-11', '2023-11-30', 1, 1, 0, 0, channel,
      reported_by, reported_at, null from stock_reports limit 1`)
    const closed = { month: '2023-11', as_of: '2023-11-30' }
    expect(await said(closed, 'This month is closed')).toEqual([400, true])
  })

  test('the unit of a medicine that was reported stays', async () => {
    const form = { ...MEDICINE, unit_mg: '1000', version: version() }
    const { status, body } = await coordinator.post(`/supply/${ids.medicine}`, form)
    expect([status, body.includes('The unit cannot change any more')]).toEqual([400, true])
  })

  test('a delivery in the past is told and not counted; a permit that ends before it begins is refused', async () => {
    const added = { ...LINE.added, expected_on: '2025-12-01', ships_on: '', commitment: '' }
    expect((await coordinator.post(`/supply/${ids.medicine}/lines`, added)).status).toBe(303)
    expect((await coordinator.get(`/supply/${ids.medicine}`)).body).toContain(
      'The delivery expected on 1 Dec 2025 has not been recorded as received. It is not counted.',
    )
    const permit = { ...LINE.permit, valid_from: '2026-03-01', valid_to: '2026-02-01', version: version() }
    const path = `/supply/${ids.medicine}/lines/${ids.pipelineLine}/permits`
    const { status, body } = await coordinator.post(path, permit)
    expect([status, body.includes('The permit ends before it begins.')]).toEqual([400, true])
  })
})
