/** T44 and T63: no way back leads to another site, and no other host is answered or repeated. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { returnPath } from '../../src/web/guard.ts'
import { openTestApp, type TestApp } from '../fixtures/app.ts'
import { INSTANCE } from '../fixtures/store.ts'

const BASE = INSTANCE.baseUrl

/** What stands before the host in the spellings that have worked somewhere. */
const BEFORE = [
  '//',
  '///',
  '////',
  '/\\',
  '\\/',
  '\\\\',
  '/\t/',
  '/\n/',
  '/\r/',
  '\t//',
  ' //',
  '\u00a0//',
  '\u3000//',
  '/ /',
  '/./',
  '/.//',
  '/..//',
  '/../../..//',
  '/x/..//',
  '/%2e%2e//',
  '/%2f',
  '/%2f%2f',
  '/%5c',
  '/%09/',
  '/%0a/',
  '/%0d/',
  '/%00/',
  '//%00',
  '/\u0000/',
  '//user@',
  '//ours:x@',
  '/@',
  '//@',
  '/;@',
  '/?//',
  '/#//',
  '/%23//',
  '/\\/',
  '/\\\\',
  'http:',
  'http:/',
  'http://',
  'http:\\\\',
  'https:',
  'https:/',
  'https://',
  'HTTPS://',
  'hTTp:\\/',
  'ftp://',
  'ws://',
  'javascript:',
  'JaVaScRiPt://',
  'java\nscript:',
  '\u0001javascript:',
  'data:text/html,',
  'vbscript:',
  'file:///',
  'blob:https://',
  'view-source:',
  'mailto:',
  'about:',
  '//intersession.example.org@',
  '//intersession.example.org.',
  'https://intersession.example.org@',
  'https://intersession.example.org.',
  'https:intersession.example.org@',
]
const HOSTS = ['evil.example', 'evil.example/%2f..', 'evil\u3002example', '2130706433']
const SPELLINGS = BEFORE.flatMap((before) => HOSTS.map((host) => `${before}${host}`))

test(`T44: ${SPELLINGS.length} spellings of a way back stay with us`, () => {
  expect(SPELLINGS.length).toBeGreaterThanOrEqual(200)
  for (const spelling of SPELLINGS) {
    const path = returnPath(spelling, BASE)
    // As a browser reads a Location header, against pages of ours at several depths.
    for (const page of ['/', '/sign-in/code', '/a/b/c?d'])
      expect([spelling, new URL(path, new URL(page, BASE)).origin]).toEqual([spelling, BASE])
    expect(path).toMatch(/^\/(?![/\\])[\x21-\x7e]*$/)
  }
})

let app: TestApp
beforeAll(() => {
  app = openTestApp()
})
afterAll(() => app.close())

test('T44: asked of the pages, none of them appears in a form or a Location', async () => {
  for (const spelling of SPELLINGS) {
    const path = `/sign-in?back=${encodeURIComponent(spelling)}`
    const form = /action="([^"]*)"/.exec((await app.visitor().get(path)).body)?.[1] ?? ''
    const back = new URL(form.replaceAll('&amp;', '&'), BASE).searchParams.get('back') ?? ''
    expect([spelling, new URL(back, BASE).origin, back[0], back[1] === '/']).toEqual([
      spelling,
      BASE,
      '/',
      false,
    ])
  }
})

describe('T63: another host', () => {
  test.each([
    'http://evil.example/',
    'https://evil.example/',
    'https://intersession.example.org.evil.example/',
    'https://intersession.example.org:8443/',
    'https://intersession.example.org./',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://localhost/sign-in',
  ])('%s is answered 421 and not repeated', async (address) => {
    const page = await app.visitor().request(address, {})
    expect(page.status).toBe(421)
    expect(page.body).toContain(BASE)
    expect(page.body).not.toContain(
      new URL(address).host === 'localhost' ? 'localhost' : new URL(address).host,
    )
  })

  test('in the header while the address is ours is refused too', async () => {
    expect((await app.visitor().get('/sign-in', { host: 'evil.example' })).status).toBe(421)
    expect((await app.visitor().get('/sign-in', { host: 'InterSession.example.ORG' })).status).toBe(200)
  })

  test('in any forwarding header changes nothing', async () => {
    const plain = await app.visitor().get('/sign-in')
    for (const name of [
      'x-forwarded-host',
      'forwarded',
      'x-host',
      'x-original-url',
      'x-rewrite-url',
      'x-forwarded-proto',
    ])
      expect((await app.visitor().get('/sign-in', { [name]: 'host=evil.example' })).body).toBe(plain.body)
  })

  test('never stands in a mail: only BASE_URL does', async () => {
    await app.signedIn({ email: 'organiser@example.org' })
    await app
      .visitor()
      .post('/sign-in', { email: 'organiser@example.org' }, { 'x-forwarded-host': 'evil.example' })
    const text = app.raw.prepare('select body_text || body_html from outbox').pluck().get() as string
    const hosts = [...text.matchAll(/https?:\/\/([^/\s"]+)/g)].map((match) => match[1])
    expect([...new Set(hosts)]).toEqual(['intersession.example.org'])
  })
})
