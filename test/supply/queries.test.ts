/** However many places, reports and deliveries: as many queries, and none that reads a table from end to end. */

import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import type { Actor } from '../../src/people/may.ts'
import { addPlaces } from '../../src/supply/commands.ts'
import type { Month } from '../../src/supply/consumption.ts'
import { addLine } from '../../src/supply/line-commands.ts'
import { monthsUpTo } from '../../src/supply/stock.ts'
import type { TestBrowser } from '../fixtures/app.ts'
import { openWorld, type World } from '../invitations/world.ts'
import { value } from '../meetings/world.ts'
import { ALMATY, furnishSupply, known, TERMS } from './sample.ts'

let w: World
let small: Id
let large: Id
let coordinator: TestBrowser

/** Twenty places with three years of reports and batches, ten deliveries. */
beforeAll(async () => {
  w = await openWorld()
  const actor: Actor = { personId: w.organiser.personId, rank: 'administrator', roles: {}, speaksFor: [] }
  const institutions: Id[] = []
  for (let n = 0; n < 20; n++) institutions.push(await w.institution({ name: `Регион ${n}`, focal: [] }))
  const asked = { actor, dialogueId: w.dialogueId, institutionId: institutions[0] ?? '' }
  small = (await furnishSupply(w.store, asked)).medicine
  large = (await furnishSupply(w.store, asked)).medicine
  value(await addPlaces(w.store, { actor, id: large, institutionIds: institutions, level: 'region' }))
  const report = w.raw.prepare(
    "insert into stock_reports values (?, ?, ?, ?, 100, 10, 0, 0, 'secretariat', ?, ?, null)",
  )
  const batch = w.raw.prepare("insert into stock_batches values (?, 1, 10, '2027-01-01')")
  const { places } = await known(w.store, actor, large)
  for (const { id } of places.filter(({ institutionId }) => institutionId !== asked.institutionId))
    for (const month of monthsUpTo('2025-12' as Month, 36)) {
      const reportId = w.store.newId()
      report.run(reportId, id, month, `${month}-28`, actor.personId, w.store.now)
      batch.run(reportId)
    }
  for (let n = 10; n < 20; n++) {
    const line = { quantity: 100, expectedOn: localDate(`2026-03-${n}`), terms: TERMS, zone: ALMATY }
    value(await addLine(w.store, { actor, id: large, ...line }))
  }
  coordinator = await w.signedIn({ rank: 'member', roles: { [w.dialogueId]: 'coordinator' } })
}, 30_000)
afterAll(() => w.close())

async function statementsOf(path: string): Promise<string[]> {
  return w.queriesOf(async () => expect((await coordinator.get(path)).status).toBe(200))
}

test.each(['', '/places', '/lines/new', '/estimates', '/what-if', '/import'])(
  'the page %s of a medicine',
  async (page) => {
    const [few, many] = [
      await statementsOf(`/supply/${small}${page}`),
      await statementsOf(`/supply/${large}${page}`),
    ]
    expect(many.length).toBe(few.length)
  },
)

test.each(['/supply/:id', '/dialogues/:dialogue/supply'])(
  '%s reads nothing from end to end',
  async (page) => {
    const path = page.replace(':id', large).replace(':dialogue', w.dialogueId)
    const found = [...new Set(await statementsOf(path))].flatMap((statement) => {
      if (!/\b(stock_|supply_|pipeline_|medicine)/.test(statement)) return []
      const holes = Array(statement.split('?').length - 1).fill('[]')
      const plan = w.raw.prepare(`explain query plan ${statement}`).all(...holes) as { detail: string }[]
      return plan.map(({ detail }) => detail).filter((detail) => /^SCAN (?!json_each)/.test(detail))
    })
    expect(found).toEqual([])
  },
)
