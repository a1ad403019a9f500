/** A file that proves a report: sent by personal link or noted down, read by both sides, removed by who coordinates. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { dueOf } from '../../src/commitments/due.ts'
import { moveDueDate } from '../../src/commitments/due-commands.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { accepted, loaded, mails, openWorld, recorded, type World } from '../commitments/world.ts'
import { openTestApp, type TestApp } from '../fixtures/app.ts'
import { EXIF, JFIF, jpeg, PDF, QUANTA, sendFile } from './samples.ts'

let app: TestApp
let world: World
let link: string
let id: string
beforeEach(async () => {
  app = openTestApp()
  world = await openWorld(app)
  ;({ id } = await recorded(world))
  const due = dueOf('day', localDate('2026-03-01'))
  const { store, coordinator } = world
  accepted(await moveDueDate(store, { actor: coordinator, id, due, reason: 'Tender', requestedBy: 'DIST' }))
  link = await linkIn('due_moved')
})
afterEach(() => app.close())

async function linkIn(kind: string): Promise<string> {
  const mail = (await mails(world)).findLast((row) => row.kind === kind)
  const [url = ''] = /https:\S+\/p\/\S+/.exec(mail?.body_text ?? '') ?? []
  return new URL(url).pathname
}

const PHOTO = { name: 'IMG_0001.JPG', bytes: jpeg([JFIF, EXIF, QUANTA]) }
const DONE = { claim: 'done', text: '', evidence: '' }
const version = async () => String((await loaded(world, id)).version)
const report = async (fields = {}, file: typeof PHOTO | null = PHOTO) =>
  sendFile(
    app.visitor(),
    `${link}/report`,
    { ...DONE, version: await version(), ...fields },
    file ?? undefined,
  )
const fileId = () => app.raw.prepare('select id from documents').pluck().get() as string
const as = (role: 'coordinator' | 'rapporteur' | 'viewer') =>
  app.signedIn({ rank: 'member', roles: { [world.dialogueId]: role } })

test('a photo alone is proof enough, and both sides and the secretariat can open it', async () => {
  expect((await app.visitor().get(link)).body).toContain('enctype="multipart/form-data"')
  const answer = await report()
  expect([answer.status, answer.location]).toEqual([303, `${link}?said=reported`])
  const file = fileId()
  expect((await app.visitor().get(link)).body).toContain(
    `<a href="${link}/documents/${file}">IMG_0001.jpg</a>`,
  )
  const verify = await linkIn('verification_request')
  expect((await app.visitor().get(verify)).body).toContain(`${verify}/documents/${file}`)
  const page = await (await as('viewer')).get(`/commitments/${id}`)
  expect(page.body).toContain(`<a href="/documents/${file}">IMG_0001.jpg</a>`)
  expect(page.body).not.toContain('removal')
  for (const path of [`${link}/documents/${file}`, `${verify}/documents/${file}`]) {
    const photo = await app.visitor().get(path)
    expect([photo.status, photo.headers.get('content-type')]).toEqual([200, 'image/jpeg'])
    expect(photo.body).not.toContain('GPS')
  }
  const [mail] = (await mails(world)).filter(({ kind }) => kind === 'verification_request')
  expect(mail?.body_text).toContain('IMG_0001.jpg')
})

test('without words and without a file a report of “done” is refused', async () => {
  const answer = await report({}, null)
  expect(answer.status).toBe(400)
  expect((await report({ evidence: 'Order 214' }, null)).status).toBe(303)
})

test('what was typed is kept when the file is refused', async () => {
  const answer = await report({ text: 'Подписан договор' }, { name: 'a.heic', bytes: PDF })
  expect(answer.status).toBe(400)
  expect(answer.body).toContain('Подписан договор')
  expect(answer.body).toContain('id="file-fault"')
  expect(app.raw.prepare('select count(*) from reports').pluck().get()).toBe(0)
})

test('who no longer speaks for the institution does not reach it', async () => {
  await report()
  const file = fileId()
  expect((await app.visitor().get(`${link}/documents/${file}`)).status).toBe(200)
  app.raw.prepare("update affiliations set valid_to = '2025-12-31'").run()
  expect((await app.visitor().get(`${link}/documents/${file}`)).status).toBe(404)
})

test('other links and outsiders do not reach it', async () => {
  await report()
  const file = fileId()
  const verify = await linkIn('verification_request')
  const other = await recorded(world)
  app.raw.prepare('update personal_links set subject_id = ?').run(other.id)
  expect((await app.visitor().get(`${link}/documents/${file}`)).status).toBe(404)
  expect((await app.visitor().get(`${verify}/documents/${file}`)).status).toBe(404)
  const outsider = await app.signedIn({ rank: 'member', roles: { [world.otherDialogueId]: 'organiser' } })
  expect((await outsider.get(`/documents/${file}`)).status).toBe(404)
})

test('it is noted down with a report on paper, and removed by who coordinates', async () => {
  const noted = { ...DONE, channel: 'paper', source: 'Letter 5', version: await version() }
  const file = { name: 'Scan.pdf', bytes: PDF }
  const answer = await sendFile(await as('coordinator'), `/commitments/${id}/report`, noted, file)
  expect(answer.status).toBe(303)
  const path = `/documents/${fileId()}/removal`
  expect((await (await as('rapporteur')).post(path)).status).toBe(403)
  const coordinator = await as('coordinator')
  expect((await coordinator.get(`/commitments/${id}`)).body).toContain(path)
  expect((await coordinator.post(path)).location).toBe(`/commitments/${id}?said=removed`)
  expect((await coordinator.get(`/commitments/${id}`)).body).toContain(
    'Scan.pdf <small>This file was removed.</small>',
  )
})

test('a dialogue that has no room left says so and keeps what was typed', async () => {
  await report()
  app.raw.prepare('update documents set size = 2000000000').run()
  app.raw.prepare("update commitments set state = 'agreed'").run()
  const answer = await report({ text: 'Второй отчёт' })
  expect(answer.status).toBe(413)
  expect(answer.body).toContain('Второй отчёт')
  expect(answer.body).toMatch(/reached 2 GB|достигли 2 ГБ|Шегі: 2 ГБ/)
})
