/** No statement behind a page, a report or the tick reads a big table from end to end (safety.md T95). */

import { afterAll, describe, expect, test } from 'vitest'
import { FULL } from '../../bench/load.ts'
import { openFeed } from '../../src/feeds/commands.ts'
import { feedOf } from '../../src/feeds/queries.ts'
import { saveFilter } from '../../src/filters/commands.ts'
import { tick } from '../../src/jobs/tick.ts'
import { openDelivery } from '../../src/mail/delivery.ts'
import { keepingTransport } from '../../src/mail/transport.ts'
import { linksOf, listsOf, openSpeedWorld } from './world.ts'

const world = await openSpeedWorld({
  ...FULL,
  members: 1_100,
  commitments: 2_000,
  mails: 1_100,
  reportLinks: 1_000,
  followup: {
    steppedEvery: 20,
    recurring: 2,
    supporters: 20,
    months: 12,
    asked: 100,
    askedOfOne: 40,
    places: 40,
    plans: 20,
    activities: 60,
  },
})
afterAll(() => world.close())

/** More rows than this are not read to find some of them. */
const MANY = 1_000

const big = new Set(
  tables().filter((table) => {
    const rows = world.raw.prepare(`select count(*) from "${table}"`).pluck().get()
    return Number(rows) > MANY
  }),
)

function tables(): string[] {
  return world.raw.prepare("select name from sqlite_master where type = 'table'").pluck().all() as string[]
}

/** The steps of the statement's plan that read all of a big table. */
function scans(statement: string): string[] {
  if (!/^\s*(select|with|insert|update|delete)\b/i.test(statement)) return []
  const holes = statement.split('?').length - 1
  const plan = world.raw.prepare(`explain query plan ${statement}`).all(Array(holes).fill(null)) as {
    detail: string
  }[]
  const steps = plan.map(({ detail }) => detail)
  return steps.filter((step) => {
    const scan = /^SCAN (\w+)( USING .*INDEX)?/.exec(step)
    if (!scan?.[1] || !big.has(tableOf(statement, scan[1]))) return false
    // In the order of an index, up to a limit: it stops as soon as it has found enough.
    const stops = /\blimit\b/i.test(statement) && !steps.includes('USE TEMP B-TREE FOR ORDER BY')
    return !(scan[2] && stops)
  })
}

/** The table behind an alias. */
function tableOf(statement: string, named: string): string {
  return new RegExp(`"?(\\w+)"? as "?${named}"?(?!\\w)`, 'i').exec(statement)?.[1] ?? named
}

async function scansOf(work: () => Promise<unknown>): Promise<string[]> {
  const statements = new Set(await world.queriesOf(work))
  expect(statements.size).toBeGreaterThan(0)
  return [...statements].flatMap((statement) => scans(statement).map((step) => `${step} in ${statement}`))
}

test('a full scan is recognised', () => {
  expect(scans('select * from commitments where search = ?')).toEqual(['SCAN commitments'])
  expect(scans('select "c".* from "commitments" as "c" order by "c"."state_note" limit ?')).toEqual([
    'SCAN c',
  ])
  expect(scans('select * from commitments where id = ?')).toEqual([])
  expect(scans('select * from commitments order by due_on limit ?')).toEqual([])
})

/** Big as well: what came between the meetings. */
const BETWEEN = [
  'commitment_steps',
  'step_dependencies',
  'commitment_shares',
  'share_reports',
  'stock_reports',
  'plan_activities',
]

test('the load data has more than a thousand commitments, people, mails, facts, links, steps and reports', () => {
  const tables = ['commitments', 'persons', 'outbox', 'facts', 'personal_links', 'affiliations', ...BETWEEN]
  expect(tables.filter((table) => !big.has(table))).toEqual([])
})

describe('no big table is read from end to end', () => {
  test.each(Object.entries(listsOf(world)))('for %s', async (_, path) => {
    const show = async () => expect((await world.organiser.get(path)).status).toBe(200)
    expect(await scansOf(show)).toEqual([])
    const showAll = async () => expect((await world.administrator.get(path)).status).toBe(200)
    expect(await scansOf(showAll)).toEqual([])
  })

  test.each(Object.entries(linksOf(world)))('for %s', async (_, path) => {
    expect(await scansOf(async () => expect((await world.visitor().get(path)).status).toBe(200))).toEqual([])
  })

  test('for the tabs of kept views', async () => {
    const queries = [
      'show=all',
      'show=late&person=none',
      `lead=${world.loaded.dialogueIds[0]}&part=any`,
      'q=сроки',
    ]
    for (const reader of [world.organiser, world.administrator]) {
      for (const [at, query] of queries.entries()) {
        const saved = await saveFilter(world.store, { personId: reader.personId, name: `view ${at}`, query })
        expect(saved.ok).toBe(true)
      }
      expect(
        await scansOf(async () => expect((await reader.get('/commitments?q=a')).status).toBe(200)),
      ).toEqual([])
    }
  })

  test('for feeds, changed and unchanged', async () => {
    const { raw, store, loaded, organiser } = world
    const point = "select person_id from affiliations where role = 'focal_point' limit 1"
    const delegate = 'select person_id from delegates limit 1'
    const people = [point, delegate].map((sql) => String(raw.prepare(sql).pluck().get()))
    const owners = [...people, organiser.personId, loaded.dialogueIds[0] ?? '']
    for (const [at, id] of owners.entries()) {
      const owner = { kind: at === 3 ? 'dialogue' : 'person', id, actorId: id } as const
      await openFeed(store, owner, { dueAs: 'event', renew: false })
      const path = (await feedOf(store, id)).address?.slice(store.instance.baseUrl.length) ?? ''
      const read = (tag: string) => world.visitor().get(path, { 'if-none-match': tag })
      const tag = (await read('')).headers.get('etag') ?? ''
      expect(await scansOf(async () => expect((await read('')).status).toBe(200))).toEqual([])
      expect(await scansOf(async () => expect((await read(tag)).status).toBe(304))).toEqual([])
    }
  })

  test('when a report is taken', async () => {
    const report = { claim: 'done', text: '', evidence: 'Приказ № 214', version: '1' }
    const path = `${world.loaded.reportPaths[0]}/report`
    const send = async () => expect((await world.visitor().post(path, report)).status).toBe(303)
    expect(await scansOf(send)).toEqual([])
  })

  test('for a status request: choosing, sending, its papers, the page of an institution, reminding, closing', async () => {
    const { raw, loaded, organiser, administrator } = world
    const [dialogue = ''] = loaded.dialogueIds
    const own = "select id from commitments where dialogue_id = ? and state = 'agreed' limit 20"
    const commitment = raw.prepare(own).pluck().all(dialogue) as string[]
    const form = { meeting: '', due_on: '2026-03-01', words_en: '', words_ru: '', words_kk: '' }
    const found = await scansOf(async () => {
      const { location } = await organiser.post(`/dialogues/${dialogue}/status`, { ...form, commitment })
      expect((await organiser.get(location)).status).toBe(200)
      expect((await organiser.post(`${location}/sending`)).status).toBe(303)
      for (const reader of [organiser, administrator])
        for (const path of ['', '?by=item', '/sending', '/paper.csv'])
          expect((await reader.get(location + path)).status).toBe(200)
      const letter = "select body_text from outbox where kind = 'status_request' limit 1"
      const [, path = ''] = /(\/p\/\S+)/.exec(String(raw.prepare(letter).pluck().get())) ?? []
      expect((await world.visitor().get(path)).status).toBe(200)
      expect((await organiser.post(`${location}/reminder`)).status).toBe(409)
      expect((await organiser.post(`${location}/closing`)).status).toBe(303)
      expect((await organiser.get(location)).status).toBe(200)
    })
    expect(found).toEqual([])
  })

  test('by the tick and the delivery of its mail', async () => {
    const transport = keepingTransport()
    const delivery = openDelivery({ openStore: () => world.store, transport, random: () => 0.5 })
    expect(
      await scansOf(async () => {
        await tick(world.store)
        await delivery.deliverDue()
      }),
    ).toEqual([])
  })
})
