/** A file that proves a step done: sent by link or noted down, read by whom the step may be told to, removed by who coordinates. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ensureLink } from '../../src/auth/links.ts'
import { filesOn } from '../../src/documents/queries.ts'
import type { Id } from '../../src/kernel/id.ts'
import { plus } from '../../src/kernel/instant.ts'
import { heldAbout } from '../../src/retention/copy-queries.ts'
import { mentionsOf } from '../../src/retention/erasure-queries.ts'
import { noteProgress, removeStep } from '../../src/steps/commands.ts'
import { accepted, openWorld, type World } from '../commitments/world.ts'
import { PDF, sendFile } from '../documents/samples.ts'
import { openTestApp, type TestApp } from '../fixtures/app.ts'
import { type Chain, chained, day, stepNow } from './world.ts'

let app: TestApp
let world: World
let chain: Chain
beforeEach(async () => {
  app = openTestApp()
  world = await openWorld(app)
  chain = await chained(world)
})
afterEach(() => app.close())

const SCAN = { name: 'Протокол вскрытия.pdf', bytes: PDF }
const as = (role: 'coordinator' | 'rapporteur' | 'viewer') =>
  app.signedIn({ rank: 'member', roles: { [world.dialogueId]: role }, locale: 'en' })
const stepPath = (step: Id) => `/commitments/${chain.commitment.id}/steps/${step}`
const fileIds = () => app.raw.prepare('select id from documents order by id').pluck().all() as string[]

async function linkTo(purpose: 'report' | 'promises' | 'verify', personId: Id, subjectId: Id) {
  const expiresAt = plus(world.store.now, { days: 30 })
  const link = await ensureLink(world.store, { personId, purpose, subjectId, expiresAt })
  for (const statement of link.statements) await world.store.tidy(statement)
  return new URL(link.url).pathname
}

const leadLink = () => linkTo('report', world.distPoint, chain.commitment.id)

async function says(link: string, step: Id, kind = 'done', file = SCAN) {
  const { version } = await stepNow(world, chain, step)
  const form = { kind, on: '', words: kind === 'done' ? '' : 'Позже', version: String(version) }
  return sendFile(app.visitor(), `${link}/steps/${step}`, form, file)
}

async function settle(...steps: Id[]) {
  const { coordinator: actor } = world
  for (const stepId of steps) {
    const { version } = await stepNow(world, chain, stepId)
    const progress = { kind: 'done', on: day('2026-01-15'), evidence: '' } as const
    const asked = { actor, id: chain.commitment.id, stepId, locale: 'en', version, progress } as const
    accepted(await noteProgress(world.store, asked))
  }
}

test('noted down, it stands on the step, in the table and in the chain of evidence', async () => {
  const coordinator = await as('coordinator')
  expect((await coordinator.get(`${stepPath(chain.tender)}/completion`)).body).toContain(
    'enctype="multipart/form-data"',
  )
  const form = { on: '2026-01-14', evidence: '', version: '1' }
  const sent = await sendFile(coordinator, `${stepPath(chain.tender)}/completion`, form, SCAN)
  expect(sent.status).toBe(303)
  const [file = ''] = fileIds()
  const link = `<a href="/documents/${file}">Протокол вскрытия.pdf</a>`
  const page = (await coordinator.get(`/commitments/${chain.commitment.id}`)).body
  expect(page.split(link)).toHaveLength(3)
  const own = (await coordinator.get(stepPath(chain.tender))).body
  expect([own.includes(link), own.includes(`/documents/${file}/removal`)]).toEqual([true, true])
  expect((await coordinator.get(`/documents/${file}`)).status).toBe(200)
})

test('sent by the lead’s link, it can be read there, by the secretariat, and by nobody else', async () => {
  const link = await leadLink()
  expect((await says(link, chain.tender)).status).toBe(303)
  const [file = ''] = fileIds()
  const step = await app.visitor().get(`${link}/steps/${chain.tender}`)
  expect(step.body).toContain(`<a href="${link}/documents/${file}">Протокол вскрытия.pdf</a>`)
  expect((await app.visitor().get(`${link}/documents/${file}`)).status).toBe(200)
  for (const role of ['coordinator', 'rapporteur', 'viewer'] as const)
    expect((await (await as(role)).get(`/documents/${file}`)).status).toBe(200)
  const stranger = await app.signedIn({ rank: 'member', roles: { [world.otherDialogueId]: 'coordinator' } })
  const others = [
    await linkTo('promises', world.mohPoint, world.cna),
    await linkTo('verify', world.mohPoint, chain.commitment.id),
    await linkTo('report', world.mohPoint, chain.commitment.id),
  ]
  expect((await stranger.get(`/documents/${file}`)).status).toBe(404)
  for (const other of others) expect((await app.visitor().get(`${other}/documents/${file}`)).status).toBe(404)
})

test('of a guarded step it is read by nobody who may not know of shipments, by link least of all', async () => {
  await settle(chain.tender, chain.contract)
  const link = await leadLink()
  expect((await says(link, chain.permit)).status).toBe(303)
  const [file = ''] = fileIds()
  expect((await app.visitor().get(`${link}/documents/${file}`)).status).toBe(404)
  expect((await app.visitor().get(`${link}/steps/${chain.permit}`)).body).not.toContain(file)
  const answers = []
  for (const role of ['coordinator', 'rapporteur', 'viewer'] as const) {
    const reader = await as(role)
    const { body } = await reader.get(`/commitments/${chain.commitment.id}`)
    answers.push([role, (await reader.get(`/documents/${file}`)).status, body.includes(file)])
  }
  expect(answers).toEqual([
    ['coordinator', 200, true],
    ['rapporteur', 404, false],
    ['viewer', 404, false],
  ])
})

describe('a file', () => {
  test('goes with “done” alone, and is taken only if it is one of ours', async () => {
    const link = await leadLink()
    const forecast = await sendFile(
      app.visitor(),
      `${link}/steps/${chain.tender}`,
      { kind: 'forecast', on: '2026-02-20', words: 'Позже', version: '1' },
      SCAN,
    )
    expect([forecast.status, forecast.body.includes('Файл подтверждает завершение этапа')]).toEqual([
      400,
      true,
    ])
    const page = { name: 'x.pdf', bytes: new TextEncoder().encode('<html>') as Uint8Array<ArrayBuffer> }
    expect((await says(link, chain.tender, 'done', page)).status).toBe(400)
    expect([fileIds(), (await stepNow(world, chain, chain.tender)).state]).toEqual([[], 'pending'])
  })

  test('stays when the step is taken up again, and then the step is not taken away', async () => {
    await says(await leadLink(), chain.tender)
    const { coordinator: actor, store } = world
    const { version } = await stepNow(world, chain, chain.tender)
    const asked = { actor, id: chain.commitment.id, stepId: chain.tender, locale: 'en' } as const
    accepted(await noteProgress(store, { ...asked, version, progress: { kind: 'reopened' } }))
    expect((await filesOn(store, 'step', [chain.tender])).get(chain.tender)).toHaveLength(1)
    expect(await removeStep(store, { ...asked, version: version + 1 })).toMatchObject({
      messageKey: 'steps.has_history',
    })
  })

  test('is removed by who coordinates, and goes into the copy and the erasure of who gave it', async () => {
    await says(await leadLink(), chain.tender)
    const [file = ''] = fileIds()
    const held = await heldAbout(world.store, world.distPoint)
    expect(held?.documents).toMatchObject([{ id: file }])
    const names = { ru: { surname: 'Нет', given: '', patronymic: '', salutation: '', position: '' } }
    const found = await mentionsOf(world.store, { names, id: world.distPoint })
    expect(found).toContainEqual({ place: 'document', id: file })
    expect((await (await as('rapporteur')).post(`/documents/${file}/removal`, {})).status).toBe(403)
    const coordinator = await as('coordinator')
    const removed = await coordinator.post(`/documents/${file}/removal`, {})
    expect([removed.status, removed.location]).toEqual([303, `${stepPath(chain.tender)}?said=removed`])
    expect((await coordinator.get(`/documents/${file}`)).status).toBe(410)
  })
})
