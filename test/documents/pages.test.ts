/** Papers of a meeting over HTTP: added by the secretariat, read by those who may read what they hang on. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addItem, publishAgenda } from '../../src/agenda/commands.ts'
import { agendaOf } from '../../src/agenda/queries.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import type { Page, TestBrowser } from '../fixtures/app.ts'
import { dumpOf } from '../fixtures/store.ts'
import { namingForm, openWorld, type World } from '../invitations/world.ts'
import { value } from '../meetings/world.ts'
import { GOOD, PDF, sendFile } from './samples.ts'

let w: World
beforeEach(async () => {
  w = await openWorld()
})
afterEach(() => w.close())

const PAPER = { title: 'Обзор закупок', lang: 'ru', item: '', paper: '' }
const FILE = { name: 'Обзор.pdf', bytes: PDF }

const send = (
  fields: Partial<typeof PAPER> = {},
  file = FILE,
  browser: TestBrowser = w.organiser,
): Promise<Page> => sendFile(browser, `/meetings/${w.meetingId}/papers`, { ...PAPER, ...fields }, file)
const ids = () => w.raw.prepare('select id from documents order by rowid').pluck().all() as string[]
const as = (role: 'viewer' | 'rapporteur') => w.signedIn({ rank: 'member', roles: { [w.dialogueId]: role } })
const outsider = () => w.signedIn({ rank: 'member' })

/** A delegate's personal page. */
async function delegate(email = 'dana@health.example'): Promise<string> {
  const focal = `focal-${email}`
  const id = await w.institution({ name: `Орган ${email}`, languages: ['ru'], focal: [focal] })
  await w.invited(id)
  const version = String((await w.invitation(id)).version)
  await w.visitor().post(`${w.linkTo(focal)}/delegates`, namingForm({ version, email, role: 'head' }))
  return w.linkTo(email)
}

async function item(visibility: 'members' | 'closed' = 'members'): Promise<string> {
  const added = await addItem(w.now(), {
    actor: w.actor,
    meetingId: w.meetingId,
    item: {
      day: localDate('2026-04-14'),
      kind: 'information',
      isBreak: false,
      minutes: 30,
      presenterInstitutionId: null,
      presenterPersonId: null,
      attribution: null,
      visibility,
      title: { ru: 'Закупки' },
    },
  })
  return value(added)
}

describe('adding a paper', () => {
  test('shows it on the page of the meeting, to save under its name', async () => {
    const answer = await send()
    expect([answer.status, answer.location]).toEqual([303, `/meetings/${w.meetingId}?said=saved#papers`])
    const [id = ''] = ids()
    const page = await w.organiser.get(`/meetings/${w.meetingId}`)
    expect(page.body).toContain(`<a href="/documents/${id}" lang="ru">Обзор закупок</a>`)
    const file = await w.organiser.get(`/documents/${id}`)
    expect([file.status, file.body]).toEqual([200, Buffer.from(PDF).toString('utf8')])
    expect(Object.fromEntries(file.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="_____.pdf"; filename*=UTF-8''%D0%9E%D0%B1%D0%B7%D0%BE%D1%80.pdf`,
      'content-security-policy':
        "sandbox; default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-cache',
      'cross-origin-resource-policy': 'same-origin',
    })
    const etag = file.headers.get('etag') ?? ''
    const again = await w.organiser.get(`/documents/${id}`, { 'if-none-match': etag })
    expect([again.status, again.body]).toEqual([304, ''])
  })

  test('keeps what was typed when the file is refused, and says to choose it again', async () => {
    const before = dumpOf(w.raw)
    const answer = await send({ title: 'Мой заголовок' }, { name: 'a.exe', bytes: PDF })
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('value="Мой заголовок"')
    expect(answer.body).toContain('<option value="ru" selected')
    expect(answer.body).toContain('Files of this kind are not taken')
    expect(answer.body).toContain('Choose the file again')
    expect(dumpOf(w.raw)).toBe(before)
  })

  test('keeps what was typed when the file is larger than all limits', async () => {
    const answer = await send(
      { title: 'Мой заголовок' },
      { name: 'a.pdf', bytes: new Uint8Array(12_000_000) },
    )
    expect(answer.status).toBe(413)
    expect(answer.body).toContain('value="Мой заголовок"')
    expect(answer.body).toContain('The file is larger than 10 MB')
    expect(ids()).toEqual([])
  })

  test('without a file, a language or a known item is refused', async () => {
    const { body } = await sendFile(w.organiser, `/meetings/${w.meetingId}/papers`, { ...PAPER, lang: '' })
    expect(body).toContain('Language of the file: Fill this in.')
    expect((await sendFile(w.organiser, `/meetings/${w.meetingId}/papers`, PAPER)).body).toContain(
      'Choose a file.',
    )
    expect((await send({ item: '01jx0000000000000000000000' })).status).toBe(400)
    expect((await send({ paper: '01jx0000000000000000000000' })).status).toBe(400)
    expect(ids()).toEqual([])
  })

  test('twice with the same key is one paper', async () => {
    const { body } = await w.organiser.get(`/meetings/${w.meetingId}/papers/new`)
    const [, once = ''] = /name="once" value="([^"]+)"/.exec(body) ?? []
    const form = { ...PAPER, once }
    const path = `/meetings/${w.meetingId}/papers`
    const answers = [
      await sendFile(w.organiser, path, form, FILE),
      await sendFile(w.organiser, path, form, FILE),
    ]
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(ids()).toHaveLength(1)
    const other = await sendFile(w.organiser, path, form, {
      ...FILE,
      bytes: GOOD['a.docx'] ?? PDF,
      name: 'a.docx',
    })
    expect(other.status).toBe(400)
    expect(ids()).toHaveLength(1)
  })

  test('from another site, by somebody else, or as a form without files, adds nothing', async () => {
    const body = new FormData()
    body.append('file', new File([PDF], 'a.pdf'))
    const path = `/meetings/${w.meetingId}/papers`
    const foreign = { origin: 'https://evil.example' }
    expect((await w.organiser.request(path, { method: 'POST', body, headers: foreign })).status).toBe(403)
    expect((await send({}, FILE, await as('rapporteur'))).status).toBe(403)
    expect((await send({}, FILE, await outsider())).status).toBe(404)
    expect((await send({}, FILE, w.visitor())).location).toContain('/sign-in')
    expect((await w.organiser.post(path, { ...PAPER, file: 'x' })).status).toBe(400)
    expect(ids()).toEqual([])
  })

  test('under the Chatham House Rule neither its title nor its name may tell who takes part', async () => {
    await w.close()
    w = await openWorld({ attribution: 'chatham_house' })
    await delegate()
    expect((await send({ title: 'Доклад Ахметовой' })).body).toContain('names a participant')
    expect((await send({}, { name: 'Ахметова.pdf', bytes: PDF })).body).toContain('names a participant')
    expect(ids()).toEqual([])
  })
})

describe('languages and versions', () => {
  test('a reader gets the newest file of their own language first, older ones are kept', async () => {
    await send()
    const [paper = ''] = ids()
    w.setNow('2026-01-15T05:00:00Z')
    await send({ paper, lang: 'kk', title: 'Сатып алуға шолу' })
    w.setNow('2026-01-15T06:00:00Z')
    await send({ paper, title: 'Обзор закупок, вторая редакция' })
    const [first, kk, second] = ids()
    const page = async (locale: string) =>
      (await w.organiser.get(`/meetings/${w.meetingId}?lang=${locale}`)).body
    expect(await page('kk')).toContain(`<a href="/documents/${kk}">Сатып алуға шолу</a>`)
    const russian = await page('ru')
    expect(russian).toContain(`<a href="/documents/${second}">Обзор закупок, вторая редакция</a>`)
    expect(russian).toContain(`<a href="/documents/${kk}" lang="kk">`)
    expect(russian.slice(russian.indexOf('<details'))).toContain(
      `<a href="/documents/${first}">Обзор закупок</a>`,
    )
    expect(await page('en')).toContain(
      `<a href="/documents/${kk}" lang="kk">Сатып алуға шолу</a> <small>Қазақша</small>`,
    )
    w.raw.prepare("update documents set removed_at = created_at where lang = 'ru'").run()
    expect(await page('en')).toContain('Сатып алуға шолу</a> <small class="only">only in Kazakh</small>')
  })
})

describe('a delegate', () => {
  test('reads papers on the own page and under the items of a published agenda', async () => {
    const [open, closed] = [await item(), await item('closed')]
    await send()
    await send({ item: open, title: 'К пункту' })
    await send({ item: closed, title: 'Закрытый' })
    const [ofMeeting, ofItem, ofClosed] = ids()
    const link = await delegate()
    const before = (await w.visitor().get(link)).body
    expect(before).toContain(`${link}/documents/${ofMeeting}`)
    expect(before).not.toContain('К пункту')
    expect((await w.visitor().get(`${link}/documents/${ofItem}`)).status).toBe(404)

    value(await publishAgenda(w.now(), { actor: w.actor, meetingId: w.meetingId }))
    const { body } = await w.visitor().get(link)
    expect(body.match(new RegExp(`${link}/documents/${ofItem}`, 'g'))).toHaveLength(2)
    expect(body).not.toContain('Закрытый')
    const file = (id = '') => w.visitor().get(`${link}/documents/${id}`)
    expect(await file(ofItem)).toMatchObject({ status: 200, body: Buffer.from(PDF).toString('utf8') })
    expect((await file(ofMeeting)).status).toBe(200)
    expect((await file(ofClosed)).status).toBe(404)
    expect((await w.visitor().get(`/documents/${ofItem}`)).location).toContain('/sign-in')
  })

  test('of another meeting, or no longer named, gets nothing', async () => {
    await send()
    const [id] = ids()
    const link = await delegate()
    w.raw.prepare("update delegates set state = 'replaced'").run()
    expect((await w.visitor().get(`${link}/documents/${id}`)).status).toBe(404)
    expect((await w.visitor().get(link)).body).not.toContain('Обзор закупок')
    w.raw.prepare("update delegates set state = 'nominated'").run()
    w.raw.prepare("update document_links set subject_id = 'another'").run()
    expect((await w.visitor().get(`${link}/documents/${id}`)).status).toBe(404)
  })
})

describe('who only reads the dialogue', () => {
  test('gets the papers of open items, and none of closed ones', async () => {
    await send({ item: await item('closed') })
    await send({ title: 'Общий' })
    const [closed, open] = ids()
    const viewer = await as('viewer')
    const statuses = async (browser: TestBrowser) =>
      Promise.all([closed, open].map(async (id) => (await browser.get(`/documents/${id}`)).status))
    expect(await statuses(viewer)).toEqual([404, 200])
    expect(await statuses(await as('rapporteur'))).toEqual([200, 200])
    expect(await statuses(await outsider())).toEqual([404, 404])
    const { body } = await viewer.get(`/meetings/${w.meetingId}`)
    expect(body).toContain('Общий')
    expect(body).not.toContain(`/documents/${closed}`)
  })
})

describe('removing a file', () => {
  test('asks first, deletes the content and keeps the record', async () => {
    await send()
    const [id = ''] = ids()
    expect((await w.organiser.get(`/documents/${id}/removal`)).body).toContain('cannot be brought back')
    const answer = await w.organiser.post(`/documents/${id}/removal`)
    expect([answer.status, answer.location]).toEqual([303, `/meetings/${w.meetingId}?said=removed#papers`])
    expect(w.raw.prepare('select count(*) from document_parts').pluck().get()).toBe(0)
    expect(w.raw.prepare('select name, sha256, removed_by from documents').get()).toEqual({
      name: 'Обзор.pdf',
      sha256: '',
      removed_by: w.organiser.personId,
    })
    expect(
      w.raw.prepare('select kind from facts where subject_id = ? order by subject_version').pluck().all(id),
    ).toEqual(['document.added', 'document.removed'])
    expect((await w.organiser.get(`/documents/${id}`)).status).toBe(410)
    expect((await w.organiser.post(`/documents/${id}/removal`)).status).toBe(410)
    expect((await w.organiser.get(`/meetings/${w.meetingId}`)).body).toContain('removed on')
  })

  test('is for who organises', async () => {
    await send()
    const [id = ''] = ids()
    expect((await (await as('rapporteur')).post(`/documents/${id}/removal`)).status).toBe(403)
    expect((await (await outsider()).post(`/documents/${id}/removal`)).status).toBe(404)
    expect((await w.organiser.get(`/documents/${id}`)).status).toBe(200)
  })
})

test('a draft item with a paper is withdrawn instead of deleted', async () => {
  const id = await item()
  await send({ item: id })
  await w.organiser.post(`/meetings/${w.meetingId}/agenda/items/${id}/removal`)
  expect((await agendaOf(w.now(), w.meetingId)).map(({ state }) => state)).toEqual(['withdrawn'])
})
