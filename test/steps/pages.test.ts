/** Steps and requests over HTTP: the commitment's page, the acts, the lead's link, what a viewer is not told. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ensureLink } from '../../src/auth/links.ts'
import { recordOutside } from '../../src/commitments/source-commands.ts'
import { addPaper } from '../../src/documents/commands.ts'
import type { Id } from '../../src/kernel/id.ts'
import { plus } from '../../src/kernel/instant.ts'
import { noteProgress } from '../../src/steps/commands.ts'
import { openDueRequests } from '../../src/steps/queries.ts'
import { accepted, draftOf, loaded, openWorld, type World } from '../commitments/world.ts'
import { openTestApp, type TestApp } from '../fixtures/app.ts'
import { dumpOf } from '../fixtures/store.ts'
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

const as = (role: 'coordinator' | 'rapporteur' | 'viewer', locale: 'en' | 'ru' | 'kk' = 'en') =>
  app.signedIn({ rank: 'member', roles: { [world.dialogueId]: role }, locale })
const path = () => `/commitments/${chain.commitment.id}`

async function linkTo(purpose: 'report' | 'promises', personId: Id, subjectId: Id): Promise<string> {
  const expiresAt = plus(world.store.now, { days: 30 })
  const link = await ensureLink(world.store, { personId, purpose, subjectId, expiresAt })
  for (const statement of link.statements) await world.store.tidy(statement)
  return new URL(link.url).pathname
}

describe('the page of a commitment', () => {
  test('shows steps with plan, expected end, slip and state, and the forecast beside the due date', async () => {
    const { body } = await (await as('coordinator')).get(path())
    for (const words of ['Tender', 'Contract', 'can begin', 'waits for: Tender', '1 Apr 2026'])
      expect(body).toContain(words)
    expect(body).toContain('1 Apr 2026 · 61 days later than first agreed')
    expect(body).toContain('<svg')
    expect(body).toContain('0 of 3 done')
  })

  test.each([
    ['ru', 'ожидает: Тендер', 'на 61 день позже первоначального срока'],
    ['kk', 'күтеді: Тендер', 'алғашқы мерзімнен 61 күн кеш'],
  ] as const)('speaks %s', async (locale, waits, slip) => {
    const { body } = await (await as('coordinator', locale)).get(path())
    expect(body).toContain(waits)
    expect(body).toContain(slip)
  })

  test('keeps the dates of a shipment and all that could be reckoned from them from who may not know', async () => {
    const progress = { kind: 'blocked', reason: 'Almaty depot' } as const
    const asked = { actor: world.coordinator, id: chain.commitment.id, locale: 'en', version: 1 } as const
    accepted(await noteProgress(world.store, { ...asked, stepId: chain.permit, progress }))
    const told = async (role: 'coordinator' | 'viewer') => (await (await as(role)).get(path())).body
    const viewer = await told('viewer')
    expect(viewer).toContain('need-to-know')
    expect(viewer).not.toMatch(/1 Apr 2026|Almaty depot/)
    expect(await told('coordinator')).toMatch(/Almaty depot/)
  })

  test('does not tell them by its history on which day a shipment left', async () => {
    const by = { actor: world.coordinator, id: chain.commitment.id, locale: 'en', version: 1 } as const
    const over = { kind: 'done', on: day('2026-01-14'), evidence: '' } as const
    for (const stepId of [chain.tender, chain.contract, chain.permit])
      accepted(await noteProgress(world.store, { ...by, stepId, progress: over }))
    const told = async (role: 'coordinator' | 'viewer') => {
      const { body } = await (await as(role)).get(path())
      return (body.match(/Step done/g) ?? []).length
    }
    // The tender and the contract came before it.
    expect([await told('coordinator'), await told('viewer')]).toEqual([3, 2])
  })

  test('offers no act to who does not coordinate', async () => {
    const { body } = await (await as('rapporteur')).get(path())
    expect(body).not.toContain(`${path()}/steps`)
  })
})

describe('an act', () => {
  const own = (act = '') => `${path()}/steps/${chain.tender}${act}`

  test('asks first, changes nothing by that, and is then seen on the page', async () => {
    const browser = await as('coordinator')
    const before = dumpOf(app.raw)
    for (const act of ['', '/edit', '/start', '/completion', '/forecast', '/obstacle', '/skip', '/removal'])
      expect((await browser.get(own(act))).status).toBe(200)
    expect(dumpOf(app.raw)).toEqual(before)
    const sent = await browser.post(own('/completion'), { on: '2026-01-14', evidence: '№ 17', version: '1' })
    expect(sent.location).toBe(`${path()}?said=recorded#steps`)
    expect((await browser.get(path())).body).toContain('evidence: № 17')
  })

  test('that cannot be keeps what was typed and says why', async () => {
    const browser = await as('coordinator')
    const early = `${path()}/steps/${chain.contract}/completion`
    const { status, body } = await browser.post(early, { on: '2026-01-14', evidence: '№ 18', version: '1' })
    expect(status).toBe(409)
    expect(body).toContain('Earlier steps are not done yet: «Tender».')
    expect(body).toContain('№ 18')
  })

  test('of a circle names its steps', async () => {
    const form = {
      ...{ title_en: 'Tender', title_ru: 'Тендер', authoritative: 'ru', planned_on: '2026-01-31' },
      ...{ after: chain.contract, version: '1' },
    }
    const { status, body } = await (await as('coordinator')).post(own(), form)
    expect(status).toBe(400)
    expect(body).toMatch(/These steps would wait for one another: «(Tender|Contract)», «(Tender|Contract)»\./)
  })

  test('from a page that is out of date changes nothing and can be sent again', async () => {
    const browser = await as('coordinator')
    await browser.post(own('/obstacle'), { reason: 'Strike', version: '1' })
    const { status, body } = await browser.post(own('/skip'), { reason: 'Not needed', version: '1' })
    expect(status).toBe(409)
    expect(body).toContain('name="version" value="2"')
    expect((await stepNow(world, chain, chain.tender)).state).toBe('blocked')
  })

  test('a template is chosen, then its steps and a date', async () => {
    const browser = await as('coordinator', 'kk')
    const page = `${path()}/steps/template`
    expect((await browser.get(page)).body).toContain('Бақылаудағы дәрілік затты сатып алу')
    expect((await browser.get(`${page}?template=procurement`)).body).toContain('Шарт · 30 күн')
    const asked = { template: 'procurement', anchor: 'end', on: '2026-06-30', steps: ['5', '6'] }
    expect((await browser.post(page, asked)).status).toBe(303)
    expect((await browser.get(path())).body).toContain('30.06.2026')
  })
})

describe('behind a personal link', () => {
  test('the lead says in one tap that a step is done, without a script', async () => {
    const link = await linkTo('report', world.distPoint, chain.commitment.id)
    const visitor = app.visitor()
    const { body } = await visitor.get(link)
    expect(body).toContain('Завершён сегодня')
    const under = `${link}/steps/${chain.tender}`
    const sent = await visitor.post(under, { kind: 'done', version: '1' })
    expect(sent.location).toBe(`${link}?said=recorded#steps`)
    expect(await stepNow(world, chain, chain.tender)).toMatchObject({ state: 'done', doneOn: '2026-01-15' })
  })

  test('a forecast without a day is asked back with what was written', async () => {
    const link = await linkTo('report', world.distPoint, chain.commitment.id)
    const form = { kind: 'forecast', words: 'Две заявки', version: '1' }
    const { status, body } = await app.visitor().post(`${link}/steps/${chain.tender}`, form)
    expect(status).toBe(400)
    expect(body).toContain('Две заявки')
    expect(body).toContain('id="on-fault"')
  })

  test('pages stay small, and tell nobody when a shipment comes', async () => {
    const link = await linkTo('report', world.distPoint, chain.commitment.id)
    for (const page of [link, `${link}/steps/${chain.permit}`, `${link}/due-request`]) {
      const { status, body } = await app.visitor().get(page)
      expect(status).toBe(200)
      expect(body.length).toBeLessThan(40_000)
      expect(body).not.toContain('01.04.2026')
    }
  })

  test('another institution opens its own steps only', async () => {
    const link = await linkTo('promises', world.distPoint, world.dist)
    const visitor = app.visitor()
    expect((await visitor.get(`${link}/steps/${chain.tender}`)).status).toBe(200)
    expect((await visitor.get(`${link}/steps/${chain.permit}`)).status).toBe(404)
    expect((await visitor.get(`${link}/due-request`)).status).toBe(404)
  })

  test('another due date is asked for, seen, granted; both pages say how it stands', async () => {
    const link = await linkTo('report', world.distPoint, chain.commitment.id)
    const visitor = app.visitor()
    const { version } = await loaded(world, chain.commitment.id)
    const form = {
      due_date: '2026-05-02',
      due_precision: 'quarter',
      reason: 'Две заявки',
      version: String(version),
    }
    expect((await visitor.post(`${link}/due-request`, form)).location).toBe(`${link}?said=recorded`)
    expect((await visitor.get(link)).body).toContain('Координатор ещё не ответил')
    const browser = await as('coordinator')
    expect((await browser.get(path())).body).toContain('waits for an answer')
    const [request] = await openDueRequests(world.store, 'all')
    const grant = `${path()}/due-requests/${request?.id}/grant`
    expect((await browser.get(grant)).body).toContain('Q2 2026')
    expect((await browser.post(grant, {})).location).toBe(`${path()}?said=recorded`)
    expect(await loaded(world, chain.commitment.id)).toMatchObject({
      dueOn: day('2026-06-30'),
      duePrecision: 'quarter',
    })
  })
})

describe('the chain of evidence', () => {
  test('begins with the item and the decision, each a link, and is found from their end', async () => {
    const browser = await as('coordinator')
    const { body } = await browser.get(path())
    expect(body).toContain(`href="/decisions/${world.decisionId}"`)
    expect(body).toContain(`href="/meetings/${world.meetingId}#agenda"`)
    const code = `href="${path()}">C-01</a>`
    expect((await browser.get(`/decisions/${world.decisionId}`)).body).toContain(code)
    expect((await browser.get(`/meetings/${world.meetingId}`)).body.split(code).length).toBe(3)
  })

  test('a document leads to what came of it and back, closed ones only for who may see them', async () => {
    const { store, organiser, meetingId } = world
    const bytes = new TextEncoder().encode('Слова')
    const file = { name: 'Обзор.txt', mediaType: 'text/plain', bytes }
    const paper = {
      actor: organiser,
      meetingId,
      paperId: null,
      itemId: null,
      title: 'Обзор',
      lang: 'ru',
    } as const
    const documentId = accepted(await addPaper(store, { ...paper, file }))
    const from = { actor: organiser, dialogueId: world.dialogueId, documentId }
    const asked = { ...draftOf(world, { visibility: 'closed' }), ...from, itemId: null, decisionId: null }
    const id = accepted(await recordOutside(store, asked))
    const browser = await as('coordinator')
    expect((await browser.get(`/commitments/${id}`)).body).toContain(
      `href="/documents/${documentId}">Обзор</a>`,
    )
    const back = `href="/commitments/${id}"`
    expect((await browser.get(`/meetings/${meetingId}`)).body).toContain(back)
    expect((await (await as('viewer')).get(`/meetings/${meetingId}`)).body).not.toContain(back)
    const elsewhere = { ...asked, actor: world.stranger, dialogueId: world.otherDialogueId }
    expect(await recordOutside(store, elsewhere)).toMatchObject({ ok: false, field: 'document' })
  })

  test('a commitment may be made outside a meeting, and says so', async () => {
    const browser = await as('rapporteur')
    const form = {
      ...{ text_ru: 'Ответить на письмо', authoritative: 'ru', lead: world.dist, visibility: 'members' },
      ...{ due_date: '2026-03-01', due_precision: 'day', agreed: 'on' },
    }
    const page = `/dialogues/${world.dialogueId}/commitments`
    expect((await browser.get(`${page}/new`)).status).toBe(200)
    const { location } = await browser.post(page, form)
    expect((await browser.get(location)).body).toContain('outside a meeting')
    expect((await (await as('viewer')).get(`${page}/new`)).status).toBe(403)
  })
})
