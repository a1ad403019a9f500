/** The pages of status requests over HTTP: choosing, sending, answering on a phone, the paper, the agenda. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/id.ts'
import { MOST_LINES } from '../../src/status/request.ts'
import { loaded, mails, openWorld, recorded, type World } from '../commitments/world.ts'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { dumpOf } from '../fixtures/store.ts'
import { copiesDueSooner, meetingAhead, opened, prepared } from './world.ts'

let app: TestApp
let world: World
beforeEach(async () => {
  app = openTestApp()
  world = await openWorld(app)
})
afterEach(() => app.close())

const as = (
  role: 'organiser' | 'coordinator' | 'rapporteur' | 'viewer',
  locale: 'en' | 'ru' | 'kk' = 'en',
): Promise<TestBrowser> => app.signedIn({ rank: 'member', roles: { [world.dialogueId]: role }, locale })

/** The personal link that the letter to the distributor carries. */
async function linkOfDist(): Promise<string> {
  const mail = (await mails(world)).findLast(({ person_id }) => person_id === world.distPoint)
  const [url = ''] = /https:\S+\/p\/\S+/.exec(mail?.body_text ?? '') ?? []
  return new URL(url).pathname
}

async function some(count: number): Promise<Id[]> {
  const ids: Id[] = []
  for (let at = 0; at < count; at++)
    ids.push((await recorded(world, { text: { ru: `Обязательство номер ${at + 1}` } })).id)
  return ids
}

describe('choosing', () => {
  test('offers everything open, ticked, a week before the meeting', async () => {
    await some(2)
    const meeting = await meetingAhead(world)
    const browser = await as('coordinator')
    const { body } = await browser.get(`/dialogues/${world.dialogueId}/status/new?meeting=${meeting}`)
    expect(body.match(/name="commitment"[^>]* checked/g)).toHaveLength(2)
    expect(body).toContain('value="2026-03-03"')
    expect(body).toMatch(new RegExp(`value="${meeting}" selected`))
  })

  test('leads to the letters, which go with one press and show how far they came', async () => {
    const commitment = await some(2)
    const browser = await as('coordinator')
    const draft = await browser.post(`/dialogues/${world.dialogueId}/status`, {
      ...{ meeting: '', due_on: '2026-02-01', words_ru: 'Кратко, пожалуйста.', words_en: '', words_kk: '' },
      commitment,
    })
    const preview = await browser.get(draft.location)
    expect(preview.body).toContain('Кратко, пожалуйста.')
    expect(preview.body).toContain('/p/…')
    expect(await mails(world)).toEqual([])
    const sent = await browser.post(`${draft.location}/sending`)
    expect([sent.status, sent.location]).toEqual([303, `${draft.location}/sending?said=queued`])
    expect((await browser.get(sent.location)).body).toContain('data-fresh="')
  })

  test('has its letters among the mail of the dialogue, also when it serves no meeting', async () => {
    await opened(world, { commitmentIds: await some(1) })
    const subject = 'Ход исполнения обязательств: Диалог OAT-KZ'
    expect((await (await as('coordinator')).get('/mail')).body).toContain(subject)
    const stranger = await app.signedIn({ rank: 'member', roles: { [world.otherDialogueId]: 'organiser' } })
    expect((await stranger.get('/mail')).body).not.toContain(subject)
  })

  test('keeps what was typed when the day is wrong', async () => {
    const commitment = await some(1)
    const { status, body } = await (await as('coordinator')).post(`/dialogues/${world.dialogueId}/status`, {
      ...{ meeting: '', due_on: '2025-01-01', words_ru: 'Мои слова', words_en: '', words_kk: '' },
      commitment,
    })
    expect(status).toBe(400)
    expect(body).toContain('This day has passed.')
    expect(body).toContain('Мои слова')
  })

  test('keeps what was chosen among more than one form can offer', async () => {
    const chosen = await recorded(world, { text: { ru: 'Последнее' } })
    const id = await prepared(world, { commitmentIds: [chosen.id] })
    await copiesDueSooner(world, chosen.id, MOST_LINES)
    const { body } = await (await as('coordinator')).get(`/status/${id}/edit`)
    expect(body.match(/name="commitment"[^>]* checked/g)).toHaveLength(1)
    expect(body).toContain(`value="${chosen.id}" checked`)
  })

  test('shows a draft to nobody who does not coordinate', async () => {
    const id = await prepared(world, { commitmentIds: await some(1) })
    expect((await (await as('rapporteur')).get(`/status/${id}`)).status).toBe(403)
    const list = await (await as('viewer')).get(`/dialogues/${world.dialogueId}/status`)
    expect(list.body).not.toContain(`/status/${id}`)
  })
})

describe('the page of an institution', () => {
  test('takes forty commitments in one form and weighs no more than forty kilobytes', async () => {
    const ids: Id[] = []
    const text =
      'Обеспечить бесперебойную поставку препарата в регионы и представить расчёт потребности на 2026 год'
    for (let at = 0; at < 40; at++)
      ids.push((await recorded(world, { text: { ru: text, en: 'Supply', kk: 'Жеткізу' } })).id)
    await opened(world, { commitmentIds: ids })
    const link = await linkOfDist()
    const page = await app.visitor().get(link)
    expect(page.status).toBe(200)
    expect(page.body.match(/<form/g)).toHaveLength(1)
    expect(page.bytes.length).toBeLessThan(40_000)
  })

  test('says thank you when all was taken, and shows what was reported', async () => {
    const [first = ''] = await some(2)
    await opened(world, { commitmentIds: [first] })
    const link = await linkOfDist()
    const { number, version } = await loaded(world, first)
    const form = { [`claim_${number}`]: 'in_progress', [`words_${number}`]: 'Идёт тендер' }
    const visitor = app.visitor()
    const sent = await visitor.post(`${link}/status`, { ...form, [`version_${number}`]: String(version) })
    expect([sent.status, sent.location]).toEqual([303, `${link}?said=reported`])
    const { body } = await visitor.get(link)
    expect(body).toContain('Идёт тендер')
    expect(body).toContain('Исправить отчёт')
  })

  test('keeps what was refused and says what was taken', async () => {
    const [first = '', second = ''] = await some(2)
    await opened(world, { commitmentIds: [first, second] })
    const link = await linkOfDist()
    const form = {
      ...{
        claim_1: 'in_progress',
        words_1: 'Идёт тендер',
        version_1: String((await loaded(world, first)).version),
      },
      ...{ claim_2: 'done', words_2: 'да', version_2: String((await loaded(world, second)).version) },
    }
    const sent = await app.visitor().post(`${link}/status`, form)
    expect(sent.status).toBe(400)
    expect(sent.body).toContain('Принято: C-01')
    expect(sent.body).toMatch(/<a href="#words-2">C-02: /)
    expect(sent.body).toMatch(/name="words_2"[^>]*>\s*да<\/textarea>/)
    expect(sent.body).not.toMatch(/name="words_1"[^>]*>\s*Идёт/)
  })

  test('shows and takes nothing of another institution that was asked in the same request', async () => {
    const [own = ''] = await some(1)
    const foreign = { leadId: world.moh, verifierId: null, supporterIds: [], text: { ru: 'Чужое дело' } }
    const other = await recorded(world, foreign)
    await opened(world, { commitmentIds: [own, other.id] })
    const link = await linkOfDist()
    const { body } = await app.visitor().get(link)
    expect([body.includes('Обязательство номер 1'), body.includes('Чужое дело')]).toEqual([true, false])
    const form = { claim_2: 'in_progress', words_2: 'Слова', version_2: String(other.version) }
    const sent = await app.visitor().post(`${link}/status`, form)
    expect([sent.status, sent.body.includes('Чужое дело')]).toEqual([400, false])
    expect((await loaded(world, other.id)).state).toBe('agreed')
  })

  test('is for nobody who left, and GET changes nothing', async () => {
    await opened(world, { commitmentIds: await some(1) })
    const link = await linkOfDist()
    const before = dumpOf(app.raw)
    await app.visitor().get(link)
    expect(dumpOf(app.raw)).toBe(before)
    app.raw
      .prepare("update affiliations set valid_to = '2026-01-01' where person_id = ?")
      .run(world.distPoint)
    expect((await app.visitor().get(link)).body).toContain('больше не представляет организацию')
  })
})

describe('the paper', () => {
  test.each([
    ['en', '0 of 1 institution answered', 'no report'],
    ['ru', 'Ответили организации: 0 из 1', 'нет отчёта'],
    ['kk', 'Жауап берген ұйымдар: 0, сұралғаны: 1', 'есеп жоқ'],
  ] as const)('speaks %s', async (locale, answered, silent) => {
    const { id } = await opened(world, { commitmentIds: await some(1) })
    const browser = await as('viewer', locale)
    for (const query of ['', '?by=item']) {
      const { status, body } = await browser.get(`/status/${id}${query}`)
      expect([status, body.includes(answered), body.includes(silent)]).toEqual([200, true, true])
    }
  })

  test('comes as PDF, DOCX, XLSX and CSV; a closed one always with the same bytes', async () => {
    const { id } = await opened(world, { commitmentIds: await some(2) })
    const browser = await as('coordinator')
    await browser.post(`/status/${id}/closing`)
    const first = await browser.get(`/status/${id}/paper.pdf`)
    expect([first.status, new TextDecoder().decode(first.bytes.slice(0, 5))]).toEqual([200, '%PDF-'])
    app.setNow('2026-06-15T04:00:00Z')
    const later = await as('coordinator')
    expect((await later.get(`/status/${id}/paper.pdf`)).bytes).toEqual(first.bytes)
    for (const format of ['docx', 'xlsx'])
      expect((await later.get(`/status/${id}/paper.${format}`)).status).toBe(200)
    const csv = await later.get(`/status/${id}/paper.csv`)
    expect(csv.body).toContain('C-01,Обязательство номер 1 (only in Russian)')
  })

  test('leaves closed commitments out for who may not see them, whatever they ask for', async () => {
    const closed = await recorded(world, { text: { ru: 'Закрытое' }, visibility: 'closed' })
    const { id } = await opened(world, { commitmentIds: [...(await some(1)), closed.id] })
    const viewer = await as('viewer')
    for (const path of ['', '?for=secretariat', '/paper.csv', '/paper.csv?for=secretariat']) {
      const { body } = await viewer.get(`/status/${id}${path}`)
      expect([path, body.includes('Закрытое')]).toEqual([path, false])
    }
    const all = await as('rapporteur')
    expect((await all.get(`/status/${id}/paper.csv`)).body).toContain('Закрытое')
    expect((await all.get(`/status/${id}/paper.csv?for=members`)).body).not.toContain('Закрытое')
  })
})

describe('the agenda', () => {
  test('gets a new item with the paper in three languages, once', async () => {
    const meeting = await meetingAhead(world)
    const { id } = await opened(world, { meetingId: meeting, commitmentIds: await some(1) })
    const browser = await as('organiser')
    expect((await browser.post(`/status/${id}/agenda`, { item: '' })).body).toContain(
      'Close the request first',
    )
    await browser.post(`/status/${id}/closing`)
    expect((await browser.post(`/status/${id}/agenda`, { item: '' })).status).toBe(303)
    expect((await browser.post(`/status/${id}/agenda`, { item: '' })).status).toBe(409)
    const items = await world.store.db
      .selectFrom('agenda_items')
      .select(['id', 'kind'])
      .where('meeting_id', '=', meeting)
      .execute()
    expect(items.map(({ kind }) => kind)).toEqual(['follow_up'])
    const files = await world.store.db
      .selectFrom('document_links')
      .innerJoin('documents', 'documents.id', 'document_links.document_id')
      .select(['documents.lang', 'document_links.paper_id'])
      .where('document_links.subject_id', '=', items[0]?.id ?? '')
      .execute()
    expect(files.map(({ lang }) => lang).sort()).toEqual(['en', 'kk', 'ru'])
    expect(new Set(files.map(({ paper_id }) => paper_id)).size).toBe(1)
    expect((await browser.get(`/meetings/${meeting}/agenda`)).body).toContain('Matters arising')
  })
})
