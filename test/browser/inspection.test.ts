/** The inspection itself: what it is there to find on a page, it finds. */

import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { hasChromium, launch } from './chromium.ts'
import { equip, inspect } from './inspection.ts'

let browser: Browser
let page: Page

beforeAll(async () => {
  if (!hasChromium) return
  browser = await launch()
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } })
  await equip(context)
  page = await context.newPage()
})
afterAll(() => browser?.close())

const RIGHT = '<!doctype html><html lang="en"><title>A</title><main><h1>A</h1><p>Text</p></main>'
const WRONG = `<!doctype html><html><title>A</title><main><img src="data:,"><label>B</label><input>
  <p style="color:#bbb;background:#fff">Pale</p><div style="width:500px">Wide</div></main>`

async function complaintsOf(html: string, colours: boolean, status = 200): Promise<string[]> {
  await page.goto(`data:text/html;charset=utf-8,${encodeURIComponent(html)}`)
  const found = await inspect(page, '/x', { status, colours })
  return found.map(({ path, what }) => `${path} ${what.split(':')[0]}`).sort()
}

describe.skipIf(!hasChromium)('a page', () => {
  test('that is as it has to be gives no reason to complain', async () => {
    expect(await complaintsOf(RIGHT, true)).toEqual([])
  })

  test('is told for everything that is wrong with it, colours where they are asked for', async () => {
    const always = ['/x 508 px wide at 360', '/x html-has-lang', '/x image-alt', '/x label']
    expect(await complaintsOf(WRONG, true)).toEqual([...always, '/x color-contrast'].sort())
    expect(await complaintsOf(WRONG, false)).toEqual(always)
  })

  test('is told for its status, but not for the one of an old version', async () => {
    expect(await complaintsOf(RIGHT, true, 500)).toEqual(['/x status 500'])
    expect(await complaintsOf(RIGHT, true, 409)).toEqual([])
  })

  test('is looked at by the same rules as the builder of axe applies of itself', async () => {
    const found = await complaintsOf(WRONG, true)
    const tags = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).withTags(tags).analyze()
    expect(violations.map(({ id }) => `/x ${id}`).sort()).toEqual(found.filter((one) => !/ \d/.test(one)))
  })
})
