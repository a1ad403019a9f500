/** Step-up (safety.md T41): what reaches far needs a proof of the last ten minutes, and no form is lost on the way. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { consoleSignIn } from '../../src/auth/commands.ts'
import { isStrong, type Proof } from '../../src/auth/passkey.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { dumpOf, NOW } from '../fixtures/store.ts'
import { type Credential, newCredential } from './authenticator.ts'

const LATER = '2026-01-15T04:10:00.000Z'

let app: TestApp
let admin: TestBrowser
let member: TestBrowser
beforeEach(async () => {
  app = openTestApp()
  admin = await app.signedIn({ email: 'admin@example.org' })
  member = await app.signedIn({ rank: 'member' })
})
afterEach(() => app.close())

const rows = (sql: string, ...given: string[]) => app.raw.prepare(sql).all(...given)
const rankOfMember = () =>
  app.raw.prepare('select rank from accounts where person_id = ?').pluck().get(member.personId)
const promotion = () => ({ person: member.personId, rank: 'organiser', version: '1' })
const optionsAt = async (browser: TestBrowser, path: string) => JSON.parse((await browser.get(path)).body)

/** The hidden fields of the form of a page that goes to `action`. */
function fieldsFor(body: string, action: string): Record<string, string> {
  const form = body.split('<form ').find((one) => one.includes(`action="${action}"`)) ?? ''
  const inputs = [...form.split('</form>')[0]!.matchAll(/type="hidden" name="([^"]+)" value="([^"]*)"/g)]
  const decoded = (text: string) =>
    text
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&lt;/g, '<')
      .replace(/&gt;/g, '>')
      .replace(/&amp;/g, '&')
  return Object.fromEntries(inputs.map(([, name = '', value = '']) => [name, decoded(value)]))
}

function codeInMail(): string {
  const row = rows("select body_text from outbox where dedupe_key like 'proof:%' order by rowid desc")[0] as {
    body_text: string
  }
  return /\b\d{4} \d{4}\b/.exec(row.body_text)?.[0] ?? ''
}

async function addKey(browser: TestBrowser): Promise<Credential> {
  const key = newCredential()
  const credential = key.created(await optionsAt(browser, '/account/passkeys'))
  expect((await browser.post('/account/passkeys', { label: 'Laptop', credential })).status).toBe(303)
  return key
}

describe('the rule', () => {
  const strong = (proof: Partial<Proof>, now: string, keepsMail = false) =>
    isStrong({ at: NOW, by: 'mail', hasPasskey: false, ...proof }, { now: now as Instant, keepsMail })
  const last = '2026-01-15T04:09:59.999Z'

  test('a proof counts for ten minutes', () => {
    for (const by of ['mail', 'passkey', 'console'] as const)
      expect([strong({ by }, last), strong({ by }, LATER)], by).toEqual([true, false])
  })

  test('a mail is no proof for somebody who has a passkey', () => {
    expect(strong({ hasPasskey: true }, NOW)).toBe(false)
    expect(strong({ hasPasskey: true, by: 'passkey' }, NOW)).toBe(true)
    expect(strong({ hasPasskey: true, by: 'console' }, NOW)).toBe(true)
  })

  test('where no mail goes out a session from the console counts as long as it lives', () => {
    expect(strong({ by: 'console' }, LATER, true)).toBe(true)
    expect(strong({ by: 'console', hasPasskey: true }, LATER, true)).toBe(false)
    expect(strong({ by: 'mail' }, LATER, true)).toBe(false)
  })
})

const SENSITIVE: readonly string[] = [
  '/dialogues/01kf0000000000000000000000/roles',
  '/dialogues/01kf0000000000000000000000/roles/01kf0000000000000000000001/end',
  '/settings/accounts',
  '/settings/passkeys',
  '/settings/passkeys/removal',
  '/account/passkeys',
  '/account/passkeys/01kf0000000000000000000000/removal',
]

describe('without recent proof', () => {
  beforeEach(() => app.setNow(LATER))

  test.each(SENSITIVE)('POST %s asks for it and changes nothing', async (path) => {
    const before = dumpOf(app.raw)
    const page = await admin.post(path, { some: 'thing' })
    expect(page.status).toBe(403)
    expect(fieldsFor(page.body, '/account/proof/mail')).toMatchObject({
      back: path,
      carried: '[["some","thing"]]',
    })
    expect(dumpOf(app.raw)).toBe(before)
  })

  test('a page leads to the proof and, once proved, back', async () => {
    expect(await admin.get('/account/passkeys/new')).toMatchObject({
      status: 303,
      location: '/account/proof?back=%2Faccount%2Fpasskeys%2Fnew',
    })
    app.setNow(NOW)
    expect(await admin.get('/account/proof?back=%2Faccount%2Fpasskeys%2Fnew')).toMatchObject({
      status: 303,
      location: '/account/passkeys/new',
    })
  })

  test('leads to no other site, whatever the form says', async () => {
    app.setNow(NOW)
    for (const back of [
      '//evil.example',
      'https://evil.example/',
      '/\\evil.example',
      'javascript:alert(1)',
    ]) {
      expect(await admin.get(`/account/proof?back=${encodeURIComponent(back)}`)).toMatchObject({
        location: '/',
      })
      const page = await admin.post('/account/proof/code', { code: '1', back, carried: '[]' })
      expect(page.body).toContain('<form method="post" action="/"')
    }
  })
})

describe('by mail', () => {
  test('the code proves, and the form goes on with everything in it', async () => {
    app.setNow(LATER)
    const asked = await admin.post('/settings/accounts', {
      ...promotion(),
      note: `"a" <b> 'c'`,
      list: ['1', '2'],
    })
    const sent = await admin.post('/account/proof/mail', fieldsFor(asked.body, '/account/proof/mail'))
    expect(sent.status).toBe(200)
    const carried = fieldsFor(sent.body, '/account/proof/code')
    const proved = await admin.post('/account/proof/code', { ...carried, code: codeInMail() })
    expect(proved.status).toBe(200)
    expect(fieldsFor(proved.body, '/settings/accounts')).toMatchObject({
      ...promotion(),
      note: `"a" <b> 'c'`,
      list: '2',
    })
    expect(proved.body.match(/name="list"/g)).toHaveLength(2)
    expect(rankOfMember()).toBe('member')
    const done = await admin.post('/settings/accounts', fieldsFor(proved.body, '/settings/accounts'))
    expect(done.status).toBe(303)
    expect(rankOfMember()).toBe('organiser')
  })

  test('the code is good once, only in its session, and never signs anybody in', async () => {
    app.setNow(LATER)
    await admin.post('/account/proof/mail')
    const code = codeInMail()
    expect((await member.post('/account/proof/code', { code })).status).toBe(410)
    const stranger = app.visitor()
    await stranger.get('/sign-in/passkey')
    expect((await stranger.post('/sign-in/code', { code })).status).toBe(410)
    await stranger.post('/sign-in', { email: 'admin@example.org' })
    const place = "select browser_hash from sign_in_requests where purpose = 'sign_in'"
    app.raw.prepare(`update sign_in_requests set browser_hash = (${place}) where purpose = 'proof'`).run()
    expect((await stranger.post('/sign-in/code', { code })).status).toBe(400)
    await admin.post('/account/proof/mail')
    const second = codeInMail()
    const twice = await Promise.all([1, 2].map(() => admin.post('/account/proof/code', { code: second })))
    expect(twice.map(({ status }) => status).sort()).toEqual([303, 410])
    expect(rows("select actor_id from facts where kind = 'proof.given'")).toEqual([
      { actor_id: admin.personId },
    ])
  })

  test('pressing twice does not lose the form: who has proved just goes on', async () => {
    app.setNow(LATER)
    await admin.post('/account/proof/mail')
    const form = { code: codeInMail(), back: '/settings/accounts', carried: '[["a","b"]]' }
    await admin.post('/account/proof/code', form)
    const again = await admin.post('/account/proof/code', form)
    expect(fieldsFor(again.body, '/settings/accounts')).toMatchObject({ a: 'b' })
  })

  test('five wrong codes and it dies; the form is still there', async () => {
    app.setNow(LATER)
    await admin.post('/account/proof/mail')
    const right = codeInMail()
    const wrong = { code: '00000000', back: '/settings/accounts', carried: '[["a","b"]]' }
    for (let i = 0; i < 5; i++) expect((await admin.post('/account/proof/code', wrong)).status).toBe(400)
    const dead = await admin.post('/account/proof/code', { ...wrong, code: right })
    expect(dead.status).toBe(410)
    expect(fieldsFor(dead.body, '/account/proof/mail')).toMatchObject({ carried: '[["a","b"]]' })
  })

  test('five mails in a quarter of an hour are enough', async () => {
    app.setNow(LATER)
    const answers = []
    for (let i = 0; i < 6; i++) answers.push((await admin.post('/account/proof/mail')).status)
    expect(answers).toEqual([200, 200, 200, 200, 200, 429])
  })

  test('the proof changes the secret: a cookie copied before is worth nothing after', async () => {
    const { browser, answer } = await signInByMail('admin@example.org')
    const cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    app.setNow(LATER)
    const thief = () => app.visitor().get('/account', { cookie })
    expect((await thief()).status).toBe(200)
    await browser.post('/account/proof/mail')
    expect((await browser.post('/account/proof/code', { code: codeInMail() })).status).toBe(303)
    expect((await browser.get('/account')).status).toBe(200)
    expect((await thief()).status).toBe(303)
  })
})

async function signInByMail(email: string) {
  const browser = app.visitor()
  await browser.post('/sign-in', { email })
  const row = rows('select body_text from outbox where to_address = ? order by rowid desc', email)[0] as {
    body_text: string
  }
  const path = /https:\/\/\S+(\/sign-in\/\S+)/.exec(row.body_text)?.[1] ?? ''
  return { browser, answer: await browser.post(path) }
}

describe('by passkey', () => {
  test('is the only way for whoever has one, even right after signing in by mail', async () => {
    const key = await addKey(admin)
    app.raw.prepare("update sessions set verified_by = 'mail' where person_id = ?").run(admin.personId)
    const asked = await admin.post('/settings/accounts', promotion())
    expect(asked.status).toBe(403)
    expect(asked.body).not.toContain('action="/account/proof/mail"')
    expect((await admin.post('/account/proof/mail')).status).toBe(403)
    const options = await optionsAt(admin, '/account/proof/passkey')
    expect(options.allowCredentials).toMatchObject([{ id: key.id }])
    const form = fieldsFor(asked.body, '/account/proof/passkey')
    const proved = await admin.post('/account/proof/passkey', { ...form, credential: key.answer(options) })
    const done = await admin.post('/settings/accounts', fieldsFor(proved.body, '/settings/accounts'))
    expect(done.status).toBe(303)
    expect(rankOfMember()).toBe('organiser')
  })

  test('refuses the key of somebody else, a challenge of another session, and one used before', async () => {
    const key = await addKey(admin)
    const other = await addKey(member)
    app.setNow(LATER)
    const send = (credential: string) =>
      admin.post('/account/proof/passkey', { credential, back: '/settings' })
    expect((await send(other.answer(await optionsAt(admin, '/account/proof/passkey')))).status).toBe(400)
    expect((await send(key.answer(await optionsAt(member, '/account/proof/passkey')))).status).toBe(410)
    expect((await send(key.answer(await optionsAt(admin, '/sign-in/passkey')))).status).toBe(410)
    const credential = key.answer(await optionsAt(admin, '/account/proof/passkey'))
    expect(await send(credential)).toMatchObject({ status: 303, location: '/settings' })
    app.setNow('2026-01-15T04:10:01.000Z')
    app.raw.prepare("update sessions set verified_at = '2026-01-15T04:00:00.000Z'").run()
    expect((await send(credential)).status).toBe(410)
  })
})

describe('where passkeys are demanded', () => {
  test('a mail does not let in an administrator who has one; the console does', async () => {
    await addKey(admin)
    await app.signedIn({ email: 'without@example.org' })
    expect((await signInByMail('admin@example.org')).answer.status).toBe(303)
    expect((await admin.post('/settings/passkeys', { required: 'yes' })).status).toBe(303)
    const { browser, answer } = await signInByMail('admin@example.org')
    expect(answer.status).toBe(403)
    expect((await browser.get('/account')).status).toBe(303)
    const link = await consoleSignIn(app.now(), admin.personId)
    const path = link.ok ? new URL(link.value).pathname : ''
    expect((await browser.post(path)).status).toBe(303)
    expect((await browser.get('/account/passkeys/new')).status).toBe(200)
    expect((await signInByMail('without@example.org')).answer.status).toBe(303)
    expect((await admin.post('/settings/passkeys', { required: '' })).status).toBe(303)
    expect((await signInByMail('admin@example.org')).answer.status).toBe(303)
  })
  test('from then on: sessions by mail of those who have one end, no others', async () => {
    const organiser = await app.signedIn({ rank: 'organiser' })
    const without = await app.signedIn()
    for (const browser of [admin, organiser, member]) await addKey(browser)
    const byMail = (await signInByMail('admin@example.org')).browser
    app.raw.prepare("update sessions set verified_by = 'mail' where person_id = ?").run(organiser.personId)
    app.raw.prepare("update sessions set verified_by = 'mail' where person_id = ?").run(member.personId)
    expect((await admin.post('/settings/passkeys', { required: 'yes' })).status).toBe(303)
    const statuses = async (...browsers: TestBrowser[]) =>
      (await Promise.all(browsers.map((browser) => browser.get('/account')))).map(({ status }) => status)
    expect(await statuses(byMail, organiser)).toEqual([303, 303])
    expect(await statuses(admin, member, without)).toEqual([200, 200, 200])
  })

  test('no more: nobody is signed out', async () => {
    await addKey(admin)
    const byMail = (await signInByMail('admin@example.org')).browser
    expect((await admin.post('/settings/passkeys', { required: '' })).status).toBe(303)
    expect((await byMail.get('/account')).status).toBe(200)
  })
})
