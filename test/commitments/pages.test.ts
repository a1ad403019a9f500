/** The pages of commitments over HTTP: who sees what, what a form keeps, and that a GET changes nothing. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { namePerson } from '../../src/commitments/commands.ts'
import { dueOf } from '../../src/commitments/due.ts'
import { moveDueDate } from '../../src/commitments/due-commands.ts'
import { reportsOf } from '../../src/commitments/record-queries.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { openTestApp, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { dumpOf } from '../fixtures/store.ts'
import { accepted, loaded, mails, openWorld, recorded, type World } from './world.ts'

let app: TestApp
let world: World
beforeEach(async () => {
  app = openTestApp()
  world = await openWorld(app)
})
afterEach(() => app.close())

const as = (role: 'organiser' | 'coordinator' | 'rapporteur' | 'viewer'): Promise<TestBrowser> =>
  app.signedIn({ rank: 'member', roles: { [world.dialogueId]: role } })

const stranger = (): Promise<TestBrowser> =>
  app.signedIn({ rank: 'member', roles: { [world.otherDialogueId]: 'organiser' } })

/** The personal link that the last mail carries. */
async function linkInMail(kind: string): Promise<string> {
  const mail = (await mails(world)).findLast((row) => row.kind === kind)
  const [url = ''] = /https:\S+\/p\/\S+/.exec(mail?.body_text ?? '') ?? []
  return new URL(url).pathname
}

/** A commitment whose owner has got a link to report. */
async function withReportLink() {
  const { store, coordinator } = world
  const { id } = await recorded(world)
  const due = dueOf('day', localDate('2026-03-01'))
  accepted(await moveDueDate(store, { actor: coordinator, id, due, reason: 'Tender', requestedBy: 'DIST' }))
  return { id, link: await linkInMail('due_moved') }
}

const REPORT = { claim: 'done', text: '', evidence: 'Contract 214 of 12.01.2026' }

describe('the list', () => {
  test('shows code, words, lead, due date and what presses', async () => {
    await recorded(world, { due: dueOf('day', localDate('2025-12-16')) })
    const { status, body } = await (await as('coordinator')).get('/commitments')
    expect(status).toBe(200)
    for (const words of ['C-01', 'Sign the contract for 2026', 'Единый дистрибьютор', '16 Dec 2025'])
      expect(body).toContain(words)
    expect(body).toContain('<span class="status bad">late by 30 days</span>')
    expect(body).toContain('<small>nobody named yet</small>')
  })

  test.each([
    ['ru', 'просрочено на 30 дней', 'нет отчёта'],
    ['kk', 'мерзімі өткеніне 30 күн болды', 'есеп жоқ'],
  ] as const)('speaks %s', async (locale, late, silent) => {
    await recorded(world, { due: dueOf('day', localDate('2025-12-16')) })
    const browser = await app.signedIn({ rank: 'member', roles: { [world.dialogueId]: 'viewer' }, locale })
    const { body } = await browser.get('/commitments?show=silent')
    expect(body).toContain(late)
    expect(body).toContain(silent)
  })

  test('keeps nothing of another dialogue, and closed ones from viewers', async () => {
    await recorded(world)
    await recorded(world, { text: { ru: 'Закрытое' }, visibility: 'closed' })
    expect((await (await stranger()).get('/commitments')).body).not.toContain('C-01')
    const viewer = await (await as('viewer')).get('/commitments')
    expect([viewer.body.includes('C-01'), viewer.body.includes('Закрытое')]).toEqual([true, false])
  })

  test('offers a viewer only institutions that lead something on the page', async () => {
    await recorded(world)
    expect((await (await as('viewer')).get('/commitments')).body).not.toContain('Орган по разрешениям')
    expect((await (await as('coordinator')).get('/commitments')).body).toContain('Орган по разрешениям')
  })

  test('makes the same number of queries for one row and for three', async () => {
    const coordinator = await as('coordinator')
    const count = async () => (await app.queriesOf(() => coordinator.get('/commitments'))).length
    await recorded(world)
    const one = await count()
    await recorded(world)
    await recorded(world)
    expect(await count()).toBe(one)
  })

  test('says how complete it is when it is narrowed', async () => {
    await recorded(world)
    const coordinator = await as('coordinator')
    const { body } = await coordinator.get(`/commitments?dialogue=${world.dialogueId}`)
    expect(body).toContain('Reported on: 0 of 1')
    expect((await coordinator.get('/commitments')).body).not.toContain('Reported on')
  })

  test('sends a visitor to sign in', async () => {
    expect((await app.visitor().get('/commitments')).status).toBe(303)
  })
})

describe('the record', () => {
  test('shows source, moves of the date, and who asked and granted', async () => {
    const { id } = await withReportLink()
    const { body } = await (await as('coordinator')).get(`/commitments/${id}`)
    for (const words of [
      'Бесперебойные закупки',
      'D-7',
      'moved once, 30 days later in all',
      'Tender',
      'DIST',
    ])
      expect(body).toContain(words)
    expect(body).toContain('<title>C-01 · OAT-KZ · Intersession</title>')
  })

  test('shows mail to the coordinator, not to a viewer, because it names people', async () => {
    const { id } = await withReportLink()
    const path = `/commitments/${id}`
    expect((await (await as('coordinator')).get(path)).body).toContain('Ахметова')
    expect((await (await as('viewer')).get(path)).body).not.toContain('Ахметова')
  })

  test('never names a protected person to a viewer', async () => {
    const { store, rapporteur, specialist } = world
    const { id } = await recorded(world)
    await namePerson(store, { actor: rapporteur, id, personId: specialist })
    const protect = store.db.updateTable('persons').set({ protected: 1 }).where('id', '=', specialist)
    await app.engine.runOne(protect.compile())
    const path = `/commitments/${id}`
    expect((await (await as('rapporteur')).get(path)).body).toContain('Ospanov')
    const seen = await (await as('viewer')).get(path)
    expect(seen.body).not.toContain('Ospanov')
    expect(seen.body).toContain('a person whose name is not shown')
  })

  test('never names an unlisted institution to a viewer', async () => {
    const { id } = await recorded(world)
    const hide = world.store.db
      .updateTable('institutions')
      .set({ listable: 'never' })
      .where('id', '=', world.dist)
    await app.engine.runOne(hide.compile())
    const viewer = await as('viewer')
    for (const path of ['/commitments', `/commitments/${id}`]) {
      expect((await (await as('rapporteur')).get(path)).body).toContain('Единый дистрибьютор')
      const seen = (await viewer.get(path)).body
      expect(seen).toContain('an institution that is not listed')
      expect(seen).not.toContain('Единый дистрибьютор')
    }
  })

  test.each(['', '/edit', '/report', '/due-change', '/person', '/closing', '/pause', '/verification'])(
    'of another dialogue is not found at %j',
    async (page) => {
      const { id } = await recorded(world)
      const browser = await stranger()
      expect((await browser.get(`/commitments/${id}${page}`)).status).toBe(404)
      if (page !== '/edit') expect((await browser.post(`/commitments/${id}${page}`, REPORT)).status).toBe(404)
    },
  )

  test('opens every act to the coordinator with a GET that changes nothing', async () => {
    const { id } = await withReportLink()
    const coordinator = await as('coordinator')
    const before = dumpOf(app.raw)
    for (const page of [
      '',
      '/edit',
      '/report',
      '/due-change',
      '/person',
      '/closing',
      '/pause',
      '/verification',
    ])
      expect((await coordinator.get(`/commitments/${id}${page}`)).status).toBe(200)
    expect((await coordinator.get(`/meetings/${world.meetingId}/commitments/new`)).status).toBe(200)
    expect(dumpOf(app.raw)).toBe(before)
  })
})

describe('recording', () => {
  const form = () => ({
    text_ru: 'Оформить разрешение',
    authoritative: 'ru',
    lead: world.cna,
    supporters: [world.moh],
    visibility: 'members',
    due_precision: 'quarter',
    due_date: '2026-05-02',
    agreed: 'on',
  })

  test('leads to the new record', async () => {
    const rapporteur = await as('rapporteur')
    const answer = await rapporteur.post(`/meetings/${world.meetingId}/commitments`, form())
    expect(answer.status).toBe(303)
    const shown = await rapporteur.get(answer.location)
    expect(shown.body).toContain('Оформить разрешение')
    expect(shown.body).toContain('Q2 2026')
  })

  test('keeps what was typed and names every fault', async () => {
    const wrong = { ...form(), text_ru: '', due_date: '30.02.2026', verifier: world.cna, lead: world.cna }
    const answer = await (await as('rapporteur')).post(`/meetings/${world.meetingId}/commitments`, wrong)
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('Write a date that exists')
    expect(answer.body).toContain('value="30.02.2026"')
  })

  test('a viewer may not', async () => {
    const viewer = await as('viewer')
    expect((await viewer.get(`/meetings/${world.meetingId}/commitments/new`)).status).toBe(403)
    expect((await viewer.post(`/meetings/${world.meetingId}/commitments`, form())).status).toBe(403)
  })

  test('a stale edit gets 409, keeps the words, and can be sent again', async () => {
    const { id, version } = await recorded(world)
    const [first, second] = [await as('organiser'), await as('rapporteur')]
    const edit = (text_ru: string, seen: number) => ({ ...form(), text_ru, version: String(seen) })
    expect((await first.post(`/commitments/${id}`, edit('Первый', version))).status).toBe(303)
    const refused = await second.post(`/commitments/${id}`, edit('Второй', version))
    expect(refused.status).toBe(409)
    expect(refused.body).toContain('Второй</textarea>')
    const [, current = ''] = /name="version" value="(\d+)"/.exec(refused.body) ?? []
    expect((await second.post(`/commitments/${id}`, edit('Второй', Number(current)))).status).toBe(303)
    expect((await loaded(world, id)).text.texts.ru).toBe('Второй')
  })
})

describe('acts', () => {
  test('a due date is moved by its form', async () => {
    const { id } = await recorded(world)
    const coordinator = await as('coordinator')
    const move = {
      due_precision: 'day',
      due_date: '27.02.2026',
      reason: 'Tender',
      requested_by: 'DIST, letter No. 7',
    }
    expect((await coordinator.post(`/commitments/${id}/due-change`, { ...move, reason: '' })).status).toBe(
      400,
    )
    const answer = await coordinator.post(`/commitments/${id}/due-change`, move)
    expect([answer.status, answer.location]).toEqual([303, `/commitments/${id}?said=recorded`])
    expect((await loaded(world, id)).dueOn).toBe('2026-02-27')
  })

  test('a report is noted down, returned with a reason, noted again and verified', async () => {
    const { id, version } = await recorded(world)
    const coordinator = await as('coordinator')
    const path = `/commitments/${id}`
    const note = async (seen: number) =>
      coordinator.post(`${path}/report`, {
        ...REPORT,
        channel: 'phone',
        source: 'Call',
        version: String(seen),
      })
    expect((await note(version)).status).toBe(303)
    const [report] = await reportsOf(world.store, [id])
    const back = `${path}/reports/${report?.id}/return`
    expect((await coordinator.get(back)).status).toBe(200)
    expect((await coordinator.post(back, { reason: ' ' })).status).toBe(400)
    expect((await coordinator.post(back, { reason: 'No annex' })).status).toBe(303)
    expect((await note((await loaded(world, id)).version)).status).toBe(303)
    const verify = { institution: world.cna, result: 'confirmed', text: '' }
    expect(
      (await coordinator.post(`${path}/verification`, { ...verify, institution: world.dist })).status,
    ).toBe(403)
    expect((await coordinator.post(`${path}/verification`, verify)).status).toBe(303)
    expect((await loaded(world, id)).state).toBe('verified')
  })

  test('a rapporteur records, but does not coordinate', async () => {
    const { id } = await recorded(world)
    const rapporteur = await as('rapporteur')
    for (const page of ['due-change', 'closing', 'pause', 'verification'])
      expect((await rapporteur.post(`/commitments/${id}/${page}`, {})).status).toBe(403)
    expect((await rapporteur.post(`/commitments/${id}/person`, { person: world.specialist })).status).toBe(
      303,
    )
  })
})

describe('the letters after a meeting', () => {
  test('are shown before they go, without anybody’s link, then sent once', async () => {
    await recorded(world)
    const organiser = await as('organiser')
    const path = `/meetings/${world.meetingId}/promises`
    const before = dumpOf(app.raw)
    const preview = await organiser.get(path)
    expect(dumpOf(app.raw)).toBe(before)
    expect(preview.body).toContain('Обязательства вашей организации: Первый диалог')
    expect(preview.body).toContain('Send 1 mail')
    expect((await organiser.post(path)).status).toBe(303)
    expect((await organiser.post(path)).status).toBe(303)
    expect(await mails(world)).toHaveLength(1)
    expect((await organiser.get(path)).body).not.toContain((await linkInMail('promised')).slice(3))
    expect((await (await as('coordinator')).get(path)).status).toBe(403)
    expect((await (await stranger()).post(path)).status).toBe(404)
  })
})

describe('a report link', () => {
  test('shows the promise in the language of its person, and a GET changes nothing', async () => {
    const { link } = await withReportLink()
    const before = dumpOf(app.raw)
    const { status, body } = await app.visitor().get(link)
    expect(status).toBe(200)
    expect(dumpOf(app.raw)).toBe(before)
    expect(body).toContain('<html lang="ru">')
    expect(body).toContain('Заключить договор на 2026 год')
    expect(body).toContain('Вы представляете: Единый дистрибьютор')
    expect(body).not.toContain('<script')
  })

  test('takes a report once, and says thank you', async () => {
    const { id, link } = await withReportLink()
    const { version } = await loaded(world, id)
    const visitor = app.visitor()
    const answer = await visitor.post(`${link}/report`, { ...REPORT, version: String(version) })
    expect([answer.status, answer.location]).toEqual([303, `${link}?said=reported`])
    expect((await visitor.get(answer.location)).body).toContain('Сейчас отчёт не требуется.')
    const again = await visitor.post(`${link}/report`, { ...REPORT, version: String(version) })
    expect(again.status).toBe(409)
    expect(await reportsOf(world.store, [id])).toHaveLength(1)
  })

  test('keeps what was typed when something is missing', async () => {
    const { id, link } = await withReportLink()
    const { version } = await loaded(world, id)
    const wrong = { claim: 'done', text: 'Подписан', evidence: '', version: String(version) }
    const answer = await app.visitor().post(`${link}/report`, wrong)
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('Подписан</textarea>')
    expect(answer.body).toContain('Укажите, чем это подтверждается')
  })

  test('of somebody who left the institution shows nothing of the commitment', async () => {
    const { id, link } = await withReportLink()
    const gone = world.store.db
      .updateTable('affiliations')
      .set({ valid_to: localDate('2026-01-01') })
      .where('person_id', '=', world.distPoint)
    await app.engine.runOne(gone.compile())
    const seen = await app.visitor().get(link)
    expect(seen.body).not.toContain('Заключить договор')
    const { version } = await loaded(world, id)
    const answer = await app.visitor().post(`${link}/report`, { ...REPORT, version: String(version) })
    expect(answer.status).toBe(403)
    expect(await reportsOf(world.store, [id])).toEqual([])
  })

  test('opens nothing else: a foreign token is 404, and it does not verify', async () => {
    const { link } = await withReportLink()
    const visitor = app.visitor()
    expect((await visitor.get('/p/somebody-elses-token')).status).toBe(404)
    expect((await visitor.post('/p/somebody-elses-token/report', REPORT)).status).toBe(404)
    expect((await visitor.post(`${link}/verification`, { result: 'confirmed', text: '' })).status).toBe(404)
  })
})

describe('a verification link', () => {
  async function withVerifyLink() {
    const { id, link } = await withReportLink()
    const { version } = await loaded(world, id)
    await app.visitor().post(`${link}/report`, { ...REPORT, version: String(version) })
    return { id, link: await linkInMail('verification_request') }
  }

  test('shows what is reported, and a GET changes nothing', async () => {
    const { link } = await withVerifyLink()
    const before = dumpOf(app.raw)
    const { status, body } = await app.visitor().get(link)
    expect([status, dumpOf(app.raw) === before]).toEqual([200, true])
    expect(body).toContain('<html lang="kk">')
    expect(body).toContain('Contract 214 of 12.01.2026')
  })

  test('confirms, once', async () => {
    const { id, link } = await withVerifyLink()
    const visitor = app.visitor()
    const confirm = { result: 'confirmed', text: '' }
    expect((await visitor.post(`${link}/verification`, confirm)).status).toBe(303)
    expect((await loaded(world, id)).state).toBe('verified')
    expect((await visitor.post(`${link}/verification`, confirm)).status).toBe(409)
    expect((await visitor.get(link)).body).toContain('Қазір тексеретін ештеңе жоқ.')
  })

  test('does not report', async () => {
    const { link } = await withVerifyLink()
    expect((await app.visitor().post(`${link}/report`, REPORT)).status).toBe(404)
  })
})
