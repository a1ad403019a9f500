/** Importing commitments: what each line becomes, all or nothing, and the way out and in again. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { headsIn, IMPORT_COLUMNS } from '../../src/commitments/column.ts'
import { dueText, readDue } from '../../src/commitments/due-text.ts'
import { type ImportKnown, importLines, numberOf } from '../../src/commitments/import.ts'
import { finderOf } from '../../src/commitments/matching.ts'
import { formatDue } from '../../src/i18n/dates.ts'
import { LOCALES } from '../../src/kernel/locale.ts'
import { soughtFor } from '../../src/people/mention.ts'
import { readTable } from '../../src/tables/table.ts'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { dumpOf } from '../fixtures/store.ts'
import { openWorld, recorded, type World } from './world.ts'

describe('a due date in a table', () => {
  test.each([
    ['2026-03-31', '', 'day 2026-03-31'],
    ['31.03.2026', '', 'day 2026-03-31'],
    ['46112', '', 'day 2026-03-31'],
    ['2026-Q2', '', 'quarter 2026-06-30'],
    ['Q3 2026', '', 'quarter 2026-09-30'],
    ['IV кв. 2026', '', 'quarter 2026-12-31'],
    ['2 квартал 2026 года', '', 'quarter 2026-06-30'],
    ['3-й кв. 2026 г.', '', 'quarter 2026-09-30'],
    ['2026 жылдың 1-тоқсаны', '', 'quarter 2026-03-31'],
    ['2026 ж. ІІ тоқсан', '', 'quarter 2026-06-30'],
    ['2026', '', 'year 2026-12-31'],
    ['2026 г.', '', 'year 2026-12-31'],
    ['2026 жыл', '', 'year 2026-12-31'],
    ['', '2026-04-14', 'undated 2026-04-14'],
  ])('%s %s is %s', (due, review, read) => {
    const found = readDue(due, review)
    expect(found.ok && `${found.value.duePrecision} ${found.value.dueOn ?? found.value.reviewOn}`).toBe(read)
  })

  test.each([
    ['', '', 'due_missing'],
    ['soon', '', 'due_unknown'],
    ['31.02.2026', '', 'due_unknown'],
    ['5 квартал 2026', '', 'due_unknown'],
    ['spring 2026', '', 'due_unknown'],
    ['I–II кварталы 2026', '', 'due_unknown'],
    ['1-2 квартал 2026', '', 'due_unknown'],
    ['15 кв. 2026', '', 'due_unknown'],
    ['1 раз в квартал 2026', '', 'due_unknown'],
    ['4 квартал 2026 - 1 квартал 2027', '', 'due_unknown'],
    ['до 1 кв. 2026', '', 'due_unknown'],
    ['', 'soon', 'due_unknown'],
  ])('%s %s is refused', (due, review, key) => {
    expect(readDue(due, review)).toMatchObject({ ok: false, messageKey: `overview.${key}` })
  })

  test('comes back from what a table or a page says of it', () => {
    for (const text of ['2026-03-31', '2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4', '2026']) {
      const due = readDue(text, '')
      if (!due.ok) throw new Error(text)
      expect(dueText(due.value)).toBe(text)
      if (due.value.duePrecision === 'day') continue
      for (const locale of LOCALES) {
        const words = formatDue(locale, { on: due.value.dueOn, precision: due.value.duePrecision })
        expect(readDue(words, '')).toEqual(due)
      }
    }
  })
})

describe('a name in a table', () => {
  const find = finderOf([
    { id: 'moh', names: ['Министерство здравоохранения', 'МЗ', 'Ministry of Health'] },
    { id: 'dist', names: ['Единый дистрибьютор'] },
    { id: 'region', names: ['Управление здравоохранения'] },
    { id: 'other', names: ['Управление здравоохранения'] },
  ])

  test('is found whatever its case and its quotation marks', () => {
    expect([find('«министерство  Здравоохранения»'), find('мз')]).toEqual([
      { ok: true, id: 'moh' },
      { ok: true, id: 'moh' },
    ])
  })

  test('that nobody has leads to those near it', () => {
    expect(find('Единый дистрибютор')).toEqual({
      ok: false,
      fault: {
        messageKey: 'overview.institution_near',
        params: { name: 'Единый дистрибютор', names: 'Единый дистрибьютор' },
      },
    })
    expect(find('Почта')).toMatchObject({ fault: { messageKey: 'overview.institution_unknown' } })
    expect(find('Управление здравоохранения')).toMatchObject({
      fault: { messageKey: 'overview.name_ambiguous' },
    })
    expect(find(' ')).toMatchObject({ fault: { messageKey: 'forms.required' } })
  })
})

test('fifty wrong names among a thousand institutions keep nobody waiting', () => {
  const many = Array.from({ length: 1000 }, (_, at) => ({
    id: `i${at}`,
    names: [1, 2, 3].map((part) => `Управление здравоохранения области номер ${at}, отдел ${part}`),
  }))
  const began = performance.now()
  const found = finderOf(many)
  for (let at = 0; at < 50; at++) found(`Управленье здравохранения области намер ${at}`)
  // It took three seconds and more to compare each with each.
  expect(performance.now() - began).toBeLessThan(1_500)
})

describe('the lines of a table', () => {
  const known: ImportKnown = {
    institution: finderOf([
      { id: 'dist', names: ['DIST'] },
      { id: 'moh', names: ['MOH'] },
    ]),
    people: new Map([
      ['a@dist.example', { id: 'a', protected: false, institutionIds: ['dist'] }],
      ['b@dist.example', { id: 'b', protected: true, institutionIds: ['dist'] }],
      ['c@moh.example', { id: 'c', protected: false, institutionIds: ['moh'] }],
    ]),
    objectives: new Map([['2.1', 'objective']]),
    numbers: new Set([7]),
    texts: new Map([['sign the contract', 'C-07']]),
    authoritative: 'ru',
    keptOut: [soughtFor('Ахметова')],
    agreed: false,
  }
  const BASE = { text_en: 'Buy', lead: 'DIST', due: '2026' }

  async function lines(...rows: Partial<Record<(typeof IMPORT_COLUMNS)[number], string>>[]) {
    const head = IMPORT_COLUMNS.map((key) => headsIn('en')[key])
    const csv = [head, ...rows.map((row) => IMPORT_COLUMNS.map((key) => `"${row[key] ?? ''}"`))]
    const bytes = new TextEncoder().encode(csv.map((row) => row.join(';')).join('\r\n'))
    const table = await readTable({ name: 'a.csv', bytes })
    if (!table.ok) throw new Error(table.messageKey)
    const found = importLines(table.value, known, 'en')
    if (!found.ok) throw new Error(found.messageKey)
    return found.value
  }

  test('become drafts as by hand', async () => {
    const [line] = await lines({
      ...{ text_kk: 'Сатып алу', text_en: 'Buy', lead: 'dist', supporters: 'moh; MOH', verifier: 'MOH' },
      ...{ person_mail: 'A@dist.example', due: '2026-Q2', visibility: 'всем', objective: '2.1' },
    })
    expect(line).toMatchObject({ state: 'new', personId: 'a', faults: [], warnings: [] })
    expect(line?.draft).toEqual({
      text: { kk: 'Сатып алу', en: 'Buy' },
      authoritative: 'kk',
      leadId: 'dist',
      supporterIds: ['moh'],
      verifierId: 'moh',
      itemId: null,
      decisionId: null,
      visibility: 'public',
      objectiveId: 'objective',
      due: { dueOn: '2026-06-30', duePrecision: 'quarter', reviewOn: null },
      agreed: false,
    })
  })

  test.each([
    ['a lead nobody knows', { lead: 'Post' }, ['lead overview.institution_unknown']],
    ['no text', { text_en: '' }, ['text_kk forms.required']],
    ['the lead as its own verifier', { verifier: 'DIST' }, ['verifier commitments.lead_cannot_verify']],
    [
      'the lead as its own supporter',
      { supporters: 'DIST' },
      ['supporters commitments.lead_supports_itself'],
    ],
    ['a protected person', { person_mail: 'b@dist.example' }, ['person_mail overview.person_protected']],
    ['nobody we know', { person_mail: 'x@y.example' }, ['person_mail overview.person_unknown']],
    [
      'another’s person',
      { person_mail: 'c@moh.example' },
      ['person_mail commitments.person_of_other_institution'],
    ],
    ['a word that is none', { visibility: 'secret' }, ['visibility overview.visibility_unknown']],
    ['no such objective', { objective: '9' }, ['objective overview.objective_unknown']],
    [
      'a participant under Chatham House',
      { text_en: 'Buy', text_ru: 'По словам Ахметовой' },
      ['text_ru minutes.names_somebody'],
    ],
    ['a text without end', { text_en: 'x'.repeat(3001) }, ['text_en forms.too_long']],
    ['everything at once', { lead: '', due: '' }, ['lead forms.required', 'due overview.due_missing']],
  ])('with %s are wrong', async (_, cells, faults) => {
    const [line] = await lines({ ...BASE, ...cells })
    expect([line?.state, line?.draft]).toEqual(['wrong', null])
    expect(line?.faults.map(({ field, messageKey }) => `${field} ${messageKey}`)).toEqual(faults)
  })

  test('whose code exists are left alone, whatever else they say', async () => {
    const [kept, fresh] = await lines({ code: 'C-07', lead: 'Post' }, { ...BASE, code: '8' })
    expect([kept?.state, kept?.faults, fresh?.state]).toEqual(['known', [], 'new'])
    expect(['C-07', 'с-7', '07', 'C-O7', ''].map(numberOf)).toEqual([7, 7, 7, null, null])
  })

  test('say what is there twice, and are taken all the same', async () => {
    const found = await lines({ ...BASE, text_en: 'Sign  the Contract' }, BASE, { ...BASE, text_en: 'BUY' })
    expect(found.map(({ state, warnings }) => [state, warnings.map(({ messageKey }) => messageKey)])).toEqual(
      [
        ['new', ['overview.text_known']],
        ['new', []],
        ['new', ['overview.text_twice']],
      ],
    )
  })
})

describe('the pages', () => {
  let app: TestApp
  let world: World
  beforeEach(async () => {
    app = openTestApp()
    world = await openWorld(app)
  })
  afterEach(() => app.close())

  const as = (role: 'coordinator' | 'rapporteur' | 'viewer', locale: 'en' | 'ru' = 'en') =>
    app.signedIn({ rank: 'member', roles: { [world.dialogueId]: role }, locale })
  const path = () => `/dialogues/${world.dialogueId}/commitments/import`

  async function send(
    browser: TestBrowser,
    form: Record<string, string>,
    file?: string | Uint8Array<ArrayBuffer>,
  ) {
    const body = new FormData()
    for (const [name, value] of Object.entries(form)) body.append(name, value)
    if (file) body.append('file', new File([file], 'table'))
    return browser.request(path(), { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } })
  }

  const keptIn = (body: string) =>
    (/name="table" value="([^"]*)"/.exec(body)?.[1] ?? '').replaceAll('&quot;', '"').replaceAll('&amp;', '&')

  const HEAD = 'Ответственный исполнитель;Обязательство на русском;Срок исполнения'

  test('try every line without writing, then take all over as a meeting’s, agreed', async () => {
    await recorded(world)
    const coordinator = await as('coordinator')
    const before = dumpOf(app.raw)
    const tried = await send(
      coordinator,
      {},
      [
        HEAD,
        'Единый дистрибьютор;Закупить препарат;2026-Q2',
        'Министерство здравоохранения;Издать приказ;2026',
      ].join('\n'),
    )
    expect(tried.status).toBe(200)
    expect(dumpOf(app.raw)).toEqual(before)
    const form = { table: keptIn(tried.body), take: 'all', meeting: world.meetingId, agreed: 'on' }
    const taken = await send(coordinator, form)
    expect([taken.status, taken.location]).toEqual([
      303,
      `/commitments?dialogue=${world.dialogueId}&said=recorded`,
    ])
    const rows = app.raw
      .prepare(
        'select number, state, meeting_id, due_on, source_kind, version from commitments where number > 1 order by number',
      )
      .all()
    const common = { state: 'agreed', meeting_id: world.meetingId, source_kind: 'meeting', version: 1 }
    expect(rows).toEqual([
      { number: 2, due_on: '2026-06-30', ...common },
      { number: 3, due_on: '2026-12-31', ...common },
    ])
    const facts = app.raw
      .prepare("select kind, subject_version as v from facts where kind like '%commitment%' order by rowid")
      .all()
    expect(facts.slice(-3)).toEqual([
      { kind: 'dialogue.commitments_imported', v: 2 },
      { kind: 'commitment.recorded', v: 1 },
      { kind: 'commitment.recorded', v: 1 },
    ])
    expect((await recorded(world)).number).toBe(4)
  })

  test('take nothing over while one line is wrong, and say near names', async () => {
    const coordinator = await as('coordinator')
    const csv = [HEAD, 'Единый дистрибьютор;Закупить;2026', 'Единый дистрибютор;Издать;2026'].join('\n')
    const tried = await send(coordinator, {}, csv)
    expect(tried.body).toContain('Meant perhaps: Единый дистрибьютор.')
    expect(tried.body).not.toContain('name="take"')
    const before = dumpOf(app.raw)
    const table = JSON.stringify([
      [0, ...HEAD.split(';')],
      [2, 'Единый дистрибьютор', 'Закупить', '2026'],
      [3, 'Единый дистрибютор', 'Издать', '2026'],
    ])
    expect((await send(coordinator, { table, take: 'all' })).status).toBe(400)
    expect(dumpOf(app.raw)).toEqual(before)
  })

  test('a meeting of another dialogue is none to choose', async () => {
    const coordinator = await as('coordinator')
    const tried = await send(coordinator, {}, `${HEAD}\nЕдиный дистрибьютор;Закупить;2026`)
    const taken = await send(coordinator, { table: keptIn(tried.body), take: 'all', meeting: world.itemId })
    expect(taken.status).toBe(400)
    expect(taken.body).toContain('This meeting is not one of this dialogue.')
  })

  test('what was taken out comes in again without anything new', async () => {
    await recorded(world)
    await recorded(world, { leadId: world.moh, supporterIds: [world.dist], verifierId: null })
    const coordinator = await as('coordinator', 'ru')
    for (const ending of ['csv', 'xlsx']) {
      const { bytes } = await coordinator.get(`/commitments.${ending}?show=all`)
      const tried = await send(coordinator, {}, bytes as Uint8Array<ArrayBuffer>)
      expect(tried.body.match(/уже есть, остаётся без изменений/g)).toHaveLength(2)
      const taken = await send(coordinator, { table: keptIn(tried.body), take: 'all' })
      expect(taken.status).toBe(400)
      expect(taken.body).toContain('Новых строк нет.')
    }
  })

  test('and in another dialogue as new ones, whole', async () => {
    const { id } = await recorded(world)
    const coordinator = await as('coordinator', 'ru')
    const { bytes } = await coordinator.get('/commitments.xlsx?show=all')
    const other = await app.signedIn({ rank: 'member', roles: { [world.otherDialogueId]: 'coordinator' } })
    const body = new FormData()
    body.append('file', new File([bytes as Uint8Array<ArrayBuffer>], 'table'))
    const there = `/dialogues/${world.otherDialogueId}/commitments/import`
    const own = { 'sec-fetch-site': 'same-origin' }
    const tried = await other.request(there, { method: 'POST', body, headers: own })
    const again = new FormData()
    for (const [name, value] of [
      ['table', keptIn(tried.body)],
      ['take', 'all'],
      ['agreed', 'on'],
    ] as const)
      again.append(name, value)
    expect((await other.request(there, { method: 'POST', body: again, headers: own })).status).toBe(303)
    const columns =
      'lead_institution_id, verifier_institution_id, due_on, due_precision, visibility, state, search'
    const row = (where: string) => app.raw.prepare(`select ${columns} from commitments where ${where}`).get()
    expect(row(`dialogue_id = '${world.otherDialogueId}'`)).toEqual(row(`id = '${id}'`))
  })

  test('are for those who coordinate', async () => {
    const [rapporteur, viewer] = [await as('rapporteur'), await as('viewer')]
    const stranger = await app.signedIn({ rank: 'member', roles: { [world.otherDialogueId]: 'coordinator' } })
    const statuses = await Promise.all(
      [rapporteur, viewer, stranger].map(async (one) => (await one.get(path())).status),
    )
    expect(statuses).toEqual([403, 403, 404])
    expect((await send(rapporteur, {}, `${HEAD}\na;b;2026`)).status).toBe(403)
  })
})

describe('the table that is taken out', () => {
  let app: TestApp
  let world: World
  beforeEach(async () => {
    app = openTestApp()
    world = await openWorld(app)
  })
  afterEach(() => app.close())

  test('has nothing closed, no unlisted institution and no address for who may not see them', async () => {
    await recorded(world)
    await recorded(world, { visibility: 'closed', text: { ru: 'Закрытое' } })
    app.raw.prepare("update institutions set listable = 'never' where id = ?").run(world.moh)
    app.raw.prepare('update commitments set person_id = ? where number = 1').run(world.specialist)
    const csvAs = async (role: 'coordinator' | 'viewer') => {
      const browser = await app.signedIn({ rank: 'member', roles: { [world.dialogueId]: role } })
      return (await browser.get('/commitments.csv?show=all')).body
    }
    const words = ['Закрытое', 'Министерство здравоохранения', `${world.specialist}@example.org`, 'Ospanov']
    const [coordinator, viewer] = [await csvAs('coordinator'), await csvAs('viewer')]
    expect(words.map((word) => coordinator.includes(word))).toEqual([true, true, true, true])
    expect(words.map((word) => viewer.includes(word))).toEqual([false, false, false, true])
    app.raw.prepare('update persons set protected = 1').run()
    expect((await csvAs('viewer')).includes('Ospanov')).toBe(false)
  })

  test('has the texts of all languages, and costs the same for one row and for three', async () => {
    const browser = await app.signedIn({ rank: 'member', roles: { [world.dialogueId]: 'viewer' } })
    const queries = async () => (await app.queriesOf(() => browser.get('/commitments.csv?show=all'))).length
    await recorded(world)
    const one = await queries()
    await recorded(world)
    await recorded(world)
    expect(await queries()).toBe(one)
    const { body } = await browser.get('/commitments.csv?show=all')
    for (const words of ['Заключить договор на 2026 год', 'Sign the contract for 2026'])
      expect(body).toContain(words)
  })
})
