/** T32, T35–T37, T40, T42, T43: what an attacker gets who asks, guesses, races, replays and compares. */

import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { codeFrom, MAX_CODES_A_DAY, MAX_TRIES } from '../../src/auth/sign-in.ts'
import { plus } from '../../src/kernel/instant.ts'
import { openTestApp, SETUP_TOKEN, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { INSTANCE, NOW } from '../fixtures/store.ts'
import { openExampleApp, writesOf } from './world.ts'

// Loading the example and days of guessing take their time on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const VICTIM = 'victim@example.org'

let app: TestApp
let victim: TestBrowser
beforeEach(async () => {
  app = openTestApp()
  victim = await app.signedIn({ email: VICTIM })
})
afterEach(() => app.close())

interface Asked {
  readonly browser: TestBrowser
  readonly path: string
  readonly token: string
  readonly code: string
}

/** Asks for a mail and reads it, as its receiver could. */
async function ask(email = VICTIM, browser = app.visitor()): Promise<Asked> {
  await browser.post('/sign-in', { email })
  const text = app.raw.prepare('select body_text from outbox order by rowid desc').pluck().get() as string
  const path = new URL(/https:\S+\/sign-in\/\S+/.exec(text)?.[0] ?? INSTANCE.baseUrl).pathname
  return { browser, path, token: path.split('/').at(-1) ?? '', code: /\d{4} \d{4}/.exec(text)?.[0] ?? '' }
}

const sessions = () => app.raw.prepare('select count(*) from sessions').pluck().get() as number
const isIn = async (browser: TestBrowser) => (await browser.get('/')).status === 200

describe('T32: tokens', () => {
  test('stand in no table, not even their first twelve characters; only in the mails that carry them', async () => {
    const example = await openExampleApp()
    const admin = await example.signedIn()
    app = example
    const { browser, token, code } = await ask('zarina.omarova@example.org')
    expect((await browser.post(`/sign-in/${token}`)).status).toBe(303)
    const cookies = [browser, admin].map((each) => each.cookie('__Host-intersession').split('.')[1] ?? '')
    const links = [...example.links.values()].map((path) => path.split('/').at(-1) ?? '')
    const secrets = [
      token,
      code.replace(' ', ''),
      browser.cookie('__Host-intersession_browser'),
      ...cookies,
      ...links,
    ]
    expect(secrets.filter((secret) => secret.length < 8)).toEqual([])
    const tables = app.raw
      .prepare("select name from sqlite_master where type = 'table' and name <> 'outbox'")
      .pluck()
      .all() as string[]
    const dump = JSON.stringify(tables.map((table) => app.raw.prepare(`select * from "${table}"`).all()))
    for (const secret of [...secrets, SETUP_TOKEN]) expect(dump).not.toContain(secret.slice(0, 12))
  })

  test('open nothing but what they were made for', async () => {
    const example = await openExampleApp()
    app = example
    const own: Readonly<Record<string, readonly string[]>> = {
      'focal point': [
        'acknowledgement',
        'delegates',
        'delegates/x/replacement',
        'delegates/x/withdrawal',
        'regrets',
      ],
      delegate: ['answers'],
      owner: ['report'],
      verifier: ['verification'],
      institution: ['promises/x/report'],
      'mail settings': ['preferences'],
    }
    const acts = Object.values(own).flat()
    const writes = writesOf(app)
    for (const [who, mayDo] of Object.entries(own)) {
      const path = example.links.get(who) ?? ''
      for (const act of acts.filter((each) => !mayDo.includes(each)))
        expect([who, act, (await app.visitor().post(`${path}/${act}`)).status]).toEqual([who, act, 404])
      const token = path.split('/').at(-1) ?? ''
      expect((await app.visitor().get(`/sign-in/${token}`)).status).toBe(410)
      expect((await app.visitor().get(`/setup/${token}`)).status).toBe(404)
      const visitor = app.visitor()
      await visitor.get(path)
      expect([who, (await visitor.get('/')).status]).toEqual([who, 303])
    }
    const { token } = await ask('zarina.omarova@example.org')
    expect((await app.visitor().get(`/p/${token}`)).status).toBe(404)
    expect(writesOf(app) - writes).toBeLessThan(10)
  })
})

describe('T35: single use', () => {
  test('fifty parallel redemptions of a link make one session', async () => {
    const { browser, path } = await ask()
    const before = sessions()
    const answers = await Promise.all(Array.from({ length: 50 }, () => browser.post(path)))
    expect(answers.filter(({ status }) => status === 303)).toHaveLength(1)
    expect(sessions()).toBe(before + 1)
  })

  test('and of a code, by link and code together, no more', async () => {
    const { browser, path, code } = await ask()
    const before = sessions()
    const racers = Array.from({ length: 50 }, (_, i) =>
      i % 2 ? browser.post(path) : browser.post('/sign-in/code', { code }),
    )
    await Promise.all(racers)
    expect(sessions()).toBe(before + 1)
  })
})

test('T36: a link opened elsewhere signs nobody in, by no method and with no trick', async () => {
  const { path } = await ask()
  const before = sessions()
  const other = app.visitor()
  expect((await other.get(path)).body).toContain('name="code"')
  for (const cookie of [
    '',
    '__Host-intersession_browser=',
    '__Host-intersession_browser=x',
    'intersession_browser=x',
  ])
    expect((await other.post(path, {}, { cookie })).status).toBe(410)
  expect(sessions()).toBe(before)
  expect(await isIn(other)).toBe(false)
})

describe('T37: guessing codes', () => {
  test('of eight digits succeeds in a day with a chance below one in a million', () => {
    const codes = new Set(Array.from({ length: 300 }, () => codeFrom(INSTANCE.random(12))))
    expect([...codes].filter((code) => !/^\d{8}$/.test(code))).toEqual([])
    expect(codes.size).toBeGreaterThan(295)
    expect(MAX_CODES_A_DAY / 10 ** 8).toBeLessThan(1e-6)
  })

  test('ends after fifty tries a day, however often one asks again; the link goes on working', async () => {
    let judged = 0
    for (let minutes = 0; minutes < 24 * 60; minutes += 15) {
      app.setNow(plus(NOW, { minutes }))
      const attacker = app.visitor()
      await attacker.post('/sign-in', { email: VICTIM })
      for (let i = 0; i < 6; i++) {
        const { status } = await attacker.post('/sign-in/code', { code: '00000000' })
        if (status === 400) judged += 1
      }
    }
    expect(judged).toBe(MAX_CODES_A_DAY)
    const late = await ask()
    const refused = await late.browser.post('/sign-in/code', { code: late.code })
    expect([refused.status, refused.body.includes('press the button in it')]).toEqual([429, true])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await late.browser.post(late.path)).status).toBe(303)
    app.setNow(plus(NOW, { hours: 49 }))
    const next = await ask()
    expect((await next.browser.post('/sign-in/code', { code: next.code })).status).toBe(303)
  })

  describe('locks nobody out', () => {
    /** Guesses in a browser of its own until that is refused. */
    async function guessAllDay(): Promise<void> {
      for (let minutes = 0; minutes < 3 * 60; minutes += 15) {
        app.setNow(plus(NOW, { minutes }))
        const attacker = app.visitor()
        await attacker.post('/sign-in', { email: VICTIM })
        for (let i = 0; i < MAX_TRIES; i++) await attacker.post('/sign-in/code', { code: '00000000' })
      }
      const late = await ask()
      expect((await late.browser.post('/sign-in/code', { code: late.code })).status).toBe(429)
    }

    test('who types the code with the link on another device', async () => {
      await guessAllDay()
      const { code, token } = await ask()
      const device = app.visitor()
      expect((await device.post('/sign-in/code', { code, token })).status).toBe(303)
      expect(await isIn(device)).toBe(true)
    })

    test('who has no mail but one that somebody else asked for, and used up', async () => {
      const { browser, code, token } = await ask()
      for (let i = 0; i < MAX_TRIES; i++) await browser.post('/sign-in/code', { code: '00000000' })
      expect((await browser.post('/sign-in/code', { code })).status).toBe(410)
      const device = app.visitor()
      expect((await device.post('/sign-in/code', { code, token })).status).toBe(303)
    })

    test('who confirms in a session', async () => {
      await guessAllDay()
      for (let i = 0; i < 5; i++) await app.visitor().post('/sign-in', { email: VICTIM })
      expect((await app.visitor().post('/sign-in', { email: VICTIM })).status).toBe(429)
      expect((await victim.post('/account/proof/mail')).status).toBe(200)
      const code = proofCode()
      expect((await victim.post('/account/proof/code', { code })).status).toBe(303)
    })

    test('by their own slips: neither those with a link nor those in a session are counted', async () => {
      let typed = 0
      for (let minutes = 15; typed < 2 * MAX_CODES_A_DAY; minutes += 15) {
        app.setNow(plus(NOW, { minutes }))
        const { token } = await ask()
        await victim.post('/account/proof/mail')
        for (let i = 0; i < MAX_TRIES; i++) {
          const slips = [
            await app.visitor().post('/sign-in/code', { code: '00000000', token }),
            await victim.post('/account/proof/code', { code: '00000000' }),
          ]
          expect(slips.map(({ status }) => status)).toEqual([400, 400])
          typed += slips.length
        }
      }
      const own = await ask()
      expect((await own.browser.post('/sign-in/code', { code: own.code })).status).toBe(303)
    })
  })

  test('with a link ends after five tries, and then for the right one too', async () => {
    const { browser, code, token, path } = await ask()
    const device = app.visitor()
    const type = async (typed: string) => (await device.post('/sign-in/code', { code: typed, token })).status
    for (let i = 0; i < MAX_TRIES; i++) expect(await type('00000000')).toBe(400)
    expect(await type(code)).toBe(410)
    expect((await browser.post(path)).status).toBe(303)
  })
})

/** The code that was mailed last to confirm in a session. */
function proofCode(): string {
  const text = app.raw
    .prepare("select body_text from outbox where dedupe_key like 'proof:%' order by rowid desc")
    .pluck()
    .get() as string
  return /\d{4} \d{4}/.exec(text)?.[0] ?? ''
}

describe('T40: a session replayed', () => {
  test.each(['signed out', 'closed', 'made a member'])(
    'after its account was %s is refused at once',
    async (what) => {
      const admin = await app.signedIn()
      const copy = { cookie: `__Host-intersession=${victim.cookie('__Host-intersession')}` }
      expect((await app.visitor().get('/', copy)).status).toBe(200)
      const form = { person: victim.personId, rank: 'member', version: '1' }
      if (what === 'signed out') await victim.post('/sign-out')
      else await admin.post('/settings/accounts', what === 'closed' ? { ...form, closed: 'yes' } : form)
      const changed = app.raw
        .prepare('select rank, disabled_at from accounts where person_id = ?')
        .get(victim.personId)
      for (const path of ['/', '/settings', '/people']) {
        const page = await app.visitor().get(path, copy)
        expect([what, path, page.status, changed !== undefined]).toEqual([what, path, 303, true])
      }
    },
  )

  test('with another id or a cut secret is nobody’s', async () => {
    const [id = '', secret = ''] = victim.cookie('__Host-intersession').split('.')
    const forged = [
      `${id}.`,
      `.${secret}`,
      `${id}.${secret.slice(1)}`,
      `${id}.${secret}x`,
      `${secret}.${id}`,
      id,
      '..',
      `${id}.${secret.toLowerCase()}`,
    ]
    for (const value of forged)
      expect([
        value,
        (await app.visitor().get('/', { cookie: `__Host-intersession=${value}` })).status,
      ]).toEqual([value, 303])
    // Without its prefix a sister site could have set it.
    expect((await app.visitor().get('/', { cookie: `intersession=${id}.${secret}` })).status).toBe(303)
  })
})

describe('T42: known, unknown and closed addresses', () => {
  beforeEach(async () => {
    await app.signedIn({ email: 'closed@example.org' })
    app.raw.prepare("update accounts set disabled_at = '2026-01-01' where email = 'closed@example.org'").run()
  })

  test('get the same page, headers and cookies', async () => {
    const shown = async (email: string) => {
      const { status, location, body, headers } = await app.visitor().post('/sign-in', { email })
      const cookies = headers.getSetCookie().map((cookie) => cookie.replace(/=[^;]*/, '').length)
      return { status, location, body, cookies, names: [...headers.keys()].sort() }
    }
    const [known, unknown, closed] = [
      await shown(VICTIM),
      await shown('nobody@example.org'),
      await shown('closed@example.org'),
    ]
    expect(unknown).toEqual(known)
    expect(closed).toEqual(known)
    expect(app.raw.prepare('select count(*) from outbox').pluck().get()).toBe(1)
  })

  test('cost the same queries, and a letter each', async () => {
    const costOf = async (email: string) => {
      const queries = await app.queriesOf(() => app.visitor().post('/sign-in', { email }))
      return queries.map((sql) => sql.replace(/^(insert into|update) "outbox".*$/s, 'outbox'))
    }
    const known = await costOf(VICTIM)
    expect(known).toContain('outbox')
    expect(await costOf('nobody@example.org')).toEqual(known)
    expect(await costOf('closed@example.org')).toEqual(known)
  })

  test('take the same time', async () => {
    const times = { known: [] as number[], unknown: [] as number[] }
    for (let i = 0; i < 440; i++) {
      app.setNow(plus(NOW, { minutes: 15 * i }))
      const who = i % 2 ? 'known' : 'unknown'
      const browser = app.visitor()
      const begun = performance.now()
      await browser.post('/sign-in', { email: who === 'known' ? VICTIM : 'nobody@example.org' })
      // The first ones warm everything up.
      if (i >= 40) times[who].push(performance.now() - begun)
    }
    const difference = Math.abs(undisturbed(times.known) - undisturbed(times.unknown))
    expect(difference).toBeLessThan(1)
  })
})

/** What it takes when nothing else has the machine: one of ten was quicker. */
function undisturbed(millis: readonly number[]): number {
  return millis.toSorted((a, b) => a - b)[Math.floor(millis.length / 10)] ?? 0
}

describe('T43: whoever asks first, only the one who reads the mail and asked gets in', () => {
  test('the attacker asks first, then the victim: the victim’s mail opens the victim’s browser only', async () => {
    const attacker = await ask()
    const own = await ask()
    expect((await own.browser.post(own.path)).status).toBe(303)
    expect([await isIn(own.browser), await isIn(attacker.browser)]).toEqual([true, false])
  })

  test('the victim asks first: what the attacker asks for later ends nothing and opens nothing', async () => {
    const own = await ask()
    const attacker = await ask()
    expect((await attacker.browser.post('/sign-in/code', { code: '00000000' })).status).toBe(400)
    expect((await own.browser.post('/sign-in/code', { code: own.code })).status).toBe(303)
    expect(await isIn(attacker.browser)).toBe(false)
  })

  test('the victim opens the mail that the attacker asked for: nobody is signed in by it', async () => {
    const attacker = await ask()
    const reading = app.visitor()
    expect((await reading.get(attacker.path)).status).toBe(200)
    expect((await reading.post(attacker.path)).status).toBe(410)
    expect([await isIn(reading), await isIn(attacker.browser)]).toEqual([false, false])
  })

  test('the victim types that mail’s code: it opens the victim’s browser, not the attacker’s', async () => {
    const attacker = await ask()
    const reading = app.visitor()
    const { code, token } = attacker
    expect((await reading.post('/sign-in/code', { code, token })).status).toBe(303)
    expect([await isIn(reading), await isIn(attacker.browser)]).toEqual([true, false])
  })

  test('an attacker’s own link cannot sign the victim’s browser in to the attacker’s account', async () => {
    await app.signedIn({ email: 'attacker@example.org' })
    const planted = await ask('attacker@example.org')
    const browser = app.visitor()
    expect((await browser.post(planted.path, {}, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await browser.post(planted.path)).status).toBe(410)
    expect(await isIn(browser)).toBe(false)
  })
})
