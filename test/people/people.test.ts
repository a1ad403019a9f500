/** The directory of people over HTTP: names in their alphabets, for whom they speak, two editors at once. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findPerson, listPeople } from '../../src/people/queries.ts'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'

let app: TestApp
let admin: TestBrowser
let institution: string
beforeEach(async () => {
  app = openTestApp()
  admin = await app.signedIn()
  await admin.post('/sectors', { code: 'S', class: 'academia', name_en: 'Sector' })
  const sector = app.raw.prepare('select id from sectors').pluck().get() as string
  const facts = {
    sector,
    country: '',
    precedence: '10',
    listable: 'public',
    letter_languages: 'en',
    zone: 'Europe/Vienna',
    holiday_calendar: '',
    official_mail: '',
  }
  const page = await admin.post('/institutions', { ...facts, official_en: 'Institute' })
  institution = page.location.split('/')[2]?.split('?')[0] ?? ''
})
afterEach(() => app.close())

const FORM = {
  surname_kk: 'Өмірзақова',
  given_kk: 'Үміт',
  reading_lang: 'kk',
  zone: 'Asia/Almaty',
  holiday_calendar: 'KZ',
  email: 'umit@example.org',
  phone: '',
  role: 'focal_point',
}

async function add(form: Record<string, string> = {}): Promise<string> {
  const page = await admin.post('/people', { ...FORM, ...form })
  expect(page.status).toBe(303)
  return page.location.split('/')[2]?.split('?')[0] ?? ''
}

describe('a person', () => {
  test('is added with the institution they speak for', async () => {
    const id = await add({ institution })
    expect(await findPerson(app.store, id)).toMatchObject({
      locale: 'kk',
      email: 'umit@example.org',
      names: { kk: { surname: 'Өмірзақова', given: 'Үміт' } },
      affiliations: [{ institutionId: institution, role: 'focal_point', from: '2026-01-15', to: null }],
    })
  })

  test('needs a surname in the language they read', async () => {
    const page = await admin.post('/people', { ...FORM, reading_lang: 'ru' })
    expect(page.status).toBe(400)
    expect(page.body).toContain('href="#surname-ru"')
  })

  test.each([
    'a b@example.org',
    'a@example.org\r\nBcc: b@example.org',
    '"a"@example.org',
    'a@b',
    'a@example.org,b@example.org',
  ])('cannot have the address %j', async (email) => {
    expect((await admin.post('/people', { ...FORM, email })).status).toBe(400)
  })

  test('with signs that break calendars and tables is shown as typed', async () => {
    const id = await add({ surname_kk: 'A;,"\\<b>😀' })
    expect((await admin.get(`/people/${id}`)).body).toContain('A;,&quot;\\&lt;b&gt;😀')
  })

  test('never lends their name to the title of a page', async () => {
    const id = await add()
    const titles = await Promise.all([`/people/${id}`, `/people/${id}/edit`].map((path) => admin.get(path)))
    for (const { body } of titles)
      expect(/<title>(.*?)<\/title>/.exec(body)?.[1]).not.toMatch(/Өмірзақова|Үміт/)
  })

  test('edited by two: the second is told and keeps what was typed', async () => {
    const id = await add()
    expect((await admin.post(`/people/${id}`, { ...FORM, phone: '1', version: '1' })).status).toBe(303)
    const second = await admin.post(`/people/${id}`, { ...FORM, phone: 'typed', version: '1' })
    expect(second.status).toBe(409)
    expect(second.body).toContain('value="typed"')
    expect((await findPerson(app.store, id))?.phone).toBe('1')
  })

  test('speaks for an institution once in one role, and no longer after the end', async () => {
    const id = await add({ institution })
    expect(
      (await admin.post(`/people/${id}/affiliations`, { institution, role: 'focal_point' })).status,
    ).toBe(409)
    expect(
      (await admin.post(`/people/${id}/affiliations`, { institution: '0'.repeat(26), role: 'member' }))
        .status,
    ).toBe(400)
    const affiliation = (await findPerson(app.store, id))?.affiliations[0]?.id ?? ''
    expect((await admin.post(`/people/${id}/affiliations/${affiliation}/end`)).status).toBe(303)
    expect((await findPerson(app.store, id))?.affiliations[0]?.to).toBe('2026-01-15')
  })

  test('of another person: the affiliation is not found', async () => {
    const [one, other] = [await add({ institution }), await add()]
    const affiliation = (await findPerson(app.store, one))?.affiliations[0]?.id ?? ''
    expect((await admin.post(`/people/${other}/affiliations/${affiliation}/end`)).status).toBe(404)
  })
})

describe('the list', () => {
  test('stands in the reader’s alphabet and is searched in every spelling', async () => {
    for (const surname of ['Яковлева', 'Іргебаева', 'Әуезова', 'Абаева'])
      await add({ surname_kk: surname, surname_ru: surname })
    const names = (await listPeople(app.store, 'kk', { search: '', page: 1 })).people.map(
      (card) => card.names.kk?.surname,
    )
    expect(names.filter(Boolean)).toEqual(['Абаева', 'Әуезова', 'Іргебаева', 'Яковлева'])
    expect((await listPeople(app.store, 'en', { search: 'ауезова', page: 1 })).people).toHaveLength(1)
  })

  test('takes the same number of queries for one and for three', async () => {
    await add({ institution })
    const one = await app.queriesOf(() => admin.get('/people'))
    await add({ institution })
    await add({ institution })
    expect((await app.queriesOf(() => admin.get('/people'))).length).toBe(one.length)
  })
})
