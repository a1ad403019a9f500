/** T46, T33, T19, T34: looking changes nothing, and no page gives away the link by which it was reached. */

import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Page, TestBrowser } from '../fixtures/app.ts'
import { dumpOf } from '../fixtures/store.ts'
import { wordsOf } from '../fixtures/zip.ts'
import { allRoutes, type ExampleApp, openExampleApp, pathsOf, writesOf } from './world.ts'

// Hundreds of pages, five times.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

let app: ExampleApp
beforeAll(async () => {
  app = await openExampleApp()
})
afterAll(() => app.close())

const patterns = allRoutes().filter(({ method }) => method === 'GET')

/** Follows every link of every page; what leads out, or only to the same page in another language, is left. */
async function crawl(browser: TestBrowser, seeds: readonly string[]): Promise<Map<string, Page>> {
  const pages = new Map<string, Page>()
  const open = [...seeds]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (pages.has(path) || pages.size > 1_500) continue
    const page = await browser.get(path)
    pages.set(path, page)
    for (const [, href = ''] of page.body.matchAll(/href="(\/[^"#]*)/g)) {
      const link = href.replaceAll('&amp;', '&')
      if (!/[?&]lang=/.test(link) && !/\.(css|svg|woff2|pdf|docx|xlsx)$/.test(link)) open.push(link)
    }
  }
  return pages
}

/** Documents of two meetings: one costs as much as twenty pages, and they are all made alike. */
const seedsOf = () =>
  patterns.flatMap(({ pattern }) => {
    const paths = pathsOf(app, pattern)
    return /\.(pdf|docx|xlsx)$/.test(pattern) ? paths.slice(0, 2) : paths
  })
/** What is new in every answer: the key against sending a form twice, and the challenge for a passkey. */
const NEW = /(name="once" value=|"challenge":)"[^"]*"/g
const shown = (page: Page) => `${page.status} ${wordsOf(page).replace(NEW, '$1""')}`
const differing = (a: Map<string, Page>, b: Map<string, Page>) =>
  [...a]
    .filter(([path, page]) => shown(page) !== shown(b.get(path) ?? page) || !b.has(path))
    .map(([path]) => path)

describe('T46: the whole crawl', () => {
  test.each(['administrator', 'member', 'visitor'] as const)(
    'as %s on a database that cannot be written',
    async (who) => {
      const browser = who === 'visitor' ? app.visitor() : await app.signedIn({ rank: who })
      const before = dumpOf(app.raw)
      const writable = await crawl(browser, seedsOf())
      app.raw.pragma('query_only = ON')
      try {
        expect(() => app.raw.exec("delete from settings where name = 'x'")).toThrow(/readonly/)
        const readOnly = await crawl(browser, seedsOf())
        expect([...readOnly].filter(([, page]) => page.status >= 500).map(([path]) => path)).toEqual([])
        expect([...readOnly.keys()].sort()).toEqual([...writable.keys()].sort())
        expect(differing(writable, readOnly)).toEqual([])
        for (const path of writable.keys()) {
          const head = await browser.request(path, { method: 'HEAD' })
          expect([path, head.status, head.body]).toEqual([path, writable.get(path)?.status, ''])
        }
      } finally {
        app.raw.pragma('query_only = OFF')
      }
      expect(dumpOf(app.raw)).toBe(before)
      if (who === 'administrator') expect(writable.size).toBeGreaterThan(150)
    },
  )

  test('reaches every route that a GET has', async () => {
    const unreached = patterns.filter(({ pattern }) => pathsOf(app, pattern).length === 0)
    expect(unreached).toEqual([])
  })
})

/** What robots send that fetch links before people do. */
const ROBOTS: readonly Record<string, string>[] = [
  {},
  { 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch' },
  { 'x-moz': 'prefetch', 'sec-fetch-mode': 'navigate', 'sec-fetch-site': 'none' },
  { 'user-agent': 'Mozilla/5.0 (compatible; MSOffice 12) SafeLinks', accept: '*/*' },
  { 'user-agent': 'GoogleImageProxy', range: 'bytes=0-1023' },
]

function linksInMails(): string[] {
  const texts = app.raw.prepare('select body_text from outbox').pluck().all() as string[]
  const found = texts.flatMap((text) => text.match(/https:\/\/intersession\.example\.org\/[^\s<>"]*/g) ?? [])
  return [...new Set(found)].map((url) => new URL(url).pathname)
}

test('T33: a robot that fetches every link of every mail three times changes nothing', async () => {
  const asking = app.visitor()
  const { personId } = await app.signedIn({ email: 'asks@example.org' })
  expect(personId).not.toBe('')
  await asking.post('/sign-in', { email: 'asks@example.org' })
  const links = linksInMails()
  expect(links.length).toBeGreaterThan(20)
  const [before, writes] = [dumpOf(app.raw), writesOf(app)]
  for (const path of links) {
    for (const headers of ROBOTS) {
      for (const method of ['HEAD', 'GET', 'GET', 'GET', 'OPTIONS'])
        expect((await app.visitor().request(path, { method, headers })).status).toBeLessThan(500)
    }
    expect([path, writesOf(app)]).toEqual([path, writes])
  }
  expect(dumpOf(app.raw)).toBe(before)
  const signIn = links.find((path) => path.startsWith('/sign-in/')) ?? ''
  expect(await asking.post(signIn)).toMatchObject({ status: 303, location: '/' })
})

describe('a page behind a personal link', () => {
  test('T34: tells its token to no other site, no title and no log', async () => {
    for (const [who, path] of app.links) {
      if (!path.startsWith('/p/')) continue
      const token = path.split('/').at(-1) ?? ''
      const page = await app.visitor().get(path)
      expect([who, page.status]).toEqual([who, 200])
      expect(page.headers.get('referrer-policy')).toBe('no-referrer')
      expect(page.headers.get('cache-control')).toBe('no-store')
      expect(page.headers.get('x-robots-tag')).toBe('noindex, nofollow')
      expect(/<title>([^<]*)/.exec(page.body)?.[1]).not.toContain(token)
      const loaded = [...page.body.matchAll(/<(?:script|link|img|iframe)[^>]*?(?:src|href)="([^"]*)"/g)]
      expect(loaded.map((match) => match[1]).filter((address) => !address?.startsWith('/'))).toEqual([])
    }
    const log = app.log.join('\n')
    for (const path of app.links.values()) expect(log).not.toContain(path.split('/').at(-1)?.slice(0, 12))
  })

  test('T19: nothing that belongs to somebody is kept by a cache', async () => {
    const admin = await app.signedIn()
    for (const path of ['/', '/people', '/mail', '/commitments', '/settings'])
      expect([path, (await admin.get(path)).headers.get('cache-control')]).toEqual([path, 'no-store'])
  })
})
