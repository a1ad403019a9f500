/**
 * Every kind of page of the example, in a real browser, in three languages, wide and at 360 px: accessible,
 * nothing blocked by the CSP, no script error, nothing sticking out at the side.
 */

import type { Browser, BrowserContext, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCALES, type Locale } from '../../src/kernel/locale.ts'
import { hasChromium, launch } from './chromium.ts'
import { type Complaint, equip, inspect } from './inspection.ts'
import { type DemoServer, startDemoServer } from './server.ts'

let demo: DemoServer
let browser: Browser
/** The organiser's, made with the printed link as a person would. */
let session: Parameters<BrowserContext['addCookies']>[0] = []

beforeAll(async () => {
  if (!hasChromium) return
  demo = await startDemoServer()
  browser = await launch()
  session = await signIn(demo.links.find((link) => link.who === 'organiser')?.url ?? '')
})
afterAll(async () => {
  await browser?.close()
  await demo?.close()
})

async function signIn(url: string): Promise<typeof session> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(url)
  await page.click('main button')
  const cookies = await context.cookies()
  await context.close()
  return cookies
}

/** `/meetings/:id/agenda` for `/meetings/01k…/agenda`: one page of each kind is enough. */
function kindOf(path: string): string {
  return path
    .replace(/[?#].*$/, '')
    .replace(/\/[0-9a-z]{26}\b/g, '/:id')
    .replace(/\/p\/[\w-]+/, '/p/:token')
}

async function linksOf(page: Page): Promise<string[]> {
  const hrefs = await page.$$eval('a[href^="/"]', (links) =>
    links.map((link) => link.getAttribute('href') ?? ''),
  )
  return hrefs.filter(
    (href) => !/[?&]lang=|\.(eml|ics|vcf|pdf|docx|xlsx|csv)(\?|$)|\/body$|\/documents\/[^/]+$/.test(href),
  )
}

/** Visits one page of each kind that can be reached, and gives what is wrong with any of them. */
async function crawl(
  context: BrowserContext,
  start: string,
  locale: Locale,
): Promise<{ kinds: string[]; complaints: Complaint[] }> {
  const page = await context.newPage()
  const complaints: Complaint[] = []
  let here = ''
  page.on('pageerror', (error) => complaints.push({ path: here, what: `script error: ${error.message}` }))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push({ path: here, what: `console: ${message.text()}` })
  })
  const seen = new Map<string, string>()
  const waiting = [start]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    if (seen.has(kindOf(path))) continue
    seen.set(kindOf(path), path)
    here = path
    const response = await page.goto(`${demo.server.url}${path}`)
    const status = response?.status() ?? 0
    complaints.push(...(await inspect(page, path, { status, colours: locale === 'en' })))
    expect(await page.getAttribute('html', 'lang'), path).toBe(locale)
    waiting.push(...(await linksOf(page)))
  }
  await page.close()
  return { kinds: [...seen.keys()].sort(), complaints }
}

async function contextIn(locale: Locale): Promise<BrowserContext> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: locale === 'kk' ? 'kk-KZ' : locale,
  })
  await equip(context)
  await context.addCookies([{ name: 'intersession_language', value: locale, url: demo.server.url }])
  return context
}

describe.skipIf(!hasChromium)('pages', () => {
  test.concurrent.each(LOCALES)(
    'of the secretariat in %s',
    async (locale) => {
      const context = await contextIn(locale)
      await context.addCookies(session)
      const { kinds, complaints } = await crawl(context, '/', locale)
      expect(complaints).toEqual([])
      expect(kinds.length).toBeGreaterThan(40)
      await context.close()
    },
    300_000,
  )

  test.concurrent.each(LOCALES)('behind personal links in %s', async (locale) => {
    const context = await contextIn(locale)
    for (const { who, url } of demo.links) {
      if (!url.includes('/p/')) continue
      const { complaints } = await crawl(context, new URL(url).pathname, locale)
      expect(complaints, who).toEqual([])
    }
    await context.close()
  })

  test('the server had nothing to complain about', () => {
    expect(demo.log).toEqual([])
  })
})
