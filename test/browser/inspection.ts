/** Looks at one page in a browser: accessible, and nothing sticking out at the side of a phone. */

import { createRequire } from 'node:module'
import { AxeBuilder } from '@axe-core/playwright'
import type { BrowserContext, Page } from '@playwright/test'

/** The axe that its builder brings; the builder itself would read the long form into each page twice. */
const AXE = createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js')

/** Lets every page that the context opens from now on be looked at by {@link inspect}. */
export function equip(context: BrowserContext): Promise<unknown> {
  return context.addInitScript({ path: AXE })
}

/** Something wrong with a page. */
export interface Complaint {
  readonly path: string
  readonly what: string
}

/**
 * What is wrong with the page that is open, in a context that was equipped: its status, what axe finds, what sticks out at 360 px.
 * @param colours false where the same page was looked at in another language: its colours are the same there, and
 *   comparing them is most of axe's work.
 */
export async function inspect(
  page: Page,
  path: string,
  { status, colours = true }: { status: number; colours?: boolean },
): Promise<Complaint[]> {
  const found: Complaint[] = []
  if (status >= 400 && status !== 409) found.push({ path, what: `status ${status}` })
  const axe = new AxeBuilder({ page, axeSource: ';' })
    .setLegacyMode(true)
    // Of what is right it need not tell every element.
    .options({ resultTypes: ['violations'] })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
  const { violations } = await (colours ? axe : axe.disableRules('color-contrast')).analyze()
  for (const { id, nodes } of violations) found.push({ path, what: `${id}: ${nodes[0]?.html}` })
  await page.setViewportSize({ width: 360, height: 800 })
  const width = await page.evaluate(() => document.documentElement.scrollWidth)
  if (width > 360) found.push({ path, what: `${width} px wide at 360` })
  await page.setViewportSize({ width: 1280, height: 900 })
  return found
}
