/** Signing in: by POST only, once, in the browser that asked, telling nobody who has an account. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestApp, SETUP_TOKEN, type TestApp } from '../fixtures/app.ts'
import { dumpOf } from '../fixtures/store.ts'

let app: TestApp
beforeEach(async () => {
  app = openTestApp()
  await app.signedIn({ email: 'organiser@example.org', locale: 'ru' })
})
afterEach(() => app.close())

const mails = () =>
  app.raw.prepare('select * from outbox order by id').all() as {
    body_text: string
    subject: string
    lang: string
  }[]
const linkIn = (text: string) => /https:\/\/\S+\/sign-in\/\S+/.exec(text)?.[0] ?? ''
const codeIn = (text: string) => /\b\d{4} \d{4}\b/.exec(text)?.[0] ?? ''

async function ask(email = 'organiser@example.org') {
  const browser = app.visitor()
  const page = await browser.post('/sign-in', { email })
  return { browser, page }
}

describe('the mailed link', () => {
  test('signs in with a POST in the browser that asked, once', async () => {
    const { browser } = await ask()
    const [mail] = mails()
    expect(mail).toMatchObject({ lang: 'ru', subject: 'Ваша ссылка для входа' })
    const path = new URL(linkIn(mail?.body_text ?? '')).pathname
    expect((await browser.get(path)).status).toBe(200)
    expect(await browser.post(path)).toMatchObject({ status: 303, location: '/' })
    expect((await browser.get('/')).status).toBe(200)
    expect((await browser.post(path)).status).toBe(410)
  })

  test('changes nothing however often it is fetched', async () => {
    await ask()
    const path = new URL(linkIn(mails()[0]?.body_text ?? '')).pathname
    const before = dumpOf(app.raw)
    for (const method of ['GET', 'HEAD', 'GET']) await app.visitor().request(path, { method })
    expect(dumpOf(app.raw)).toBe(before)
  })

  test('opened elsewhere asks for the code and signs nobody in by itself', async () => {
    await ask()
    const path = new URL(linkIn(mails()[0]?.body_text ?? '')).pathname
    const other = app.visitor()
    expect((await other.get(path)).body).toContain('name="code"')
    expect((await other.post(path)).status).toBe(410)
    const token = path.split('/').at(-1) ?? ''
    const done = await other.post('/sign-in/code', { code: codeIn(mails()[0]?.body_text ?? ''), token })
    expect(done.status).toBe(303)
  })

  test('is worthless after ten minutes', async () => {
    const { browser } = await ask()
    const path = new URL(linkIn(mails()[0]?.body_text ?? '')).pathname
    app.setNow('2026-01-15T04:10:00.000Z')
    expect((await browser.post(path)).status).toBe(410)
  })

  test('of fifty racers signs in one', async () => {
    const { browser } = await ask()
    const path = new URL(linkIn(mails()[0]?.body_text ?? '')).pathname
    const answers = await Promise.all(Array.from({ length: 50 }, () => browser.post(path)))
    expect(answers.filter((answer) => answer.status === 303)).toHaveLength(1)
  })
})

describe('the code', () => {
  test('dies after five wrong tries', async () => {
    const { browser } = await ask()
    const right = codeIn(mails()[0]?.body_text ?? '')
    const wrong = right === '0000 0000' ? '00000001' : '00000000'
    for (let i = 0; i < 5; i++)
      expect((await browser.post('/sign-in/code', { code: wrong })).status).toBe(400)
    expect((await browser.post('/sign-in/code', { code: right })).status).toBe(410)
  })
})

describe('asking', () => {
  test('answers alike for known and unknown addresses, and mails only the known one', async () => {
    const known = await ask()
    const unknown = await ask('nobody@example.org')
    expect([unknown.page.status, unknown.page.location, unknown.page.body]).toEqual([
      known.page.status,
      known.page.location,
      known.page.body,
    ])
    expect(mails()).toHaveLength(1)
  })

  test('sends at most five mails in a quarter of an hour', async () => {
    for (let i = 0; i < 8; i++) await ask()
    expect(mails()).toHaveLength(5)
  })

  test('leads back to a page of ours and never to another site', async () => {
    for (const back of [
      '//evil.example',
      'https://evil.example',
      '/\\evil.example',
      '/%0d%0a',
      'javascript:alert(1)',
    ]) {
      const page = await app.visitor().get(`/sign-in?back=${encodeURIComponent(back)}`)
      expect(page.body).toMatch(/action="\/sign-in\?back=%2F(%250d%250a)?"/)
    }
  })

  test('keeps what was typed when it is no address', async () => {
    const page = await app.visitor().post('/sign-in', { email: 'no address' }, { 'accept-language': 'kk' })
    expect(page.status).toBe(400)
    expect(page.body).toContain('value="no address"')
    expect(page.body).toContain('<html lang="kk">')
  })
})

describe('a session', () => {
  test('ends when its account is closed, signed out or after twelve hours', async () => {
    const admin = await app.signedIn()
    const member = await app.signedIn({ rank: 'member' })
    expect((await member.get('/')).status).toBe(200)
    const form = { person: member.personId, rank: 'member', closed: 'yes', version: '1' }
    expect((await admin.post('/settings/accounts', form)).status).toBe(303)
    expect((await member.get('/')).status).toBe(303)
    expect((await admin.post('/sign-out')).status).toBe(303)
    expect((await admin.get('/')).status).toBe(303)
    const late = await app.signedIn()
    app.setNow('2026-01-15T16:00:00.000Z')
    expect((await late.get('/')).status).toBe(303)
  })

  test('the last administrator cannot be closed', async () => {
    const admin = await app.signedIn()
    app.raw.prepare("update accounts set rank = 'member' where person_id <> ?").run(admin.personId)
    const page = await admin.post('/settings/accounts', {
      person: admin.personId,
      rank: 'member',
      version: '1',
    })
    expect(page.status).toBe(409)
  })

  test('keeps no secret in the database that the cookie or a mail carries', async () => {
    await ask()
    const token =
      linkIn(mails()[0]?.body_text ?? '')
        .split('/')
        .at(-1) ?? 'none'
    const tables = ['sessions', 'sign_in_requests', 'personal_links', 'accounts']
    const stored = JSON.stringify(tables.map((table) => app.raw.prepare(`select * from ${table}`).all()))
    expect(stored).not.toContain(token)
  })
})

describe('the first start', () => {
  test('makes an administrator once, by the console’s link', async () => {
    const fresh = openTestApp()
    const browser = fresh.visitor()
    expect((await browser.get(`/setup/${SETUP_TOKEN}`)).status).toBe(200)
    expect((await browser.get('/setup/guess')).status).toBe(404)
    const form = {
      surname: 'Қасымова',
      given: 'Әлия',
      email: 'a@example.org',
      language: 'kk',
      zone: 'Asia/Almaty',
      start: 'empty',
    }
    expect((await browser.post(`/setup/${SETUP_TOKEN}`, { ...form, email: 'wrong' })).status).toBe(400)
    expect(await browser.post(`/setup/${SETUP_TOKEN}`, form)).toMatchObject({
      status: 303,
      location: '/?said=welcome',
    })
    expect((await browser.get('/')).body).toContain('Әлия Қасымова')
    expect((await fresh.visitor().post(`/setup/${SETUP_TOKEN}`, form)).status).toBe(410)
    await fresh.close()
  })
})
