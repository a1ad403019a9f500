/** One's own account and its sessions: listed, ended, and over at once when rights end (safety.md T40). */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { browserOf } from '../../src/auth/browser.ts'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { dumpOf } from '../fixtures/store.ts'

let app: TestApp
beforeEach(() => {
  app = openTestApp()
})
afterEach(() => app.close())

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0'
const sessionsOf = (browser: TestBrowser) =>
  app.raw
    .prepare('select id, user_agent from sessions where person_id = ? order by rowid')
    .all(browser.personId) as { id: string; user_agent: string }[]

/** The same person in one more browser, by a mailed link; with the cookie that a thief would copy. */
async function again(
  email: string,
  browser = app.visitor(),
): Promise<{ browser: TestBrowser; cookie: string }> {
  await browser.post('/sign-in', { email })
  const mail = app.raw.prepare('select body_text from outbox order by rowid desc').pluck().get() as string
  const path = /https:\/\/\S+(\/sign-in\/\S+)/.exec(mail)?.[1] ?? ''
  const answer = await browser.post(path, {}, { 'user-agent': WINDOWS })
  expect(answer.status).toBe(303)
  return { browser, cookie: answer.headers.getSetCookie()[0]?.split(';')[0] ?? '' }
}

describe('the page', () => {
  test('says who one is and where one is signed in', async () => {
    const owner = await app.signedIn({ email: 'owner@example.org' })
    await again('owner@example.org')
    const { body } = await owner.get('/account')
    expect(body).toContain('owner@example.org')
    expect(body).toContain('administrator')
    expect(body).toContain('Firefox on Windows')
    expect(body.match(/this one/g)).toHaveLength(1)
    expect(body).toContain('We recommend a passkey to you')
  })

  test('recommends a passkey to those who can do much, and to nobody else', async () => {
    const member = await app.signedIn({ rank: 'member' })
    expect((await member.get('/account')).body).not.toContain('We recommend a passkey')
    expect((await app.signedIn({ rank: 'organiser' }).then((one) => one.get('/account'))).body).toContain(
      'We recommend a passkey',
    )
  })

  test('is for signed-in people', async () => {
    expect(await app.visitor().get('/account')).toMatchObject({
      status: 303,
      location: '/sign-in?back=%2Faccount',
    })
  })

  test('is reached from every page and in every language', async () => {
    for (const locale of ['en', 'ru', 'kk'] as const) {
      const browser = await app.signedIn({ locale })
      expect((await browser.get('/')).body).toContain('href="/account"')
      expect((await browser.get('/account')).body).toContain(`<html lang="${locale}">`)
    }
  })
})

describe('sessions', () => {
  test('one is ended, and its next request is a visitor’s', async () => {
    const owner = await app.signedIn({ email: 'owner@example.org' })
    const { browser: other } = await again('owner@example.org')
    const [, session] = sessionsOf(owner)
    expect((await owner.post('/account/sessions/end', { session: session?.id ?? '' })).status).toBe(303)
    expect((await other.get('/account')).status).toBe(303)
    expect((await owner.get('/account')).status).toBe(200)
    expect((await owner.post('/account/sessions/end', { session: session?.id ?? '' })).status).toBe(404)
  })

  test('all others are ended at once, and each leaves a fact', async () => {
    const owner = await app.signedIn({ email: 'owner@example.org' })
    const others = [await again('owner@example.org'), await again('owner@example.org')].map(
      ({ browser }) => browser,
    )
    const stranger = await app.signedIn()
    expect((await owner.post('/account/sessions/end', { session: 'others' })).status).toBe(303)
    for (const other of others) expect((await other.get('/account')).status).toBe(303)
    expect((await owner.get('/account')).status).toBe(200)
    expect((await stranger.get('/account')).status).toBe(200)
    expect(app.raw.prepare("select actor_id from facts where kind = 'session.ended'").pluck().all()).toEqual([
      owner.personId,
      owner.personId,
    ])
  })

  test('of somebody else are not found, not even for an administrator', async () => {
    const owner = await app.signedIn({ rank: 'member' })
    const admin = await app.signedIn()
    const before = dumpOf(app.raw)
    const [session] = sessionsOf(owner)
    expect((await admin.post('/account/sessions/end', { session: session?.id ?? '' })).status).toBe(404)
    expect(dumpOf(app.raw)).toBe(before)
  })

  test('signing in again in the same browser ends the one before', async () => {
    await app.signedIn({ email: 'owner@example.org' })
    const first = await again('owner@example.org')
    const second = await again('owner@example.org', first.browser)
    expect(app.raw.prepare('select count(*) from sessions').pluck().get()).toBe(2)
    expect(second.cookie).not.toBe(first.cookie)
    expect((await app.visitor().get('/account', { cookie: first.cookie })).status).toBe(303)
    expect((await app.visitor().get('/account', { cookie: second.cookie })).status).toBe(200)
  })
})

describe('the next request is refused', () => {
  let admin: TestBrowser
  let member: TestBrowser
  beforeEach(async () => {
    admin = await app.signedIn()
    member = await app.signedIn({ rank: 'organiser' })
  })
  const change = (form: Record<string, string>) =>
    admin.post('/settings/accounts', { person: member.personId, version: '1', ...form })

  test('after signing out, though the cookie is sent again', async () => {
    await app.signedIn({ email: 'owner@example.org' })
    const { browser, cookie } = await again('owner@example.org')
    expect((await app.visitor().get('/account', { cookie })).status).toBe(200)
    await browser.post('/sign-out')
    expect((await app.visitor().get('/account', { cookie })).status).toBe(303)
  })

  test('after a demotion and after the account was closed', async () => {
    await change({ rank: 'member' })
    expect((await member.get('/account')).status).toBe(303)
    const second = await app.signedIn()
    const form = { person: second.personId, version: '1', rank: 'administrator', closed: 'yes' }
    await admin.post('/settings/accounts', form)
    expect((await second.get('/account')).status).toBe(303)
  })

  test('after a role ended: rights are read at each request, not kept in the session', async () => {
    const opened = await admin.post('/dialogues', DIALOGUE)
    const path = opened.location.split('?')[0] ?? ''
    const viewer = await app.signedIn({ rank: 'member', roles: { [path.split('/')[2] ?? '']: 'viewer' } })
    expect((await viewer.get(path)).status).toBe(200)
    const role = app.raw
      .prepare('select id from dialogue_roles where person_id = ?')
      .pluck()
      .get(viewer.personId)
    expect((await admin.post(`${path}/roles/${role}/end`)).status).toBe(303)
    expect((await viewer.get(path)).status).toBe(404)
  })
})

const DIALOGUE = {
  code: 'oat-kz',
  title_ru: 'Многосторонний диалог',
  languages: ['kk', 'ru'],
  authoritative: 'ru',
  zone: 'Asia/Almaty',
  holiday_calendar: 'KZ',
  attribution: 'chatham_house',
  participant_list: 'counts',
  quorum_basis: 'institutions',
  quorum_percent: '50',
  decision_rule: 'consensus',
  silence_length: '5',
  silence_unit: 'working_days',
}

describe('a browser in words', () => {
  test.each([
    [WINDOWS, 'Firefox', 'Windows'],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0',
      'Edge',
      'Windows',
    ],
    [
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 YaBrowser/25.8.0 Safari/537.36',
      'Yandex Browser',
      'Linux',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1',
      'Safari',
      'iOS',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
      'Chrome',
      'Android',
    ],
    ['curl/8', '', ''],
  ])('%s', (userAgent, browser, system) => {
    expect(browserOf(userAgent)).toEqual({ browser, system })
  })
})
