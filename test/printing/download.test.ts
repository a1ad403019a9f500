/** Files over HTTP: who gets which, what stands in them, and what they are called. */

import { parse } from 'csv-parse/sync'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dispositionOf } from '../../src/printing/download.ts'
import { type Block, isTooLong } from '../../src/printing/sheet.ts'
import { openWorld, recorded, type World } from '../commitments/world.ts'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { officeText } from '../fixtures/zip.ts'
import { hasPoppler, pagesIn, paperOf } from './paper.ts'

let app: TestApp
let world: World
let rapporteur: TestBrowser
let viewer: TestBrowser
let meeting: string

beforeAll(async () => {
  app = openTestApp()
  world = await openWorld(app)
  meeting = `/meetings/${world.meetingId}`
  const roleOf = (role: 'rapporteur' | 'viewer') => ({ [world.dialogueId]: role })
  rapporteur = await app.signedIn({ rank: 'member', roles: roleOf('rapporteur'), locale: 'kk' })
  viewer = await app.signedIn({ rank: 'member', roles: roleOf('viewer'), locale: 'ru' })
  await recorded(world, { text: { ru: '=Закупить, "срочно"', kk: 'Ұғымды әңгіме', en: '' } })
  await recorded(world, { text: { ru: 'Закрытое обязательство' }, visibility: 'closed' })
})
afterAll(() => app.close())

describe('the name of a file', () => {
  test('stands there twice, for old programs and for people', () => {
    expect(dispositionOf({ plain: 'agenda-2026', words: "Күн (2)'" }, 'pdf')).toBe(
      'attachment; filename="agenda-2026.pdf"; filename*=UTF-8\'\'%D0%9A%D2%AF%D0%BD%20%282%29%27.pdf',
    )
  })

  test('holds nothing that ends a header or leads to another folder', () => {
    const said = dispositionOf({ plain: 'a"\r\nb/../c', words: '../a:b\r\n"c"\u202e' }, 'csv')
    expect(said).toBe('attachment; filename="a-b-..-c.csv"; filename*=UTF-8\'\'..%20a%20b%20c.csv')
  })

  test('is never cut within a letter', () => {
    expect(dispositionOf({ plain: 'a', words: `${'a'.repeat(119)}😀` }, 'pdf')).toContain(
      `''${'a'.repeat(119)}.pdf`,
    )
  })
})

describe('the record of a meeting', () => {
  test('says in the language of its reader what was decided and promised', async () => {
    const { status, headers, bytes } = await rapporteur.get(`${meeting}/minutes.docx`)
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store'])
    const words = officeText(bytes)
    for (const part of ['Отырыс хаттамасы', 'D-7', 'Ұғымды әңгіме']) expect(words).toContain(part)
  })

  test.skipIf(!hasPoppler)('is the same as a PDF', async () => {
    const { headers, bytes } = await viewer.get(`${meeting}/minutes.pdf`)
    expect(headers.get('content-type')).toBe('application/pdf')
    const words = pagesIn(bytes).join('\n')
    expect(words).toContain('Протокол заседания')
    expect(words).not.toContain('Закрытое обязательство')
  })
})

describe('the list of participants', () => {
  test('is for who sees every delegate', async () => {
    const formats = ['pdf', 'docx', 'xlsx']
    const asked = (browser: TestBrowser) =>
      Promise.all(
        formats.map(async (format) => (await browser.get(`${meeting}/participants.${format}`)).status),
      )
    expect([await asked(rapporteur), await asked(viewer)]).toEqual([
      [200, 200, 200],
      [403, 403, 403],
    ])
  })
})

describe('T55: the list of participants', () => {
  test('of many delegates is no document, but still a table', async () => {
    const { raw } = world.open
    raw.exec(`
      insert into invitations (id, meeting_id, institution_id, capacity, seats, languages, state, state_since, version)
        select 'many', '${world.meetingId}', '${world.dist}', 'member', 50, 'ru', 'sent', '2026-01-15', 1;
      with recursive n(i) as (select 1 union all select i + 1 from n where i < 600)
      insert into persons (id, reading_lang, zone, search, created_at, version)
        select printf('%026d', i), 'ru', 'Asia/Almaty', '', '2026-01-15', 1 from n;
      insert into person_names (person_id, lang, surname) select id, 'ru', 'Участник' from persons where id < '0001';
      insert into delegates (id, invitation_id, meeting_id, person_id, role, state, created_at, version)
        select id, 'many', '${world.meetingId}', id, 'member', 'nominated', '2026-01-15', 1
        from persons where id < '0001'`)
    const statuses = ['pdf', 'docx', 'xlsx'].map(
      async (format) => (await rapporteur.get(`${meeting}/participants.${format}`)).status,
    )
    expect(await Promise.all(statuses)).toEqual([413, 413, 200])
  })
})

describe('T55: a document', () => {
  const table = (rows: number): Block => ({
    kind: 'table',
    columns: [{ title: 'a' }],
    rows: Array.from({ length: rows }, (_, at) => [String(at)]),
  })
  const paragraphs = (count: number, letters: number): Block[] =>
    Array.from({ length: count }, () => ({ kind: 'paragraph', text: 'Ә'.repeat(letters) }))

  test.each([
    ['rows', [table(500)], [table(501)]],
    ['paragraphs', paragraphs(500, 1), paragraphs(501, 1)],
    ['letters', paragraphs(250, 1_000), paragraphs(250, 1_001)],
  ])('of many %s would hold the process for long', (_, most, more) => {
    expect([isTooLong(paperOf(most)), isTooLong(paperOf(more))]).toEqual([false, true])
  })
})

describe('the agenda', () => {
  test('says that it is not published', async () => {
    const words = officeText((await viewer.get(`${meeting}/agenda.docx`)).bytes)
    expect(words).toContain('Повестка дня')
    expect(words).toContain('Повестка ещё не опубликована')
  })
})

describe('the list of commitments', () => {
  const rowsOf = async (browser: TestBrowser, query: string): Promise<string[]> => {
    const { body } = await browser.get(`/commitments.csv${query}`)
    const [head = [], ...rows] = parse(body, { delimiter: ';' }) as string[][]
    // All languages have a column of their own.
    const russian = head.findIndex((title) => /русск/i.test(title))
    return rows.map((row) => row[russian] ?? '')
  }

  test('has what the reader sees on the page, with the same filter and nothing that runs', async () => {
    expect(await rowsOf(viewer, '')).toEqual(['\'=Закупить, "срочно"'])
    expect((await rowsOf(rapporteur, '')).length).toBe(2)
    expect(await rowsOf(viewer, '?show=verified')).toEqual([])
  })

  test('is linked on the page with its filter', async () => {
    const { body } = await viewer.get('/commitments?show=late')
    expect(body).toContain('href="/commitments.xlsx?show=late"')
  })

  test('opens as a workbook', async () => {
    const { headers, bytes } = await viewer.get('/commitments.xlsx')
    expect(headers.get('content-disposition')).toMatch(
      /^attachment; filename="commitments-[\d-]+\.xlsx"; filename\*=/,
    )
    expect(officeText(bytes)).toContain('=Закупить, "срочно"')
  })

  test('refuses to be longer than one file takes', async () => {
    const all = world.open.raw.prepare("select name from pragma_table_info('commitments')").pluck().all()
    const columns = all.filter((name) => name !== 'id' && name !== 'number').join(', ')
    world.open.raw.exec(`
      with recursive n(i) as (select 100 union all select i + 1 from n where i < 3200)
      insert into commitments (id, number, ${columns}) select printf('%026d', i), i, ${columns}
      from commitments, n where number = 1`)
    const statusOf = async (path: string) => (await rapporteur.get(path)).status
    expect(await statusOf('/commitments.csv')).toBe(413)
    expect(await statusOf(`${meeting}/minutes.docx`)).toBe(413)
    expect(await statusOf(`${meeting}/minutes.pdf`)).toBe(413)
  })
})
