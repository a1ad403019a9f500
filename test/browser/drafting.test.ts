/** Drafting a plan by link in a real browser: what is typed is saved by itself, and is not lost when it cannot be. */

import type { Browser, BrowserContext, Page } from '@playwright/test'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { linkUrls } from '../../src/auth/links.ts'
import { plus } from '../../src/kernel/instant.ts'
import { hasChromium, launch } from './chromium.ts'
import { type DemoServer, startDemoServer } from './server.ts'

let demo: DemoServer
let browser: Browser
let context: BrowserContext
let page: Page
let link: string

beforeAll(async () => {
  if (!hasChromium) return
  demo = await startDemoServer()
  browser = await launch()
})
afterAll(async () => {
  await browser?.close()
  await demo?.close()
})

beforeEach(async () => {
  if (!hasChromium) return
  link = await linkOfDrafter()
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'ru' })
  page = await context.newPage()
})
afterEach(() => context?.close())

/** The link of somebody who drafts a plan that is still open. */
async function linkOfDrafter(): Promise<string> {
  const store = demo.server.openStore()
  const { personId, subjectId } = await store.db
    .selectFrom('plans')
    .innerJoin('affiliations', 'affiliations.institution_id', 'plans.institution_id')
    .select(['affiliations.person_id as personId', 'plans.id as subjectId'])
    .where('plans.state', 'in', ['requested', 'drafted', 'returned'])
    .where('affiliations.valid_to', 'is', null)
    .where('affiliations.role', '=', 'focal_point')
    .orderBy('plans.id')
    .executeTakeFirstOrThrow()
  const expiresAt = plus(store.now, { days: 30 })
  const { urls, statements } = await linkUrls(store, [{ personId, purpose: 'plan', subjectId, expiresAt }])
  for (const statement of statements) await store.tidy(statement)
  return `${demo.server.url}${new URL(urls[0] ?? '').pathname}`
}

/** Waits until the script says one of the texts that the form carries in the reader's language. */
const told = (what: 'saved' | 'offline' | 'conflict') =>
  page.waitForFunction((name) => {
    const form = document.querySelector<HTMLFormElement>('form[data-saves]')
    return form?.querySelector('[data-says]')?.textContent === form?.dataset[name]
  }, what)
const field = () => page.locator('textarea[name=text]')
const write = async (part: string, text: string) => {
  await page.goto(`${link}/plan/texts/${part}`)
  await field().fill(text)
}
/** A colleague at another desk. */
async function elsewhere(part: string, text: string): Promise<void> {
  const other = await context.newPage()
  await other.goto(`${link}/plan/texts/${part}`)
  await other.locator('textarea[name=text]').fill(text)
  await Promise.all([other.waitForURL(/said=saved/), other.locator('form[method=post] button.main').click()])
  await other.close()
}

test.skipIf(!hasChromium)('typed text is saved without the button', async () => {
  await write('audience', 'Врачи')
  await told('saved')
  await page.reload()
  expect(await field().inputValue()).toBe('Врачи')
})

test.skipIf(!hasChromium)('two texts are put together with the button, once', async () => {
  await page.goto(`${link}/plan/texts/message`)
  await elsewhere('message', 'Их слова')
  await field().fill('Мои слова')
  await told('conflict')
  const button = page.locator('form[method=post] button.main')
  await button.click()
  await page.waitForSelector('#theirs')
  expect(await page.locator('section[aria-labelledby=theirs]').textContent()).toContain('Их слова')
  // Typing here saves nothing by itself: it would take their text away before both are put together.
  await field().fill('Мои и их слова')
  await page.waitForTimeout(2000)
  await Promise.all([page.waitForURL(/said=saved/), button.click()])
  await page.goto(`${link}/plan/texts/message`)
  expect(await field().inputValue()).toBe('Мои и их слова')
})

test.skipIf(!hasChromium)(
  'what was typed without connection is not forgotten when another part is saved',
  async () => {
    await page.route('**/plan/texts/channel', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    )
    await write('channel', 'Без связи')
    await told('offline')
    await write('audience', 'Врачи и медсёстры')
    await Promise.all([page.waitForURL(/said=saved/), page.locator('form[method=post] button.main').click()])
    await page.unroute('**/plan/texts/channel')
    await page.goto(`${link}/plan/texts/channel`)
    await expect.poll(() => field().inputValue()).toBe('Без связи')
    await told('saved')
  },
)
