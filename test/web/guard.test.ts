/** The guards: own host, own origin, readable bodies; hostile requests get a clear answer and never a 5xx. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { returnPath } from '../../src/web/guard.ts'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { dumpOf } from '../fixtures/store.ts'

let app: TestApp
let admin: TestBrowser
beforeAll(async () => {
  app = openTestApp()
  admin = await app.signedIn()
})
afterAll(() => app.close())

const sector = { code: 'GOV', class: 'state_other', name_en: 'State' }
const form = { 'content-type': 'application/x-www-form-urlencoded' }

describe('a change', () => {
  test.each<[string, Record<string, string>, boolean]>([
    ['with our Origin', { origin: 'https://intersession.example.org' }, true],
    ['that the browser calls same-origin', { 'sec-fetch-site': 'same-origin' }, true],
    ['from another origin', { origin: 'https://evil.example' }, false],
    ['from nowhere', {}, false],
    ['from an opaque origin', { origin: 'null' }, false],
    [
      'that the browser calls cross-site, whatever its Origin',
      { 'sec-fetch-site': 'cross-site', origin: 'https://intersession.example.org' },
      false,
    ],
    ['from a sister site', { 'sec-fetch-site': 'same-site' }, false],
    ['typed into the address bar', { 'sec-fetch-site': 'none' }, false],
  ])('%s', async (name, headers, passes) => {
    const before = dumpOf(app.raw)
    const body = new URLSearchParams({ ...sector, code: name.slice(0, 20) })
    const page = await admin.request('/sectors', { method: 'POST', headers: { ...form, ...headers }, body })
    expect(page.status).toBe(passes ? 303 : 403)
    expect(dumpOf(app.raw) === before).toBe(!passes)
  })
})

describe('a hostile request', () => {
  test('to another host is told the right one', async () => {
    const page = await admin.request('http://evil.example/', {})
    expect(page.status).toBe(421)
    expect(page.body).toContain('https://intersession.example.org')
    expect(page.body).not.toContain('evil.example')
  })

  const own = { origin: 'https://intersession.example.org' }
  test.each<[string, string, Record<string, string>, string, number]>([
    ['a body of 10 MB', '/sectors', form, `code=${'x'.repeat(10_000_000)}`, 413],
    ['a multipart body', '/sectors', { 'content-type': 'multipart/form-data; boundary=x' }, '--x--', 400],
    ['JSON', '/sectors', { 'content-type': 'application/json' }, '{"code":"x"}', 400],
    ['no type', '/sectors', {}, 'code=x', 400],
    ['broken percent signs', '/sectors', form, 'code=%zz%&class=%', 400],
    ['a path that does not exist', '/nothing', form, '', 404],
    ['a method nobody has', '/', form, '', 404],
  ])('%s', async (...row) => {
    const [, path, headers, body, status] = row
    const page = await admin.request(path, { method: 'POST', headers: { ...own, ...headers }, body })
    expect(page.status).toBe(status)
    expect(page.body).toContain('<!doctype html>')
  })

  test.each([
    '/%',
    '/%ff',
    '/people/%00',
    '/institutions/../../etc/passwd',
    '/people?page=-1',
    '/people?page=1e999',
    '/p/%0d%0a',
    '//evil.example',
  ])('the path %s gets no 5xx', async (path) => {
    expect((await admin.get(path)).status).toBeLessThan(500)
  })

  test('prototype names as fields are only fields', async () => {
    const body = '__proto__=x&constructor=y&code=PP&class=academia&name_en=P&__proto__[rank]=administrator'
    expect(
      (await admin.request('/sectors', { method: 'POST', headers: { ...own, ...form }, body })).status,
    ).toBe(303)
    expect(({} as Record<string, unknown>).rank).toBeUndefined()
  })
})

describe('every answer', () => {
  test('forbids scripts and styles that are not our files, caches and referrers', async () => {
    const { headers } = await admin.get('/')
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self';/)
    expect(headers.get('content-security-policy')).not.toContain('unsafe')
    expect([
      headers.get('cache-control'),
      headers.get('referrer-policy'),
      headers.get('x-content-type-options'),
    ]).toEqual(['no-store', 'no-referrer', 'nosniff'])
  })

  test('speaks the language switched to, else the person’s, else the browser’s', async () => {
    const visitor = app.visitor()
    expect((await visitor.get('/sign-in', { 'accept-language': 'ru-RU,ru;q=0.9,en;q=0.8' })).body).toContain(
      '<html lang="ru">',
    )
    expect((await visitor.get('/sign-in?lang=kk', { 'accept-language': 'ru' })).body).toContain(
      '<html lang="kk">',
    )
    expect((await visitor.get('/sign-in', { 'accept-language': 'ru' })).body).toContain('<html lang="kk">')
    expect((await app.visitor().get('/sign-in', { 'accept-language': 'de' })).body).toContain(
      '<html lang="en">',
    )
  })
})

test.each([
  ['/meetings/1?x=2', '/meetings/1?x=2'],
  ['/', '/'],
  ['', '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['\\\\evil.example', '/'],
  ['https://evil.example/', '/'],
  ['/a\n/b', '/'],
  ['javascript:alert(1)', '/'],
  ['/../..//evil', '/'],
])('the way back %j is %j', (wanted, expected) => {
  expect(returnPath(wanted, 'https://intersession.example.org')).toBe(expected)
})
