/** The end of a server (T80): told to stop under load it loses nothing it accepted and exits 0. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readConfig } from '../../src/platform/config.ts'
import { openInstance } from '../../src/platform/instance.ts'
import { systemClock } from '../../src/platform/process.ts'
import { startServer } from '../../src/platform/serve.ts'
import { startSink } from '../../src/platform/sink.ts'
import type { Engine } from '../../src/store/store.ts'
import { runScript, type ServerProcess, send, setUp, startProcess } from '../fixtures/process.ts'
import { mailTo, send as queue } from '../mail/mails.ts'

let folder: string
let server: ServerProcess | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'intersession-stop-'))
})
afterEach(() => {
  server?.child.kill('SIGKILL')
  rmSync(folder, { recursive: true, force: true })
})

/** `refused`: nobody listens any more. `reset`: closed unanswered; allowed only if nobody read the request. */
type Fate = number | 'refused' | 'reset'

/** One form over kept connections, as a proxy sends it. */
function post(agent: Agent, url: string, form: string, cookie: string): Promise<Fate> {
  return new Promise((resolve) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(form),
      origin: new URL(url).origin,
      cookie,
    }
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.resume()
      answer.once('end', () => resolve(answer.statusCode ?? 0))
      answer.once('error', () => resolve('reset'))
    })
    sent.once('error', (error: NodeJS.ErrnoException) => {
      resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'reset')
    })
    sent.end(form)
  })
}

test('SIGTERM under load: no request that was accepted fails, every answer is on the disk, exit 0', async () => {
  const rounds = 3
  for (let round = 0; round < rounds; round++) {
    const data = join(folder, `data-${round}`)
    server = await startProcess({ DATA_DIR: data, FREE_DISK_MB: '0' })
    const { url } = server
    const cookie = await setUp(server)
    const agent = new Agent({ keepAlive: true, maxSockets: 8 })
    const fates: Fate[] = []
    const codes: string[] = []
    const reset: string[] = []
    let stopped = false
    const clients = Array.from({ length: 8 }, async (_, client) => {
      for (let n = 0; !stopped; n++) {
        const code = `C${client}N${n}`
        const fate = await post(
          agent,
          `${url}/sectors`,
          `code=${code}&class=state_other&name_en=S${code}`,
          cookie,
        )
        fates.push(fate)
        if (fate === 303) codes.push(code)
        if (fate === 'reset') reset.push(code)
        if (fate === 'refused') stopped = true
      }
    })
    await new Promise((resolve) => setTimeout(resolve, 600))
    const ended = server.end('SIGTERM')
    expect(await ended).toBe(0)
    stopped = true
    await Promise.all(clients)
    agent.destroy()
    process.stdout.write(`SIGTERM: ${codes.length} answered, ${reset.length} closed unread\n`)
    expect(fates.filter((fate) => typeof fate === 'number' && fate !== 303)).toEqual([])
    const raw = new SqliteDatabase(join(data, 'intersession.sqlite'), { readonly: true })
    const there = new Set(raw.prepare('select code from sectors').pluck().all())
    raw.close()
    expect(codes.length).toBeGreaterThan(20)
    expect(codes.filter((code) => !there.has(code))).toEqual([])
    expect(reset.filter((code) => there.has(code))).toEqual([])
  }
}, 120_000)

test('a request in flight is answered after SIGTERM, while probes are told to go elsewhere', async () => {
  server = await startProcess({ DATA_DIR: join(folder, 'data'), FREE_DISK_MB: '0' })
  const cookie = await setUp(server)
  const { port, origin, host } = new URL(server.url)
  const body = 'code=SLOW&class=state_other&name_en=Slow'
  const socket = connect(Number(port), 'localhost')
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk
  })
  const closed = new Promise((resolve) => socket.once('close', resolve))
  socket.write(
    `POST /sectors HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${origin}\r\nCookie: ${cookie}\r\n` +
      `Content-Type: application/x-www-form-urlencoded\r\nContent-Length: ${body.length}\r\n\r\n${body.slice(0, 10)}`,
  )
  await new Promise((resolve) => setTimeout(resolve, 200))
  const ended = server.end('SIGTERM')
  await new Promise((resolve) => setTimeout(resolve, 300))
  const probe = await fetch(`${server.url}/readyz`)
  expect([probe.status, await probe.text()]).toEqual([503, 'not ready\nstopping\n'])
  await new Promise((resolve) => setTimeout(resolve, 2_000))
  socket.write(body.slice(10))
  await closed
  expect(answer).toMatch(/^HTTP\/1\.1 303 /)
  expect(answer.toLowerCase()).toContain('connection: close')
  expect(await ended).toBe(0)
})

test('a mail under way is finished and written down', async () => {
  const sink = await startSink({ fault: { at: 'dot', waitMs: 2_500 } })
  const data = join(folder, 'data')
  server = await startProcess({
    DATA_DIR: data,
    SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
    FREE_DISK_MB: '0',
  })
  await setUp(server)
  await send(`${server.url}/sign-in`, { email: 'zarina@example.org' })
  await sink.waitFor(1)
  expect(await server.end('SIGTERM')).toBe(0)
  const raw = new SqliteDatabase(join(data, 'intersession.sqlite'), { readonly: true })
  expect(raw.prepare('select state, attempts from outbox').all()).toEqual([{ state: 'sent', attempts: 1 }])
  raw.close()
  await sink.close()
})

test('a mail under way whose outcome cannot be written down ends nothing before its turn', async () => {
  const sink = await startSink({ fault: { at: 'dot', waitMs: 500 } })
  const read = readConfig({
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
    FREE_DISK_MB: '0',
  })
  if ('faults' in read) throw new Error(read.faults.join())
  const { engine } = await openInstance(read.config, read.config.baseUrl, systemClock.now())
  const closed: string[] = []
  const broken: Engine = {
    ...engine,
    runOne: (query) =>
      / where .*"fence" = /.test(query.sql) ? Promise.reject(new Error('disk full')) : engine.runOne(query),
    close: async () => {
      closed.push('the database')
      await engine.close()
    },
  }
  const stray: unknown[] = []
  const note = (reason: unknown) => void stray.push(reason)
  process.on('unhandledRejection', note)
  const log: string[] = []
  const running = await startServer({
    config: read.config,
    clock: systemClock,
    background: true,
    engine: broken,
    log: (line) => void log.push(line),
  })
  await queue(running.openStore(), mailTo('zarina@example.org'))
  await sink.waitFor(1)
  await running.close()
  await new Promise((resolve) => setTimeout(resolve, 50))
  process.off('unhandledRejection', note)
  expect(log.filter((line) => line.startsWith('mail failed: Error: disk full'))).toHaveLength(1)
  expect([stray, closed]).toEqual([[], ['the database']])
  await sink.close()
})

test('a second signal ends the process at once', async () => {
  server = await startProcess({ DATA_DIR: join(folder, 'data'), FREE_DISK_MB: '0' })
  const began = Date.now()
  const ended = server.end('SIGTERM')
  await new Promise((resolve) => setTimeout(resolve, 400))
  server.child.kill('SIGTERM')
  expect(await ended).toBe(1)
  expect(Date.now() - began).toBeLessThan(900)
})

test('a promise that nobody caught is written to the log and ends the process with 1', async () => {
  const script = join(folder, 'stray.mts')
  const main = join(import.meta.dirname, '../../src/platform/main.ts')
  writeFileSync(
    script,
    `import { main } from ${JSON.stringify(main)}
setTimeout(() => void Promise.reject(new Error('a stray promise')), 300)
process.exitCode = await main([], process.env)`,
  )
  const { code, output } = await runScript(script, { DATA_DIR: join(folder, 'data') })
  expect(code).toBe(1)
  expect(output).toContain('a stray promise')
})
