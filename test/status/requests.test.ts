/** Status requests: preparing, prolonging, closing; the paper and who reads what of it. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { rewriteCommitment } from '../../src/commitments/commitments.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { recordFact } from '../../src/ledger/facts.ts'
import { takeAnswer } from '../../src/status/answer-commands.ts'
import { closeRequest, discardRequest, prolongRequest } from '../../src/status/commands.ts'
import { paperOf } from '../../src/status/paper-queries.ts'
import {
  accepted,
  draftOf,
  inserter,
  loaded,
  mails,
  openWorld,
  recorded,
  type World,
} from '../commitments/world.ts'
import { openTestStore, type TestStore } from '../fixtures/store.ts'
import { meetingAhead, ofDist, opened, partOf, prepared, requestNow, say, three } from './world.ts'

let open: TestStore
let world: World
beforeEach(async () => {
  open = openTestStore()
  world = await openWorld(open)
})
afterEach(() => open.close())

const letters = async (kind = 'status_request') => (await mails(world)).filter((mail) => mail.kind === kind)

describe('a request', () => {
  test.each([
    ['without a commitment', { commitmentIds: [] }, 'status.nothing_chosen'],
    ['for a day that has passed', { dueOn: localDate('2026-01-14') }, 'status.due_past'],
  ])('is refused %s', async (_, changes, messageKey) => {
    const commitmentIds = await three(world)
    await expect(prepared(world, { commitmentIds, ...changes })).rejects.toThrow(messageKey)
  })

  test('asks about nothing that is proposed, of another dialogue, or over', async () => {
    const proposed = await recorded(world, { agreed: false })
    await expect(prepared(world, { commitmentIds: [proposed.id] })).rejects.toThrow('forms.not_a_choice')
  })

  test('is answered before the meeting it serves', async () => {
    const meetingId = await meetingAhead(world)
    const asked = { meetingId, commitmentIds: await three(world), dueOn: localDate('2026-03-11') }
    await expect(prepared(world, asked)).rejects.toThrow('status.due_after_meeting')
    const { id } = await opened(world, { ...asked, dueOn: localDate('2026-02-01') })
    const actor = world.coordinator
    const late = localDate('2026-03-11')
    expect(await prolongRequest(world.store, { actor, id, dueOn: late })).toMatchObject({
      messageKey: 'status.due_after_meeting',
    })
    expect(accepted(await prolongRequest(world.store, { actor, id, dueOn: localDate('2026-03-10') }))).toBe(
      '2026-03-10',
    )
  })

  test('that was sent is thrown away by nobody; a draft is', async () => {
    const draft = await prepared(world, { commitmentIds: await three(world) })
    expect(accepted(await discardRequest(world.store, { actor: world.coordinator, id: draft }))).toBe(
      world.dialogueId,
    )
    const { id } = await opened(world, { commitmentIds: await three(world) })
    expect(await discardRequest(world.store, { actor: world.coordinator, id })).toMatchObject({
      messageKey: 'status.not_a_draft',
    })
  })

  test('closes early: letters that wait stay here', async () => {
    const { id } = await opened(world, { commitmentIds: await three(world) })
    accepted(await closeRequest(world.store, { actor: world.coordinator, id }))
    expect([await letters(), (await mails(world, 'skipped')).length]).toEqual([[], 2])
    expect(await closeRequest(world.store, { actor: world.coordinator, id })).toMatchObject({
      messageKey: 'status.not_open',
    })
  })
})

describe('the paper', () => {
  test('says who answered: wholly, in part, not, and where nobody can be written to', async () => {
    const ids = await three(world)
    const more = await recorded(world, { text: { ru: 'Тендер' } })
    const { id, parts } = await opened(world, { commitmentIds: [...ids, more.id] })
    accepted(await say(world, '2026-01-16T05:00:00Z', ids[0] ?? '', parts))
    const paper = await paperOf(world.store, await requestNow(world.store, id), 'secretariat')
    expect(paper.parts.map((part) => [part.lead.id, part.state, part.reachable])).toEqual([
      [world.moh, 'waiting', true],
      [world.cna, 'waiting', false],
      [world.dist, 'partly', true],
    ])
    expect(paper.totals).toEqual({
      ...{ asked: 3, answered: 0, partly: 1, lines: 4, silent: 3 },
      states: { agreed: 3, in_progress: 1 },
    })
  })

  test('does not ask again what waits to be verified', async () => {
    const ids = await three(world)
    const { number, version } = await loaded(world, ids[0] ?? '')
    const first = await opened(world, { commitmentIds: ids })
    const lines = [{ number, version, claim: 'done' as const, words: 'Договор № 214' }]
    const asked = { actor: ofDist(world), partId: partOf(first.parts, world.dist), lines }
    accepted(await takeAnswer(world.store, asked))
    const next = { ...world, store: open.at('2026-01-16T05:00:00Z') }
    const { id, parts } = await opened(next, { commitmentIds: ids })
    expect(parts.find((part) => part.institutionId === world.dist)).toMatchObject({ asked: false, people: 0 })
    const paper = await paperOf(world.store, await requestNow(world.store, id), 'secretariat')
    expect(paper.totals).toMatchObject({ asked: 2, answered: 0 })
  })

  test('of a closed request is the same for ever, whatever is changed after it', async () => {
    const ids = await three(world)
    const { id, parts } = await opened(world, { commitmentIds: ids })
    accepted(await say(world, '2026-01-16T05:00:00Z', ids[0] ?? '', parts))
    const closing = open.at('2026-01-20T05:00:00Z')
    accepted(await closeRequest(closing, { actor: world.coordinator, id }))
    const before = await paperOf(closing, await requestNow(closing, id), 'secretariat')
    const commitment = await loaded(world, ids[0] ?? '')
    const draft = draftOf(world, { text: { ru: 'Совсем другое' } })
    const fact = recordFact(closing, commitment, { kind: 'commitment.edited', actorId: 'system' })
    const rewritten = rewriteCommitment(closing, commitment, draft, { state: 'blocked' })
    await closing.commit([fact, ...rewritten], null)
    await inserter(open)('institution_names', {
      ...{ institution_id: world.dist, lang: 'en', official: 'Another name', short: '' },
      ...{ valid_from: localDate('2000-01-01'), valid_to: null },
    })
    const later = open.at('2027-01-01T05:00:00Z')
    expect(await paperOf(later, await requestNow(later, id), 'secretariat')).toEqual(before)
    expect(before.lines.find((line) => line.commitmentId === ids[0])?.text.texts.ru).toBe('Договор')
  })

  test('for members leaves out what is closed, and says how many', async () => {
    const ids = await three(world)
    const closed = await recorded(world, { text: { ru: 'Закрытое' }, visibility: 'closed' })
    const { id } = await opened(world, { commitmentIds: [...ids, closed.id] })
    const request = await requestNow(world.store, id)
    const members = await paperOf(world.store, request, 'members')
    expect(members.lines.length).toBe(3)
    expect(JSON.stringify([members.lines, members.parts])).not.toContain('Закрытое')
    expect((await paperOf(world.store, request, 'secretariat')).lines).toHaveLength(4)
  })

  test('for members tells words written for it, never proof, and none under the Chatham House Rule', async () => {
    const said = async (attribution: 'attributed' | 'chatham_house') => {
      const meetingId = await meetingAhead(world, { attribution })
      const commitment = await recorded(world, { text: { ru: 'Договор' } })
      const { id, parts } = await opened(world, { meetingId, commitmentIds: [commitment.id] })
      accepted(await say(world, '2026-01-16T05:00:00Z', commitment.id, parts))
      const request = await requestNow(world.store, id)
      const of = async (audience: 'members' | 'secretariat') =>
        [...(await paperOf(world.store, request, audience)).words.values()].map(({ text }) => text)
      return [await of('members'), await of('secretariat')]
    }
    expect(await said('attributed')).toEqual([['Идёт тендер'], ['Идёт тендер']])
    expect(await said('chatham_house')).toEqual([[], ['Идёт тендер']])
  })

  test('takes as many queries for one commitment as for thirty', async () => {
    const few = await opened(world, { commitmentIds: [(await recorded(world)).id] })
    const many: string[] = []
    for (let at = 0; at < 30; at++) many.push((await recorded(world)).id)
    const all = await opened(world, { commitmentIds: many })
    const count = async (id: string) => {
      const request = await requestNow(world.store, id)
      return (await open.queriesOf(() => paperOf(world.store, request, 'members'))).length
    }
    expect(await count(all.id)).toBe(await count(few.id))
  })
})
