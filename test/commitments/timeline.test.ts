/** The timeline: bars and marks of commitments, the months drawn, and what of it is for whom. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Course, scaleOf, spanOf, timelineRow } from '../../src/commitments/timeline.ts'
import { instantOfMillis } from '../../src/kernel/instant.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { LOCALES } from '../../src/kernel/locale.ts'
import { openTestApp, type TestApp } from '../fixtures/app.ts'
import { OPEN } from './sample.ts'
import { inserter, openWorld, recorded, type World } from './world.ts'

const NOTHING: Course = { reports: [], verifications: [], formerDues: [], schedule: null }
const TODAY = localDate('2026-03-01')
const at = (text: string) => instantOfMillis(Date.parse(text))

describe('a bar', () => {
  test('goes from when it was recorded to its due date, and on to today while it is late', () => {
    const commitment = { ...OPEN, createdAt: at('2025-10-14T20:00:00Z') }
    // Already the 15th in Almaty.
    expect(timelineRow(commitment, NOTHING, TODAY)).toMatchObject({
      from: '2025-10-15',
      to: '2026-01-30',
      lateUntil: TODAY,
      marks: [{ kind: 'due', on: '2026-01-30' }],
    })
    expect(timelineRow({ ...commitment, state: 'verified' }, NOTHING, TODAY).lateUntil).toBeNull()
  })

  test('of an undated one goes to the day on which it is looked at again', () => {
    const undated = { dueOn: null, duePrecision: 'undated', reviewOn: localDate('2026-04-14') } as const
    const row = timelineRow({ ...OPEN, ...undated }, NOTHING, TODAY)
    expect([row.to, row.lateUntil, row.marks]).toEqual([
      '2026-04-14',
      null,
      [{ kind: 'review', on: '2026-04-14' }],
    ])
  })

  test('carries everything that happened, in the order of days', () => {
    const course: Course = {
      reports: [
        { at: at('2026-02-02T04:00:00Z'), claim: 'done' },
        { at: at('2026-01-20T04:00:00Z'), claim: 'blocked' },
      ],
      verifications: [
        { at: at('2026-02-04T04:00:00Z'), result: 'confirmed' },
        { at: at('2026-02-03T04:00:00Z'), result: 'partly' },
      ],
      formerDues: [localDate('2025-11-28')],
      schedule: null,
    }
    expect(timelineRow(OPEN, course, TODAY).marks).toEqual([
      { kind: 'moved', on: '2025-11-28' },
      { kind: 'report', on: '2026-01-20' },
      { kind: 'due', on: '2026-01-30' },
      { kind: 'done', on: '2026-02-02' },
      { kind: 'returned', on: '2026-02-03' },
      { kind: 'verified', on: '2026-02-04' },
    ])
  })
})

describe('the months', () => {
  const row = (dueOn: string) => timelineRow({ ...OPEN, dueOn: localDate(dueOn) }, NOTHING, TODAY)

  test('are whole ones that show every bar and today', () => {
    const span = spanOf([row('2026-05-31')], TODAY)
    expect(span).toEqual({ from: '2026-01-01', until: '2026-06-01', cut: false })
    const { months, shareOf } = scaleOf(span)
    expect(months).toEqual(['2026-01-01', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01'])
    expect([shareOf(span.from), shareOf(localDate('2030-01-01'))]).toEqual([0, 1])
  })

  test('end two years from today, and say so', () => {
    expect(spanOf([row('2099-12-31')], TODAY)).toEqual({ from: '2026-01-01', until: '2028-03-01', cut: true })
  })
})

describe('the page', () => {
  let app: TestApp
  let world: World
  beforeEach(async () => {
    app = openTestApp()
    world = await openWorld(app)
  })
  afterEach(() => app.close())

  const as = (role: 'coordinator' | 'viewer', locale: (typeof LOCALES)[number] = 'en') =>
    app.signedIn({ rank: 'member', roles: { [world.dialogueId]: role }, locale })

  test('draws the choice of the list under headings, says it in words, and has no style of its own', async () => {
    await recorded(world)
    await recorded(world, { leadId: world.moh, supporterIds: [], verifierId: null })
    for (const locale of LOCALES) {
      const { status, body } = await (await as('coordinator', locale)).get('/commitments/timeline')
      expect(status).toBe(200)
      expect(body.match(/<svg[^>]* role="img" aria-label="[^"]*C-0[12]/g)).toHaveLength(2)
      expect(body).not.toMatch(/ style=|<style|<script(?! type="module" src=)/)
    }
    const { body } = await (await as('coordinator')).get(`/commitments/timeline?lead=${world.moh}`)
    expect(body.match(/<svg[^>]* role="img"/g)).toHaveLength(1)
  })

  test('keeps closed ones from viewers, and the dates of guarded steps', async () => {
    const { id } = await recorded(world)
    await recorded(world, { visibility: 'closed' })
    const insert = inserter(app)
    await insert('commitment_steps', {
      ...{ id: 'step', commitment_id: id, position: 1, authoritative_lang: 'en', institution_id: null },
      ...{ days: null, first_planned_on: localDate('2026-02-17'), planned_on: localDate('2026-02-17') },
      ...{ forecast_on: null, started_on: null, done_on: null, state: 'pending', reason: '', evidence: '' },
      ...{ guarded: 1, version: 1 },
    } as never)
    const path = '/commitments/timeline'
    const [coordinator, viewer] = [
      await (await as('coordinator')).get(path),
      await (await as('viewer')).get(path),
    ]
    const words = ['C-01', 'C-02', '17 Feb 2026']
    expect(words.map((word) => coordinator.body.includes(word))).toEqual([true, true, true])
    expect(words.map((word) => viewer.body.includes(word))).toEqual([true, false, false])
  })

  test('writes what stands in a text as text, in the pictures too, however long its letters are', async () => {
    const text = `<b>"& ' & ${'👩'.repeat(90)}`
    await recorded(world, { text: { en: text, ru: text }, authoritative: 'en' })
    const { body } = await (await as('coordinator')).get('/commitments/timeline')
    const label = /<text class="row"[^>]*>([^<]*)</.exec(body)?.[1]
    // 31 letters, each of them whole, and a mark that more would follow.
    expect(label).toBe(`C-01 &lt;b&gt;&quot;&amp; &#39; &amp; ${'👩'.repeat(16)}…`)
    expect(body).not.toContain('<b>"')
  })

  test('draws marks of one day at the height of each bar', async () => {
    const ids = [await recorded(world), await recorded(world)].map(({ id }) => id)
    const insert = inserter(app)
    for (const id of ids)
      await insert('reports', {
        ...{ id: `report-${id}`, commitment_id: id, claim: 'done', text: '', channel: 'link', source: '' },
        ...{ person_id: null, at: '2025-11-03T04:00:00.000Z', late: 0, state: 'sent', return_reason: '' },
      } as never)
    const { body } = await (await as('coordinator')).get('/commitments/timeline')
    const marks = [
      ...body.matchAll(/<title>([^<]*)<\/title><circle class="mark done" cx="([\d.]+)" cy="(\d+)" r="4"/g),
    ]
    expect(marks.map(([, words, , y]) => [words, y])).toEqual([
      ['reported done: 3 Nov 2025', '32'],
      ['reported done: 3 Nov 2025', '52'],
    ])
    expect(new Set(marks.map(([, , x]) => x)).size).toBe(1)
  })

  test('costs the same number of queries for one bar and for three', async () => {
    const coordinator = await as('coordinator')
    const count = async () => (await app.queriesOf(() => coordinator.get('/commitments/timeline'))).length
    await recorded(world)
    const one = await count()
    await recorded(world)
    await recorded(world)
    expect(await count()).toBe(one)
  })

  test('draws two hundred and says that there are more', async () => {
    for (let n = 0; n < 201; n++) await recorded(world)
    const { body } = await (await as('coordinator')).get('/commitments/timeline')
    expect(body).toContain('Only the first 200 are drawn.')
    expect(body.match(/class="bar"/g)).toHaveLength(200)
  })
})
