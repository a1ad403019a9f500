/** P16: a grammar of hostile requests over all routes, never a 5xx, never a hang, and the guards still stand after. */

import fc from 'fast-check'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { TestBrowser } from '../fixtures/app.ts'
import { INSTANCE } from '../fixtures/store.ts'
import { allRoutes, type ExampleApp, openExampleApp, pathsOf } from './world.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

let app: ExampleApp
let browsers: TestBrowser[]
let paths: string[]
let fieldNames: string[]
beforeAll(async () => {
  app = await openExampleApp()
  browsers = [app.visitor(), await app.signedIn(), await app.signedIn({ rank: 'member' })]
  // Signing out would leave the rest of the run at the door.
  const routes = allRoutes().filter(({ pattern }) => pattern !== '/sign-out')
  paths = [...new Set(routes.flatMap(({ pattern }) => pathsOf(app, pattern, 4)))]
  const pages = await Promise.all(paths.map((path) => browsers[1]?.get(path)))
  const found = pages.flatMap((page) =>
    [...(page?.body.matchAll(/ name="([^"]+)"/g) ?? [])].map(([, name = '']) => name),
  )
  fieldNames = [...new Set(found)]
})
afterAll(() => app.close())

const nasty = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 40 }),
  fc.constantFrom(
    '',
    '0',
    '-1',
    '1e999',
    'NaN',
    'null',
    '[]',
    '{}',
    '__proto__',
    'constructor',
    '../..',
    '%',
    '\u0000',
  ),
  fc.constantFrom(
    "' or 1=1 --",
    '"; drop table facts',
    '%_\\',
    '\ud800',
    '\u202e\u200b',
    'ЁҢӘ'.repeat(400),
    '9'.repeat(400),
  ),
  fc.constantFrom(
    '2025-02-30',
    '2025-13-45',
    '24:61',
    '0000-00-00',
    '+999999-01-01',
    'Asia/Nowhere',
    '1969-12-31T24:00Z',
  ),
)
/** A place in the list of names that our own forms use, or something else. */
const names = fc.oneof(
  { weight: 4, arbitrary: fc.nat() },
  {
    weight: 1,
    arbitrary: fc.constantFrom('__proto__', 'constructor', 'toString', 'length', 'rank', 'closed', ''),
  },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
)
const values = fc.oneof(
  nasty,
  fc.constantFrom(
    '1',
    '2',
    'x',
    'Ә',
    '2026-05-05',
    '09:00',
    'en',
    'kk',
    'yes',
    'Asia/Almaty',
    'a@example.org',
  ),
)
const fields = fc.array(fc.tuple(names, values), { maxLength: 20 })
const segment = fc.oneof(
  nasty.map((text) => encodeURIComponent(text.toWellFormed())),
  fc.constantFrom(
    '%',
    '%zz',
    '%ff',
    '%00',
    '%0d%0a',
    '..',
    '.',
    '%2e%2e',
    '%2f',
    '%5c',
    ';x',
    'x'.repeat(3_000),
  ),
)
const header = fc.tuple(
  fc.constantFrom(
    'cookie',
    'accept-language',
    'range',
    'if-none-match',
    'x-forwarded-for',
    'referer',
    'user-agent',
    'accept',
    'sec-purpose',
    'expect',
    'upgrade',
    'te',
    'x-http-method-override',
    'content-length',
  ),
  fc.oneof(
    fc.string({ maxLength: 60 }).map((text) => text.replace(/[^\x20-\x7e]/g, '')),
    fc.constantFrom(
      '__Host-intersession=%E0%A4%A',
      '__Host-intersession=a.b.c',
      ';;==;',
      'x'.repeat(8_000),
      'bytes=0-0,-1',
      'kk;q=x,*;q=9,,',
    ),
  ),
)
const request = fc.record({
  who: fc.nat(2),
  path: fc.nat(),
  mutation: fc.option(fc.record({ at: fc.nat(), by: segment }), { freq: 1 }),
  query: fields,
  method: fc.constantFrom('GET', 'GET', 'POST', 'POST', 'POST', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'),
  origin: fc.constantFrom(
    INSTANCE.baseUrl,
    INSTANCE.baseUrl,
    INSTANCE.baseUrl,
    'null',
    'https://evil.example',
  ),
  type: fc.constantFrom(
    'application/x-www-form-urlencoded',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'multipart/form-data',
    'application/json',
    'text/plain; charset=x',
    '',
  ),
  headers: fc.array(header, { maxLength: 3 }),
  form: fields,
  raw: fc.oneof({ weight: 6, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: nasty }),
})
type Hostile = typeof request extends fc.Arbitrary<infer T> ? T : never

function pairsOf(given: Hostile['form']): [string, string][] {
  return given.map(([name, value]) => [
    typeof name === 'number' ? (fieldNames[name % fieldNames.length] ?? '') : name.toWellFormed(),
    value.toWellFormed(),
  ])
}

function addressOf({ path, mutation, query }: Hostile): string {
  const segments = (paths[path % paths.length] ?? '/').split('/')
  if (mutation) segments[1 + (mutation.at % Math.max(1, segments.length - 1))] = mutation.by
  const asked = new URLSearchParams(pairsOf(query))
  return `${INSTANCE.baseUrl}/${segments.slice(1).join('/')}${query.length > 0 ? `?${asked}` : ''}`
}

function bodyOf({ type, form, raw }: Hostile): string {
  if (raw !== null) return raw.toWellFormed()
  if (!type.includes('boundary')) return new URLSearchParams(pairsOf(form)).toString()
  const parts = pairsOf(form).map(
    ([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return `${parts.join('')}--x--\r\n`
}

function headersOf(hostile: Hostile): Headers {
  const headers = new Headers({ origin: hostile.origin })
  if (hostile.type) headers.set('content-type', hostile.type)
  for (const [name, value] of hostile.headers) headers.set(name, value)
  return headers
}

async function send(hostile: Hostile) {
  const address = addressOf(hostile)
  const hasBody = !['GET', 'HEAD'].includes(hostile.method)
  const init = {
    method: hostile.method,
    headers: headersOf(hostile),
    ...(hasBody ? { body: bodyOf(hostile) } : {}),
  }
  const begun = performance.now()
  const answer = await (browsers[hostile.who] as TestBrowser).request(address, init)
  return { status: answer.status, took: performance.now() - begun }
}

test('P16: two thousand hostile requests get no 5xx and no long wait', async () => {
  await fc.assert(
    fc.asyncProperty(request, async (hostile) => {
      const { status, took } = await send(hostile)
      expect(app.log).toEqual([])
      expect(status).toBeLessThan(500)
      expect(took).toBeLessThan(2_000)
    }),
    { numRuns: 2_000 },
  )
  expect((await app.visitor().get('/sign-in')).status).toBe(200)
  expect((await app.visitor().request('https://evil.example/', {})).status).toBe(421)
  expect(app.raw.pragma('integrity_check', { simple: true })).toBe('ok')
})
