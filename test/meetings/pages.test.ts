/** The pages of meetings over HTTP: planning, two editors, refusals, what each reader sees, how many queries. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { dumpOf } from '../fixtures/store.ts'
import { insertDelegates } from './rows.ts'

const DIALOGUE = {
  code: 'OAT-KZ',
  title_ru: 'Многосторонний диалог',
  languages: ['kk', 'ru'],
  authoritative: 'ru',
  zone: 'Asia/Almaty',
  holiday_calendar: 'KZ',
  attribution: 'attributed',
  participant_list: 'institutions',
  quorum_basis: 'institutions',
  quorum_percent: '50',
  decision_rule: 'consensus',
  silence_length: '5',
  silence_unit: 'working_days',
}

const MEETING = {
  kind: 'dialogue',
  format: 'in_person',
  zone: 'Asia/Almaty',
  title_ru: 'Второй диалог',
  venue_ru: 'Астана',
  link: '',
  languages: ['kk', 'ru'],
  attribution: 'attributed',
  day_1: '2026-04-14',
  starts_1: '09:00',
  ends_1: '17:30',
}

let app: TestApp
let organiser: TestBrowser
let dialogue: string

beforeEach(async () => {
  app = openTestApp()
  organiser = await app.signedIn({ rank: 'administrator', locale: 'en' })
  dialogue = pathOf(await organiser.post('/dialogues', DIALOGUE))
  await organiser.post(`${dialogue}/activation`)
})
afterEach(() => app.close())

function pathOf({ location }: { location: string }): string {
  return location.split(/[?#]/)[0] ?? ''
}

async function plan(changes: Record<string, string | string[]> = {}): Promise<string> {
  return pathOf(await organiser.post(`${dialogue}/meetings`, { ...MEETING, ...changes }))
}

describe('planning a meeting', () => {
  test('leads to its page, which writes out day, hours, place and offset', async () => {
    const page = await organiser.get(await plan())
    expect(page.status).toBe(200)
    expect(page.body).toContain('Tuesday, 14 April 2026, 09:00–17:30, Astana, UTC+5')
    expect(page.body).toContain('only in Russian')
  })

  test('an end before the start is refused at its field and keeps what was typed', async () => {
    const page = await organiser.post(`${dialogue}/meetings`, { ...MEETING, ends_1: '08:00' })
    expect(page.status).toBe(400)
    expect(page.body).toContain('<a href="#ends-1">Day 1, Ends: The day must end after it begins.</a>')
    expect(page.body).toContain('value="Второй диалог"')
    expect(page.body).toContain('value="08:00"')
  })

  test('an unknown zone is refused', async () => {
    const page = await organiser.post(`${dialogue}/meetings`, { ...MEETING, zone: 'Asia/Atlantis' })
    expect(page.status).toBe(400)
    expect(page.body).toContain('<a href="#zone">Time zone: Write a time zone by its name')
  })

  test('a day off is a warning', async () => {
    const page = await organiser.get(await plan({ day_1: '2026-03-24' }))
    expect(page.status).toBe(200)
    expect(page.body).toContain('Tuesday, 24 March 2026 is a day off: Nauryz.')
  })

  test('one more row saves nothing', async () => {
    const before = dumpOf(app.raw)
    const page = await organiser.post(`${dialogue}/meetings`, { ...MEETING, rows: '2', one_more_day: '1' })
    expect(page.status).toBe(200)
    expect(page.body).toContain('name="day_3"')
    expect(dumpOf(app.raw)).toBe(before)
  })

  test('a visitor is asked to sign in, a stranger finds nothing', async () => {
    const meeting = await plan()
    expect(await app.visitor().get(meeting)).toMatchObject({ status: 303 })
    const stranger = await app.signedIn({ rank: 'organiser' })
    expect(await stranger.get(meeting)).toMatchObject({ status: 404 })
    expect(await stranger.get(`${dialogue}/meetings/new`)).toMatchObject({ status: 404 })
    expect(await stranger.post(`${meeting}/cancellation`)).toMatchObject({ status: 404 })
  })
})

describe('two organisers at one meeting', () => {
  test('the second is told, keeps the text, sees what is recorded, and can then save', async () => {
    const meeting = await plan()
    const second = await app.signedIn({ rank: 'administrator', locale: 'en' })
    expect((await organiser.post(meeting, { ...MEETING, venue_ru: 'Алматы', version: '1' })).status).toBe(303)

    const refused = await second.post(meeting, { ...MEETING, title_ru: 'Мой заголовок', version: '1' })
    expect(refused.status).toBe(409)
    expect(refused.body).toContain('Somebody changed this while you were editing.')
    expect(refused.body).toContain('value="Мой заголовок"')
    expect(refused.body).toContain('Алматы')
    expect(refused.body).toContain('<input type="hidden" name="version" value="2"/>')

    const saved = await second.post(meeting, { ...MEETING, title_ru: 'Мой заголовок', version: '2' })
    expect(saved.location).toBe(`${meeting}?said=saved`)
  })
})

describe('moving a meeting', () => {
  test.each([
    [
      'en',
      '“Open the meeting” is not possible now. State of the meeting: draft. Possible: Announce, Cancel the meeting.',
    ],
    [
      'ru',
      'Действие «Открыть заседание» сейчас невозможно. Статус заседания: черновик. Возможные действия: «Объявить», «Отменить заседание».',
    ],
    [
      'kk',
      '«Отырысты ашу» әрекетін қазір орындау мүмкін емес. Отырыс мәртебесі: жоба. Мүмкін әрекеттер: «Жариялау», «Отырыс болмайды деп хабарлау».',
    ],
  ] as const)('a refused move says why in %s', async (locale, words) => {
    const meeting = await plan()
    const reader = await app.signedIn({ rank: 'administrator', locale })
    const page = await reader.post(`${meeting}/opening`)
    expect(page.status).toBe(409)
    expect(page.body).toContain(words)
  })

  test('a cancellation asks first and says what is mailed and to how many', async () => {
    const meeting = await plan()
    await organiser.post(`${meeting}/announcement`, { version: '1' })
    await insertDelegates(app.now(), meeting.split('/').at(-1) ?? '', { from: 0, to: 2 })
    const before = dumpOf(app.raw)
    const page = await organiser.get(`${meeting}/cancellation`)
    expect(page.status).toBe(200)
    expect(page.body).toContain(
      'A cancellation is mailed at once to everybody who has a calendar entry. Delegates: 3.',
    )
    expect(dumpOf(app.raw)).toBe(before)
    expect(await organiser.post(`${meeting}/cancellation`, { version: '2' })).toMatchObject({
      location: `${meeting}/sending?at=${encodeURIComponent(app.now().now)}&said=cancelled`,
    })
    expect(await organiser.get(`${meeting}/cancellation`)).toMatchObject({ status: 409 })
    expect(await organiser.get(`${meeting}/edit`)).toMatchObject({ status: 409 })
  })

  test.each(['announcement', 'postponement', 'cancellation'])(
    'the %s of a meeting that changed since its page was made shows the page again and mails nobody',
    async (move) => {
      const meeting = await plan()
      if (move !== 'announcement') await organiser.post(`${meeting}/announcement`, { version: '1' })
      const [, version = ''] =
        /name="version" value="(\d+)"/.exec((await organiser.get(`${meeting}/${move}`)).body) ?? []
      await organiser.post(meeting, { ...MEETING, day_1: '2026-04-21', version })
      const before = dumpOf(app.raw)
      const outdated = await organiser.post(`${meeting}/${move}`, { version })
      expect(outdated.status).toBe(409)
      expect(outdated.body).toContain('changed after this preview was made')
      expect(outdated.body).toContain('21 April 2026')
      expect(await organiser.post(`${meeting}/${move}`)).toMatchObject({ status: 400 })
      expect(dumpOf(app.raw)).toBe(before)
      const [, now = ''] = /name="version" value="(\d+)"/.exec(outdated.body) ?? []
      expect(await organiser.post(`${meeting}/${move}`, { version: now })).toMatchObject({ status: 303 })
    },
  )

  test('an announcement that is not possible is refused before anything is shown', async () => {
    const meeting = await plan()
    await organiser.post(`${meeting}/announcement`, { version: '1' })
    await organiser.post(`${meeting}/postponement`, { version: '2' })
    expect(await organiser.get(`${meeting}/announcement`)).toMatchObject({ status: 200 })
    app.raw.prepare("update meetings set starts_at = '2026-01-14T04:00:00.000Z'").run()
    const page = await organiser.get(`${meeting}/announcement`)
    expect([page.status, page.body.includes('Set the new days first.')]).toEqual([409, true])
  })

  test('while changes are gathered the page says until when', async () => {
    const meeting = await plan()
    await organiser.post(`${meeting}/announcement`, { version: '1' })
    await organiser.post(meeting, { ...MEETING, venue_ru: 'Алматы', version: '2' })
    const page = await organiser.get(meeting)
    expect(page.body).toContain('Changes are gathered until 09:05 and then mailed as one update.')
  })
})

describe('the page of a meeting', () => {
  test('takes as many queries with fifty delegates as with one', async () => {
    const meeting = await plan()
    const id = meeting.split('/').at(-1) ?? ''
    await organiser.post(`${meeting}/announcement`, { version: '1' })
    await insertDelegates(app.now(), id, { from: 0, to: 0 })
    const one = await app.queriesOf(() => organiser.get(meeting))
    await insertDelegates(app.now(), id, { from: 1, to: 49 })
    const fifty = await app.queriesOf(() => organiser.get(meeting))
    expect(fifty).toHaveLength(one.length)
    expect((await organiser.get(meeting)).body).toContain('Delegate49')
  })

  test('shows a reader of the dialogue neither delegates nor mail nor draft items', async () => {
    const meeting = await plan()
    const id = meeting.split('/').at(-1) ?? ''
    await organiser.post(`${meeting}/announcement`, { version: '1' })
    await insertDelegates(app.now(), id, { from: 0, to: 0 })
    const item = {
      title_ru: 'Ещё не опубликовано',
      day: '2026-04-14',
      minutes: '30',
      kind: 'information',
      visibility: 'members',
    }
    await organiser.post(`${meeting}/agenda/items`, item)
    const viewer = await app.signedIn({
      rank: 'member',
      roles: { [dialogue.split('/').at(-1) ?? '']: 'viewer' },
    })
    for (const path of [meeting, `${meeting}/agenda`]) {
      const page = await viewer.get(path)
      expect(page.status).toBe(200)
      expect(page.body).not.toContain('Delegate0')
      expect(page.body).not.toContain('id="mail"')
      expect(page.body).not.toContain('Ещё не опубликовано')
    }
    expect((await organiser.get(meeting)).body).toContain('Ещё не опубликовано')
    expect(await viewer.get(`${meeting}/edit`)).toMatchObject({ status: 403 })
    expect(await viewer.post(`${meeting}/announcement`)).toMatchObject({ status: 403 })
  })

  test.each(['en', 'ru', 'kk'] as const)(
    'opens in %s with every form, and reading changes nothing',
    async (locale) => {
      const meeting = await plan()
      const reader = await app.signedIn({ rank: 'administrator', locale })
      const before = dumpOf(app.raw)
      for (const path of [
        meeting,
        `${meeting}/edit`,
        `${meeting}/announcement`,
        `${meeting}/cancellation`,
        `${meeting}/updates`,
        `${meeting}/sending`,
        `${meeting}/agenda`,
        '/dialogues',
        '/dialogues/new',
        dialogue,
        `${dialogue}/edit`,
        `${dialogue}/closure`,
        `${dialogue}/meetings/new`,
      ]) {
        const page = await reader.get(path)
        expect([path, page.status]).toEqual([path, 200])
        expect(page.body).toContain(`<html lang="${locale}">`)
        expect(page.body).not.toContain('undefined')
      }
      expect(dumpOf(app.raw)).toBe(before)
    },
  )
})
