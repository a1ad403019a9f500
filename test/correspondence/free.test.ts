/** A letter to chosen institutions: its numbers, the Kazakh sheet of state bodies, and what it is called outside. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { paperOf, registerPage } from '../../src/correspondence/queries.ts'
import { LETTERHEAD } from '../access/form-parts.ts'
import { openWorld, type World } from '../invitations/world.ts'

let w: World
beforeEach(async () => {
  w = await openWorld()
})
afterEach(() => w.close())

const register = () => `/dialogues/${w.dialogueId}/letters`
const LETTER = { kind: 'thanks', letter_date: '2026-01-15', number: '', signatory: '', addressee: '' }

async function preview(changes: Record<string, string | string[]>) {
  const form = { ...LETTER, reply_by: '', seen: '', ...changes }
  const page = await w.organiser.post(register(), { ...form, act: 'preview' })
  return { form, page, seen: /name="seen" value="([^"]+)"/.exec(page.body)?.[1] ?? '' }
}

async function send(changes: Record<string, string | string[]>) {
  const { form, seen } = await preview(changes)
  return w.organiser.post(register(), { ...form, seen, act: 'send' })
}

const all = () =>
  registerPage(w.store, { dialogueId: w.dialogueId, search: '', direction: 'out', offset: 0, limit: 9 })

test('counts the counter of the dialogue’s pattern up, not the year behind it', async () => {
  const form = { ...LETTERHEAD, number_pattern: '01-12/{n}/2026', version: '0' }
  await w.organiser.post(`${register()}/head`, form)
  const institutions = [
    await w.institution({ name: 'Орган А', focal: ['a@gov.example'] }),
    await w.institution({ name: 'Орган Б', focal: ['b@gov.example'] }),
  ]
  const { body } = await w.organiser.get(`${register()}/new`)
  const number = /name="number"[^>]*value="([^"]*)"/.exec(body)?.[1] ?? ''
  expect((await send({ text_kk: 'Рақмет.', institutions, number })).status).toBe(303)
  expect((await all()).map((letter) => letter.number).sort()).toEqual(['01-12/1/2026', '01-12/2/2026'])
})

test('without Kazakh words is refused for a state body that is written to in Kazakh, by its name', async () => {
  const state = await w.institution({
    name: 'Министерство',
    languages: ['kk', 'ru'],
    focal: ['m@gov.example'],
  })
  const other = await w.institution({
    name: 'Фонд',
    sector: 'civil_society',
    languages: ['ru', 'kk'],
    focal: ['f@fund.example'],
  })
  const russian = await w.institution({ name: 'Комитет', languages: ['ru'], focal: ['k@gov.example'] })
  const { page } = await preview({ text_ru: 'Спасибо.', institutions: [state, other, russian] })
  expect([page.status, page.body.includes('href="#text-kk"')]).toEqual([400, true])
  expect(page.body).toContain(
    'Letters to state bodies go in Kazakh first. Write the Kazakh text for: Министерство.',
  )
  expect((await preview({ text_ru: 'Спасибо.', institutions: [other, russian] })).page.status).toBe(200)
})

test.each([
  ['request', 'kk', 'Хат'],
  ['thanks', 'ru', 'Письмо'],
  ['request', 'en', 'Letter'],
] as const)('is called what it is to its reader: %s in %s', async (kind, lang, name) => {
  const institutions = await w.institution({
    name: 'Fund',
    sector: 'civil_society',
    languages: [lang],
    focal: ['f@fund.example'],
  })
  expect((await send({ kind, [`text_${lang}`]: '…', institutions, number: '5' })).status).toBe(303)
  const [mail] = w.mails('official_letter')
  expect(mail?.subject.split(':')[0]).toBe(name)
  const [letter] = await all()
  expect((await paperOf(w.store, letter?.id ?? ''))?.title.split(',')[0]).toBe(name)
})
