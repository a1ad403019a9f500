/** Importing stock reports: the template filled in, the trial of every line, all or nothing, and what is refused. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localDate } from '../../src/kernel/local-date.ts'
import { LOCALES } from '../../src/kernel/locale.ts'
import type { Month } from '../../src/supply/consumption.ts'
import { headsIn, stockColumns, stockLines } from '../../src/supply/import.ts'
import { importReports } from '../../src/supply/import-commands.ts'
import type { StockReport } from '../../src/supply/report.ts'
import { monthsUpTo } from '../../src/supply/stock.ts'
import { readTable } from '../../src/tables/table.ts'
import type { TestBrowser } from '../fixtures/app.ts'
import { openWorld, type World } from '../invitations/world.ts'
import { ALMATY, furnishSupply } from './sample.ts'

let w: World
let ids: Awaited<ReturnType<typeof furnishSupply>>
let coordinator: TestBrowser

beforeAll(async () => {
  w = await openWorld()
  const institutionId = await w.institution({ name: 'Управление', focal: ['region@gov.example'] })
  const other = await w.institution({ name: 'Центр «Шымкент»', focal: ['other@gov.example'] })
  const actor = { personId: w.organiser.personId, rank: 'administrator', roles: {}, speaksFor: [] } as const
  ids = await furnishSupply(w.store, { actor, dialogueId: w.dialogueId, institutionId })
  coordinator = await w.signedIn({ rank: 'member', roles: { [w.dialogueId]: 'coordinator' }, locale: 'en' })
  const places = { institutions: [other], level: 'region' }
  expect((await coordinator.post(`/supply/${ids.medicine}/places`, places)).status).toBe(303)
})
afterAll(() => w.close())

const path = () => `/supply/${ids.medicine}/import`
const HEAD = 'Place;Month;Counted on;Stock on hand;Used;Received;Days without stock'

async function send(form: Record<string, string>, csv?: string) {
  const body = new FormData()
  for (const [name, value] of Object.entries(form)) body.append(name, value)
  if (csv !== undefined) body.append('file', new File([csv], 'stock.csv', { type: 'text/csv' }))
  return coordinator.request(path(), { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } })
}

const tryOut = (...lines: string[]) => send({}, [HEAD, ...lines].join('\r\n'))

function rowsOf(body: string): string[] {
  return [...body.matchAll(/<tr>(<td.*?)<\/tr>/g)].map(([, row = '']) =>
    row
      .replace(/<br>|<\/t[dh]>/g, '|')
      .replace(/<[^>]+>/g, '')
      .replace(/\|$/, ''),
  )
}

function keptIn(body: string): string {
  const [, kept = ''] = /name="table" value="([^"]*)"/.exec(body) ?? []
  return kept.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
}

const reports = () => w.raw.prepare('select count(*) from stock_reports').pluck().get()
const factsOf = (kind: string) => w.raw.prepare('select count(*) from facts where kind = ?').pluck().get(kind)

test('the columns have words of their own in every language', () => {
  for (const locale of LOCALES) {
    const heads = Object.values(headsIn(locale)).map((head) => head.toLowerCase())
    expect(new Set(heads).size).toBe(13)
  }
  const all = stockColumns('en').flatMap(({ names }) => [...new Set(names.map((name) => name.toLowerCase()))])
  expect(new Set(all).size).toBe(all.length)
})

test('a column that is not there says nothing: days without stock, dates of batches and the day of the count stay', () => {
  const report: StockReport = {
    ...{ id: 'r', placeId: 'p', month: '2025-11' as Month, asOf: localDate('2025-12-02'), onHandUnits: 300 },
    ...{ consumedUnits: 100, receivedUnits: 0, daysOut: 12, channel: 'link', reportedAt: '' as never },
    batches: [{ units: 200, goodUntil: localDate('2026-03-31') }],
  }
  const place = { id: 'p', medicineId: 'm', institutionId: 'i', level: 'region', version: 1 } as const
  const known = {
    ...{ places: [place], names: new Map([['p', ['Центр']]]), reports: [report] },
    today: localDate('2026-01-15'),
  }
  const read = (header: string[], ...lines: string[][]) => {
    const rows = lines.map((cells, at) => ({ line: at + 2, cells }))
    const outcome = stockLines({ header, rows }, known, stockColumns('en'))
    return outcome.ok ? outcome.value.map(({ state, figures }) => ({ state, figures })) : outcome
  }
  const head = ['Place', 'Month', 'Stock on hand', 'Used', 'Received']
  expect(read(head, ['Центр', '2025-11', '300', '100', '0'])).toMatchObject([{ state: 'same' }])
  expect(read(head, ['Центр', '2025-11', '290', '110', '0'])).toMatchObject([
    { state: 'correction', figures: { daysOut: 12, batches: report.batches, asOf: '2025-12-02' } },
  ])
  // A column that is there and empty says that there were none.
  const more = [...head, 'Days without stock']
  expect(read(more, ['Центр', '2025-11', '290', '110', '0', ''])).toMatchObject([{ figures: { daysOut: 0 } }])
})

test('the template names the places and the month that is reported, and is read as it is', async () => {
  const { status, bytes } = await coordinator.get(`${path()}/template.xlsx`)
  expect(status).toBe(200)
  const table = await readTable({ name: 'template.xlsx', bytes })
  expect(table.ok && table.value.rows.map(({ cells }) => cells.slice(0, 3)).sort()).toEqual([
    ['Управление', '2025-12', ''],
    ['Центр «Шымкент»', '2025-12', ''],
  ])
})

describe('a trial', () => {
  test('says of every line what it would do, and records nothing', async () => {
    const before = reports()
    const { status, body } = await tryOut(
      'управление;2025-10;31.10.2025;450;180;0;0',
      'Управление;09.2025;2025-10-14;600;180;0;',
      'Управление;2025-08;31.08.2025;820;180;0;0',
      'Центр "Шымкент";2025-12;;1 080;1 000;2,000;31',
    )
    expect(status).toBe(200)
    expect(rowsOf(body)).toEqual(
      [
        '2|Управление|October 2025|450|180|0|0|new report|Stock on hand: By last month’s stock, what was received and what was used, it should be about 420. Is it right?',
        '3|Управление|September 2025|600|was 630|180|0|0|corrects a report',
        '4|Управление|August 2025|820|180|0|0|recorded already',
        '5|Центр «Шымкент»|December 2025|1,080|1,000|2,000|31|new report|Days without stock: Stock was used although there was none on any day. Is it right?',
      ].map((row) => expect.stringContaining(row.split('|').slice(0, 8).join('|'))),
    )
    expect(body).toContain('name="take"')
    expect(body).toContain('name="confirm"')
    expect(reports()).toBe(before)
  })

  test('names what is wrong on each line, and offers nothing to take over', async () => {
    const { body } = await tryOut(
      'Нигде;2025-10;;450;180;0;0',
      'Управление;2025-10;;-5;180;0;0',
      'Управление;Oktober;;450;many;0;0',
      'Управление;2026-02;;450;180;0;0',
      'Управление;2023-10;;450;180;0;0',
      'Управление;9999-12;;450;180;0;0',
      'Управление;2025-11;;450;180;0;31',
      'Управление;2025-12;;450;180;0;0',
      'Управление;2025-12;;400;180;0;0',
      ';2025-12;;450;180;0',
    )
    const said = rowsOf(body).map((row) => row.split('|').slice(7).join(' | '))
    expect(said).toEqual(
      [
        'Place: No place that reports this medicine has this name.',
        'Stock on hand: A stock cannot be below zero.',
        'Month: Write a month such as 2025-10. | Used: Write a number in digits.',
        'Month: This month has not begun.',
        'Month: This month is closed: reports are taken for the last two years.',
        'Month: Write a month such as 2025-10.',
        'Days without stock: The month has 30 days.',
        'new report',
        'Place: The same place and month stand on line 9.',
        'Place: Fill this in.',
      ].map((text) => expect.stringContaining(text)),
    )
    expect(body).toContain('9 lines are wrong. Nothing was taken over.')
    expect(body).not.toContain('name="take"')
  })

  test('of no table says so at the file, in words', async () => {
    const missing = await send({}, 'Place;Month\nУправление;2025-10')
    expect([missing.status, /The column “Stock on hand” is missing\./.test(missing.body)]).toEqual([
      400,
      true,
    ])
    expect((await send({})).status).toBe(400)
    expect((await send({ table: '[[1,2]]' })).status).toBe(400)
  })
})

describe('taking over', () => {
  const lines = [
    'Управление;2025-11;;270;180;0;0',
    'Управление;2025-10;;450;180;0;0',
    'Центр «Шымкент»;2025-12;;100;50;20;0',
  ]

  test('records every line by one act, each as a report by hand, from the lines that were shown', async () => {
    const [before, facts] = [Number(reports()), Number(factsOf('supply_place.reported'))]
    const { body } = await tryOut(...lines)
    expect(body).not.toContain('name="confirm"')
    const taken = await send({ take: 'all', table: keptIn(body) })
    expect([taken.status, taken.location]).toEqual([
      303,
      expect.stringContaining(`/supply/${ids.medicine}?said=`),
    ])
    expect(reports()).toBe(before + 3)
    expect(factsOf('supply_place.reported')).toBe(facts + 3)
    const rows = w.raw
      .prepare("select month, as_of, on_hand from stock_reports where channel = 'import' order by month")
      .all()
    expect(rows).toEqual([
      { month: '2025-10', as_of: '2025-10-31', on_hand: 450 },
      { month: '2025-11', as_of: '2025-11-30', on_hand: 270 },
      { month: '2025-12', as_of: '2025-12-31', on_hand: 100 },
    ])
  })

  test('of the same table again has nothing to do', async () => {
    const before = reports()
    const { body } = await tryOut(...lines)
    const again = await send({ take: 'all', table: keptIn(body) })
    expect([again.status, reports()]).toEqual([400, before])
    expect(again.body).toContain('Every line is recorded already.')
  })

  test('is refused whole when one line is wrong, whatever the form says', async () => {
    const before = reports()
    const table = JSON.stringify([
      [0, 'Place', 'Month', 'Stock on hand', 'Used', 'Received'],
      [2, 'Управление', '2025-12', '90', '180', '0'],
      // Alone each of them is right.
      [3, 'Управление', '2025-12', '80', '180', '0'],
    ])
    expect((await send({ take: 'all', table, confirm: 'on' })).status).toBe(400)
    expect(reports()).toBe(before)
  })

  test('asks for a look at what is odd', async () => {
    const { body } = await tryOut('Управление;2025-12;;900;180;0;0')
    const table = keptIn(body)
    const without = await send({ take: 'all', table })
    expect([without.status, keptIn(without.body)]).toEqual([400, table])
    expect((await send({ take: 'all', table, confirm: 'on' })).status).toBe(303)
  })

  test('is for those who coordinate', async () => {
    const viewer = await w.signedIn({ rank: 'member', roles: { [w.dialogueId]: 'viewer' }, locale: 'en' })
    for (const address of [path(), `${path()}/template.xlsx`])
      expect((await viewer.get(address)).status).toBe(403)
    expect((await viewer.post(path(), { take: 'all', table: '[]' })).status).toBe(403)
  })
})

test('an engine that takes no more at once records whole places, and the same table goes on with the others', async () => {
  const names = Array.from({ length: 12 }, (_, at) => `Аймақ ${at + 1}`)
  const institutions = []
  for (const name of names) institutions.push(await w.institution({ name, focal: [] }))
  const added = await coordinator.post(`/supply/${ids.medicine}/places`, { institutions, level: 'region' })
  expect(added.status).toBe(303)
  const months = monthsUpTo('2025-12' as Month, 23)
  const rows = names.flatMap((name) => months.map((month) => [name, month, '500', '100', '100']))
  const table = {
    header: ['Place', 'Month', 'Stock on hand', 'Used', 'Received'],
    rows: rows.map((cells, at) => ({ line: at + 2, cells })),
  }
  const actor = { personId: w.organiser.personId, rank: 'administrator', roles: {}, speaksFor: [] } as const
  const asked = { actor, id: ids.medicine, table, confirmed: true, zone: ALMATY, locale: 'en' } as const
  const small = () => ({ ...w.now(), largeBatches: 1 })
  // Three statements a line: eleven of the places are 759, all twelve 828.
  expect(await importReports(small(), asked)).toMatchObject({
    ...{ ok: false, messageKey: 'supply.next_part', params: { recorded: 253, left: 23 } },
  })
  expect(await importReports(small(), asked)).toEqual({ ok: true, value: 23 })
  expect(await importReports(small(), asked)).toMatchObject({ messageKey: 'supply.import_nothing' })
})
