/**
 * The golden mails: every form in every language as calendar and as whole message, byte by byte, and what two
 * independent parsers read in them. `UPDATE_GOLDEN=1` writes them anew.
 */

import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOCALES } from '../../src/kernel/locale.ts'
import { composeMail } from '../../src/mail/compose.ts'
import { hasIcalendar, readByPython, readByUs } from '../fixtures/second-reader.ts'
import { INSTANCE, openTestStore, type TestStore } from '../fixtures/store.ts'
import { rowOf, send } from '../mail/mails.ts'
import { type MailedForm, mailedForms } from './mailed-forms.ts'

const CALENDARS = new URL('../golden/', import.meta.url).pathname
const MAILS = new URL('../golden/mails/', import.meta.url).pathname

let open: TestStore
beforeAll(() => {
  open = openTestStore()
})
afterAll(() => open.close())

const forms = LOCALES.flatMap(mailedForms)

let made = 0
async function mailed({ name, now, mail }: MailedForm) {
  made += 1
  const id = `01k7a00000000000000000${String(made).padStart(4, '0')}`
  const store = { ...open.at(now), newId: () => id }
  // Several of the forms are a first invitation to the same seat.
  await send(store, { ...mail(store), dedupeKey: name })
  const row = rowOf(open, id)
  return { calendar: row.calendar ?? '', message: Buffer.from((await composeMail(INSTANCE, row)).raw) }
}

test.each(forms.map((form) => [form.name, form] as const))('%s has the golden bytes', async (name, form) => {
  const { calendar, message } = await mailed(form)
  const [ics, eml] = [`${MAILS}${name}.ics`, `${MAILS}${name}.eml`]
  if (process.env.UPDATE_GOLDEN === '1') {
    writeFileSync(ics, calendar)
    writeFileSync(eml, message)
  }
  expect(calendar).toBe(readFileSync(ics, 'utf8'))
  expect(message.toString('latin1')).toBe(readFileSync(eml, 'latin1'))
})

test('there is no golden mail that nothing makes', () => {
  const named = forms.flatMap(({ name }) => [`${name}.eml`, `${name}.ics`])
  expect(readdirSync(MAILS).sort()).toEqual(named.sort())
})

test('a neutral subject tells neither topic nor house, also in the entry', async () => {
  const files = LOCALES.map((lang) => `${MAILS}confidential-neutral-${lang}.eml`)
  const read = Object.values(await readByUs(files))
  const told = read.map((mail) => 'subject' in mail && [mail.subject, mail.calendar?.events[0]?.summary])
  expect(told).toEqual([
    ['Шақыру: Диалог отырысы (OAT-KZ), 2025 жылғы 14 қазан', 'Диалог отырысы (OAT-KZ)'],
    ['Приглашение: Заседание диалога OAT-KZ, 14 октября 2025 г.', 'Заседание диалога OAT-KZ'],
    ['Invitation: Meeting of the dialogue OAT-KZ, 14 October 2025', 'Meeting of the dialogue OAT-KZ'],
  ])
})

describe.skipIf(!hasIcalendar)('two parsers', () => {
  test('read every golden calendar and mail alike', async () => {
    const every = [CALENDARS, MAILS].flatMap((folder) =>
      readdirSync(folder)
        .filter((name) => /\.(ics|eml)$/.test(name) && !name.startsWith('feed-'))
        .map((name) => folder + name),
    )
    expect(every.length).toBeGreaterThan(100)
    expect(readByPython(every)).toEqual(await readByUs(every))
  })
})
