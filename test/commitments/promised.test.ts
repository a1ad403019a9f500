/** What an institution promised: on its page, by its link, and how that link reaches it. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordCommitment } from '../../src/commitments/commands.ts'
import { dueOf } from '../../src/commitments/due.ts'
import { nextDay } from '../../src/commitments/promised.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import type { Actor } from '../../src/people/may.ts'
import { openTestApp, type TestApp } from '../fixtures/app.ts'
import { dumpOf } from '../fixtures/store.ts'
import { OPEN } from './sample.ts'
import { accepted, draftOf, inserter, loaded, mails, openWorld, recorded, type World } from './world.ts'

let app: TestApp
let world: World
beforeEach(async () => {
  app = openTestApp()
  world = await openWorld(app)
})
afterEach(() => app.close())

const coordinator = () => app.signedIn({ rank: 'member', roles: { [world.dialogueId]: 'coordinator' } })

/** Has the link sent, and takes it out of the mail. */
async function linkOfInstitution(): Promise<string> {
  const sent = await (await coordinator()).post(`/dialogues/${world.dialogueId}/promises`, {
    institution: world.dist,
  })
  expect([sent.status, sent.location]).toEqual([303, `/institutions/${world.dist}?said=queued`])
  const mail = (await mails(world)).at(-1)
  const [url = ''] = /https:\S+\/p\/\S+/.exec(mail?.body_text ?? '') ?? []
  return new URL(url).pathname
}

const REPORT = { claim: 'done', text: '', evidence: 'Contract 214 of 12.01.2026' }

describe('the next day', () => {
  const step = (plannedOn: string) => ({ step: { plannedOn: localDate(plannedOn) }, endsOn: null }) as never

  test('is the due date or the end of a step, whichever comes first', () => {
    expect(nextDay(OPEN, 'lead', [])).toBe('2026-01-30')
    expect(nextDay(OPEN, 'lead', [step('2026-02-01'), step('2026-01-20')])).toBe('2026-01-20')
  })

  test('of a supporting institution is that of its steps; nothing is owed once it is done', () => {
    expect(nextDay(OPEN, 'support', [])).toBeNull()
    expect(nextDay(OPEN, 'support', [step('2026-02-01')])).toBe('2026-02-01')
    expect(nextDay({ ...OPEN, state: 'reported_done' }, 'lead', [])).toBeNull()
  })
})

describe('the page of the link', () => {
  test('shows what the institution leads and supports in every dialogue, closed ones too, and nothing of others', async () => {
    const { moh, dist, cna, otherDialogueId } = world
    await recorded(world, { visibility: 'closed' })
    await recorded(world, {
      leadId: moh,
      supporterIds: [dist],
      verifierId: null,
      text: { ru: 'Издать приказ' },
    })
    await recorded(world, {
      leadId: cna,
      supporterIds: [moh],
      verifierId: null,
      text: { ru: 'Выдать разрешение' },
    })
    app.raw
      .prepare('update commitments set dialogue_id = ?, number = 40 where number = 2')
      .run(otherDialogueId)
    app.raw.prepare('update commitments set person_id = ? where number = 40').run(world.mohPoint)
    app.raw.prepare('update commitments set person_id = ? where number = 1').run(world.specialist)
    const link = await linkOfInstitution()
    const before = dumpOf(app.raw)
    const { status, body } = await app.visitor().get(link)
    expect(status).toBe(200)
    expect(dumpOf(app.raw)).toEqual(before)
    const words = ['Заключить договор', 'Издать приказ', 'Выдать разрешение']
    expect(words.map((word) => body.includes(word))).toEqual([true, true, false])
    expect(body).toContain('соисполнение; ответственный исполнитель: Министерство здравоохранения')
    // Who is named at another institution is not told.
    expect([body.includes('Ospanov'), body.includes('Серікова')]).toEqual([true, false])
    expect(body).not.toContain('<script')
    expect(new TextEncoder().encode(body).length).toBeLessThan(40_000)
  })

  test('leads to a page to report on each that it leads, and takes the report as its own', async () => {
    const { id, version } = await recorded(world)
    const link = await linkOfInstitution()
    const { body } = await app.visitor().get(link)
    expect(body).toContain(`href="${link}/promises/${id}"`)
    const form = await app.visitor().get(`${link}/promises/${id}`)
    expect([form.status, form.body.includes(`action="${link}/promises/${id}/report"`)]).toEqual([200, true])
    const weak = { ...REPORT, evidence: '', version: String(version) }
    expect((await app.visitor().post(`${link}/promises/${id}/report`, weak)).status).toBe(400)
    const sent = await app
      .visitor()
      .post(`${link}/promises/${id}/report`, { ...REPORT, version: String(version) })
    expect([sent.status, sent.location]).toEqual([303, `${link}?said=reported`])
    expect((await loaded(world, id)).state).toBe('reported_done')
    expect(app.raw.prepare('select channel, person_id from reports').get()).toEqual({
      channel: 'link',
      person_id: world.distPoint,
    })
  })

  test('does not report on what it only supports, nor with another kind of link', async () => {
    const { id } = await recorded(world, { leadId: world.moh, supporterIds: [world.dist], verifierId: null })
    await recorded(world)
    const link = await linkOfInstitution()
    expect((await app.visitor().get(`${link}/promises/${id}`)).status).toBe(404)
    const report = { ...REPORT, version: '1' }
    expect((await app.visitor().post(`${link}/promises/${id}/report`, report)).status).toBe(404)
    expect((await app.visitor().post(`${link}/report`, report)).status).toBe(404)
  })

  test('is closed to who left the institution', async () => {
    const { id } = await recorded(world)
    const link = await linkOfInstitution()
    app.raw
      .prepare("update affiliations set valid_to = '2026-01-14' where person_id = ?")
      .run(world.distPoint)
    const { body } = await app.visitor().get(link)
    expect(body).not.toContain('C-01')
    const form = await app.visitor().get(`${link}/promises/${id}`)
    expect(form.body).not.toContain('Заключить')
    expect(
      (await app.visitor().post(`${link}/promises/${id}/report`, { ...REPORT, version: '1' })).status,
    ).toBe(403)
  })

  test('names somebody without undoing unseen what was recorded meanwhile', async () => {
    const { id, version } = await recorded(world)
    const link = await linkOfInstitution()
    const path = `${link}/promises/${id}/person`
    const shown = (body: string) => /name="version" value="(\d+)"/.exec(body)?.[1]
    const unknown = await app.visitor().post(path, { person: '', version: String(version) })
    expect([unknown.status, shown(unknown.body)]).toEqual([400, String(version)])
    await app.visitor().post(path, { person: world.specialist, version: String(version) })
    const typed = { person: 'new', surname: '', email: 'a@example.org', version: String(version) }
    const faulty = await app.visitor().post(path, typed)
    expect([faulty.status, shown(faulty.body)]).toEqual([400, String(version)])
    const late = await app.visitor().post(path, { ...typed, surname: 'Ахметова', reading: 'ru' })
    expect([late.status, shown(late.body)]).toEqual([409, String(version + 1)])
    expect(late.body).toContain('value="Ахметова"')
  })

  test('costs the same number of queries for one and for three', async () => {
    await recorded(world)
    const link = await linkOfInstitution()
    const count = async () => (await app.queriesOf(() => app.visitor().get(link))).length
    const one = await count()
    await recorded(world)
    await recorded(world)
    expect(await count()).toBe(one)
  })
})

describe('the mail with the link', () => {
  test('goes to the focal points once a day, and nobody else sees the link', async () => {
    await recorded(world)
    const browser = await coordinator()
    for (const _ of [1, 2])
      await browser.post(`/dialogues/${world.dialogueId}/promises`, { institution: world.dist })
    const sent = await mails(world)
    expect(sent.map(({ kind, person_id, institution_id }) => [kind, person_id, institution_id])).toEqual([
      ['promised', world.distPoint, world.dist],
    ])
    expect((await browser.get(`/institutions/${world.dist}`)).body).not.toContain('/p/')
  })

  test('is among the mail of the dialogue in whose name it went', async () => {
    await recorded(world)
    const browser = await coordinator()
    await browser.post(`/dialogues/${world.dialogueId}/promises`, { institution: world.dist })
    const [sent] = await mails(world)
    expect((await browser.get('/mail')).body).toContain(`/mail/${sent?.id}`)
    const roles = { [world.otherDialogueId]: 'coordinator' } as const
    const stranger = await app.signedIn({ rank: 'member', roles })
    expect((await stranger.get('/mail')).body).not.toContain(`/mail/${sent?.id}`)
  })

  test('of another dialogue goes on the same day, too', async () => {
    const { dialogueId, otherDialogueId, dist } = world
    await recorded(world)
    await recorded(world)
    app.raw
      .prepare('update commitments set dialogue_id = ?, number = 40 where number = 2')
      .run(otherDialogueId)
    const roles = { [dialogueId]: 'coordinator', [otherDialogueId]: 'coordinator' } as const
    const browser = await app.signedIn({ rank: 'member', roles })
    for (const id of [dialogueId, otherDialogueId])
      expect((await browser.post(`/dialogues/${id}/promises`, { institution: dist })).status).toBe(303)
    expect(await mails(world)).toHaveLength(2)
  })

  test('is for who coordinates something of it', async () => {
    await recorded(world)
    const opener = await app.signedIn({ rank: 'organiser' })
    const elsewhere = await app.signedIn({
      rank: 'member',
      roles: { [world.otherDialogueId]: 'coordinator' },
    })
    for (const browser of [opener, elsewhere]) {
      const asked = { institution: world.dist }
      expect((await browser.post(`/dialogues/${world.dialogueId}/promises`, asked)).status).toBe(404)
      const page = await browser.get(`/institutions/${world.dist}`)
      expect([page.body.includes('C-01'), page.body.includes('/promises"')]).toEqual([false, false])
    }
    const nothing = { institution: world.dist }
    expect((await elsewhere.post(`/dialogues/${world.otherDialogueId}/promises`, nothing)).status).toBe(400)
    expect(await mails(world)).toEqual([])
  })

  test('needs a focal point with an address', async () => {
    const { store, coordinator: actor, meetingId } = world
    const lead = {
      ...draftOf(world),
      leadId: world.cna,
      supporterIds: [],
      due: dueOf('day', localDate('2026-03-01')),
    }
    accepted(await recordCommitment(store, { actor: { ...actor } as Actor, meetingId, ...lead }))
    const sent = await (await coordinator()).post(`/dialogues/${world.dialogueId}/promises`, {
      institution: world.cna,
    })
    expect(sent.status).toBe(409)
    expect(sent.body).toContain('No focal point of this institution has an address.')
  })
})

test('the page of the institution shows a step it answers for, and when it is due', async () => {
  const { id } = await recorded(world, { leadId: world.moh, supporterIds: [world.dist], verifierId: null })
  const insert = inserter(app)
  await insert('commitment_steps', {
    ...{ id: 'step', commitment_id: id, position: 1, authoritative_lang: 'en', institution_id: world.dist },
    ...{ days: null, first_planned_on: localDate('2026-02-17'), planned_on: localDate('2026-02-17') },
    ...{ forecast_on: null, started_on: null, done_on: null, state: 'pending', reason: '', evidence: '' },
    ...{ guarded: 0, version: 1 },
  } as never)
  await insert('commitment_step_texts', {
    step_id: 'step',
    lang: 'en',
    title: 'Announce the tender',
    who: '',
    proof: '',
  })
  const { body } = await (await coordinator()).get(`/institutions/${world.dist}`)
  expect(body).toContain('17 Feb 2026<br>Announce the tender, 17 Feb 2026<br>')
  expect((await (await coordinator()).get(`/institutions/${world.cna}`)).body).toContain('Nothing is open.')
})
