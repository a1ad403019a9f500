/** The directory over HTTP and by commands: dated names, orders of three alphabets, two editors at once. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type InstitutionName,
  inProtocolOrder,
  letterLanguagesOf,
  nameOf,
} from '../../src/institutions/institution.ts'
import { allInstitutions, findInstitution, institutionNames } from '../../src/institutions/queries.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'

let app: TestApp
let admin: TestBrowser
beforeEach(async () => {
  app = openTestApp()
  admin = await app.signedIn()
  await admin.post('/sectors', {
    code: 'HEALTH',
    class: 'state_health',
    name_en: 'Health',
    name_ru: 'Здравоохранение',
  })
})
afterEach(() => app.close())

const FACTS = {
  country: 'KZ',
  precedence: '10',
  listable: 'public',
  letter_languages: 'ru,kk',
  zone: 'Asia/Almaty',
  holiday_calendar: 'KZ',
  official_mail: '',
}
const sectorId = () => app.raw.prepare('select id from sectors').pluck().get() as string

async function add(form: Record<string, string> = {}): Promise<string> {
  const page = await admin.post('/institutions', {
    ...FACTS,
    sector: sectorId(),
    official_ru: 'Министерство здравоохранения',
    ...form,
  })
  expect(page.status).toBe(303)
  return /\/institutions\/(\w+)/.exec(page.location)?.[1] ?? ''
}

describe('an institution', () => {
  test('is added with its names and found by any spelling', async () => {
    await add({
      official_kk: 'Денсаулық сақтау министрлігі',
      official_en: 'Ministry of Health',
      short_en: 'MoH',
    })
    const found = async (words: string) => (await allInstitutions(app.store, 'en', words)).length
    expect([
      await found('ДЕНСАУЛЫК'),
      await found('денсаулық'),
      await found('moh'),
      await found('министерство'),
      await found('finance'),
    ]).toEqual([1, 1, 1, 1, 0])
    expect((await admin.get('/institutions?q=moh')).body).toContain('Ministry of Health')
  })

  test('keeps its old name for older documents', async () => {
    const id = await add({ official_ru: 'Министерство здравоохранения и социального развития' })
    const renamed = await admin.post(`/institutions/${id}/names`, {
      official_ru: 'Министерство здравоохранения',
      from: '2017-01-26',
      version: '1',
    })
    expect(renamed.status).toBe(303)
    const on = async (date: string) => {
      const names = await institutionNames(app.store, [id], localDate(date))
      return nameOf(names.get(id) as InstitutionName, 'ru').text
    }
    expect(await on('2016-04-13')).toBe('Министерство здравоохранения и социального развития')
    expect(await on('2017-01-25')).toBe('Министерство здравоохранения и социального развития')
    expect(await on('2017-01-26')).toBe('Министерство здравоохранения')
    expect(await allInstitutions(app.store, 'ru', 'социального')).toHaveLength(1)
  })

  test('cannot be renamed from before its present name began', async () => {
    const id = await add({ from: '2017-01-26' })
    const page = await admin.post(`/institutions/${id}/names`, {
      official_ru: 'Иначе',
      from: '2017-01-26',
      version: '1',
    })
    expect(page.status).toBe(400)
    expect(page.body).toContain('value="Иначе"')
  })

  test('edited by two: the second is told, keeps what was typed and changes nothing', async () => {
    const id = await add()
    const edit = { ...FACTS, sector: sectorId(), version: '1' }
    expect((await admin.post(`/institutions/${id}`, { ...edit, precedence: '11' })).status).toBe(303)
    const second = await admin.post(`/institutions/${id}`, { ...edit, precedence: '12', country: 'Typed' })
    expect(second.status).toBe(409)
    expect(second.body).toContain('value="Typed"')
    expect((await findInstitution(app.store, id))?.precedence).toBe(11)
  })

  test.each([
    ['an unknown sector', { sector: '0'.repeat(26) }],
    ['no name in any language', { official_ru: '' }],
    ['an unknown zone', { zone: 'Mars/Base' }],
    ['an official mailbox with a line break', { official_mail: 'a@example.org\nb@example.org' }],
  ])('with %s is refused and keeps the form', async (_, wrong) => {
    const form = { ...FACTS, sector: sectorId(), official_ru: 'Орган', short_ru: 'Запомнить', ...wrong }
    const page = await admin.post('/institutions', form)
    expect(page.status).toBe(400)
    expect(page.body).toContain('value="Запомнить"')
    expect(await allInstitutions(app.store, 'en')).toEqual([])
  })

  test('with a name of 300 Kazakh letters and signs is kept as typed', async () => {
    const name = `«;,\\"😀${'Ұ'.repeat(293)}`
    const id = await add({ official_kk: name })
    expect((await findInstitution(app.store, id))?.official.texts.kk).toBe(name)
  })

  test('is closed to members without a role in the directory', async () => {
    const id = await add()
    const viewer = await app.signedIn({ rank: 'member' })
    expect((await viewer.get(`/institutions/${id}`)).status).toBe(403)
    expect(
      (await viewer.post('/institutions', { ...FACTS, sector: sectorId(), official_ru: 'Нет' })).status,
    ).toBe(403)
    expect((await app.visitor().get('/institutions')).status).toBe(303)
  })

  test('lists take the same number of queries for one and for three', async () => {
    await add()
    const one = await app.queriesOf(() => admin.get('/institutions'))
    await add({ official_ru: 'Второе' })
    await add({ official_ru: 'Третье' })
    const three = await app.queriesOf(() => admin.get('/institutions'))
    expect(three.length).toBe(one.length)
  })
})

describe('order', () => {
  const institution = (official: string, precedence: number): InstitutionName => ({
    id: official,
    official: { authoritative: 'kk', texts: { kk: official } },
    short: { authoritative: 'kk', texts: {} },
    sectorId: 's',
    sectorClass: 'state_other',
    precedence,
    listable: 'public',
    letterLanguages: ['ru', 'kk'],
  })

  test('is precedence first, then the Kazakh alphabet', () => {
    const given = ['Қаржы', 'Әділет', 'Ішкі істер', 'Ауыл', 'Ғылым', 'Бас прокуратура', 'Үкімет'].map(
      (name) => institution(name, 20),
    )
    const sorted = inProtocolOrder([...given, institution('Ютқызу', 10)], 'kk').map((entry) => entry.id)
    expect(sorted).toEqual([
      'Ютқызу',
      'Ауыл',
      'Әділет',
      'Бас прокуратура',
      'Ғылым',
      'Қаржы',
      'Үкімет',
      'Ішкі істер',
    ])
  })

  test('letters to a state body are Kazakh first, to others as they wish', () => {
    expect(letterLanguagesOf(institution('x', 1))).toEqual(['kk', 'ru'])
    expect(letterLanguagesOf({ ...institution('x', 1), sectorClass: 'multilateral' })).toEqual(['ru', 'kk'])
  })
})
