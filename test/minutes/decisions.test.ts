/** Decisions on SQLite and over HTTP: numbers, versions, who may record, and that no speaker can be stored. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type AskedDecision, editDecision, moveDecision, recordDecision } from '../../src/minutes/commands.ts'
import { decisionCode } from '../../src/minutes/decision.ts'
import { decisionsOfMeeting, findDecision } from '../../src/minutes/queries.ts'
import { accepted, openWorld, recorded, type World } from '../commitments/world.ts'
import { openTestApp, type TestApp } from '../fixtures/app.ts'
import { dumpOf } from '../fixtures/store.ts'

let app: TestApp
let world: World
beforeEach(async () => {
  app = openTestApp()
  world = await openWorld(app)
})
afterEach(() => app.close())

function asked(changes: Partial<AskedDecision> = {}): AskedDecision {
  return {
    actor: world.rapporteur,
    meetingId: world.meetingId,
    text: { ru: 'Закупить препарат', kk: 'Дәріні сатып алу' },
    authoritative: 'ru',
    itemId: world.itemId,
    method: 'consensus',
    votesFor: null,
    votesAgainst: null,
    votesAbstained: null,
    reservations: '',
    adopted: true,
    ...changes,
  }
}

const decide = async (changes: Partial<AskedDecision> = {}) =>
  accepted(await recordDecision(world.store, asked(changes)))
const find = async (id: string) => findDecision(world.store, id, 'all')
const EDIT = { version: 1 }

describe('recording a decision', () => {
  test('takes the next number of the meeting and keeps every language', async () => {
    const first = await decide()
    await decide({ adopted: false, itemId: null })
    const found = await decisionsOfMeeting(world.store, world.meetingId)
    // The world holds D-7 already.
    expect(found.map((decision) => [decisionCode(decision), decision.state])).toEqual([
      ['D-7', 'adopted'],
      ['D-8', 'adopted'],
      ['D-9', 'proposed'],
    ])
    expect(await find(first)).toMatchObject({
      itemId: world.itemId,
      text: { authoritative: 'ru', texts: { ru: 'Закупить препарат', kk: 'Дәріні сатып алу' } },
    })
  })

  test('two rapporteurs at once never get the same number', async () => {
    const outcomes = await Promise.all([1, 2, 3].map(() => recordDecision(world.store, asked())))
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(await decisionsOfMeeting(world.store, world.meetingId)).toHaveLength(2)
  })

  test('a vote that was lost is not recorded as adopted', async () => {
    const lost = { method: 'vote', votesFor: 3, votesAgainst: 8, votesAbstained: 0 } as const
    expect(await recordDecision(world.store, asked(lost))).toMatchObject({
      messageKey: 'minutes.not_carried',
    })
    const id = await decide({ ...lost, adopted: false })
    expect((await find(id))?.votes).toEqual({ for: 3, against: 8, abstained: 0 })
  })

  test.each([
    ['viewer', 'forbidden'],
    ['stranger', 'not_found'],
  ] as const)('by a %s is refused as %s', async (role, code) => {
    const before = dumpOf(app.raw)
    expect(await recordDecision(world.store, asked({ actor: world[role] }))).toMatchObject({
      ok: false,
      code,
    })
    expect(dumpOf(app.raw)).toBe(before)
  })

  test('stores no speaker: the table has no place for one', () => {
    const columns = ['decisions', 'decision_texts'].flatMap(
      (table) => app.raw.prepare(`select name from pragma_table_info('${table}')`).pluck().all() as string[],
    )
    expect(columns.filter((column) => /person|speaker|institution|author(?!itative)/.test(column))).toEqual(
      [],
    )
  })
})

describe('correcting and settling', () => {
  test('new words replace the old ones in all languages', async () => {
    const id = await decide()
    accepted(await editDecision(world.store, { ...asked({ text: { ru: 'Закупить до мая' } }), id, ...EDIT }))
    expect((await find(id))?.text.texts).toEqual({ ru: 'Закупить до мая' })
  })

  test('the second of two editors is told', async () => {
    const id = await decide()
    const edit = { ...asked(), id, ...EDIT }
    accepted(await editDecision(world.store, edit))
    expect(await editDecision(world.store, edit)).toMatchObject({
      code: 'conflict',
      messageKey: 'forms.changed_meanwhile',
    })
  })

  test('once the minutes are drawn up an adopted text is fixed', async () => {
    const id = await decide()
    const minuted = world.store.db
      .updateTable('meetings')
      .set({ state: 'minuted' })
      .where('id', '=', world.meetingId)
    await app.engine.runOne(minuted.compile())
    expect(await editDecision(world.store, { ...asked(), id, ...EDIT })).toMatchObject({
      messageKey: 'minutes.decision_fixed',
    })
  })

  test('of six who settle a proposal at once exactly one wins', async () => {
    const id = await decide({ adopted: false })
    const moves = ['adoption', 'rejection', 'withdrawal', 'adoption', 'rejection', 'withdrawal'] as const
    const outcomes = await Promise.all(
      moves.map((move) => moveDecision(world.store, { actor: world.rapporteur, id, move })),
    )
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect((await find(id))?.version).toBe(2)
  })
})

describe('the pages', () => {
  const as = (role: 'rapporteur' | 'viewer') =>
    app.signedIn({ rank: 'member', roles: { [world.dialogueId]: role } })
  const form = () => ({
    text_ru: 'Закупить препарат',
    authoritative: 'ru',
    item: world.itemId,
    method: 'vote',
    votes_for: '12',
    votes_against: '1',
    votes_abstained: '3',
    reservations: 'Две организации просили отметить срок',
    adopted: 'on',
  })

  test('a decision is recorded, shown and superseded', async () => {
    const rapporteur = await as('rapporteur')
    const answer = await rapporteur.post(`/meetings/${world.meetingId}/decisions`, form())
    expect(answer.status).toBe(303)
    const shown = await rapporteur.get(answer.location)
    for (const words of [
      'D-8',
      'by vote: for 12, against 1, abstained 3',
      'Бесперебойные закупки',
      'Adopted',
    ])
      expect(shown.body).toContain(words)
    const [path = ''] = answer.location.split('?')
    expect((await rapporteur.post(`${path}/supersession`)).status).toBe(303)
    expect((await rapporteur.post(`${path}/supersession`)).status).toBe(409)
    expect((await rapporteur.get(path)).body).toContain('Superseded')
  })

  test('a wrong form keeps its words', async () => {
    const wrong = { ...form(), votes_for: 'twelve', text_kk: 'Дәріні сатып алу' }
    const answer = await (await as('rapporteur')).post(`/meetings/${world.meetingId}/decisions`, wrong)
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('Дәріні сатып алу</textarea>')
    expect(answer.body).toContain('Write a number in digits.')
  })

  test('under the Chatham House Rule the form asks for no name', async () => {
    const { body } = await (await as('rapporteur')).get(`/meetings/${world.meetingId}/decisions/new`)
    expect(body).toContain('Under the Chatham House Rule write neither persons nor institutions.')
  })

  test('show the commitments that follow, closed ones only to those who record', async () => {
    await recorded(world, { text: { ru: 'Открытое' } })
    await recorded(world, { text: { ru: 'Закрытое' }, visibility: 'closed' })
    const path = `/decisions/${world.decisionId}`
    const [seen, full] = [await (await as('viewer')).get(path), await (await as('rapporteur')).get(path)]
    expect([seen.body.includes('Открытое'), seen.body.includes('Закрытое')]).toEqual([true, false])
    expect(full.body).toContain('Закрытое')
  })

  test('a viewer may not change anything, a stranger finds nothing, a GET changes nothing', async () => {
    const viewer = await as('viewer')
    const path = `/decisions/${world.decisionId}`
    expect((await viewer.get(`${path}/edit`)).status).toBe(403)
    expect((await viewer.post(path, form())).status).toBe(403)
    expect((await viewer.post(`${path}/supersession`)).status).toBe(403)
    const stranger = await app.signedIn({
      rank: 'member',
      roles: { [world.otherDialogueId]: 'organiser' },
    })
    const before = dumpOf(app.raw)
    expect((await stranger.get(path)).status).toBe(404)
    expect((await stranger.post(`${path}/supersession`)).status).toBe(404)
    expect((await viewer.get(path)).status).toBe(200)
    expect(dumpOf(app.raw)).toBe(before)
  })
})
