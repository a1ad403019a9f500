/** The supply in the papers of a meeting: proposed above the agenda, noted, printed as it was noted, without deliveries. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestBrowser } from '../fixtures/app.ts'
import { officeText } from '../fixtures/zip.ts'
import { openWorld, type World } from '../invitations/world.ts'
import { furnishSupply } from './sample.ts'

let w: World
let ids: Awaited<ReturnType<typeof furnishSupply>>
let organiser: TestBrowser
let meeting: string

beforeAll(async () => {
  w = await openWorld()
  const institutionId = await w.institution({ name: 'Управление', focal: ['region@gov.example'] })
  const actor = { personId: w.organiser.personId, rank: 'administrator', roles: {}, speaksFor: [] } as const
  ids = await furnishSupply(w.store, { actor, dialogueId: w.dialogueId, institutionId, contract: 'Д-77' })
  organiser = await w.signedIn({ rank: 'member', roles: { [w.dialogueId]: 'organiser' }, locale: 'en' })
  meeting = String(w.raw.prepare('select id from meetings').pluck().get())
})
afterAll(() => w.close())

const agenda = () => `/meetings/${meeting}/agenda`
const printed = async (name: 'agenda' | 'minutes') =>
  officeText((await organiser.get(`/meetings/${meeting}/${name}.docx`)).bytes)
const note = (browser = organiser) => browser.post(`/meetings/${meeting}/supply`, {})
const LINE = 'Methadone, solution 5 mg/ml: Stock-out on 28 Jan 2026; deliveries are not counted.'
const SECRET = /20 Feb 2026|1,?080|Д-77|KZ-1|late by|uncovered/

describe('above the agenda', () => {
  test('the organiser reads the whole sentence and can make an item of what everybody may read', async () => {
    const { body } = await organiser.get(agenda())
    expect(body).toContain('Stock-out on 28 Jan 2026; 23 days uncovered; Need estimate late by')
    const [, query] = /href="\/meetings\/[^"]*\/agenda\?([^"]*)#add"/.exec(body) ?? []
    // Addresses stay in histories and logs: of a medicine they hold its id and no word.
    expect(query).toBe(`supply=${ids.medicine}`)
    const form = (await organiser.get(`${agenda()}?${query}`)).body
    expect(form).not.toMatch(/name="title_en"[^>]*(20 Feb|1,?080)/)
    expect(form).toContain(`value="${LINE.slice(0, -1)}"`)
    expect(form).toContain('Запас закончится 28.01.2026; поставки не учтены')
  })

  test('who may not know of shipments reads no more than that', async () => {
    const viewer = await w.signedIn({ rank: 'member', roles: { [w.dialogueId]: 'viewer' }, locale: 'en' })
    const { body } = await viewer.get(agenda())
    expect(body).toContain('Stock-out on 28 Jan 2026; deliveries are not counted.')
    expect(body).not.toMatch(SECRET)
    expect((await note(viewer)).status).toBe(403)
  })
})

describe('in the papers', () => {
  test('nothing stands that nobody noted', async () => {
    expect(await printed('agenda')).not.toContain('Supply at the time')
  })

  test('the noted line stands, without deliveries, and again the same when the facts have changed', async () => {
    expect((await note()).status).toBe(303)
    const before = [await printed('agenda'), await printed('minutes')]
    for (const words of before) {
      expect(words).toContain('Supply at the time of the meeting, as of 15 Jan 2026')
      expect(words).toContain(LINE)
      expect(words).not.toMatch(SECRET)
    }
    const report = {
      month: '2025-12',
      as_of: '2025-12-31',
      on_hand: '900',
      consumed: '180',
      received: '0',
      days_out: '0',
    }
    const path = `/supply/${ids.medicine}/places/${ids.stockPlace}/report`
    expect((await organiser.post(path, { ...report, confirm: 'on' })).status).toBe(303)
    expect((await organiser.get(agenda())).body).not.toContain('28 Jan 2026; 23 days')
    expect(await printed('minutes')).toContain(LINE)
  })

  test('what is kept can be counted again: the day, the hash of what it rests on, every date', () => {
    const row = w.raw.prepare('select * from supply_snapshots').get() as Record<string, unknown>
    const { as_of, out_alone, out_confirmed, out_all, days_uncovered, next_step, late_days, inputs_hash } =
      row
    expect({ as_of, out_alone, out_confirmed, out_all, days_uncovered, next_step }).toEqual({
      ...{ as_of: '2026-01-15', out_alone: '2026-01-28', out_confirmed: '2026-01-28', out_all: '2026-01-28' },
      ...{ days_uncovered: 23, next_step: 'quantification' },
    })
    expect([Number(late_days) > 0, String(inputs_hash).length]).toEqual([true, 43])
  })
})
