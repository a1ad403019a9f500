/** The pages of plans: who sees what, what a phone sends, what a colleague wrote meanwhile, how many queries. */

import { beforeAll, describe, expect, test } from 'vitest'
import { ensureLink } from '../../src/auth/links.ts'
import type { Id } from '../../src/kernel/id.ts'
import { plus } from '../../src/kernel/instant.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { findPlan } from '../../src/plans/queries.ts'
import { openRequest } from '../../src/plans/report-commands.ts'
import { openWorld, speaks, type World } from '../commitments/world.ts'
import { openTestApp, type Page, type TestApp, type TestBrowser } from '../fixtures/app.ts'
import { value } from '../meetings/world.ts'
import { decide, makePlans, present, rowsOf, versionOf, writePlan } from './sample.ts'

let app: TestApp
let world: World
let template: Id
let mine: Id
let theirs: Id
let phone: TestBrowser

const links = new Map<string, string>()

async function link(personId: Id, planId: Id): Promise<string> {
  const asked = { personId, purpose: 'plan' as const, subjectId: planId }
  const { url, statements } = await ensureLink(world.store, {
    ...asked,
    expiresAt: plus(world.store.now, { days: 30 }),
  })
  for (const statement of statements) await world.store.tidy(statement)
  return new URL(url).pathname
}

beforeAll(async () => {
  app = openTestApp()
  world = await openWorld(app)
  const { store, coordinator, dialogueId, dist, cna, moh } = world
  const made = await makePlans(store, {
    actor: coordinator,
    dialogueId,
    institutionIds: [dist, cna],
    monitorId: moh,
  })
  template = made.template
  mine = made.plans.get(dist) ?? ''
  theirs = made.plans.get(cna) ?? ''
  links.set('owner', await link(world.distPoint, mine))
  links.set('colleague', await link(world.specialist, mine))
  links.set('monitor', await link(world.mohPoint, mine))
  // The address of a plan that is not theirs: the link exists, the right does not.
  links.set('intruder', await link(world.distPoint, theirs))
  phone = app.visitor()
})

const at = (who: string, path = '') => `${links.get(who)}${path}`
const versionIn = ({ body }: Page) => /name="version" value="(\d+)"/.exec(body)?.[1] ?? ''

describe('a region', () => {
  test('reads and writes its own plan and no other, whatever link it holds', async () => {
    expect((await phone.get(at('owner'))).status).toBe(200)
    const intruder = await phone.get(at('intruder'))
    expect(intruder.status).toBe(200)
    expect(intruder.body).not.toContain('/plan/texts/')
    const paths = ['/plan/texts/audience', '/plan/activities/new', '/plan/matrix', `/plan/of/${theirs}`]
    for (const path of paths)
      expect([path, (await phone.get(at('intruder', path))).status]).toEqual([path, 404])
    for (const path of ['/plan/matrix', `/plan/of/${theirs}`, `/plan/of/${mine}`])
      expect([path, (await phone.get(at('owner', path))).status]).toEqual([path, 404])
    const sent = await phone.post(at('intruder', '/plan/texts/audience'), { text: 'Чужое', version: '0' })
    expect(sent.status).toBe(404)
  })

  test('two of its people: the second sees both texts, and saves over the first only knowingly', async () => {
    const form = await phone.get(at('colleague', '/plan/texts/audience'))
    await phone.post(at('owner', '/plan/texts/audience'), { text: 'Врачи', version: '0' })
    const path = at('colleague', '/plan/texts/audience')
    const refused = await phone.post(path, { text: 'Полиция', version: versionIn(form) })
    expect(refused.status).toBe(409)
    expect(refused.body).toContain('Врачи')
    expect(refused.body).toContain('Полиция')
    const saved = await phone.post(path, { text: 'Врачи, полиция', version: versionIn(refused) })
    expect([saved.status, saved.location]).toEqual([303, `${at('colleague')}?said=saved#audience`])
  })

  test('the script gets the new version, or is told that somebody else was faster', async () => {
    const json = { accept: 'application/json' }
    const path = at('owner', '/plan/texts/message')
    const saved = await phone.post(path, { text: 'Лечить', version: '0' }, json)
    expect([saved.status, JSON.parse(saved.body)]).toEqual([200, { version: 1 }])
    const late = await phone.post(path, { text: 'Иначе', version: '0' }, json)
    expect([late.status, JSON.parse(late.body)]).toEqual([409, { refused: 'plans.text_changed' }])
  })

  test('a page of forty activities is light enough for a telephone', async () => {
    for (let n = 0; n < 40; n++)
      await phone.post(at('owner', '/plan/activities'), {
        kind: 'training',
        title: `Семинар для врачей областного центра, часть ${n}`,
        starts_on: '2026-03-01',
        ends_on: '2026-03-31',
        responsible: 'Главный специалист',
        result: 'Обучено двадцать врачей',
      })
    const page = await phone.get(at('owner'))
    expect(page.bytes.length).toBeLessThan(60_000)
    expect(await rowsOf(world.store, mine)).toHaveLength(40)
  })
})

describe('who watches over plans', () => {
  test('answers by link, sees all its plans in the matrix, and writes in none', async () => {
    const { store, distPoint, dist, coordinator } = world
    await phone.post(at('owner', '/plan/texts/channel'), { text: 'Газета', version: '0' })
    await present(store, speaks(distPoint, dist), mine)
    const page = await phone.get(at('monitor'))
    expect(page.body).toContain(`${at('monitor')}/plan/of/${mine}/answer`)
    const answer = {
      decision: 'returned',
      remark_activity: 'Сроки?',
      version: String(await versionOf(store, mine)),
    }
    expect((await phone.post(at('monitor', `/plan/of/${mine}/answer`), answer)).status).toBe(303)
    // Behind the link of the region the remark stands beside the text.
    expect((await phone.get(at('owner'))).body).toContain('Сроки?')
    const matrix = await phone.get(at('monitor', '/plan/matrix'))
    expect(matrix.body).toContain(`/plan/of/${theirs}`)
    expect((await phone.get(at('monitor', '/plan/texts/audience'))).status).toBe(404)
    await present(store, speaks(distPoint, dist), mine)
    await decide(store, { actor: coordinator, planId: mine, decision: 'approved' })
  })

  test('reads nothing of a draft', async () => {
    const { store, cna } = world
    await writePlan(store, speaks(world.specialist, cna), theirs, 'Тайный черновик')
    const page = await phone.get(at('monitor', `/plan/of/${theirs}`))
    expect([page.status, page.body.includes('Тайный черновик')]).toEqual([200, false])
  })
})

describe('half-yearly', () => {
  test('one form answers all activities; the secretariat has one table', async () => {
    const { store, coordinator: actor } = world
    const months = {
      from: localDate('2026-01-01'),
      to: localDate('2026-06-30'),
      dueOn: localDate('2026-07-10'),
    }
    const id = value(await openRequest(store, { actor, templateId: template, ...months }))
    const rows = await rowsOf(store, mine)
    const form = Object.fromEntries(rows.flatMap((row) => [[`claim_${row.id}`, 'done']]))
    const sent = await phone.post(at('owner', `/plan/reports/${id}`), form)
    expect([sent.status, sent.location]).toEqual([303, `${at('owner')}?said=reported`])
    expect((await phone.get(at('intruder', `/plan/reports/${id}`))).status).toBe(404)
    const reader = await app.signedIn({ rank: 'member', roles: { [world.dialogueId]: 'viewer' } })
    const page = await reader.get(`/plans/${template}/requests/${id}`)
    expect([page.status, page.body.includes('40 of 40')]).toEqual([200, true])
    const csv = await reader.get(`/plans/${template}/requests/${id}/answers.csv`)
    expect(csv.body.trim().split('\n')).toHaveLength(41)
  })
})

describe('the secretariat', () => {
  test('an outsider finds nothing; a viewer reads and changes nothing', async () => {
    const outsider = await app.signedIn({ rank: 'member', roles: { [world.otherDialogueId]: 'organiser' } })
    const viewer = await app.signedIn({ rank: 'member', roles: { [world.dialogueId]: 'viewer' } })
    for (const path of ['', '/matrix', '/matrix.csv', `/of/${mine}`, `/of/${mine}/plan.pdf`]) {
      expect((await outsider.get(`/plans/${template}${path}`)).status).toBe(404)
      expect((await viewer.get(`/plans/${template}${path}`)).status).toBe(200)
    }
    expect((await viewer.post(`/plans/${template}/of/${mine}/closure`)).status).toBe(403)
  })

  test('does not close a plan that a colleague changed in another tab, and sees it before the next press', async () => {
    const { store, coordinator: actor, dialogueId, dist } = world
    const made = await makePlans(store, { actor, dialogueId, institutionIds: [dist] })
    const id = made.plans.get(dist) ?? ''
    const desk = await app.signedIn({ rank: 'member', roles: { [dialogueId]: 'coordinator' } })
    const path = `/plans/${made.template}/of/${id}`
    const seen = versionIn(await desk.get(path))
    const terms = { due_on: '2026-03-31', monitor: '', people: [], version: seen }
    expect((await desk.post(`${path}/terms`, terms)).status).toBe(303)
    const late = await desk.post(`${path}/closure`, { version: seen })
    expect([late.status, late.body.includes('changed')]).toEqual([409, true])
    expect((await findPlan(store, id))?.state).not.toBe('closed')
    expect((await desk.post(`${path}/closure`, { version: versionIn(late) })).status).toBe(303)
  })

  test('closes a request from its page, and not from one that is out of date', async () => {
    const { store, coordinator: actor, dialogueId, dist, distPoint } = world
    const made = await makePlans(store, { actor, dialogueId, institutionIds: [dist] })
    const [templateId, planId] = [made.template, made.plans.get(dist) ?? '']
    await writePlan(store, speaks(distPoint, dist), planId)
    await present(store, speaks(distPoint, dist), planId)
    await decide(store, { actor, planId, decision: 'approved' })
    const months = { from: localDate('2026-01-01'), to: localDate('2026-06-30') }
    const due = localDate('2026-07-15')
    const id = value(await openRequest(store, { actor, templateId, ...months, dueOn: due }))
    const desk = await app.signedIn({ rank: 'member', roles: { [dialogueId]: 'coordinator' } })
    const path = `/plans/${templateId}/requests/${id}`
    const version = versionIn(await desk.get(path))
    expect((await desk.post(`${path}/closure`, { version: String(Number(version) + 1) })).status).toBe(409)
    expect((await desk.post(`${path}/closure`, { version })).status).toBe(303)
    expect((await desk.post(`${path}/closure`, { version })).status).toBe(409)
  })

  test('the matrix takes the same number of queries for one plan as for twenty with forty activities', async () => {
    const { store, coordinator: actor, dialogueId, dist } = world
    const small = await makePlans(store, { actor, dialogueId, institutionIds: [dist] })
    const reader = await app.signedIn({ rank: 'member', roles: { [dialogueId]: 'viewer' } })
    const count = async (path: string) => {
      const queries = await app.queriesOf(async () => {
        expect((await reader.get(path)).status).toBe(200)
      })
      return queries.length
    }
    expect(await count(`/plans/${template}/matrix`)).toBe(await count(`/plans/${small.template}/matrix`))
    expect(await count(`/plans/${template}`)).toBe(await count(`/plans/${small.template}`))
  })

  test('makes commitments of several plans’ activities at once, ticks kept when they are refused', async () => {
    const { store, coordinator, dialogueId, dist, cna, distPoint, specialist } = world
    const made = await makePlans(store, { actor: coordinator, dialogueId, institutionIds: [dist, cna] })
    const ids: Id[] = []
    for (const [institution, person] of [[dist, distPoint] as const, [cna, specialist] as const]) {
      const plan = made.plans.get(institution) ?? ''
      ids.push(await writePlan(store, speaks(person, institution), plan))
      await present(store, speaks(person, institution), plan)
      await decide(store, { actor: coordinator, planId: plan, decision: 'approved' })
    }
    const desk = await app.signedIn({ rank: 'member', roles: { [dialogueId]: 'coordinator' } })
    const path = `/plans/${made.template}/commitments`
    expect((await desk.get(path)).body.match(/name="activities"/g)).toHaveLength(2)
    const many = [...ids, ...Array.from({ length: 60 }, () => store.newId())]
    const refused = await desk.post(path, { activities: many })
    expect([refused.status, refused.body.match(/ checked/g)?.length]).toEqual([400, 2])
    expect((await desk.post(path, { activities: ids })).status).toBe(303)
    expect((await desk.get(path)).body).not.toContain('name="activities"')
  })

  test('reads whom to phone about a silent plan; who only reads does not', async () => {
    const { store, distPoint, dialogueId } = world
    const { db } = store
    await store.tidy(db.updateTable('persons').set({ phone: '+7 701 111 22 33' }).where('id', '=', distPoint))
    const silent = { reminders: 6, state: 'requested' as const }
    const small = await makePlans(store, {
      actor: world.coordinator,
      dialogueId,
      institutionIds: [world.dist],
    })
    await store.tidy(db.updateTable('plans').set(silent).where('template_id', '=', small.template))
    const desk = await app.signedIn({ rank: 'member', roles: { [dialogueId]: 'coordinator' } })
    const viewer = await app.signedIn({ rank: 'member', roles: { [dialogueId]: 'viewer' } })
    const shows = async (who: TestBrowser) =>
      (await who.get(`/plans/${small.template}`)).body.includes('111 22 33')
    expect([await shows(desk), await shows(viewer)]).toEqual([true, false])
  })

  test('what was typed into a plan that a colleague handed in meanwhile is shown again', async () => {
    const { store, coordinator, dialogueId, dist, distPoint } = world
    const made = await makePlans(store, { actor: coordinator, dialogueId, institutionIds: [dist] })
    const plan = made.plans.get(dist) ?? ''
    const activity = await writePlan(store, speaks(distPoint, dist), plan)
    await present(store, speaks(distPoint, dist), plan)
    const own = await link(distPoint, plan)
    const text = await phone.post(`${own}/plan/texts/audience`, { text: 'Долго набирали', version: '1' })
    expect([text.status, text.body.includes('Долго набирали')]).toEqual([409, true])
    const title = { kind: 'media', title: 'Долгая статья', version: '1' }
    const row = await phone.post(`${own}/plan/activities/${activity}`, title)
    expect([row.status, row.body.includes('Долгая статья')]).toEqual([409, true])
  })
})
