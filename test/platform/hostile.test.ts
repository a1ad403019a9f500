/** Hostile bytes on a real server: safety.md §0.14, T45, T56, T61, T63. Never a 5xx, never a hang, never a crash. */

import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseInstant } from '../../src/kernel/instant.ts'
import { LIMITS as NETWORK_LIMITS } from '../../src/limits/limit.ts'
import { readConfig } from '../../src/platform/config.ts'
import { LIMITS, listen } from '../../src/platform/listen.ts'
import { type RunningServer, startServer } from '../../src/platform/serve.ts'
import { ask } from '../safety/wire.ts'

const folder = mkdtempSync(join(tmpdir(), 'intersession-hostile-'))
const log: string[] = []
let server: RunningServer
let host: string
let port: number

beforeAll(async () => {
  const read = readConfig({ PORT: '0', DATA_DIR: folder })
  if ('faults' in read) throw new Error(read.faults.join())
  const now = parseInstant('2026-01-15T04:00:00Z')
  if (!now) throw new Error('no instant')
  const clock = { now: () => now }
  server = await startServer({ config: read.config, clock, background: false, log: (line) => log.push(line) })
  host = new URL(server.url).host
  port = Number(new URL(server.url).port)
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

const LINE = (target: string) => `GET ${target} HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n`
const WITH = (header: string) =>
  `GET /sign-in HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n${header}\r\n\r\n`
const OURS = 'Host: HOST\r\nOrigin: http://HOST\r\nConnection: close\r\n'
const FORM = 'Content-Type: application/x-www-form-urlencoded\r\n'
const POST = (headers: string, body: string) => `POST /sign-in HTTP/1.1\r\n${OURS}${headers}\r\n${body}`
const MULTIPART = (boundary: string, body: string) =>
  POST(`Content-Type: multipart/form-data; ${boundary}\r\nContent-Length: ${body.length}\r\n`, body)
const DISPOSITION = 'Content-Disposition: form-data; name="email"'

/** What is sent, and the answers that are right; `''` is a connection that was dropped. */
const HOSTILE: readonly (readonly [string, string, readonly (number | '')[]])[] = [
  // Hosts and targets
  ['no Host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', [400]],
  ['another Host', 'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n', [421]],
  ['two Hosts, ours first', 'GET / HTTP/1.1\r\nHost: HOST\r\nHost: evil.example\r\n\r\n', [400]],
  ['two Hosts, ours last', 'GET / HTTP/1.1\r\nHost: evil.example\r\nhost: HOST\r\n\r\n', [400]],
  ['two Hosts in one', 'GET / HTTP/1.1\r\nHost: HOST, evil.example\r\n\r\n', [400, 421]],
  ['a folded Host', 'GET / HTTP/1.1\r\nHost: HOST\r\n evil.example\r\n\r\n', [400]],
  ['a Host with a user', 'GET / HTTP/1.1\r\nHost: HOST@evil.example\r\n\r\n', [400, 421]],
  ['a Host with a path', 'GET / HTTP/1.1\r\nHost: evil.example/HOST\r\n\r\n', [400, 421]],
  ['an empty Host', 'GET / HTTP/1.1\r\nHost:\r\n\r\n', [400, 421]],
  ['a whole address of another site', LINE('http://evil.example/'), [421]],
  [
    'a whole address of ours for another Host',
    'GET http://HOST/sign-in HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    [421],
  ],
  ['a whole address with a user', LINE('http://HOST@evil.example/'), [400, 421]],
  ['a scheme that is not ours', LINE('ftp://HOST/'), [400, 421, 404]],
  ['two slashes and a host', LINE('//evil.example'), [404]],
  ['only an asterisk', 'OPTIONS * HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n', [400, 404]],
  ['the target of a tunnel', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: HOST\r\n\r\n', ['', 400, 403, 404]],
  ['no target', 'GET HTTP/1.1\r\nHost: HOST\r\n\r\n', [400]],
  // Paths
  ['a broken percent sign', LINE('/%zz'), [404]],
  ['half a percent sign', LINE('/people/%'), [303, 404]],
  ['NUL and broken UTF-8 in a path', LINE('/people/%00%ff'), [303, 404]],
  ['raw NUL in a path', LINE('/pe\u0000ople'), [400]],
  ['raw bytes over 127 in a path', LINE('/\u00e4\u00ff'), [400, 404]],
  ['overlong UTF-8', LINE('/%c0%af%e0%80%af'), [404]],
  ['a surrogate in UTF-8', LINE('/p/%ed%a0%80'), [404]],
  ['traversal', LINE('/fonts/..%2f..%2fsecret'), [404]],
  ['traversal with backslashes', LINE('/fonts\\..\\..\\secret'), [400, 404]],
  ['a path of 15,000 characters', LINE(`/${'x'.repeat(15_000)}`), [404]],
  ['a path of 40,000 characters', LINE(`/${'x'.repeat(40_000)}`), [431, '']],
  ['ten thousand query fields', LINE(`/sign-in?${'a&'.repeat(7_000)}`), [200]],
  ['a newline in the way back', LINE('/sign-in?back=%0d%0aset-cookie:x=1'), [200]],
  ['a language nobody has', LINE('/sign-in?lang=%0d%0a'), [200]],
  ['a prototype as language', LINE('/sign-in?lang=__proto__&said=__proto__'), [200]],
  // Methods and versions
  ['TRACE', 'TRACE / HTTP/1.1\r\nHost: HOST\r\nConnection: close\r\n\r\n', [400, 403, 405]],
  ['a method nobody knows', 'BREW / HTTP/1.1\r\nHost: HOST\r\n\r\n', [400]],
  ['a method in small letters', 'get / HTTP/1.1\r\nHost: HOST\r\n\r\n', [400]],
  ['HTTP/1.0 without Host', 'GET / HTTP/1.0\r\n\r\n', [400, 421]],
  ['HTTP/1.0', 'GET /sign-in HTTP/1.0\r\nHost: HOST\r\n\r\n', [200]],
  ['HTTP/0.9', 'GET /\r\n\r\n', [400]],
  ['HTTP/3.0', 'GET / HTTP/3.0\r\nHost: HOST\r\n\r\n', [400]],
  ['the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [400]],
  ['TLS', '\u0016\u0003\u0001\u0002\u0000\u0001\u0000', [400, '']],
  ['two requests at once', LINE('/sign-in').replace('close', 'keep-alive') + LINE('/nowhere'), [200]],
  [
    'fifty requests at once',
    LINE('/healthz').replace('close', 'keep-alive').repeat(49) + LINE('/healthz'),
    [200],
  ],
  // Headers
  ['a header of 20 kB', WITH(`Cookie: ${'x'.repeat(20_000)}`), [431]],
  [
    'three thousand headers',
    WITH(Array.from({ length: 3_000 }, (_, i) => `A${i}: b`).join('\r\n')),
    [200, 431],
  ],
  ['a header without a name', WITH(': x'), [400]],
  ['a blank before the colon', WITH('X : y'), [400]],
  ['a bare CR in a header', WITH('X: a\rY: b'), [400]],
  ['a bare LF in a header', WITH('X: a\nSet-Cookie: b'), [200, 400]],
  ['NUL in a header', WITH('X: a\u0000b'), [400]],
  ['a broken cookie', WITH('Cookie: intersession=%E0%A4%A; =; ;;; a==b'), [200]],
  ['cookies sent twice', WITH('Cookie: intersession=a.b\r\nCookie: intersession=c.d'), [200]],
  ['a language list of nonsense', WITH('Accept-Language: ,;q=,*;q=9,kk;q=x'), [200]],
  ['a language list of 10 kB', WITH(`Accept-Language: ${'kk;q=0.1,'.repeat(1_100)}`), [200]],
  ['a range', WITH('Range: bytes=-1,0-,x'), [200]],
  ['a condition of nonsense', WITH('If-None-Match: "\r\nIf-Modified-Since: never'), [200]],
  ['a wish to upgrade', WITH('Upgrade: websocket\r\nSec-WebSocket-Key: x'), [200]],
  [
    'a wish for cleartext HTTP/2',
    WITH('Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: x'),
    [200],
  ],
  ['an expectation we cannot meet', WITH('Expect: the-unexpected'), [417]],
  // Bodies
  ['Content-Length twice', POST(`${FORM}Content-Length: 1\r\nContent-Length: 2\r\n`, 'ab'), [400]],
  [
    'Content-Length and chunks',
    POST(`${FORM}Content-Length: 4\r\nTransfer-Encoding: chunked\r\n`, '0\r\n\r\n'),
    [400],
  ],
  ['a negative length', POST(`${FORM}Content-Length: -1\r\n`, ''), [400]],
  ['a length in hexadecimal', POST(`${FORM}Content-Length: 0x1\r\n`, 'a'), [400]],
  ['a length of twenty digits', POST(`${FORM}Content-Length: 99999999999999999999\r\n`, 'a'), [400, 413]],
  ['a length of ten megabytes', POST(`${FORM}Content-Length: 10000000\r\n`, 'a'), [413]],
  [
    'chunks that are longer than they say',
    POST(`${FORM}Transfer-Encoding: chunked\r\n`, '2\r\nabcdef\r\n0\r\n\r\n'),
    [400],
  ],
  ['chunks of no size', POST(`${FORM}Transfer-Encoding: chunked\r\n`, 'x\r\na\r\n'), [400]],
  [
    'a chunk of a petabyte',
    POST(`${FORM}Transfer-Encoding: chunked\r\n`, 'fffffffffffff\r\na'),
    ['', 400, 413],
  ],
  ['an encoding hidden by a blank', POST(`${FORM}Transfer-Encoding : chunked\r\n`, '0\r\n\r\n'), [400]],
  ['an encoding nobody knows', POST(`${FORM}Transfer-Encoding: xchunked\r\n`, '0\r\n\r\n'), [400, 501]],
  ['chunks inside chunks', POST(`${FORM}Transfer-Encoding: chunked, chunked\r\n`, '0\r\n\r\n'), [400]],
  ['good chunks', POST(`${FORM}Transfer-Encoding: chunked\r\n`, '5\r\nemail\r\n0\r\n\r\n'), [400]],
  [
    'a body packed by gzip',
    POST(`${FORM}Content-Encoding: gzip\r\nContent-Length: 2\r\n`, '\u001f\u008b'),
    [400],
  ],
  ['broken percent signs', POST(`${FORM}Content-Length: 14\r\n`, 'email=%zz%ff%&'), [400]],
  ['a multipart body cut short', MULTIPART('boundary=x', '--x\r\n'), [400]],
  ['no boundary', MULTIPART('', 'x'), [400]],
  ['an empty boundary', MULTIPART('boundary=""', '--\r\n'), [400]],
  ['a boundary of 5,000 characters', MULTIPART(`boundary=${'x'.repeat(5_000)}`, 'x'), [400]],
  ['the wrong boundary', MULTIPART('boundary=y', `--x\r\n${DISPOSITION}\r\n\r\na\r\n--x--\r\n`), [400]],
  ['a part without a name', MULTIPART('boundary=x', '--x\r\n\r\n\r\n--x--\r\n'), [400]],
  [
    'a part that is multipart itself',
    MULTIPART(
      'boundary=x',
      `--x\r\n${DISPOSITION}\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x--\r\n`,
    ),
    [400],
  ],
  [
    'a file where a text should be',
    MULTIPART('boundary=x', `--x\r\n${DISPOSITION}; filename="../../a"\r\n\r\na\r\n--x--\r\n`),
    [400],
  ],
  [
    'a newline in a field’s name',
    MULTIPART('boundary=x', '--x\r\nContent-Disposition: form-data; name="a\nb"\r\n\r\na\r\n--x--\r\n'),
    [400],
  ],
  ['a content type of nonsense', POST('Content-Type: ;;;=\r\nContent-Length: 1\r\n', 'a'), [400]],
  ['NUL in a field', POST(`${FORM}Content-Length: 11\r\n`, 'email=%00%00'), [400]],
]

test(`T63 and §0.14: ${HOSTILE.length} hostile requests get the right answer and never a 5xx`, async () => {
  const bytes = (text: string) => Buffer.from(text.replaceAll('HOST', host), 'latin1')
  const wrong: unknown[] = []
  for (let at = 0; at < HOSTILE.length; at += 20) {
    const some = HOSTILE.slice(at, at + 20)
    const answers = await Promise.all(some.map(([, request]) => ask(port, bytes(request))))
    for (const [index, answer] of answers.entries()) {
      const [name, , right] = some[index] ?? ['', '', []]
      const status = answer === '' ? '' : Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1])
      const leaks = /evil\.example|set-cookie: x|node_modules|\.tsx?:\d/i.test(answer)
      if (!right.includes(status as number) || leaks) wrong.push([name, status, leaks])
    }
  }
  expect(wrong).toEqual([])
  expect(log).toEqual([])
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
}, 60_000)

test('no two requests are made of one: what follows a body that lies is not answered', async () => {
  const second = `GET /healthz HTTP/1.1\r\nHost: ${host}\r\n\r\n`
  const lying = POST(`${FORM}Content-Length: 0\r\nTransfer-Encoding: chunked\r\n`, `0\r\n\r\n${second}`)
  const answer = await ask(port, lying.replaceAll('HOST', host))
  expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1)
})

describe('T61: a limit', () => {
  const email = 'limit@example.org'
  const post = (target: string, headers: string, version = '1.1', to = email) => {
    const body = `email=${encodeURIComponent(to)}`
    return ask(
      port,
      `POST ${target} HTTP/${version}\r\nHost: ${host}\r\nOrigin: http://${host}\r\nConnection: close\r\n${FORM}${headers}Content-Length: ${body.length}\r\n\r\n${body}`,
    )
  }
  const asked = async () =>
    (
      await server
        .openStore()
        .db.selectFrom('sign_in_requests')
        .select('id')
        .where('email', '=', email)
        .execute()
    ).length

  test('is dodged by no header, version or spelling of the path', async () => {
    for (let i = 0; i < 5; i++)
      expect(await post('/sign-in', `X-Forwarded-For: 203.0.${i}.7\r\n`)).toMatch(/^HTTP\/1\.1 303/)
    const dodges = [
      post('/sign-in', 'X-Forwarded-For: 198.51.100.1\r\n'),
      post(
        '/sign-in',
        'Forwarded: for=198.51.100.1\r\nX-Real-IP: 198.51.100.1\r\nCF-Connecting-IP: 198.51.100.1\r\n',
      ),
      post('/sign-in', '', '1.0'),
      post('//sign-in', ''),
      post('/sign-in/', ''),
      post('/SIGN-IN', ''),
      post('/%73ign-in', ''),
      post('/./sign-in', ''),
      post('/x/../sign-in', ''),
      post('/sign-in?x=1', ''),
      post('/sign-in#x', ''),
      post('/sign-in%2f', ''),
      post('/sign-in;x', ''),
      post(`http://${host}/sign-in`, ''),
    ]
    const answers = await Promise.all(dodges)
    expect(answers.filter((answer) => /^HTTP\/1\.1 [23]/.test(answer))).toEqual([])
    expect(answers[0]).toMatch(/^HTTP\/1\.1 429[\s\S]*retry-after: 900/i)
    expect(await asked()).toBe(5)
  })

  test('of a network is dodged by no X-Forwarded-For while no proxy is trusted', async () => {
    const statuses: string[] = []
    for (let i = 0; i < NETWORK_LIMITS.mails_from_network.most; i++)
      statuses.push(
        (await post('/sign-in', `X-Forwarded-For: 10.${i}.0.1\r\n`, '1.1', `p${i}@example.org`)).slice(9, 12),
      )
    expect(statuses[0]).toBe('303')
    expect(statuses.at(-1)).toBe('429')
  }, 60_000)
})

describe('T56: slow clients', () => {
  test('end, while others are answered at once', async () => {
    const limits = { ...LIMITS, headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 100 }
    const slow = await listen(
      { host: '127.0.0.1', port: 0 },
      async (request) => {
        await request.text().catch(() => '')
        return new Response('read')
      },
      limits,
    )
    const address = slow.address()
    const at = typeof address === 'object' && address ? address.port : 0
    const begun = performance.now()
    const idle = Array.from({ length: 200 }, () => ended(at, ''))
    const dripping = Array.from({ length: 20 }, () => ended(at, 'GET / HTTP/1.1\r\nHost: x\r\nX: ', 'y'))
    const body = Array.from({ length: 20 }, () =>
      ended(at, 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n', 'z'),
    )
    const probe = performance.now()
    expect((await fetch(`http://127.0.0.1:${at}/`)).status).toBe(200)
    expect(performance.now() - probe).toBeLessThan(1_000)
    const answers = await Promise.all([...idle, ...dripping, ...body])
    expect(performance.now() - begun).toBeLessThan(10_000)
    expect([...new Set(answers.map((answer) => answer.slice(0, 12)))].sort()).toEqual(['HTTP/1.1 408'])
    slow.closeAllConnections()
    await new Promise((resolve) => slow.close(resolve))
  }, 30_000)

  test('that are steady are waited for, those that stop or drip end', async () => {
    const slow = await listen(
      { host: '127.0.0.1', port: 0 },
      async (request) => new Response(`read ${(await request.text().catch(() => '')).length}`),
      { ...LIMITS, pace: { every: 400, atLeast: 1_000 } },
    )
    const address = slow.address()
    const at = typeof address === 'object' && address ? address.port : 0
    const post = (size: number) =>
      `POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: ${size}\r\n\r\n`
    const [steady, drips, stops] = await Promise.all([
      ended(at, post(40_000), 'z'.repeat(2_000)),
      ended(at, post(40_000), 'z'),
      ended(at, `${post(40_000)}${'z'.repeat(39_000)}`),
    ])
    expect(steady).toMatch(/^HTTP\/1\.1 200 OK[\s\S]*read 40000$/)
    expect([drips, stops].map((answer) => answer.slice(0, 12))).toEqual(['HTTP/1.1 408', 'HTTP/1.1 408'])
    slow.closeAllConnections()
    await new Promise((resolve) => slow.close(resolve))
  }, 10_000)

  test('in the real server have twenty seconds for headers, two kilobytes a second and half an hour for a film', () => {
    expect(LIMITS).toEqual({
      headersTimeout: 20_000,
      requestTimeout: 1_800_000,
      pace: { every: 60_000, atLeast: 120_000 },
      connectionsCheckingInterval: 5_000,
      maxHeaderSize: 16_384,
      maxConnections: 2_000,
    })
  })

  test('that send a hundred megabytes in chunks are cut off, and leave no memory behind', async () => {
    const head = POST(`${FORM}Transfer-Encoding: chunked\r\n`, '').replaceAll('HOST', host)
    const before = process.memoryUsage().rss
    const answer = await flood(head, 100)
    expect(answer).toMatch(/^(HTTP\/1\.1 413|$)/)
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000)
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200)
  }, 30_000)
})

/** Sends `start`, then `drip` again and again; what the server said until it closed. */
function ended(at: number, start: string, drip = ''): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(at, '127.0.0.1', () => socket.write(start))
    const timer = setInterval(() => drip && socket.write(drip), 50)
    let answer = ''
    socket.on('data', (chunk) => {
      answer += chunk
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      clearInterval(timer)
      resolve(answer)
    })
  })
}

/** Sends so many chunks of a megabyte, as fast as they are taken. */
function flood(head: string, megabytes: number): Promise<string> {
  const chunk = Buffer.concat([Buffer.from('100000\r\n'), Buffer.alloc(1_048_576, 97), Buffer.from('\r\n')])
  return new Promise((resolve) => {
    let answer = ''
    let sent = 0
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(head)
      more()
    })
    const more = () => {
      while (sent < megabytes && !socket.destroyed) {
        sent += 1
        if (!socket.write(chunk)) return socket.once('drain', more)
      }
      return socket.end('0\r\n\r\n')
    }
    socket.setTimeout(5_000, () => socket.destroy())
    socket.on('data', (data) => {
      answer += data
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(answer))
  })
}
