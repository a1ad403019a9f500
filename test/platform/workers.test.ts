/** The whole worker in workerd as wrangler.toml has it: migrations, pages, mail by SMTP, the tick, mail coming in. */

import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { unstable_startWorker } from 'wrangler'
import { type Sink, startSink } from '../../src/platform/sink.ts'
import { Browser, tableRows } from '../../src/story/browser.ts'

const SETUP_TOKEN = 'only-for-this-test-and-long-enough'
const ORGANISER = 'zarina@example.org'

type Worker = Awaited<ReturnType<typeof unstable_startWorker>>

let folder: string
let port: number
let url: string
let sink: Sink
let worker: Worker
let browser: Browser

beforeAll(async () => {
  // Nothing of ours is reported anywhere, and nobody is asked.
  process.env.WRANGLER_SEND_METRICS = 'false'
  process.env.CI = '1'
  folder = mkdtempSync(join(tmpdir(), 'intersession-workers-'))
  process.env.WRANGLER_LOG_PATH = join(folder, 'logs')
  sink = await startSink()
  port = await freePort()
  url = `http://localhost:${port}`
  browser = new Browser(url)
  worker = await startWorker({ MAIL_TRANSPORT: 'smtp', SMTP_URL: `smtp://127.0.0.1:${sink.port}` })
}, 180_000)

afterAll(async () => {
  await worker?.dispose()
  await sink?.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Vitest puts a BASE_URL of its own into the environment, so all settings are given. */
async function startWorker(texts: Record<string, string>, tries = 2): Promise<Worker> {
  const given = { BASE_URL: url, INSTANCE_SECRET: 'ab'.repeat(32), SETUP_TOKEN, ...texts }
  const bindings = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, { type: 'plain_text', value }]),
  )
  const started = await unstable_startWorker({
    config: 'wrangler.toml',
    bindings: bindings as never,
    dev: { persist: folder, server: { hostname: 'localhost', port }, inspector: false, logLevel: 'none' },
  })
  // Wrangler's own server has been seen never to become ready on a busy machine; a new one does.
  const isReady = await Promise.race([started.ready.then(() => true), timeUp(60_000)])
  if (isReady) return started
  await started.dispose()
  if (tries === 1) throw new Error('the local worker does not become ready')
  return startWorker(texts, tries - 1)
}

function timeUp(millis: number): Promise<false> {
  return new Promise((resolve) => setTimeout(resolve, millis, false).unref())
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, 'localhost', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })
}

/** Wrangler writes the file that the worker reads at this moment: locally, not at Cloudflare, they may meet. */
async function applyMigrations(tries = 3): Promise<string> {
  const wrangler = join('node_modules', 'wrangler', 'bin', 'wrangler.js')
  const args = [wrangler, 'd1', 'migrations', 'apply', 'DB', '--local', '--persist-to', folder]
  try {
    return (await promisify(execFile)(process.execPath, args)).stdout
  } catch (error) {
    if (tries === 1 || !String(error).includes('SQLITE_BUSY')) throw error
    return applyMigrations(tries - 1)
  }
}

function receive(to: string): Promise<Response> {
  const query = new URLSearchParams({ from: 'somebody@example.org', to })
  const body = [
    'From: Somebody <somebody@example.org>',
    `To: <${to}>`,
    'Subject: A question',
    'Message-ID: <1@example.org>',
    '',
    'When is the next meeting?',
    '',
  ].join('\r\n')
  return fetch(`${url}/cdn-cgi/handler/email?${query}`, { method: 'POST', body })
}

async function cron(): Promise<string> {
  const answer = await fetch(`${url}/cdn-cgi/handler/scheduled?cron=*+*+*+*+*`)
  return `${answer.status} ${await answer.text()}`
}

const letters = () => sink.messages.map(({ raw }) => String(raw))

describe('the worker', () => {
  test('is not ready while the database is empty', async () => {
    const answer = await fetch(`${url}/sign-in`)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '60'])
    expect(await answer.text()).toBe('not ready\n')
  })

  test('works once wrangler has applied the migrations, without a restart', async () => {
    expect(await applyMigrations()).toContain('0013_visibility.sql')
    const page = await browser.open('/sign-in')
    expect([page.status, page.lang]).toEqual([200, 'en'])
  })

  test('is alive and ready', async () => {
    const words = async (path: string) => (await fetch(`${url}${path}`)).text()
    expect([await words('/healthz'), await words('/readyz')]).toEqual(['ok', 'ready\n'])
  })

  test('serves style sheet, script and fonts with their headers', async () => {
    const answer = await fetch(`${url}/intersession.css`)
    const header = (name: string) => answer.headers.get(name)
    expect(answer.status).toBe(200)
    expect([header('content-type'), header('x-content-type-options'), header('cache-control')]).toEqual([
      'text/css; charset=utf-8',
      'nosniff',
      'public, max-age=3600',
    ])
  })

  test('is set up once with the token of its operator', async () => {
    expect((await browser.open(`/setup/${'x'.repeat(43)}`)).status).toBe(404)
    const page = await browser.open(`/setup/${SETUP_TOKEN}`)
    // Loading the example would make more queries than an invocation may.
    expect(page.html).not.toContain('value="example"')
    const asked = { given: '', surname: 'Omarova', email: ORGANISER, language: 'en', zone: 'Asia/Almaty' }
    const body = new URLSearchParams({ ...asked, start: 'example' })
    const headers = { origin: url }
    expect((await fetch(page.url, { method: 'POST', headers, body })).status).toBe(400)
    const home = await browser.send(page, `/setup/${SETUP_TOKEN}`, {
      given: 'Zarina',
      surname: 'Omarova',
      email: ORGANISER,
      language: 'en',
      zone: 'Asia/Almaty',
    })
    expect([home.status, new URL(home.url).pathname]).toEqual([200, '/'])
    expect((await new Browser(url).open(`/setup/${SETUP_TOKEN}`)).status).toBe(410)
  })

  test('keeps a dialogue and shows it', async () => {
    const form = await browser.open('/dialogues/new')
    const made = await browser.send(form, '/dialogues', {
      code: 'NDOC',
      title_en: 'Dialogue on overdose prevention',
      authoritative: 'en',
      title_kk: 'Артық дозаның алдын алу жөніндегі диалог',
      languages: ['en', 'kk'],
    })
    expect([made.status, new URL(made.url).pathname]).toEqual([
      200,
      expect.stringMatching(/^\/dialogues\/\w+$/),
    ])
    expect(made.text).toContain('Dialogue on overdose prevention')
    const kazakh = await browser.open(`${new URL(made.url).pathname}?lang=kk`)
    expect([kazakh.lang, kazakh.text.includes('Артық дозаның алдын алу жөніндегі диалог')]).toEqual([
      'kk',
      true,
    ])
    await browser.open('/?lang=en')
  })

  test('prints with the fonts among its static files, by modules loaded only now', async () => {
    const dialogue = /dialogues\/\w{26}/.exec((await browser.open('/dialogues')).html)?.[0]
    const form = await browser.open(`/${dialogue}/meetings/new`)
    const made = await browser.send(form, `/${dialogue}/meetings`, {
      title_kk: 'Отырыс',
      title_en: 'Meeting',
      day_1: '2027-10-14',
      starts_1: '09:00',
      ends_1: '12:00',
    })
    const meeting = new URL(made.url).pathname
    const files = ['agenda.pdf', 'minutes.docx', 'participants.xlsx'].map((name) => `${meeting}/${name}`)
    const beginnings = [...files, '/commitments.csv'].map(async (path) => {
      const answer = await browser.ask(path)
      return [answer.status, new Uint8Array(await answer.arrayBuffer()).slice(0, 4).join()]
    })
    expect(await Promise.all(beginnings)).toEqual([
      [200, '37,80,68,70'],
      [200, '80,75,3,4'],
      [200, '80,75,3,4'],
      [200, '239,187,191,78'],
    ])
  })

  test('sends the sign-in letter by SMTP right after the request, without waiting for the minute', async () => {
    const visitor = new Browser(url)
    await visitor.send(await visitor.open('/sign-in?lang=en'), '/sign-in', { email: ORGANISER })
    await sink.waitFor(1)
    const [{ envelope } = { envelope: null }] = sink.messages
    expect(envelope?.to).toEqual([ORGANISER])
    expect(letters()[0]).toContain('Auto-Submitted: auto-generated')
  })

  test('ticks and delivers by cron what waits, once', async () => {
    sink.setFault({ at: 'connect', drop: true })
    const before = sink.connections()
    const visitor = new Browser(url)
    await visitor.send(await visitor.open('/sign-in?lang=en'), '/sign-in', { email: ORGANISER })
    await expect.poll(() => sink.connections(), { timeout: 10_000 }).toBeGreaterThan(before)
    expect(sink.messages).toHaveLength(1)
    sink.setFault(null)
    const runs = await Promise.all([cron(), cron(), cron()])
    expect(runs).toEqual(['200 ok', '200 ok', '200 ok'])
    await sink.waitFor(2)
    await cron()
    expect(sink.messages).toHaveLength(2)
  })

  test('answers ninety people at once, everybody in their own language', async () => {
    const languages = Array.from({ length: 90 }, (_, i) => ['en', 'ru', 'kk'][i % 3] ?? '')
    const answers = await Promise.all(
      languages.map(async (lang) =>
        (await fetch(`${url}/sign-in`, { headers: { 'accept-language': lang } })).text(),
      ),
    )
    expect(answers.map((html) => /<html lang="(\w+)"/.exec(html)?.[1])).toEqual(languages)
  })

  test('refuses another host and a form from another site', async () => {
    const other = await worker.fetch('http://evil.example/sign-in')
    expect(other.status).toBe(421)
    const headers = { origin: 'https://evil.example' }
    const foreign = await fetch(`${url}/sign-in`, { method: 'POST', headers, body: new URLSearchParams() })
    expect(foreign.status).toBe(403)
  })

  test('refuses mail that comes in with a sentence, as long as nobody reads it', async () => {
    const answer = await receive('rsvp@localhost')
    expect([answer.status, await answer.text()]).toEqual([
      400,
      expect.stringContaining('Nobody reads mail to this address.'),
    ])
  })
})

describe('a worker with other settings', () => {
  test('sends by the binding, and forwards mail that comes in', async () => {
    await worker.dispose()
    worker = await startWorker({ MAIL_TRANSPORT: 'send_email', FORWARD_TO: 'secretariat@example.org' })
    const forwarded = await receive('rsvp@localhost')
    expect([forwarded.status, await forwarded.text()]).toEqual([200, 'Worker successfully processed email'])
    const visitor = new Browser(url)
    await visitor.send(await visitor.open('/sign-in?lang=en'), '/sign-in', { email: ORGANISER })
    await cron()
    expect(sink.messages).toHaveLength(2)
    const mails = tableRows(await browser.open('/mail?lang=en')).filter((row) => row[1]?.includes(ORGANISER))
    expect(mails.map((row) => row[3])).toEqual(['Sent', 'Sent', 'Sent'])
  })

  test('does not start with faulty settings, and tells strangers nothing of them', async () => {
    await worker.dispose()
    worker = await startWorker({
      BASE_URL: 'ftp://wrong',
      INSTANCE_SECRET: 'short',
      MAIL_TRANSPORT: 'pigeon',
    })
    const answer = await fetch(`${url}/`)
    expect([answer.status, await answer.text()]).toEqual([503, 'not ready\n'])
    expect(await cron()).not.toBe('200 ok')
  })

  test('does not start with another secret than the database was made with', async () => {
    await worker.dispose()
    worker = await startWorker({ INSTANCE_SECRET: 'cd'.repeat(32) })
    const answer = await fetch(`${url}/`)
    expect([answer.status, await answer.text()]).toEqual([503, 'not ready\n'])
  })
})
