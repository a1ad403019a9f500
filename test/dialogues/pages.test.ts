/** The pages of dialogues over HTTP. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'

const TYPED = {
  code: 'oat-kz',
  title_ru: 'Многосторонний диалог',
  mandate_ru: 'По поручению министерства',
  languages: ['kk', 'ru'],
  authoritative: 'ru',
  zone: 'Asia/Almaty',
  holiday_calendar: 'KZ',
  attribution: 'chatham_house',
  participant_list: 'counts',
  quorum_basis: 'institutions',
  quorum_percent: '50',
  decision_rule: 'consensus',
  silence_length: '5',
  silence_unit: 'working_days',
}

let app: TestApp
let organiser: TestBrowser
beforeEach(async () => {
  app = openTestApp()
  organiser = await app.signedIn({ rank: 'organiser', locale: 'en', email: 'organiser@example.org' })
})
afterEach(() => app.close())

async function open(changes: Record<string, string | string[]> = {}): Promise<string> {
  return (await organiser.post('/dialogues', { ...TYPED, ...changes })).location.split('?')[0] ?? ''
}

test('an organiser opens a dialogue and finds it in the list, with its rules on its page', async () => {
  const dialogue = await open()
  expect((await organiser.get('/dialogues')).body).toContain(`href="${dialogue}"`)
  const { body } = await organiser.get(dialogue)
  expect(body).toContain('OAT-KZ')
  expect(body).toContain('Chatham House: no speaker is recorded')
  expect(body).toContain('more than 50% of institutions')
  expect(body).toContain('5 working days')
  expect(body).toContain('only in Russian')
})

test('all faults are said at once and what was typed is kept', async () => {
  const page = await organiser.post('/dialogues', { ...TYPED, code: '', zone: 'x', quorum_percent: '101' })
  expect(page.status).toBe(400)
  for (const href of ['#code', '#zone', '#quorum-percent']) expect(page.body).toContain(`<a href="${href}">`)
  expect(page.body).toContain('value="Многосторонний диалог"')
  expect(page.body).toContain('value="101"')
})

test('a member may not open one', async () => {
  const member = await app.signedIn({ rank: 'member' })
  expect(await member.get('/dialogues/new')).toMatchObject({ status: 403 })
  expect(await member.post('/dialogues', TYPED)).toMatchObject({ status: 403 })
})

test('a role is given by address, and the form says why not', async () => {
  const dialogue = await open()
  await app.signedIn({ rank: 'member', email: 'coordinator@example.org' })
  const unknown = await organiser.post(`${dialogue}/roles`, { email: 'who@example.org', role: 'coordinator' })
  expect(unknown.status).toBe(400)
  expect(unknown.body).toContain('Nobody in the directory has this address.')
  expect(unknown.body).toContain('value="who@example.org"')
  const given = await organiser.post(`${dialogue}/roles`, {
    email: 'coordinator@example.org',
    role: 'coordinator',
  })
  expect(given.location).toBe(`${dialogue}?said=granted#roles`)
  expect((await organiser.get(dialogue)).body).toContain('Role given: Coordinator, Tester Tamara')
})

test('the last organiser is told why the role stays', async () => {
  const dialogue = await open()
  const [, end] = /action="([^"]+\/end)"/.exec((await organiser.get(dialogue)).body) ?? []
  const page = await organiser.post(end ?? '')
  expect(page.status).toBe(409)
  expect(page.body).toContain('This is the last organiser. Give somebody else the role first.')
})

test('of two editors the second keeps the text and can save after comparing', async () => {
  const dialogue = await open()
  await organiser.post(dialogue, { ...TYPED, project: 'iSoS', version: '1' })
  const refused = await organiser.post(dialogue, { ...TYPED, funder: 'Global Fund', version: '1' })
  expect(refused.status).toBe(409)
  expect(refused.body).toContain('value="Global Fund"')
  expect(refused.body).toContain('iSoS')
  const again = await organiser.post(dialogue, { ...TYPED, funder: 'Global Fund', version: '2' })
  expect(again.location).toBe(`${dialogue}?said=saved`)
})

test('closing asks first', async () => {
  const dialogue = await open()
  await organiser.post(`${dialogue}/activation`)
  expect((await organiser.get(`${dialogue}/closure`)).body).toContain('Nothing is mailed.')
  expect(await organiser.post(`${dialogue}/closure`)).toMatchObject({ location: `${dialogue}?said=recorded` })
  expect(await organiser.get(`${dialogue}/meetings/new`)).toMatchObject({ status: 409 })
})

test('the list takes as many queries with three dialogues as with one', async () => {
  await open()
  const one = await app.queriesOf(() => organiser.get('/dialogues'))
  await open({ code: 'A1' })
  await open({ code: 'B2' })
  expect(await app.queriesOf(() => organiser.get('/dialogues'))).toHaveLength(one.length)
})
