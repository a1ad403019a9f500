/** A database that cannot write answers 503 with everything typed still on the page (safety.md §3.5, T71, T73). */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { Unavailable } from '../../src/store/store.ts'
import { openTestApp, type Page, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { dumpOf } from '../fixtures/store.ts'

let app: TestApp
let admin: TestBrowser
beforeEach(async () => {
  app = openTestApp()
  admin = await app.signedIn()
})
afterEach(() => app.close())

const sector = { code: 'GOV', class: 'state_other', name_en: 'A sector typed with care' }

function pragma(text: string): void {
  app.raw.pragma(text)
}

/** Sends sectors until one is not taken. */
async function untilRefused(): Promise<{ form: Record<string, string>; page: Page }> {
  for (let n = 0; n < 1_000; n++) {
    const form = { ...sector, code: `C${n}`, name_en: `${n} ${'long '.repeat(15)}` }
    const page = await admin.post('/sectors', form)
    if (page.status !== 303) return { form, page }
  }
  throw new Error('the database never filled')
}

describe('a full disk', () => {
  test('keeps the form with a clear sentence, changes nothing, and takes it once there is room', async () => {
    pragma(`max_page_count = ${app.raw.pragma('page_count', { simple: true })}`)
    const { form, page } = await untilRefused()
    const before = dumpOf(app.raw)
    expect(page.status).toBe(503)
    expect(page.headers.get('retry-after')).toBe('30')
    expect(page.body).toContain('This could not be saved now. Nothing was lost')
    expect(page.body).toContain(`value="${form.code}"`)
    expect(page.body).toContain(`value="${form.name_en}`)
    expect((await admin.post('/sectors', form)).status).toBe(503)
    expect(dumpOf(app.raw)).toBe(before)
    expect((await admin.get('/sectors')).status).toBe(200)
    expect(app.log).toEqual([])
    pragma('max_page_count = 1073741823')
    expect((await admin.post('/sectors', form)).status).toBe(303)
  })
})

describe('a read-only database', () => {
  beforeEach(() => pragma('query_only = ON'))
  afterEach(() => pragma('query_only = OFF'))

  test.each([
    ['en', 'could not be saved now'],
    ['ru', 'Сейчас сохранить не удалось'],
    ['kk', 'Қазір сақтау мүмкін болмады'],
  ] as const)('says so in %s', async (locale, words) => {
    const page = await admin.post(`/sectors?lang=${locale}`, sector)
    expect(page.status).toBe(503)
    expect(page.body).toContain(words)
    expect(page.body).toContain('value="A sector typed with care"')
  })

  test('still shows every page, and a press of a button that is no form gets a page with 503', async () => {
    for (const path of ['/', '/people', '/institutions', '/sectors', '/mail', '/settings', '/dialogues'])
      expect([path, (await admin.get(path)).status]).toEqual([path, 200])
    const page = await admin.post('/sign-out')
    expect([page.status, page.headers.get('retry-after')]).toEqual([503, '30'])
    expect(page.body).toContain('This cannot be done at the moment')
    expect(app.log).toHaveLength(1)
  })

  test('wrong input is told as such first: it needs no database', async () => {
    const page = await admin.post('/sectors', { ...sector, name_en: '' })
    expect(page.status).toBe(400)
  })
})

describe('the errors of SQLite', () => {
  test('that pass by themselves are unavailable, others stay what they are', async () => {
    const { engine, raw } = app
    const statement = { sql: 'insert into nowhere values (1)', parameters: [] } as never
    await expect(engine.runOne(statement)).rejects.not.toBeInstanceOf(Unavailable)
    raw.pragma('query_only = ON')
    const write = engine.db.deleteFrom('settings').compile()
    await expect(engine.runOne(write)).rejects.toBeInstanceOf(Unavailable)
    await expect(engine.runBatch([write])).rejects.toBeInstanceOf(Unavailable)
    raw.pragma('query_only = OFF')
    expect(raw.inTransaction).toBe(false)
  })
})
