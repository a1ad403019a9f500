/** Passkeys: added, used to sign in and to prove, refused when anything about an answer is wrong. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { dumpOf } from '../fixtures/store.ts'
import { type Credential, newCredential, type Twist } from './authenticator.ts'

let app: TestApp
let owner: TestBrowser
let key: Credential
beforeEach(async () => {
  app = openTestApp()
  owner = await app.signedIn({ email: 'owner@example.org' })
  key = newCredential()
})
afterEach(() => app.close())

const optionsAt = async (browser: TestBrowser, path: string) => JSON.parse((await browser.get(path)).body)
const rows = (sql: string, ...given: string[]) => app.raw.prepare(sql).all(...given)
const mails = () => rows("select kind, to_address, subject from outbox where kind = 'account' order by rowid")
const facts = (kind: string) => rows('select actor_id, details from facts where kind = ?', kind)

async function add(browser = owner, credential = key, twist: Twist = {}) {
  const options = await optionsAt(browser, '/account/passkeys')
  return browser.post('/account/passkeys', {
    label: 'Laptop',
    credential: credential.created(options, twist),
  })
}

async function signIn(browser = app.visitor(), twist: Twist = {}) {
  const options = await optionsAt(browser, '/sign-in/passkey')
  return browser.post('/sign-in/passkey', { credential: key.answer(options, twist) })
}

const WRONG: readonly [string, Twist][] = [
  ['another site', { origin: 'https://evil.example' }],
  ['our site without TLS', { origin: 'http://intersession.example.org' }],
  ['another party', { rpId: 'example.org' }],
  ['a holder who was not checked', { verified: false }],
]

describe('adding a passkey', () => {
  test('keeps the public half, tells its owner, and leaves a fact', async () => {
    expect(await add()).toMatchObject({ status: 303, location: '/account?said=saved#passkeys' })
    expect((await owner.get('/account')).body).toContain('Laptop')
    expect(rows('select label, counter, transports, used_at, version from passkeys')).toEqual([
      { label: 'Laptop', counter: '0', transports: 'internal', used_at: null, version: 1 },
    ])
    expect(facts('passkey.added')).toEqual([{ actor_id: owner.personId, details: '{}' }])
    expect(mails()).toEqual([
      {
        kind: 'account',
        to_address: 'owner@example.org',
        subject: 'A passkey was added to your account',
      },
    ])
  })

  test('asks for a discoverable key that checks its holder, and knows what is there already', async () => {
    await add()
    const options = await optionsAt(owner, '/account/passkeys')
    expect(options).toMatchObject({
      rp: { id: 'intersession.example.org' },
      user: { name: 'owner@example.org' },
      attestation: 'none',
      excludeCredentials: [{ id: key.id, type: 'public-key', transports: ['internal'] }],
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
    expect(atob(options.user.id)).toBe(owner.personId)
  })

  test.each(WRONG)('is refused from %s', async (_, twist) => {
    expect((await add(owner, key, twist)).status).toBe(400)
    expect(rows('select id from passkeys')).toEqual([])
  })

  test('is refused for a challenge of another session, of signing in, or five minutes old', async () => {
    const other = await app.signedIn()
    const send = (options: { challenge: string }) =>
      owner.post('/account/passkeys', { label: 'Laptop', credential: key.created(options) })
    expect((await send(await optionsAt(other, '/account/passkeys'))).status).toBe(410)
    expect((await send(await optionsAt(owner, '/sign-in/passkey'))).status).toBe(410)
    expect((await send({ challenge: 'x'.repeat(76) })).status).toBe(410)
    const options = await optionsAt(owner, '/account/passkeys')
    app.setNow('2026-01-15T04:05:00.000Z')
    expect((await send(options)).status).toBe(410)
    expect(rows('select id from passkeys')).toEqual([])
  })

  test('never gives one key to two people', async () => {
    await add()
    const other = await app.signedIn()
    expect((await add(other)).status).toBe(409)
    expect(rows('select person_id from passkeys')).toEqual([{ person_id: owner.personId }])
  })

  test('keeps what was typed when it fails', async () => {
    const page = await owner.post('/account/passkeys', { label: 'My <laptop>', credential: 'no json' })
    expect(page.status).toBe(400)
    expect(page.body).toContain('value="My &lt;laptop&gt;"')
    expect((await owner.post('/account/passkeys', { credential: '{"response":{}}' })).status).toBe(400)
  })
})

describe('signing in with a passkey', () => {
  beforeEach(async () => {
    await add()
  })

  test('opens a session of its own and counts the use', async () => {
    const browser = app.visitor()
    expect(await signIn(browser)).toMatchObject({ status: 303, location: '/' })
    expect((await browser.get('/account')).body).toContain('owner@example.org')
    expect(rows('select counter, used_at, version from passkeys')).toEqual([
      { counter: '1', used_at: '2026-01-15T04:00:00.000Z', version: 2 },
    ])
    expect(facts('passkey.signed_in')).toEqual([{ actor_id: owner.personId, details: '{}' }])
  })

  test('asking what to answer writes nothing, however often', async () => {
    const before = dumpOf(app.raw)
    for (let i = 0; i < 3; i++) await optionsAt(app.visitor(), '/sign-in/passkey')
    expect(dumpOf(app.raw)).toBe(before)
  })

  test('takes an answer once: of fifty racers one gets in', async () => {
    const browser = app.visitor()
    const credential = key.answer(await optionsAt(browser, '/sign-in/passkey'))
    const send = () => browser.post('/sign-in/passkey', { credential })
    const answers = await Promise.all(Array.from({ length: 50 }, send))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, ...Array<number>(49).fill(410)])
    expect((await send()).status).toBe(410)
    expect(rows("select id from sessions where verified_by = 'passkey' and user_agent = ''")).toHaveLength(1)
  })

  test('takes an answer only from the browser that asked', async () => {
    const options = await optionsAt(app.visitor(), '/sign-in/passkey')
    const thief = app.visitor()
    await thief.get('/sign-in/passkey')
    const stolen = await thief.post('/sign-in/passkey', { credential: key.answer(options) })
    expect(stolen.status).toBe(410)
    const bare = await app.visitor().post('/sign-in/passkey', { credential: key.answer(options) })
    expect(bare.status).toBe(410)
  })

  test('takes no answer after five minutes', async () => {
    const browser = app.visitor()
    const options = await optionsAt(browser, '/sign-in/passkey')
    app.setNow('2026-01-15T04:05:00.000Z')
    expect((await browser.post('/sign-in/passkey', { credential: key.answer(options) })).status).toBe(410)
  })

  test.each([
    ...WRONG,
    ['a page that adds keys', { type: 'webauthn.create' }],
    ['a key that names somebody else', { userHandle: btoa('somebody') }],
    ['a key that names nobody', { userHandle: '' }],
  ] as [string, Twist][])('is refused from %s, and leaves a fact', async (_, twist) => {
    expect((await signIn(app.visitor(), twist)).status).toBe(400)
    expect(facts('passkey.refused')).toMatchObject([{ actor_id: owner.personId }])
    expect(rows("select id from sessions where user_agent = ''")).toEqual([])
  })

  test('is refused when the counter did not grow: somebody copied the key', async () => {
    expect((await signIn(app.visitor(), { counter: 7 })).status).toBe(303)
    expect((await signIn(app.visitor(), { counter: 7 })).status).toBe(400)
    expect((await signIn(app.visitor(), { counter: 4_000_000_000 })).status).toBe(303)
    expect(rows('select counter from passkeys')).toEqual([{ counter: '4000000000' }])
  })

  test('is refused with a forged signature and with an unknown key', async () => {
    const browser = app.visitor()
    const other = newCredential()
    const answer = JSON.parse(other.answer(await optionsAt(browser, '/sign-in/passkey')))
    expect((await browser.post('/sign-in/passkey', { credential: JSON.stringify(answer) })).status).toBe(400)
    const forged = { ...answer, id: key.id, rawId: key.id }
    forged.response.userHandle = btoa(owner.personId).replace(/=+$/, '')
    expect((await browser.post('/sign-in/passkey', { credential: JSON.stringify(forged) })).status).toBe(400)
  })

  test('is over once the account is closed', async () => {
    app.raw.prepare('update accounts set disabled_at = created_at where person_id = ?').run(owner.personId)
    expect((await signIn()).status).toBe(400)
  })

  test('leads back to a page of ours only', async () => {
    const browser = app.visitor()
    const options = await optionsAt(browser, '/sign-in/passkey')
    const path = '/sign-in/passkey?back=%2F%2Fevil.example'
    expect(await browser.post(path, { credential: key.answer(options) })).toMatchObject({ location: '/' })
  })
})

describe('one’s own passkeys', () => {
  const idOfKey = () => (rows('select id from passkeys')[0] as { id: string }).id

  test('get another name and go away, with a letter to their owner', async () => {
    await add()
    const path = `/account/passkeys/${idOfKey()}`
    expect((await owner.post(path, { label: 'Phone', version: '1' })).status).toBe(303)
    expect((await owner.get(path)).body).toContain('value="Phone"')
    expect((await owner.post(`${path}/removal`, { version: '1' })).status).toBe(409)
    expect((await owner.post(`${path}/removal`, { version: '2' })).status).toBe(303)
    expect(rows('select id from passkeys')).toEqual([])
    expect(mails().map((mail) => (mail as { subject: string }).subject)).toEqual([
      'A passkey was added to your account',
      'A passkey was removed from your account',
    ])
  })

  test('taken away end every other session: a thief who came in by the key is out', async () => {
    await add()
    const thief = app.visitor()
    expect((await signIn(thief)).status).toBe(303)
    const other = await app.signedIn()
    const path = `/account/passkeys/${idOfKey()}`
    expect((await owner.post(`${path}/removal`, { version: '2' })).status).toBe(303)
    const reached = await Promise.all([owner, thief, other].map((browser) => browser.get('/account')))
    expect(reached.map(({ status }) => status)).toEqual([200, 303, 200])
  })

  test('are not found by anybody else, not even an administrator', async () => {
    await add()
    const path = `/account/passkeys/${idOfKey()}`
    const other = await app.signedIn()
    const before = dumpOf(app.raw)
    expect((await other.get(path)).status).toBe(404)
    expect((await other.post(path, { label: 'Mine', version: '1' })).status).toBe(404)
    expect((await other.post(`${path}/removal`, { version: '1' })).status).toBe(404)
    expect(dumpOf(app.raw)).toBe(before)
  })
})

describe('lost passkeys', () => {
  test('are removed by another administrator; sessions end and the owner is told', async () => {
    await add()
    const admin = await app.signedIn()
    expect((await admin.get('/settings/passkeys')).body).toContain('Tester')
    expect((await admin.post('/settings/passkeys/removal', { person: owner.personId })).status).toBe(303)
    expect(rows('select id from passkeys')).toEqual([])
    expect((await owner.get('/account')).status).toBe(303)
    expect(facts('passkey.removed')).toEqual([
      { actor_id: admin.personId, details: JSON.stringify({ owner: owner.personId }) },
    ])
    expect(mails().at(-1)).toMatchObject({ subject: 'Your passkeys were removed' })
  })

  test('are removed by nobody else, nor by oneself all at once', async () => {
    await add()
    const organiser = await app.signedIn({ rank: 'organiser' })
    expect((await organiser.get('/settings/passkeys')).status).toBe(403)
    for (const browser of [organiser, owner])
      expect((await browser.post('/settings/passkeys/removal', { person: owner.personId })).status).toBe(403)
    expect((await organiser.post('/settings/passkeys', { required: 'yes' })).status).toBe(403)
    expect(rows('select id from passkeys')).toHaveLength(1)
  })
})
