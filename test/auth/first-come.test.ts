/**
 * T43: whoever asks first for an address that is not theirs gains nothing, in whichever order they and its owner come.
 * An account comes into being by a role that an organiser gives, never by asking.
 */

import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { codeFrom } from '../../src/auth/sign-in.ts'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { INSTANCE } from '../fixtures/store.ts'

const VICTIM = 'victim@example.org'
let app: TestApp
let attacker: TestBrowser
let owner: TestBrowser

beforeEach(() => {
  app = openTestApp()
  attacker = app.visitor()
  owner = app.visitor()
})
afterEach(() => app.close())

const count = (table: string) => Number(app.raw.prepare(`select count(*) from ${table}`).pluck().get())
const requests = () => app.raw.prepare('select token_hash from sign_in_requests').pluck().all()

/** What the mailbox of the owner received last: the path of the link and the code. */
function received(): { path: string; code: string } {
  const text = app.raw
    .prepare("select body_text from outbox where kind = 'sign_in' order by rowid desc")
    .pluck()
    .get()
  const link = /https:\/\/\S+\/sign-in\/\S+/.exec(String(text))?.[0] ?? 'https://nobody.example/nothing'
  return { path: new URL(link).pathname, code: /\b\d{4} \d{4}\b/.exec(String(text))?.[0] ?? '' }
}

const isSignedIn = async (browser: TestBrowser) => (await browser.get('/account')).status === 200

test('asked for before there is an account: no account, no mail, and nothing to redeem later', async () => {
  const given = vi.spyOn(INSTANCE, 'random')
  await attacker.post('/sign-in', { email: VICTIM })
  const made = given.mock.results.map(({ value }) => String(value))
  given.mockRestore()
  expect([count('accounts'), count('persons'), count('outbox')]).toEqual([0, 0, 0])
  await app.signedIn({ email: VICTIM })
  // Nobody was told them; even so they must open nothing.
  const [token = ''] = made.filter((random) => requests().includes(INSTANCE.digest(random)))
  const codes = made.filter(({ length }) => length === 16).map(codeFrom)
  expect([token.length, codes.length]).toEqual([43, 1])
  const [code = ''] = codes
  for (const form of [{ code }, { code, token }]) await attacker.post('/sign-in/code', form)
  await attacker.post(`/sign-in/${token}`)
  expect(await isSignedIn(attacker)).toBe(false)
  expect(count("sessions where user_agent <> 'test'")).toBe(0)
})

test('asked for by the attacker, opened by the owner: the attacker’s browser stays outside', async () => {
  await app.signedIn({ email: VICTIM })
  await attacker.post('/sign-in', { email: VICTIM })
  const { path, code } = received()
  expect((await owner.post(path)).status).toBe(410)
  const token = path.split('/').at(-1) ?? ''
  expect((await owner.post('/sign-in/code', { token, code })).status).toBe(303)
  expect([await isSignedIn(owner), await isSignedIn(attacker)]).toEqual([true, false])
  expect((await attacker.post('/sign-in/code', { code })).status).toBe(410)
})

test('both ask: each code belongs to the browser that asked for it', async () => {
  await app.signedIn({ email: VICTIM })
  await attacker.post('/sign-in', { email: VICTIM })
  await owner.post('/sign-in', { email: VICTIM })
  const { path, code } = received()
  expect((await attacker.post('/sign-in/code', { code })).status).toBe(400)
  expect((await owner.post(path)).status).toBe(303)
  expect([await isSignedIn(owner), await isSignedIn(attacker)]).toEqual([true, false])
})

test('the account is closed between asking and redeeming: the link opens nothing', async () => {
  const { personId } = await app.signedIn({ email: VICTIM })
  await attacker.post('/sign-in', { email: VICTIM })
  const { path, code } = received()
  app.raw
    .prepare("update accounts set disabled_at = '2026-01-15T04:00:00.000Z' where person_id = ?")
    .run(personId)
  await attacker.post(path)
  await attacker.post('/sign-in/code', { code })
  expect(await isSignedIn(attacker)).toBe(false)
})
