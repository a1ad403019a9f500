/** Scenarios: kept under a name, opened against today's facts, adopted as an ordinary move, deleted; for whom. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localDate } from '../../src/kernel/local-date.ts'
import { heldAbout } from '../../src/retention/copy-queries.ts'
import { newChain, type PipelineLine } from '../../src/supply/line.ts'
import type { Supply } from '../../src/supply/outlook.ts'
import { bothSides } from '../../src/supply/supposition.ts'
import type { TestBrowser } from '../fixtures/app.ts'
import { openWorld, type World } from '../invitations/world.ts'
import { furnishSupply, TERMS } from './sample.ts'

let w: World
let ids: Awaited<ReturnType<typeof furnishSupply>>
let coordinator: TestBrowser
let scenario: string

beforeAll(async () => {
  w = await openWorld()
  const institutionId = await w.institution({ name: 'Управление', focal: ['region@gov.example'] })
  const actor = { personId: w.organiser.personId, rank: 'administrator', roles: {}, speaksFor: [] } as const
  ids = await furnishSupply(w.store, { actor, dialogueId: w.dialogueId, institutionId, contract: 'Д-77' })
  coordinator = await w.signedIn({ rank: 'member', roles: { [w.dialogueId]: 'coordinator' }, locale: 'en' })
})
afterAll(() => w.close())

const own = () => `/supply/${ids.medicine}`
const path = () => `${own()}/scenarios/${scenario}`
const changes = (on = '2026-01-20', quantity = '900') => ({
  [`${ids.pipelineLine}_on`]: on,
  [`${ids.pipelineLine}_quantity`]: quantity,
})
const line = () =>
  w.raw.prepare('select expected_on, quantity from pipeline_lines where id = ?').get(ids.pipelineLine)
const version = () =>
  String(w.raw.prepare('select version from medicines where id = ?').pluck().get(ids.medicine))
const hidden = (body: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''

describe('a scenario', () => {
  test('needs a name and a change, and keeps what was typed', async () => {
    const without = await coordinator.post(`${own()}/scenarios`, {
      ...changes(),
      name: '',
      note: 'Если раньше',
    })
    expect([without.status, without.body.includes('Если раньше')]).toEqual([400, true])
    const same = { ...changes('2026-02-20', '1080'), name: 'Как есть', note: '' }
    expect((await coordinator.post(`${own()}/scenarios`, same)).status).toBe(400)
  })

  test('is kept with its author and changes nothing', async () => {
    const before = line()
    const form = { ...changes(), name: 'Самолётом', note: 'Дороже на 12 %' }
    const kept = await coordinator.post(`${own()}/scenarios`, form)
    expect(kept.status).toBe(303)
    scenario = /scenarios\/([^?]+)/.exec(kept.location)?.[1] ?? ''
    expect(line()).toEqual(before)
    const list = (await coordinator.get(`${own()}/what-if`)).body
    expect([list.includes('Самолётом'), list.includes('rests on what is recorded now')]).toEqual([true, true])
  })

  test('opens against today’s facts, with its reason ready', async () => {
    const { body } = await coordinator.get(path())
    const sides = [
      ...body.matchAll(/<tr><th scope="row">(As it is|As supposed)<\/th>.*?<td class="number"[^>]*>(\d+)/g),
    ]
    expect(sides.map(([, name, days]) => [name, days])).toEqual([
      ['As it is', '23'],
      ['As supposed', '201'],
    ])
    expect(body).toContain('Scenario “Самолётом”. Дороже на 12 %')
    expect(body).not.toContain('the facts have changed since')
  })

  test('says when the facts have changed since, and when they are as they were again', async () => {
    const move = { expected_on: '2026-03-02', quantity: '1080', reason: 'Позже' }
    const to = `${own()}/lines/${ids.pipelineLine}/move`
    expect((await coordinator.post(to, { ...move, version: version() })).status).toBe(303)
    expect((await coordinator.get(path())).body).toContain('the facts have changed since')
    expect((await coordinator.get(`${own()}/what-if`)).body).toContain('the facts have changed since')
    const back = { ...move, expected_on: '2026-02-20', version: version() }
    expect((await coordinator.post(to, back)).status).toBe(303)
    expect((await coordinator.get(path())).body).not.toContain('the facts have changed since')
  })

  test('is opened to be changed by its id: no day of a delivery stands in an address', async () => {
    const { body } = await coordinator.get(path())
    expect(body).not.toMatch(/href="[^"]*(2026-01-20|_on=)/)
    const to = `${own()}/what-if?scenario=${scenario}`
    expect(body).toContain(`href="${to}"`)
    expect((await coordinator.get(to)).body).toMatch(/value="2026-01-20"/)
  })

  test('is for those who may see shipments, and found only under its medicine', async () => {
    for (const role of ['viewer', 'rapporteur'] as const) {
      const browser = await w.signedIn({ rank: 'member', roles: { [w.dialogueId]: role }, locale: 'en' })
      expect((await browser.get(path())).status).toBe(403)
      expect((await browser.post(`${path()}/removal`, {})).status).toBe(403)
      expect((await browser.get(own())).body).not.toContain('Самолётом')
    }
    expect((await coordinator.get(`${own()}/scenarios/other`)).status).toBe(404)
    expect((await coordinator.post(`${own()}/scenarios/other/removal`, {})).status).toBe(404)
    const facts = w.raw.prepare("select details from facts where kind like 'medicine.%'").pluck().all().join()
    expect(facts).not.toMatch(/Самолётом|2026-01-20/)
  })

  test('is adopted as an ordinary move that names it', async () => {
    const { body } = await coordinator.get(path())
    const form = {
      ...changes(),
      version: hidden(body, 'version'),
      reason: 'Scenario “Самолётом”. Дороже на 12 %',
    }
    expect((await coordinator.post(`${own()}/what-if`, form)).status).toBe(303)
    expect(line()).toEqual({ expected_on: '2026-01-20', quantity: 900 })
    const told = w.raw
      .prepare('select expected_to, quantity_to from pipeline_moves where reason = ?')
      .all(form.reason)
    expect(told).toEqual([{ expected_to: '2026-01-20', quantity_to: 900 }])
  })

  test('stands in the copy of what is held about its author, without the deliveries it is about', async () => {
    const author = String(
      w.raw.prepare('select made_by from supply_scenarios where id = ?').pluck().get(scenario),
    )
    const [kept] = (await heldAbout(w.store, author))?.supply_scenarios ?? []
    expect(kept).toMatchObject({ name: 'Самолётом', note: 'Дороже на 12 %' })
    expect(JSON.stringify(kept)).not.toMatch(/2026-01-20|900/)
  })

  test('is deleted, and the ledger knows that it was there', async () => {
    expect((await coordinator.post(`${path()}/removal`, {})).status).toBe(303)
    expect((await coordinator.get(path())).status).toBe(404)
    const kinds = w.raw
      .prepare("select kind from facts where kind like 'medicine.scenario%' order by at, kind")
      .pluck()
      .all()
    expect(kinds).toEqual(['medicine.scenario_deleted', 'medicine.scenario_kept', 'medicine.scenario_kept'])
  })
})

test('what is supposed of a delivery holds against its commitment; the others wait for theirs', () => {
  const [first, second] = ['a', 'b'].map(
    (id): PipelineLine => ({
      ...{ ...TERMS, id, medicineId: 'm', quantity: 100, expectedOn: localDate('2026-02-01') },
      ...{ commitmentId: 'c', steps: newChain(), moves: [], permits: [] },
    }),
  )
  if (!first || !second) throw new Error('two lines')
  const supply = {
    medicine: {},
    places: [],
    reports: [],
    lines: [first, second],
    estimates: [],
  } as unknown as Supply
  const doneOn = localDate('2026-05-05')
  const promised = new Map([['c', { commitmentId: 'c', code: 'C-01', doneOn, from: 'due' as const }]])
  const changes = new Map([['a', { expectedOn: localDate('2026-03-03'), quantity: 100 }]])
  const sides = bothSides(supply, { changes, promised, today: localDate('2026-01-15') })
  const { now, changed, adopted, takenBack } = sides
  const days = ({ lines }: Supply) => lines.map(({ id, expectedOn }) => [id, expectedOn])
  expect(days(now)).toEqual([
    ['a', doneOn],
    ['b', doneOn],
  ])
  expect(days(changed)).toEqual([
    ['a', '2026-03-03'],
    ['b', doneOn],
  ])
  expect(days(adopted).sort()).toEqual(days(now))
  expect(takenBack).toEqual([{ arrivesOn: doneOn, expectedOn: '2026-03-03', promised: promised.get('c') }])
  const later = new Map([['a', { expectedOn: localDate('2026-06-01'), quantity: 100 }]])
  expect(bothSides(supply, { changes: later, promised, today: doneOn }).takenBack).toEqual([])
})

test('who supposes another quantity only supposes nothing about the day: it stays that of the commitment', () => {
  const line: PipelineLine = {
    ...{ ...TERMS, id: 'a', medicineId: 'm', quantity: 100, expectedOn: localDate('2026-02-01') },
    ...{ commitmentId: 'c', steps: newChain(), moves: [], permits: [] },
  }
  const supply = { medicine: {}, places: [], reports: [], lines: [line], estimates: [] } as unknown as Supply
  const doneOn = localDate('2026-05-05')
  const promised = new Map([['c', { commitmentId: 'c', code: 'C-01', doneOn, from: 'due' as const }]])
  const changes = new Map([['a', { expectedOn: line.expectedOn, quantity: 90 }]])
  const { changed, takenBack } = bothSides(supply, { changes, promised, today: localDate('2026-01-15') })
  expect(takenBack).toEqual([])
  expect(changed.lines.map(({ expectedOn, quantity }) => [expectedOn, quantity])).toEqual([[doneOn, 90]])
})
