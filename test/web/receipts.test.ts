/** A form that arrives twice has one effect and one answer (T84, P14), whoever sends it and however it got lost. */

import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ensureLink } from '../../src/auth/links.ts'
import { tidyReceipts } from '../../src/jobs/tidying.ts'
import { plus } from '../../src/kernel/instant.ts'
import { recordFact } from '../../src/ledger/facts.ts'
import { Unavailable } from '../../src/store/store.ts'
import { newCredential } from '../auth/authenticator.ts'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { dumpOf } from '../fixtures/store.ts'

let app: TestApp
let admin: TestBrowser
beforeEach(async () => {
  app = openTestApp()
  admin = await app.signedIn()
})
afterEach(() => app.close())

const sector = { code: 'GOV', class: 'state_other', name_en: 'State' }

function keysIn(html: string): string[] {
  return [...html.matchAll(/name="once" value="([^"]*)"/g)].map(([, key = '']) => key)
}

async function keyOn(path: string): Promise<string> {
  return keysIn((await admin.get(path)).body).at(-1) ?? ''
}

/** How many of these the database holds. */
function count(table: string): number {
  return app.raw.prepare(`select count(*) from ${table}`).pluck().get() as number
}

async function linkPath(): Promise<{ path: string; token: string }> {
  const store = app.now()
  const { url, statements } = await ensureLink(store, {
    personId: admin.personId,
    purpose: 'preferences',
    subjectId: admin.personId,
    expiresAt: plus(store.now, { days: 30 }),
  })
  const fact = recordFact(store, { id: store.newId(), version: 0 }, { kind: 'test', actorId: 'system' })
  await store.commit([fact, statements], null)
  const path = new URL(url).pathname
  return { path, token: path.split('/')[2] ?? '' }
}

describe('the key', () => {
  test('stands in every form that changes something, another in each, and new on every page', async () => {
    const { body } = await admin.get('/sectors')
    const forms = body.match(/<form method="post"/g) ?? []
    const keys = keysIn(body)
    expect(forms.length).toBeGreaterThan(1)
    expect(keys).toHaveLength(forms.length)
    expect(new Set(keys).size).toBe(forms.length)
    expect(keysIn((await admin.get('/sectors')).body).filter((key) => keys.includes(key))).toEqual([])
  })

  test('stands on personal pages, in no search form and on no page for strangers', async () => {
    const { path } = await linkPath()
    expect(keysIn((await app.visitor().get(path)).body)).toHaveLength(1)
    expect((await admin.get('/people')).body).not.toMatch(/<form method="get"[^>]*><input type="hidden"/)
    expect(keysIn((await app.visitor().get('/sign-in')).body)).toEqual([])
  })

  test('cannot be smuggled in by what people typed', async () => {
    const name_en = '<form method="post" action="/x">'
    await admin.post('/sectors', { ...sector, name_en })
    const { body } = await admin.get('/sectors')
    expect(keysIn(body)).toHaveLength(body.match(/<form method="post"/g)?.length ?? 0)
  })
})

describe('a form sent twice', () => {
  test('has one effect, and the second arrival gets the answer of the first', async () => {
    const form = { ...sector, once: await keyOn('/sectors') }
    const first = await admin.post('/sectors', form)
    expect([first.status, first.location]).toEqual([303, '/sectors?said=created'])
    const before = dumpOf(app.raw)
    const second = await admin.post('/sectors', form)
    expect([second.status, second.location]).toEqual([303, first.location])
    expect(dumpOf(app.raw)).toBe(before)
  })

  test('at the same moment has one effect, and all get the same answer', async () => {
    const once = await keyOn('/people/new')
    const person = { surname_en: 'Akhmetova', given_en: 'Aliya', reading_lang: 'en', zone: 'Asia/Almaty' }
    const before = count('persons')
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => admin.post('/people', { ...person, once })),
    )
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303, 303, 303])
    expect(new Set(answers.map(({ location }) => location)).size).toBe(1)
    expect(count('persons')).toBe(before + 1)
    expect(count('form_receipts')).toBe(1)
  })

  test('without a key counts twice, as ever', async () => {
    expect((await admin.post('/sectors', sector)).status).toBe(303)
    expect((await admin.post('/sectors', sector)).status).not.toBe(303)
    expect(count('form_receipts')).toBe(0)
  })

  test('with other content is refused, kept on the page, and may be sent from there', async () => {
    const once = await keyOn('/sectors')
    await admin.post('/sectors', { ...sector, once })
    const other = { ...sector, code: 'NGO', name_en: 'Civil society', once }
    const refused = await admin.post('/sectors', other)
    expect(refused.status).toBe(400)
    expect(refused.body).toContain('with other content')
    expect(refused.body).toContain('value="Civil society"')
    expect(count('sectors')).toBe(1)
    const again = keysIn(refused.body).at(-1) ?? ''
    expect((await admin.post('/sectors', { ...other, once: again })).status).toBe(303)
    expect(count('sectors')).toBe(2)
  })

  test('after a refusal may be corrected and sent with the same key', async () => {
    const once = await keyOn('/sectors')
    expect((await admin.post('/sectors', { ...sector, name_en: '', once })).status).toBe(400)
    expect((await admin.post('/sectors', { ...sector, once })).status).toBe(303)
  })

  test('by two people with one key is two forms', async () => {
    const once = await keyOn('/sectors')
    const other = await app.signedIn()
    await admin.post('/sectors', { ...sector, once })
    expect((await other.post('/sectors', { ...sector, code: 'NGO', once })).status).toBe(303)
    expect(count('sectors')).toBe(2)
  })

  test('to two addresses with one key is two forms', async () => {
    const once = await keyOn('/sectors')
    await admin.post('/sectors', { ...sector, once })
    const institution = { name_en: 'Ministry', class: 'ministry', sector: '', once }
    expect((await admin.post('/institutions', institution)).body).not.toContain('with other content')
  })

  test('from a personal link has one effect, and its answer leads back without the table holding the token', async () => {
    const { path, token } = await linkPath()
    const phone = app.visitor()
    const [once = ''] = keysIn((await phone.get(path)).body)
    const form = { digest: 'off', reminders: 'on', locale: 'ru', once }
    const first = await phone.post(`${path}/preferences`, form)
    expect(first.status).toBe(303)
    const before = dumpOf(app.raw)
    expect((await phone.post(`${path}/preferences`, form)).location).toBe(first.location)
    expect(dumpOf(app.raw)).toBe(before)
    expect(JSON.stringify(app.raw.prepare('select * from form_receipts').all())).not.toContain(token)
  })
})

describe('an answer that cannot be given from a receipt', () => {
  test('such as a copy is given at every press', async () => {
    const { personId } = await app.signedIn({ rank: 'member' })
    const page = await admin.get(`/people/${personId}/erasure`)
    const at = page.body.indexOf(`action="/people/${personId}/copy"`)
    const once = keysIn(page.body.slice(at))[0] ?? ''
    const [first, second] = [
      await admin.post(`/people/${personId}/copy`, { once }),
      await admin.post(`/people/${personId}/copy`, { once }),
    ]
    expect([first.status, second.status]).toEqual([200, 200])
    expect(first.headers.get('content-disposition')).toBe(`attachment; filename="person-${personId}.json"`)
    expect(JSON.parse(second.body)).toEqual(JSON.parse(first.body))
    expect(count('form_receipts')).toBe(0)
  })

  test('such as one with a cookie leaves none: adding a passkey, proof, signing in', async () => {
    const options = JSON.parse((await admin.get('/account/passkeys')).body)
    const key = newCredential()
    const added = { label: 'Laptop', credential: key.created(options), once: 'a-1' }
    expect((await admin.post('/account/passkeys', added)).status).toBe(303)
    const asked = JSON.parse((await admin.get('/sign-in/passkey')).body)
    const used = { credential: key.answer(asked), once: 'a-2' }
    expect((await admin.post('/sign-in/passkey', used)).status).toBe(303)
    expect((await admin.post('/sign-in', { email: 'nobody@example.org', once: 'a-3' })).status).toBe(303)
    expect(count('form_receipts')).toBe(0)
    const { id } = app.raw.prepare('select id from passkeys').get() as { id: string }
    const renamed = { label: 'Phone', version: '2', once: 'a-4' }
    expect((await admin.post(`/account/passkeys/${id}`, renamed)).status).toBe(303)
    expect(count('form_receipts')).toBe(1)
  })
})

describe('an answer that was lost', () => {
  test('because nobody knows whether the commit was heard is found again', async () => {
    const once = await keyOn('/sectors')
    const { runBatch } = app.engine
    app.engine.runBatch = async (statements) => {
      await runBatch(statements)
      throw new Unavailable('connection lost at commit')
    }
    const first = await admin.post('/sectors', { ...sector, once })
    app.engine.runBatch = runBatch
    expect([first.status, first.location]).toEqual([303, '/?said=recorded'])
    const second = await admin.post('/sectors', { ...sector, once })
    expect([second.status, second.location]).toEqual([303, '/?said=recorded'])
    expect(count('sectors')).toBe(1)
  })

  test('before the commit leaves a form that keeps its key and can be sent again', async () => {
    const once = await keyOn('/sectors')
    const { runBatch } = app.engine
    app.engine.runBatch = async () => {
      throw new Unavailable('disk full')
    }
    const first = await admin.post('/sectors', { ...sector, once })
    app.engine.runBatch = runBatch
    expect(first.status).toBe(503)
    expect(keysIn(first.body)).toContain(once)
    expect((await admin.post('/sectors', { ...sector, once })).location).toBe('/sectors?said=created')
  })
})

test('receipts are kept for 48 hours', async () => {
  await admin.post('/sectors', { ...sector, once: await keyOn('/sectors') })
  const { now } = app.store
  expect(await tidyReceipts(app.at(plus(now, { hours: 47, minutes: 59 })))).toBe(0)
  expect(await tidyReceipts(app.at(plus(now, { hours: 48 })))).toBe(1)
  expect(count('form_receipts')).toBe(0)
})

test('a batch carries a receipt once, and a refused batch leaves none', async () => {
  const store = app.now()
  const seen: string[] = []
  const fact = (id: string) => recordFact(store, { id, version: 0 }, { kind: 'test', actorId: 'system' })
  const row = { key_hash: 'k', body_hash: 'b', answer: null, at: store.now }
  await store.commit([fact('one')], null)
  store.carry({
    statement: store.db.insertInto('form_receipts').values(row),
    landed: () => seen.push('landed'),
  })
  expect((await store.commit([fact('one')], null)).ok).toBe(false)
  expect([seen, count('form_receipts')]).toEqual([[], 0])
  expect((await store.commit([fact('two')], null)).ok).toBe(true)
  expect((await store.commit([fact('three')], null)).ok).toBe(true)
  expect([seen, count('form_receipts')]).toEqual([['landed'], 1])
})

test('P14: any interleaving of repeated forms has the effect of each form once', async () => {
  const forms = fc.uniqueArray(fc.stringMatching(/^[A-Z]{3,6}$/), { minLength: 1, maxLength: 5 })
  const order = fc.array(fc.tuple(fc.nat(4), fc.nat(3)), { minLength: 1, maxLength: 14 })
  await fc.assert(
    fc.asyncProperty(forms, order, async (codes, arrivals) => {
      const fresh = openTestApp()
      try {
        const person = await fresh.signedIn()
        const sent = arrivals.map(([form, wave]) => ({ code: codes[form % codes.length] ?? '', wave }))
        for (const wave of [0, 1, 2, 3]) {
          const together = sent.filter((arrival) => arrival.wave === wave)
          const answers = await Promise.all(
            together.map(({ code }) => person.post('/sectors', { ...sector, code, once: `key-${code}` })),
          )
          expect(answers.map(({ location }) => location)).toEqual(together.map(() => '/sectors?said=created'))
        }
        const distinct = new Set(sent.map(({ code }) => code)).size
        expect(fresh.raw.prepare('select count(*) from sectors').pluck().get()).toBe(distinct)
        expect(fresh.raw.prepare("select count(*) from facts where kind like 'sector%'").pluck().get()).toBe(
          distinct,
        )
      } finally {
        await fresh.close()
      }
    }),
    { numRuns: 40 },
  )
})
