/** The built server as a process: first start, kill -9 between commit and delivery, a start on a damaged folder. */

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startSink } from '../../src/platform/sink.ts'

let dataDir: string
let running: ChildProcess[] = []

beforeAll(() => {
  if (!existsSync('dist/node.js')) execFileSync('npm', ['run', '-s', 'build'])
})
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'intersession-kill-'))
  running = []
})
afterEach(() => {
  for (const child of running) child.kill('SIGKILL')
  rmSync(dataDir, { recursive: true, force: true })
})

interface Started {
  readonly child: ChildProcess
  readonly url: string
  readonly setupPath: string
  readonly output: () => string
}

/** Vitest puts a BASE_URL of its own into the environment; the server gets only what a test says. */
function environment(more: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env
  return { PATH, HOME, PORT: '0', DATA_DIR: dataDir, ...more }
}

function start(more: Record<string, string> = {}): Promise<Started> {
  const child = spawn(process.execPath, ['--enable-source-maps', 'dist/node.js'], { env: environment(more) })
  running.push(child)
  let output = ''
  return new Promise((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk
      const url = /runs at (\S+)/.exec(output)?.[1]
      const setup = /(\/setup\/\S+)/.exec(output)?.[1]
      if (url && (setup || !output.includes('Open this link')) && output.endsWith('\n')) {
        setTimeout(
          () =>
            resolve({
              child,
              url,
              setupPath: /(\/setup\/\S+)/.exec(output)?.[1] ?? '',
              output: () => output,
            }),
          50,
        )
      }
    }
    child.stdout.on('data', read)
    child.stderr.on('data', (chunk) => {
      output += chunk
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${output}`)))
  })
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)))
  child.kill(signal)
  return ended
}

async function setUp({ url, setupPath }: Started): Promise<void> {
  const form = {
    surname: 'Omarova',
    given: 'Zarina',
    email: 'zarina@example.org',
    language: 'en',
    zone: 'Asia/Almaty',
    start: 'empty',
  }
  const answer = await post(`${url}${setupPath}`, form)
  expect(answer.status).toBe(303)
}

function post(url: string, form: Record<string, string>): Promise<Response> {
  const headers = { origin: new URL(url).origin }
  return fetch(url, { method: 'POST', body: new URLSearchParams(form), headers, redirect: 'manual' })
}

describe('the built server', () => {
  test('on an empty folder makes database and secret and prints a one-time link', async () => {
    const started = await start()
    expect(started.setupPath).toMatch(/^\/setup\/[\w-]{43}$/)
    expect(started.output()).toContain('mail is kept, not sent')
    expect(statSync(join(dataDir, 'secret')).mode & 0o777).toBe(0o600)
    await setUp(started)
    expect(await end(started.child, 'SIGTERM')).toBe(0)
    const again = await start()
    expect(again.setupPath).toBe('')
    expect((await fetch(`${again.url}${started.setupPath}`)).status).toBe(410)
  })

  test('killed between commit and delivery, sends after its restart under the same Message-ID', async () => {
    const sink = await startSink({ fault: { at: 'connect', drop: true } })
    const SMTP_URL = `smtp://127.0.0.1:${sink.port}`
    const first = await start({ SMTP_URL })
    await setUp(first)
    expect((await post(`${first.url}/sign-in`, { email: 'zarina@example.org' })).status).toBe(303)
    await end(first.child, 'SIGKILL')
    expect(sink.messages).toHaveLength(0)
    const promised = messageIds()
    expect(promised).toHaveLength(1)

    sink.setFault(null)
    const second = await start({ SMTP_URL })
    await sink.waitFor(1)
    // The header may be folded.
    expect(String(sink.messages[0]?.raw).replace(/\r\n\s+/g, ' ')).toContain(`Message-ID: ${promised[0]}`)
    expect(await end(second.child, 'SIGTERM')).toBe(0)
    await sink.close()
  }, 90_000)

  test('refuses a damaged secret instead of making a new one', async () => {
    await end((await start()).child, 'SIGTERM')
    writeFileSync(join(dataDir, 'secret'), 'short')
    await expect(start()).rejects.toThrow('the instance secret')
    expect(readFileSync(join(dataDir, 'secret'), 'utf8')).toBe('short')
  })

  test('names every wrong setting and does not start', async () => {
    await expect(start({ PORT: 'many', BASE_URL: 'nowhere' })).rejects.toThrow(
      /PORT must be[\s\S]*BASE_URL must be/,
    )
  })

  test('answers seventeen hostile requests on the wire without one 5xx', async () => {
    const { url } = await start()
    const { host, port } = new URL(url)
    const answers = await Promise.all(
      HOSTILE.map((request) => speak(Number(port), request.replaceAll('HOST', host))),
    )
    expect(answers.filter((answer) => /^HTTP\/1\.1 5/.test(answer))).toEqual([])
    expect((await fetch(`${url}/healthz`)).status).toBe(200)
  })
})

const HOSTILE = [
  'GET / HTTP/1.1\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n\r\n',
  'GET http://evil.example/ HTTP/1.1\r\nHost: HOST\r\n\r\n',
  'GET //evil.example HTTP/1.1\r\nHost: HOST\r\n\r\n',
  'GET /%zz HTTP/1.1\r\nHost: HOST\r\n\r\n',
  'GET /people/%00%ff HTTP/1.1\r\nHost: HOST\r\n\r\n',
  'GET /fonts/..%2f..%2fsecret HTTP/1.1\r\nHost: HOST\r\n\r\n',
  'GET /sign-in?back=%0d%0aset-cookie:x=1 HTTP/1.1\r\nHost: HOST\r\n\r\n',
  'GET / HTTP/1.0\r\n\r\n',
  `GET / HTTP/1.1\r\nHost: HOST\r\nCookie: ${'x'.repeat(20_000)}\r\n\r\n`,
  'GET / HTTP/1.1\r\nHost: HOST\r\nCookie: intersession=%E0%A4%A\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: HOST\r\nAccept-Language: ,;q=,*;q=9,kk;q=x\r\n\r\n',
  'POST /sign-in HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 5\r\n\r\n--x\r\n',
  'POST /sign-in HTTP/1.1\r\nHost: HOST\r\nOrigin: http://HOST\r\nContent-Type: application/x-www-form-urlencoded\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nemail\r\n0\r\n\r\n',
  'TRACE / HTTP/1.1\r\nHost: HOST\r\n\r\n',
  'BREW / HTTP/1.1\r\nHost: HOST\r\n\r\n',
]

function speak(port: number, request: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(request))
    let answer = ''
    socket.setTimeout(1_500, () => socket.destroy())
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(answer))
  })
}

function messageIds(): string[] {
  const script = `
    const Database = require('better-sqlite3')
    const db = new Database(process.argv[1], { readonly: true })
    process.stdout.write(JSON.stringify(db.prepare('select message_id from outbox').pluck().all()))`
  const file = join(dataDir, 'intersession.sqlite')
  return JSON.parse(execFileSync(process.execPath, ['-e', script, file], { encoding: 'utf8' }))
}
