/** Every letter that the product sends has an example, in three languages, made by what makes the real one. */

import { afterAll, describe, expect, test } from 'vitest'
import { createApp } from '../../src/app.ts'
import { letterPreviews } from '../../src/example/letter-routes.tsx'
import { EXAMPLE_LETTERS, exampleLetter } from '../../src/example/letters.tsx'
import { LOCALES } from '../../src/kernel/locale.ts'
import { MAIL_KINDS } from '../../src/mail/mail.ts'
import { letterHtml, letterText } from '../../views/letters/letter.tsx'
import { openTestApp } from '../fixtures/app.ts'
import { FONTS } from '../fixtures/fonts.ts'
import { dumpOf, INSTANCE } from '../fixtures/store.ts'

const app = openTestApp()
afterAll(() => app.close())

const development = createApp({
  openStore: () => app.now(),
  assets: new Map(),
  fonts: FONTS,
  keepsMail: true,
  clientOf: () => '192.0.2.1',
  setupToken: 'x',
  previews: letterPreviews(),
  log: (line) => app.log.push(line),
})
const preview = async (path: string) => development.fetch(new Request(new URL(path, INSTANCE.baseUrl)))

test('every kind of mail has an example', () => {
  expect(Object.keys(EXAMPLE_LETTERS).sort()).toEqual([...MAIL_KINDS].sort())
})

describe.each(MAIL_KINDS)('%s', (kind) => {
  test.each(LOCALES)('in %s has a subject, an HTML and a text that say the same, and no hole', (lang) => {
    const made = exampleLetter(app.now(), kind, lang)
    const { letter, calendar } = made
    const [html, text] = [letterHtml(letter), letterText(letter)]
    expect(letter.parts.map((part) => part.lang)).toEqual([lang])
    expect(html).toContain(`<html lang="${lang}">`)
    expect(letter.subject.trim()).not.toBe('')
    expect(`${letter.subject}\n${text}`).not.toMatch(/undefined|\[object|NaN|\{\w+\}/)
    expect(calendar === null).toBe(!kind.startsWith('calendar_'))
    const links = (where: string) => [...new Set(where.match(/https:\/\/[^\s"<]+/g) ?? [])].sort()
    expect(links(text)).toEqual(links(html))
  })
})

test('development shows the index, each kind in three languages, and each letter alone; nothing is written', async () => {
  const before = dumpOf(app.raw)
  const index = await (await preview('/dev/letters')).text()
  for (const kind of MAIL_KINDS) {
    expect(index).toContain(`href="/dev/letters/${kind}"`)
    const page = await (await preview(`/dev/letters/${kind}`)).text()
    for (const lang of LOCALES) expect(page).toContain(`src="/dev/letters/${kind}/${lang}"`)
    const alone = await preview(`/dev/letters/${kind}/kk`)
    expect([alone.status, alone.headers.get('content-security-policy')]).toEqual([
      200,
      expect.stringContaining('sandbox'),
    ])
  }
  expect((await preview('/dev/letters/unheard_of')).status).toBe(404)
  expect((await preview('/dev/letters/digest/de')).status).toBe(404)
  expect(dumpOf(app.raw)).toBe(before)
})

test('in production the addresses do not exist', async () => {
  expect((await app.visitor().get('/dev/letters')).status).toBe(404)
  expect((await (await app.signedIn()).get('/dev/letters/digest')).status).toBe(404)
  expect(app.routes.filter(({ path }) => path.startsWith('/dev'))).toEqual([])
})
