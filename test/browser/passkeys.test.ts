/**
 * Passkeys in a real browser with a virtual authenticator: added, used to sign in and to prove, removed; the
 * form of a role on the other side of the proof is still what was typed. And the pages of it, as `pages.test.ts`
 * looks at them.
 */

import { mkdirSync } from 'node:fs'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { LOCALES, type Locale } from '../../src/kernel/locale.ts'
import { hasChromium, launch } from './chromium.ts'
import { equip, inspect } from './inspection.ts'
import { type DemoServer, startDemoServer } from './server.ts'

let demo: DemoServer
let browser: Browser
let context: BrowserContext
let page: Page

beforeAll(async () => {
  if (!hasChromium) return
  demo = await startDemoServer()
  browser = await launch()
  context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en' })
  await equip(context)
  page = await context.newPage()
  await addAuthenticator(page)
})
afterAll(async () => {
  await browser?.close()
  await demo?.close()
})

let complaints: string[] = []
beforeEach(() => {
  complaints = []
})

/** A phone or laptop that always finds its owner. */
async function addAuthenticator(where: Page): Promise<void> {
  const cdp = await where.context().newCDPSession(where)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  where.on('pageerror', (error) => complaints.push(error.message))
  where.on('console', (message) => {
    // A form that is held back for the proof answers 403, which the console repeats.
    if (message.type() === 'error' && !message.text().includes('403')) complaints.push(message.text())
  })
}

const at = (path: string) => `${demo.server.url}${path}`
const here = () => new URL(page.url()).pathname
const press = (name: string) => page.getByRole('main').getByRole('button', { name, exact: true }).click()
const mainText = () => page.getByRole('main').innerText()

async function openDialogue(): Promise<string> {
  await page.goto(at('/dialogues'))
  await page.locator('main table a').first().click()
  await page.waitForSelector('#roles')
  return here()
}

/** Looks at the page that is open, in three languages; `SHOTS` names a folder for pictures of it. */
async function look(name: string, path = ''): Promise<void> {
  for (const locale of path ? LOCALES : ([null] as const)) {
    if (locale) await page.goto(at(`${path}${path.includes('?') ? '&' : '?'}lang=${locale}`))
    expect(await inspect(page, name, { status: 200 })).toEqual([])
    await picture(`${name}-${locale ?? 'en'}`)
  }
  if (path) await page.goto(at(`${path}${path.includes('?') ? '&' : '?'}lang=en`))
}

async function picture(name: string): Promise<void> {
  const folder = process.env.SHOTS
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true })
  await page.setViewportSize({ width: 360, height: 800 })
  await page.screenshot({ path: `${folder}/${name}-360.png`, fullPage: true })
  await page.setViewportSize({ width: 1280, height: 900 })
}

describe.skipIf(!hasChromium)('a passkey', () => {
  test('is added', async () => {
    await page.goto(demo.links.find(({ who }) => who === 'organiser')?.url ?? '')
    await press('Sign in')
    await look('account-empty', '/account')
    await page.getByRole('link', { name: 'Add a passkey' }).click()
    await look('passkey-new', '/account/passkeys/new')
    await page.getByLabel('Name of the passkey').fill('Office laptop')
    await press('Add the passkey')
    await page.waitForURL(/\/account\?said=saved/)
    expect(await mainText()).toContain('Office laptop')
    await look('account', '/account')
    expect(complaints).toEqual([])
  })

  test('cannot be added twice to the same device', async () => {
    await page.goto(at('/account/passkeys/new'))
    await press('Add the passkey')
    await page.waitForSelector('[data-failed]:not([hidden])')
    expect(here()).toBe('/account/passkeys/new')
  })

  test('signs in', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(/\/sign-in/)
    await look('sign-in', '/sign-in?back=%2Fdialogues')
    await press('Sign in with a passkey')
    await page.waitForURL(/\/dialogues$/)
    expect(complaints).toEqual([])
  })

  test('proves who one is, and the role is given as it was typed before', async () => {
    const dialogue = await openDialogue()
    demo.setNow('2026-01-15T04:20:00.000Z')
    await page.getByLabel('Address', { exact: false }).fill('anna.keller@example.org')
    await page.getByLabel('Role', { exact: true }).selectOption('viewer')
    const before = await page.locator('section[aria-labelledby=roles] tbody tr').count()
    await page.locator(`form[action="${dialogue}/roles"] button`).click()
    await page.waitForSelector('form[data-passkey]')
    await look('proof')
    await press('Confirm with your passkey')
    await page.waitForSelector('text=Confirmed')
    await look('proved')
    await press('Send it now')
    await page.waitForURL(/said=granted/)
    expect(await page.locator('section[aria-labelledby=roles] tbody tr').count()).toBe(before + 1)
    expect(complaints).toEqual([])
  })

  test('is asked for on a page of its own in three languages', async () => {
    demo.setNow('2026-01-15T04:40:00.000Z')
    await look('proof-page', '/account/proof?back=%2Faccount%2Fpasskeys%2Fnew')
    await press('Confirm with your passkey')
    await page.waitForURL(/\/account\/passkeys\/new/)
    await look('security', '/settings/passkeys')
  })

  test('is renamed and removed', async () => {
    await page.goto(at('/account'))
    await page.getByRole('link', { name: 'Office laptop' }).click()
    await look('passkey', here())
    await page.getByLabel('Name of the passkey').fill('Old laptop')
    await press('Save')
    await page.getByRole('link', { name: 'Old laptop' }).click()
    await press('Remove this passkey')
    await page.waitForURL(/said=removed/)
    expect(await mainText()).toContain('You have no passkey yet')
    expect(complaints).toEqual([])
  })

  test('that was removed signs nobody in, and the page says why', async () => {
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(/\/sign-in/)
    await press('Sign in with a passkey')
    await page.waitForSelector('.faults')
    expect(await mainText()).toContain('This passkey is not known here')
  })
})

describe.skipIf(!hasChromium)('without JavaScript', () => {
  test.each(LOCALES)('signing in works by mail, and nothing offers a passkey: %s', async (locale: Locale) => {
    const plain = await browser.newContext({ javaScriptEnabled: false, locale })
    const other = await plain.newPage()
    await other.goto(at(`/sign-in?lang=${locale}`))
    expect(await other.locator('form:visible button').count()).toBe(1)
    expect(await other.locator('form[data-passkey]').isVisible()).toBe(false)
    await plain.close()
  })
})

describe.skipIf(!hasChromium)('by mail', () => {
  test('somebody without a passkey asks for a code', async () => {
    page = await context.newPage()
    demo.setNow('2026-01-15T05:00:00.000Z')
    const store = demo.server.openStore()
    const { consoleSignIn } = await import('../../src/auth/commands.ts')
    const coordinator = await store.db
      .selectFrom('accounts')
      .select('person_id')
      .where('email', 'like', 'madina%')
      .executeTakeFirstOrThrow()
    const link = await consoleSignIn(store, coordinator.person_id)
    await page.goto(link.ok ? link.value : '')
    await press('Sign in')
    await page.waitForURL(/\/$/)
    // As if it had been a mailed link: on an instance that keeps its mail the console is always enough.
    await store.tidy(store.db.updateTable('sessions').set({ verified_by: 'mail' }))
    demo.setNow('2026-01-15T05:20:00.000Z')
    await look('proof-mail', '/account/proof?back=%2Faccount%2Fpasskeys%2Fnew')
    await press('Mail me a code')
    await page.waitForSelector('input[name=code]')
    await look('proof-code')
    await page.getByLabel('Code from the mail').fill('00000000')
    await press('Confirm')
    await page.waitForSelector('.faults')
    await picture('proof-wrong-code')
  })
})
