/** What is printed gets handed out: it holds what participants may read, whoever prints it (safety.md §2.3). */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, recorded, type World } from '../commitments/world.ts'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { officeText } from '../fixtures/zip.ts'

let app: TestApp
let world: World
let organiser: TestBrowser
let viewer: TestBrowser

beforeAll(async () => {
  app = openTestApp()
  world = await openWorld(app)
  const roleOf = (role: 'organiser' | 'viewer') => ({ [world.dialogueId]: role })
  organiser = await app.signedIn({ rank: 'member', roles: roleOf('organiser'), locale: 'ru' })
  viewer = await app.signedIn({ rank: 'member', roles: roleOf('viewer'), locale: 'ru' })
  const item = (id: string, title: string, changes: string) =>
    app.raw.exec(`
      insert into agenda_items (id, meeting_id, day, position, kind, minutes, state, version, visibility)
        select '${id}', meeting_id, day, 2, kind, minutes, ${changes} from agenda_items where position = 1;
      insert into agenda_item_texts values ('${id}', 'ru', '${title}')`)
  item('closed', 'Закрытый пункт', "'scheduled', 1, 'closed'")
  item('drafted', 'Новый пункт', "'draft', 1, 'members'")
  item('withdrawn', 'Снятый пункт', "'withdrawn', 1, 'members'")
  const decision = (number: number, itemId: string, state: string, text: string) =>
    app.raw.exec(`
      insert into decisions (id, meeting_id, item_id, number, method, state, reservations, authoritative_lang,
          recorded_at, version)
        select 'd${number}', meeting_id, ${itemId}, ${number}, method, '${state}', 'Особое мнение',
          authoritative_lang, recorded_at, 1 from decisions where number = 7;
      insert into decision_texts values ('d${number}', 'ru', '${text}')`)
  decision(8, "'closed'", 'adopted', 'Закрытое решение')
  decision(9, 'item_id', 'proposed', 'Предложенное решение')
  decision(10, 'item_id', 'rejected', 'Отклонённое решение')
  decision(11, "'closed'", 'proposed', 'Закрытое предложение')
  await recorded(world, { text: { ru: 'Закрытое обязательство' }, visibility: 'closed' })
  await recorded(world, { text: { ru: 'Открытое обязательство' } })
})
afterAll(() => app.close())

const ALL = [
  ...['Бесперебойные закупки', 'Закрытый пункт', 'Новый пункт', 'Снятый пункт'],
  ...[
    'Закупить препарат',
    'Закрытое решение',
    'Предложенное решение',
    'Отклонённое решение',
    'Особое мнение',
  ],
  ...['Закрытое предложение', 'Закрытое обязательство', 'Открытое обязательство'],
]

/** Which of {@link ALL} stand in a document. */
async function printed(browser: TestBrowser, name: string): Promise<string[]> {
  const words = officeText((await browser.get(`/meetings/${world.meetingId}/${name}.docx`)).bytes)
  return ALL.filter((part) => words.includes(part))
}

const setMeeting = (changes: string) => app.raw.exec(`update meetings set ${changes}`)

describe('a printed agenda', () => {
  test('that is published is the same for the secretariat as for participants', async () => {
    setMeeting("agenda_published_at = '2026-01-15T04:00:00.000Z'")
    for (const browser of [organiser, viewer])
      expect(await printed(browser, 'agenda')).toEqual(['Бесперебойные закупки'])
  })

  test('shows the secretariat before it is published what would be', async () => {
    setMeeting('agenda_published_at = null')
    expect(await printed(organiser, 'agenda')).toEqual(['Бесперебойные закупки', 'Новый пункт'])
    expect(await printed(viewer, 'agenda')).toEqual(['Бесперебойные закупки'])
  })
})

describe('a printed record', () => {
  const AGREED = ['Бесперебойные закупки', 'Закупить препарат', 'Открытое обязательство']

  test('that is done is the same for the secretariat as for participants', async () => {
    setMeeting("state = 'minuted'")
    for (const browser of [organiser, viewer]) expect(await printed(browser, 'minutes')).toEqual(AGREED)
  })

  test('shows the secretariat as a draft what is proposed, and nothing closed or rejected', async () => {
    setMeeting("state = 'held'")
    expect(await printed(organiser, 'minutes')).toEqual([
      ...AGREED.slice(0, 2),
      'Предложенное решение',
      ...AGREED.slice(2),
    ])
    expect(await printed(viewer, 'minutes')).toEqual(AGREED)
  })

  test('names no institution that is never listed', async () => {
    app.raw.exec(`update institutions set listable = 'never' where id = '${world.dist}'`)
    const words = officeText((await organiser.get(`/meetings/${world.meetingId}/minutes.docx`)).bytes)
    expect(words).toContain('Открытое обязательство')
    expect(words).not.toContain('Единый дистрибьютор')
  })
})
