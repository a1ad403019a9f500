/** T61, T62: limits stand in the database, for every process and after every restart, and nobody reads them there. */

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createApp } from '../../src/app.ts'
import { plus } from '../../src/kernel/instant.ts'
import { LIMITS } from '../../src/limits/limit.ts'
import { spend, tidyLimits } from '../../src/limits/limits.ts'
import { migrate, readMigrations } from '../../src/platform/migrate.ts'
import { openSqlite } from '../../src/platform/sqlite.ts'
import { openStore } from '../../src/store/store.ts'
import { openTestApp, SETUP_TOKEN, type TestApp } from '../fixtures/app.ts'
import { INSTANCE, NOW } from '../fixtures/store.ts'
import { QUIET, writesOf } from './world.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let app: TestApp
beforeEach(() => {
  app = openTestApp()
})
afterEach(() => app.close())

const from = (client: string) => ({ 'x-test-client': client })
const rows = () => app.raw.prepare('select * from rate_limits').all() as { id: string; remaining: number }[]

describe('sign-in mails', () => {
  test('are refused after five to one address, in the reader’s language, with what was typed', async () => {
    for (let i = 0; i < 5; i++)
      expect(
        (await app.visitor().post('/sign-in', { email: 'a@example.org' }, from(`198.51.${i}.1`))).status,
      ).toBe(303)
    const page = await app.visitor().post('/sign-in', { email: 'A@Example.org' }, { 'accept-language': 'kk' })
    expect(page.status).toBe(429)
    expect(page.headers.get('retry-after')).toBe('900')
    expect(page.body).toContain('<html lang="kk">')
    expect(page.body).toContain('15 минуттан кейін')
    expect(page.body).toContain('value="A@Example.org"')
    app.setNow('2026-01-15T04:15:00.000Z')
    expect((await app.visitor().post('/sign-in', { email: 'a@example.org' })).status).toBe(303)
  })

  test('of a whole ministry behind one address go through; a machine there is stopped', async () => {
    const most = LIMITS.mails_from_network.most
    const ask = (i: number, client: string) =>
      app.visitor().post('/sign-in', { email: `p${i}@example.org` }, from(client))
    for (let i = 0; i < most; i++) expect((await ask(i, `203.0.113.${i}`)).status).toBe(303)
    expect((await ask(most, '203.0.113.200')).status).toBe(429)
    expect((await ask(most + 1, '::ffff:203.0.113.9')).status).toBe(429)
    expect((await ask(most + 1, '203.0.114.1')).status).toBe(303)
  })

  test('refused cost no write', async () => {
    for (let i = 0; i < 5; i++)
      await app.visitor().post('/sign-in', { email: 'a@example.org' }, from('198.51.100.1'))
    for (let i = 0; i < 200; i++)
      await app.visitor().post('/sign-in', { email: 'a@example.org' }, from('198.51.100.1'))
    const before = writesOf(app)
    expect(
      (await app.visitor().post('/sign-in', { email: 'a@example.org' }, from('198.51.100.1'))).status,
    ).toBe(429)
    expect(writesOf(app)).toBe(before)
  })
})

test('tries of codes and links, unknown links, unsubscribing and set-up are limited by network', async () => {
  const posts: readonly [keyof typeof LIMITS, string, Record<string, string>][] = [
    ['tries_from_network', '/sign-in/guess', {}],
    ['unknown_links', '/p/guess/report', { done: 'x' }],
    ['stops_from_network', '/u/guess', {}],
    ['set_up', '/setup/guess', {}],
  ]
  for (const [limit, path, form] of posts) {
    const first = (await app.visitor().post(path, form)).status
    for (let i = 1; i < LIMITS[limit].most; i++) await app.visitor().post(path, form)
    const page = await app.visitor().post(path, form)
    expect([path, first === 429, page.status, page.headers.get('retry-after')]).toEqual([
      path,
      false,
      429,
      '900',
    ])
    expect((await app.visitor().post(path, form, from('2001:db8::1'))).status).toBe(first)
  }
  expect((await app.visitor().post('/sign-in/code', { code: '12345678' })).status).toBe(429)
})

test('looking is never counted: a GET writes nothing, and 256 bits are not found by looking', async () => {
  for (let i = 0; i < 400; i++)
    for (const path of [`/p/guess${i}`, `/sign-in/guess${i}`, `/setup/guess${i}`, `/u/guess${i}`])
      expect((await app.visitor().get(path)).status).toBeLessThan(429)
  expect(rows()).toEqual([])
})

test('the right set-up link is not counted, so nobody can lock the first organiser out', async () => {
  for (let i = 0; i < 40; i++) await app.visitor().post('/setup/guess')
  expect((await app.visitor().post(`/setup/${SETUP_TOKEN}`, { email: 'wrong' })).status).toBe(400)
})

test('no address and no network can be read in the table, and rows go when their window is over', async () => {
  await app.visitor().post('/sign-in', { email: 'secret@example.org' }, from('198.51.100.77'))
  const stored = JSON.stringify(rows())
  expect(rows()).toHaveLength(2)
  for (const plain of ['secret', 'example', '198.51', INSTANCE.digest('secret@example.org')])
    expect(stored).not.toContain(plain)
  expect(await tidyLimits(app.now())).toBe(0)
  app.setNow('2026-01-15T04:15:00.000Z')
  expect(await tidyLimits(app.now())).toBe(2)
  expect(rows()).toEqual([])
})

describe('on one database file', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'intersession-limits-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  /** A process of its own, as far as the database can tell: an engine, an application, a clock. */
  function replica(now = NOW) {
    const { engine, raw } = openSqlite(join(folder, 'test.sqlite'))
    migrate(raw, readMigrations('migrations'), now)
    const open = () => openStore(engine, INSTANCE, now)
    const { fetch } = createApp({ ...QUIET, openStore: open })
    const ask = async (email: string) => {
      const init = {
        method: 'POST',
        headers: { origin: INSTANCE.baseUrl },
        body: new URLSearchParams({ email }),
      }
      return (await fetch(new Request(`${INSTANCE.baseUrl}/sign-in`, init))).status
    }
    return { open, ask, close: () => engine.close() }
  }

  test('two processes share a limit, and a restart forgets nothing', async () => {
    const [a, b] = [replica(), replica()]
    expect([
      await a.ask('x@example.org'),
      await b.ask('x@example.org'),
      await a.ask('x@example.org'),
    ]).toEqual([303, 303, 303])
    await a.close()
    const c = replica(plus(NOW, { minutes: 1 }))
    expect([await b.ask('x@example.org'), await c.ask('x@example.org')]).toEqual([303, 303])
    expect([await b.ask('x@example.org'), await c.ask('x@example.org')]).toEqual([429, 429])
    await Promise.all([b.close(), c.close()])
  })

  test('of a hundred racers in two processes exactly as many pass as may', async () => {
    const [a, b] = [replica(), replica()]
    const uses = [{ limit: 'set_up', by: 'somebody' }] as const
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, i) => spend((i % 2 ? a : b).open(), uses)),
    )
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(LIMITS.set_up.most)
    await Promise.all([a.close(), b.close()])
  })
})
