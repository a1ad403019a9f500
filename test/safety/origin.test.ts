/** T45: no request from another site acts, whatever its shape, on any route that changes something. */

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { TestBrowser } from '../fixtures/app.ts'
import { dumpOf, INSTANCE } from '../fixtures/store.ts'
import { allRoutes, type ExampleApp, openExampleApp, pathsOf, writesOf } from './world.ts'

const OURS = INSTANCE.baseUrl
const FORM = { 'content-type': 'application/x-www-form-urlencoded' }
const MULTIPART = '--x\r\ncontent-disposition: form-data; name="version"\r\n\r\n1\r\n--x--\r\n'

/** The shapes in which other sites, old browsers and programs have got past guards (safety.md §0.12, §1.11). */
const SHAPES: readonly [string, Record<string, string>, string][] = [
  ['a form of another site', { ...FORM, origin: 'https://evil.example' }, 'version=1'],
  ['a form that the browser calls cross-site', { ...FORM, 'sec-fetch-site': 'cross-site' }, 'version=1'],
  ['a form of a sister site', { ...FORM, 'sec-fetch-site': 'same-site' }, 'version=1'],
  ['a request without a page', { ...FORM, 'sec-fetch-site': 'none' }, 'version=1'],
  ['an opaque origin', { ...FORM, origin: 'null' }, 'version=1'],
  ['neither Origin nor Fetch Metadata', FORM, 'version=1'],
  ['cross-site with our Origin', { ...FORM, 'sec-fetch-site': 'cross-site', origin: OURS }, 'version=1'],
  ['the metadata sent twice', { ...FORM, 'sec-fetch-site': 'same-origin, cross-site' }, 'version=1'],
  ['JSON', { 'content-type': 'application/json', origin: 'https://evil.example' }, '{"version":"1"}'],
  ['no content type', { origin: 'https://evil.example' }, 'version=1'],
  [
    'a content type after a comma',
    { 'content-type': `,${FORM['content-type']}`, origin: 'https://evil.example' },
    'version=1',
  ],
  ['plain text', { 'content-type': 'text/plain', origin: 'https://evil.example' }, 'version=1'],
  [
    'multipart',
    { 'content-type': 'multipart/form-data; boundary=x', origin: 'https://evil.example' },
    MULTIPART,
  ],
  ['an origin that begins like ours', { ...FORM, origin: `${OURS}.evil.example` }, 'version=1'],
  ['our name without TLS', { ...FORM, origin: OURS.replace('https:', 'http:') }, 'version=1'],
  ['our name on another port', { ...FORM, origin: `${OURS}:8443` }, 'version=1'],
  ['only a Referer of ours', { ...FORM, referer: `${OURS}/` }, 'version=1'],
  ['a method in a header', { ...FORM, 'x-http-method-override': 'GET' }, 'version=1&_method=GET'],
]

const unsafe = allRoutes().filter(({ method }) => !['GET', 'HEAD'].includes(method))
/** RFC 8058: mail servers send it, with no cookie and no origin. */
const ONE_CLICK = '/u/:token'
/** Mail servers too: every message is signed with a key (`test/inbound/answers.test.ts`). */
const MAIL_DOOR = '/inbound/mail'
const guarded = unsafe.filter(({ pattern }) => pattern !== ONE_CLICK && pattern !== MAIL_DOOR)

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let app: ExampleApp
let admin: TestBrowser
beforeAll(async () => {
  app = await openExampleApp()
  admin = await app.signedIn()
})
afterAll(() => app.close())

describe(`${SHAPES.length} shapes × ${guarded.length} routes that change something`, () => {
  test.each(SHAPES)('%s never acts', async (_, headers, body) => {
    const [before, writes] = [dumpOf(app.raw), writesOf(app)]
    for (const { method, pattern } of guarded) {
      for (const path of pathsOf(app, pattern, 5)) {
        const page = await admin.request(path, { method, headers, body })
        expect([path, page.status, writesOf(app)]).toEqual([path, 403, writes])
      }
    }
    expect(dumpOf(app.raw)).toBe(before)
  })

  test.each(['PUT', 'PATCH', 'DELETE', 'MKCOL'])('neither does the method %s', async (method) => {
    const writes = writesOf(app)
    for (const { pattern } of guarded) {
      const [path = ''] = pathsOf(app, pattern, 1)
      const page = await admin.request(path, { method, headers: { ...FORM, origin: 'https://evil.example' } })
      expect([path, page.status]).toEqual([path, 403])
    }
    expect(writesOf(app)).toBe(writes)
  })
})

test('the same requests from our own pages pass the guard', async () => {
  const wrong = 'The form was sent from another site'
  for (const { method, pattern } of guarded) {
    const [path = ''] = pathsOf(app, pattern, 1)
    if (path === '/sign-out') continue
    const page = await admin.request(path, { method, headers: { ...FORM, origin: OURS }, body: '' })
    expect([path, page.body.includes(wrong)]).toEqual([path, false])
  }
})

describe('the first exception, one-click unsubscribing', () => {
  test('is one route and no other path gets past the guard by looking like it', async () => {
    // Undoing it is a form of our own page, guarded like every other.
    expect(unsafe.filter(({ pattern }) => pattern.startsWith('/u/'))).toEqual([
      { method: 'POST', pattern: ONE_CLICK },
      { method: 'POST', pattern: `${ONE_CLICK}/undo` },
    ])
    const writes = writesOf(app)
    const paths = [
      '/u',
      '/u/',
      '/u/a/b',
      '/u/a/undo',
      '/u/../sectors',
      '/u//sectors',
      '/U/x',
      '/u/..;/sectors/x',
    ]
    for (const path of paths) {
      const page = await admin.request(`${OURS}${path}`, {
        method: 'POST',
        headers: FORM,
        body: 'code=X',
      })
      expect([path, page.status, writesOf(app)]).toEqual([path, 403, writes])
    }
    const other = await admin.request('/u/x', { method: 'DELETE', headers: FORM })
    expect(other.status).toBe(403)
  })
})

describe('the other exception, the door for mail', () => {
  test('takes nothing without a signature, from wherever it comes', async () => {
    const before = dumpOf(app.raw)
    for (const [, headers, body] of SHAPES)
      expect((await admin.request(MAIL_DOOR, { method: 'POST', headers, body })).status).toBe(401)
    expect(dumpOf(app.raw)).toBe(before)
  })

  test('is one address, and no other gets past the guard by looking like it', async () => {
    const paths = ['/inbound', '/inbound/mail/x', '/inbound//mail', '/INBOUND/mail', '/x/inbound/mail']
    for (const path of paths) {
      const page = await admin.request(`${OURS}${path}`, { method: 'POST', headers: FORM, body: 'code=X' })
      expect([path, page.status]).toEqual([path, 403])
    }
    expect((await admin.request(MAIL_DOOR, { method: 'DELETE', headers: FORM })).status).toBe(403)
  })
})
