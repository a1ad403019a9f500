/** The agenda editor over HTTP: with buttons alone, running times, over-run, carrying over. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'

const ITEM = { day: '2026-04-14', minutes: '30', kind: 'information', visibility: 'members' }

let app: TestApp
let organiser: TestBrowser
let dialogue: string
let meeting: string

beforeEach(async () => {
  app = openTestApp()
  organiser = await app.signedIn({ locale: 'en' })
  dialogue = pathOf(
    await organiser.post('/dialogues', {
      code: 'OAT-KZ',
      title_ru: 'Диалог',
      languages: ['ru'],
      authoritative: 'ru',
      zone: 'Asia/Almaty',
      attribution: 'attributed',
      participant_list: 'institutions',
      quorum_basis: 'none',
      quorum_percent: '50',
      decision_rule: 'consensus',
      silence_length: '72',
      silence_unit: 'hours',
    }),
  )
  meeting = await plan({ day_1: '2026-04-14', starts_1: '09:00', ends_1: '10:00' })
})
afterEach(() => app.close())

function pathOf({ location }: { location: string }): string {
  return location.split(/[?#]/)[0] ?? ''
}

async function plan(changes: Record<string, string>): Promise<string> {
  const typed = {
    kind: 'dialogue',
    format: 'in_person',
    zone: 'Asia/Almaty',
    title_ru: 'Заседание',
    languages: 'ru',
    attribution: 'attributed',
  }
  return pathOf(await organiser.post(`${dialogue}/meetings`, { ...typed, ...changes }))
}

/** Adds an item and gives its own path. */
async function add(title: string, changes: Record<string, string> = {}): Promise<string> {
  const { location } = await organiser.post(`${meeting}/agenda/items`, {
    ...ITEM,
    title_en: title,
    ...changes,
  })
  return `${meeting}/agenda/items/${location.split('#item-')[1]}`
}

/** The titles in the order of the page, each with the time before it. */
async function shown(): Promise<string[]> {
  const { body } = await organiser.get(`${meeting}/agenda`)
  const rows = [...body.matchAll(/>([\d:–]+)<\/td><th scope="row">([^<]+)/g)]
  return rows.map(([, time, title]) => `${time} ${title}`)
}

describe('the editor', () => {
  test('runs the clock and says by how much the day is over', async () => {
    await add('Opening')
    await add('Coffee', { is_break: 'on', minutes: '15' })
    await add('Stock')
    expect(await shown()).toEqual(['09:00–09:30 Opening', '09:30–09:45 Coffee', '09:45–10:15 Stock'])
    const { body } = await organiser.get(`${meeting}/agenda`)
    expect(body).toContain('<span class="status bad">15 min over</span>')
    expect(body).toContain('Planned: 75 min, of which breaks: 15 min')
  })

  test('moves items by buttons and leads back to the row', async () => {
    await add('First')
    const second = await add('Second')
    const answer = await organiser.post(`${second}/position`, { direction: 'up' })
    expect(answer).toMatchObject({
      status: 303,
      location: `${meeting}/agenda#item-${second.split('/').at(-1)}`,
    })
    expect(await shown()).toEqual(['09:00–09:30 Second', '09:30–10:00 First'])
    const refused = await organiser.post(`${second}/position`, { direction: 'up' })
    expect(refused.status).toBe(409)
    expect(refused.body).toContain('This is the first item already.')
  })

  test('keeps what was typed when an item is refused', async () => {
    const page = await organiser.post(`${meeting}/agenda/items`, { ...ITEM, title_en: 'Long', minutes: '0' })
    expect(page.status).toBe(400)
    expect(page.body).toContain('<a href="#minutes">Minutes: Write a number from 1 to 1440.</a>')
    expect(page.body).toContain('value="Long"')
  })

  test('of two who edit one item the second keeps the text', async () => {
    const item = await add('First')
    await organiser.post(item, { ...ITEM, title_en: 'Mine', version: '1' })
    const page = await organiser.post(item, { ...ITEM, title_en: 'Yours', version: '1' })
    expect(page.status).toBe(409)
    expect(page.body).toContain('value="Yours"')
    expect(page.body).toContain('<input type="hidden" name="version" value="2"/>')
  })

  test('publishes, and says what participants do not see yet', async () => {
    await add('First')
    expect(await organiser.post(`${meeting}/agenda/publication`)).toMatchObject({ status: 303 })
    await add('Second')
    const { body } = await organiser.get(`${meeting}/agenda`)
    expect(body).toContain('Published: 15 Jan 2026 09:00')
    expect(body).toContain('Items that participants do not see yet: 1')
    expect(body).toContain('Publish what is new')
  })

  test('leads to what returns, and shows what a carried item has behind it', async () => {
    const open = await add('Left open')
    const next = await plan({
      day_1: '2026-10-14',
      starts_1: '09:00',
      ends_1: '10:00',
      previous_meeting: meeting.split('/').at(-1) ?? '',
    })
    expect((await organiser.get(`${next}/agenda`)).body).toContain(`href="${next}/agenda/carry-over"`)
    const offered = await organiser.get(`${next}/agenda/carry-over`)
    expect(offered.body).toContain('its meeting has not been held yet')
    const chosen = { item: open.split('/').at(-1) ?? '' }
    const answer = await organiser.post(`${next}/agenda/carry-over`, chosen)
    expect(answer.location).toBe(`${next}/agenda?said=recorded`)
    const { body } = await organiser.get(`${next}/agenda`)
    expect(body).toContain('Left open<br><small>Information · carried over</small>')
    expect(body).toContain('first on the agenda of 14 Apr 2026, on 2 agendas')
    expect((await organiser.get(`${next}/agenda/carry-over`)).body).toContain(
      'Earlier meetings left nothing open.',
    )
    const again = await organiser.post(`${next}/agenda/carry-over`, chosen)
    expect(again.status).toBe(409)
  })

  test('an item of another meeting is not found through this one', async () => {
    const item = await add('Here')
    const other = await plan({ day_1: '2026-05-14', starts_1: '09:00', ends_1: '10:00' })
    const foreign = item.replace(meeting, other)
    expect(await organiser.get(foreign)).toMatchObject({ status: 404 })
    expect(await organiser.post(foreign, { ...ITEM, title_en: 'X', version: '1' })).toMatchObject({
      status: 404,
    })
    expect(await organiser.post(`${foreign}/removal`)).toMatchObject({ status: 404 })
    expect(await shown()).toEqual(['09:00–09:30 Here'])
  })

  test('takes as many queries with twenty items as with one', async () => {
    const load = () => organiser.get(`${meeting}/agenda`)
    await add('1')
    const one = await app.queriesOf(load)
    for (let n = 2; n <= 20; n++) await add(String(n))
    expect(await app.queriesOf(load)).toHaveLength(one.length)
  })
})
