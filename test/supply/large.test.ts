/** Fifty thousand stock reports: as many queries as for one place, and no table read from end to end. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { entryOf } from '../../src/supply/entry-queries.ts'
import { placeMonths } from '../../src/supply/region-queries.ts'
import { monthOf } from '../../src/supply/report.ts'
import { handMailings } from '../../src/supply/request-preview-queries.ts'
import { missingStockReports, stockReportCounts } from '../../src/supply/request-queries.ts'
import { askForStock } from '../../src/supply/request-sending.ts'
import { monthsUpTo } from '../../src/supply/stock.ts'
import { openWorld, type World } from '../invitations/world.ts'

const MEDICINES = 50
const PLACES = 28
const TODAY = localDate('2026-01-15')
const MONTHS = monthsUpTo(monthOf(localDate('2025-12-15')), 36)

let w: World
const medicine = 'medicine-01' as Id
const place = 'place-01-01' as Id

beforeAll(async () => {
  w = await openWorld()
  const institutionId = await w.institution({ name: 'Управление', focal: ['region@gov.example'] })
  const one = (sql: string) => w.raw.prepare(sql)
  w.raw.exec('begin')
  const institutions = Array.from({ length: PLACES }, (_, at) => `institution-${at + 1}`)
  const copy = one(
    `insert into institutions select ? as id, ${columns('institutions')} from institutions where id = ?`,
  )
  for (const id of institutions) copy.run(id, institutionId)
  const addMedicine = one(
    `insert into medicines values (?, ?, 'ru', 5000, 890, 420, 70, 3, 6, 30, 'reported', '2022-12-01T04:00:00.000Z', 1)`,
  )
  const addText = one("insert into medicine_texts values (?, 'ru', 'Метадон', 'флаконы')")
  const addAsking = one("insert into stock_askings values (?, 1, 5, '2023-01')")
  const addPlace = one("insert into supply_places values (?, ?, ?, 'region', null, 37)")
  const addFact = one(
    "insert into facts (subject_id, subject_version, kind, actor_id, at, details) values (?, 1, 'supply_place.added', 'system', '2022-12-01T04:00:00.000Z', '{}')",
  )
  const addReport = one("insert into stock_reports values (?, ?, ?, ?, 10, 10, 10, 0, 'link', ?, ?, null)")
  for (let m = 1; m <= MEDICINES; m++) {
    const id = `medicine-${String(m).padStart(2, '0')}`
    addMedicine.run(id, w.dialogueId)
    addText.run(id)
    addAsking.run(id)
    for (let p = 1; p <= PLACES; p++) {
      const placeId = `place-${String(m).padStart(2, '0')}-${String(p).padStart(2, '0')}`
      addPlace.run(placeId, id, institutions[p - 1])
      addFact.run(placeId)
      for (const month of MONTHS)
        addReport.run(
          `${placeId}-${month}`,
          placeId,
          month,
          `${month}-28`,
          w.actor.personId,
          `${month}-28T04:00:00.000Z`,
        )
    }
  }
  w.raw.exec('commit')
})
afterAll(() => w.close())

/** All but the id, which is given. */
function columns(table: string): string {
  const all = w.raw.prepare(`select name from pragma_table_info('${table}')`).pluck().all() as string[]
  return all.filter((name) => name !== 'id').join(', ')
}

// Not the places: the job and the list of what is missing look at all that are open.
const BIG = ['stock_reports', 'facts', 'stock_requests', 'personal_links']

function scansIn(statements: readonly string[]): string[] {
  return statements.flatMap((statement) => {
    if (!/^\s*(select|with)/i.test(statement)) return []
    const holes = statement.split('?').length - 1
    const plan = w.raw.prepare(`explain query plan ${statement}`).all(Array(holes).fill(null)) as {
      detail: string
    }[]
    return plan
      .map(({ detail }) => detail)
      .filter((step) => BIG.some((name) => step.startsWith(`SCAN ${name}`)))
  })
}

const reads = {
  'the page behind a link': () => entryOf(w.now(), place),
  'the months of the places of a medicine': () => placeMonths(w.now(), medicine, TODAY),
  'who would be asked by hand': () => handMailings(w.now(), medicine, TODAY),
  'what is missing in all dialogues': () => missingStockReports(w.now(), 'all', TODAY),
  'how many reported': () => stockReportCounts(w.now(), 'all', TODAY),
  'the job': () => askForStock(w.now()),
}

describe('with fifty thousand reports', () => {
  test('there are as many', () => {
    expect(w.raw.prepare('select count(*) from stock_reports').pluck().get()).toBe(MEDICINES * PLACES * 36)
  })

  test.each(Object.entries(reads))('%s reads only the months it needs', async (_, read) => {
    const statements = await w.queriesOf(read)
    expect(statements.length).toBeLessThanOrEqual(10)
    expect(scansIn(statements)).toEqual([])
  })

  test('a page of a medicine holds twelve months of it and no more', async () => {
    const rows = await placeMonths(w.now(), medicine, TODAY)
    expect([rows.length, rows[0]?.cells.length]).toEqual([PLACES, 12])
    expect((await entryOf(w.now(), place))?.own.length).toBe(19)
  })
})
