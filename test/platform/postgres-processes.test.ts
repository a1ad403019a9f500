/** Several servers on one PostgreSQL: nothing twice, nobody waits for a leader, and a database that goes away. */

import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer, connect as dial, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { demoLinks } from '../../src/example/links.ts'
import { tick } from '../../src/jobs/tick.ts'
import { readConfig } from '../../src/platform/config.ts'
import { openPostgres } from '../../src/platform/postgres.ts'
import { systemClock } from '../../src/platform/process.ts'
import { type RunningServer, startServer } from '../../src/platform/serve.ts'
import { type Sink, startSink } from '../../src/platform/sink.ts'
import { type Engine, openStore, type Store } from '../../src/store/store.ts'
import { createTestDatabase, openTestPostgres, testServer } from '../fixtures/postgres.ts'
import { INSTANCE, NOW, openTestStore } from '../fixtures/store.ts'
import { mailTo, send } from '../mail/mails.ts'

const server = await testServer()
const SECRET = 'ab'.repeat(32)

let folder: string
let closing: (() => Promise<unknown>)[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'intersession-processes-'))
  closing = []
})
afterEach(async () => {
  for (const close of closing.reverse()) await close()
  rmSync(folder, { recursive: true, force: true })
})

async function start(databaseUrl: string, more: { sink?: Sink; background?: boolean; log?: string[] } = {}) {
  const read = readConfig({
    PORT: '0',
    DATA_DIR: folder,
    DATABASE_URL: databaseUrl,
    INSTANCE_SECRET: SECRET,
    SMTP_URL: more.sink ? `smtp://127.0.0.1:${more.sink.port}` : '',
  })
  if ('faults' in read) throw new Error(read.faults.join())
  const running = await startServer({
    config: read.config,
    clock: systemClock,
    background: more.background ?? false,
    log: (line) => void more.log?.push(line),
  })
  closing.push(() => running.close())
  return running
}

async function slowSink(): Promise<Sink> {
  const sink = await startSink({ fault: { at: 'dot', waitMs: 20 } })
  closing.push(() => sink.close())
  return sink
}

const messageIds = ({ messages }: Sink) =>
  messages.map(({ raw }) => /^Message-ID:\s*(\S+)/im.exec(String(raw))?.[1] ?? '')

describe.skipIf(!server)('two servers on one database', () => {
  test('send four hundred mails once each, and both take part', async () => {
    if (!server) return
    const url = await createTestDatabase(server)
    const { engine } = openPostgres(url)
    closing.push(() => engine.close())
    const store = openStore(engine, INSTANCE, NOW)
    for (let batch = 0; batch < 8; batch++)
      await send(store, ...Array.from({ length: 50 }, (_, n) => mailTo(`p${batch}-${n}@example.org`)))

    const sinks = [await slowSink(), await slowSink()]
    await Promise.all(sinks.map((sink) => start(url, { sink, background: true })))
    const settled = async () => {
      const states = await store.db.selectFrom('outbox').select('state').execute()
      return states.filter(({ state }) => state === 'sent').length
    }
    for (let tries = 0; tries < 300 && (await settled()) < 400; tries++) await sleep(100)

    const sent = sinks.flatMap(messageIds)
    expect(sent).toHaveLength(400)
    expect(new Set(sent).size).toBe(400)
    for (const sink of sinks) expect(sink.messages.length).toBeGreaterThan(50)
    const rows = await store.db.selectFrom('outbox').select(['state', 'attempts', 'fence']).execute()
    expect([...new Set(rows.map((row) => JSON.stringify(row)))]).toEqual([
      JSON.stringify({ state: 'sent', attempts: 1, fence: 1 }),
    ])
  })

  test('serve the same pages to the same browser', async () => {
    if (!server) return
    const url = await createTestDatabase(server)
    const [one, other] = [await start(url), await start(url)]
    const cookie = await setUp(one)
    for (const { url: at } of [one, other])
      expect((await fetch(`${at}/`, { headers: { cookie }, redirect: 'manual' })).status).toBe(200)
  })
})

describe.skipIf(!server)('the tick', () => {
  const MONDAY = '2026-01-19T03:00:00.000Z'
  // Same instant to the millisecond for nobody.
  const later = (millis: number) => new Date(Date.parse(MONDAY) + millis).toISOString()

  async function mailsOf(store: Store): Promise<string[]> {
    const rows = await store.db
      .selectFrom('outbox')
      .select(['kind', 'to_address'])
      .where('kind', 'in', ['reminder', 'digest'])
      .where('state', '=', 'queued')
      .execute()
    return rows.map(({ kind, to_address }) => `${kind} ${to_address}`).sort()
  }

  test('in four processes at once writes what it writes in one, and nothing twice', async () => {
    const alone = openTestStore()
    await demoLinks({ openStore: (at) => alone.at(at ?? NOW), isNew: async () => true })
    await tick(alone.at(MONDAY))
    const expected = await mailsOf(alone.store)
    await alone.close()
    expect(expected.length).toBeGreaterThan(5)

    const open = await openTestPostgres()
    closing.push(() => open.close())
    await demoLinks({ openStore: (at) => open.at(at ?? NOW), isNew: async () => true })
    const engines: Engine[] = Array.from({ length: 4 }, () => openPostgres(open.url ?? '').engine)
    for (const engine of engines) closing.push(() => engine.close())
    const reports = await Promise.all(
      engines.map((engine, i) => tick(openStore(engine, INSTANCE, open.at(later(i)).now))),
    )
    expect(reports.flatMap(({ acts }) => acts.filter(({ outcome }) => outcome === 'failed'))).toEqual([])
    expect(await mailsOf(open.store)).toEqual(expected)
    // Later in the same hour, when no act rests any more.
    for (const [i, engine] of engines.entries())
      await tick(openStore(engine, INSTANCE, open.at(later((i + 1) * 600_000)).now))
    expect(await mailsOf(open.store)).toEqual(expected)
  })
})

describe.skipIf(!server)('a database that goes away', () => {
  test('costs an answer or two with 503, and then all is as before', async () => {
    if (!server) return
    const url = await createTestDatabase(server)
    const gate = await openGate(Number(new URL(url).port))
    const through = new URL(url)
    through.port = String(gate.port)
    const log: string[] = []
    const running = await start(through.href, { background: true, log })
    const cookie = await setUp(running)
    const page = async () => {
      const answer = await fetch(`${running.url}/`, { headers: { cookie }, redirect: 'manual' })
      await answer.arrayBuffer()
      return answer.status
    }
    expect(await page()).toBe(200)

    gate.shut()
    expect(await page()).toBe(503)
    expect((await fetch(`${running.url}/healthz`)).status).toBe(200)
    await sleep(1_500)
    gate.open()
    expect(await page()).toBe(200)

    const database = through.pathname.slice(1)
    for (let round = 0; round < 5; round++) {
      const pages = Array.from({ length: 20 }, page)
      await server.admin(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${database}'`,
      )
      for (const status of await Promise.all(pages)) expect([200, 503]).toContain(status)
      expect(await page()).toBe(200)
    }
    expect(log.join('\n')).not.toMatch(/TypeError|unhandled/i)
  })
})

interface Gate {
  readonly port: number
  shut(): void
  open(): void
}

/** Stands before the database; shut, it drops every connection. */
async function openGate(target: number): Promise<Gate> {
  const sockets = new Set<Socket>()
  let isOpen = true
  const gate: Server = createServer((near) => {
    if (!isOpen) return void near.destroy()
    const far = dial(target, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => gate.listen(0, '127.0.0.1', resolve))
  const shut = () => {
    isOpen = false
    for (const socket of sockets) socket.destroy()
  }
  closing.unshift(async () => {
    shut()
    gate.close()
  })
  return {
    port: (gate.address() as AddressInfo).port,
    shut,
    open: () => {
      isOpen = true
    },
  }
}

async function setUp({ url, setupUrl }: RunningServer): Promise<string> {
  const form = {
    surname: 'Omarova',
    given: 'Zarina',
    email: 'zarina@example.org',
    language: 'en',
    zone: 'Asia/Almaty',
    start: 'empty',
  }
  const headers = { origin: url }
  const answer = await fetch(setupUrl, {
    method: 'POST',
    body: new URLSearchParams(form),
    headers,
    redirect: 'manual',
  })
  expect(answer.status).toBe(303)
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
