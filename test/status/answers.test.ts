/** One institution answers for all its commitments: what is taken, what is told, that nothing is lost. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { reportsOf } from '../../src/commitments/record-queries.ts'
import { takeReport } from '../../src/commitments/report-commands.ts'
import type { Id } from '../../src/kernel/id.ts'
import { MOST_TAKEN } from '../../src/status/answer.ts'
import { takeAnswer } from '../../src/status/answer-commands.ts'
import { loadPart } from '../../src/status/answer-queries.ts'
import { closeRequest } from '../../src/status/commands.ts'
import { MOST_LINES } from '../../src/status/request.ts'
import type { Store } from '../../src/store/store.ts'
import { accepted, loaded, mails, openWorld, recorded, speaks, type World } from '../commitments/world.ts'
import { openTestStore, type TestStore } from '../fixtures/store.ts'
import { copiesDueSooner, ofDist, opened, partOf } from './world.ts'

let open: TestStore
let world: World
let ids: Id[]
let part: Id
let request: Id
beforeEach(async () => {
  open = openTestStore()
  world = await openWorld(open)
  ids = []
  for (const text of ['Первое', 'Второе', 'Третье'])
    ids.push((await recorded(world, { text: { ru: text } })).id)
  const sent = await opened(world, { commitmentIds: ids })
  request = sent.id
  part = partOf(sent.parts, world.dist)
})
afterEach(() => open.close())

const later = (): Store => open.at('2026-01-20T05:00:00Z')

async function line(at: number, claim: 'done' | 'in_progress' | 'blocked' | null, words: string) {
  const { number, version } = await loaded(world, ids[at] ?? '')
  return { number, claim, words, version }
}

async function states() {
  return Promise.all(ids.map(async (id) => (await loaded(world, id)).state))
}

describe('the page of an institution', () => {
  test('asks about what it leads now and about nothing of the others, with the last that was said', async () => {
    const other = await recorded(world, { leadId: world.moh, supporterIds: [], verifierId: null })
    const sent = await opened(world, { commitmentIds: [ids[0] ?? '', ids[2] ?? '', other.id] })
    const of = partOf(sent.parts, world.dist)
    for (const [at, words] of ['Первый договор', 'Второй договор', 'Третий договор'].entries())
      accepted(
        await takeAnswer(open.at(`2026-01-2${at}T05:00:00Z`), {
          actor: ofDist(world),
          partId: of,
          lines: [await line(2, 'in_progress', words)],
        }),
      )
    const lines = (await loadPart(world.store, of))?.lines ?? []
    expect(lines.map(({ commitment, last }) => [commitment.id, last?.text])).toEqual([
      [ids[0], undefined],
      [ids[2], 'Третий договор'],
    ])
    const [newest] = await reportsOf(world.store, [ids[2] ?? ''])
    expect(lines.at(-1)?.last).toEqual(newest)
  })
})

describe('an answer', () => {
  test('is an ordinary report of every commitment that something was said about', async () => {
    const lines = [
      await line(0, 'done', 'Договор № 214 от 12.01.2026'),
      await line(1, 'blocked', 'Нет бюджета'),
    ]
    const answer = accepted(await takeAnswer(later(), { actor: ofDist(world), partId: part, lines }))
    expect(answer).toEqual({ taken: [1, 2], faults: [] })
    expect(await states()).toEqual(['reported_done', 'blocked', 'agreed'])
    const [done, blocked, silent] = await Promise.all(ids.map((id) => reportsOf(world.store, [id])))
    expect(done).toMatchObject([{ channel: 'link', text: '', evidence: 'Договор № 214 от 12.01.2026' }])
    expect(blocked).toMatchObject([{ text: 'Нет бюджета', evidence: '', personId: world.distPoint }])
    expect(silent).toEqual([])
  })

  test('of "done" asks the verifying institution in the same commit, with one letter for each', async () => {
    const lines = [await line(0, 'done', 'Договор № 214'), await line(2, 'done', 'Акт № 3 от 10.01.2026')]
    accepted(await takeAnswer(later(), { actor: ofDist(world), partId: part, lines }))
    const asked = (await mails(world)).filter((mail) => mail.kind === 'verification_request')
    expect(asked.map((mail) => [mail.subject_id, mail.person_id])).toEqual([
      [ids[0], world.mohPoint],
      [ids[2], world.mohPoint],
    ])
    expect(new Set(asked.map((mail) => /\/p\/\S+/.exec(mail.body_text)?.[0])).size).toBe(2)
  })

  test('of two hundred commitments fits the narrowest engine, and the rest is taken with the next press', async () => {
    const copies = await copiesDueSooner(world, ids[2] ?? '', MOST_LINES - 1)
    const sent = await opened(world, { commitmentIds: [ids[0] ?? '', ...copies] })
    const about = { actor: ofDist(world), partId: partOf(sent.parts, world.dist) }
    const lines = copies.map((_, at) => ({
      ...{ number: at + 4, version: 1, claim: 'done' as const, words: `Договор № ${at}` },
    }))
    const statements = await open.queriesOf(async () => {
      const { taken, faults } = accepted(await takeAnswer(later(), { ...about, lines }))
      expect([taken.length, faults.length]).toEqual([MOST_TAKEN, MOST_LINES - 1 - MOST_TAKEN])
      expect(faults[0]).toEqual({ field: 'claim_84', messageKey: 'status.next_part' })
    })
    // D1 takes a thousand of a request; what surrounds the act needs some, too.
    expect(statements.length).toBeLessThan(950)
    const rest = lines.slice(MOST_TAKEN)
    expect(accepted(await takeAnswer(later(), { ...about, lines: rest })).taken[0]).toBe(84)
  })

  test('keeps the others when one line is refused, and says which', async () => {
    const lines = [
      await line(0, 'done', 'да'),
      await line(1, 'in_progress', 'Тендер объявлен'),
      await line(2, null, 'Что-то'),
    ]
    const answer = accepted(await takeAnswer(later(), { actor: ofDist(world), partId: part, lines }))
    expect(answer).toEqual({
      taken: [2],
      faults: [
        { field: 'words_1', messageKey: 'commitments.evidence_missing' },
        { field: 'claim_3', messageKey: 'status.claim_missing' },
      ],
    })
    expect(await states()).toEqual(['agreed', 'in_progress', 'agreed'])
  })

  test('given by two people at once: the second is told what the first said, and loses nothing', async () => {
    const [first, second] = [await line(0, 'in_progress', 'Первый'), await line(0, 'blocked', 'Второй')]
    const other = await line(1, 'in_progress', 'Тоже второй')
    accepted(await takeAnswer(later(), { actor: ofDist(world), partId: part, lines: [first] }))
    const specialist = speaks(world.specialist, world.dist)
    const asked = { actor: specialist, partId: part, lines: [second, other] }
    expect(accepted(await takeAnswer(later(), asked))).toEqual({
      taken: [2],
      faults: [{ field: 'claim_1', messageKey: 'status.changed_meanwhile' }],
    })
    expect((await reportsOf(world.store, [ids[0] ?? ''])).map((report) => report.text)).toEqual(['Первый'])
  })

  test('can be corrected until the request closes, a "done" too; its letters are withdrawn', async () => {
    const say = async (claim: 'done' | 'in_progress', words: string) =>
      takeAnswer(later(), { actor: ofDist(world), partId: part, lines: [await line(0, claim, words)] })
    accepted(await say('done', 'Договор № 214'))
    accepted(await say('in_progress', 'Ошибка: только проект договора'))
    expect((await states())[0]).toBe('in_progress')
    const reports = await reportsOf(world.store, [ids[0] ?? ''])
    expect(reports.map(({ claim, state }) => [claim, state]).sort()).toEqual([
      ['done', 'returned'],
      ['in_progress', 'sent'],
    ])
    const withdrawn = (await mails(world, 'skipped')).map((mail) => mail.kind)
    expect(withdrawn).toEqual(['verification_request'])
  })

  test('does not take back what was reported done before it was asked', async () => {
    const version = (await loaded(world, ids[0] ?? '')).version
    const before = { actor: ofDist(world), channel: 'link' as const, source: '', text: '' }
    const id = ids[0] ?? ''
    const early = open.at('2026-01-14T05:00:00Z')
    const evidence = 'Договор № 214'
    accepted(await takeReport(early, { ...before, id, version, claim: 'done', evidence }))
    const lines = [await line(0, 'in_progress', 'Всё-таки нет')]
    expect(accepted(await takeAnswer(later(), { actor: ofDist(world), partId: part, lines }))).toMatchObject({
      taken: [],
      faults: [{ field: 'claim_1', messageKey: 'commitments.no_report_expected' }],
    })
  })

  test.each([
    ['somebody of another institution', 'forbidden', 'status.only_lead_answers'],
    ['a closed request', 'conflict', 'status.closed'],
    ['nothing at all', 'invalid', 'status.nothing_said'],
  ])('is refused for %s', async (who, code, messageKey) => {
    if (who === 'a closed request')
      accepted(await closeRequest(world.store, { actor: world.coordinator, id: request }))
    const actor = who.startsWith('somebody') ? speaks(world.mohPoint, world.moh) : ofDist(world)
    const lines = who.startsWith('nothing') ? [] : [await line(0, 'in_progress', 'Слова')]
    expect(await takeAnswer(later(), { actor, partId: part, lines })).toMatchObject({ code, messageKey })
  })

  test('about a commitment that is not of this part is not taken', async () => {
    const foreign = await recorded(world, { leadId: world.moh, verifierId: null, supporterIds: [] })
    const lines = [{ number: foreign.number, claim: 'in_progress' as const, words: 'Чужое', version: 1 }]
    expect(accepted(await takeAnswer(later(), { actor: ofDist(world), partId: part, lines }))).toEqual({
      taken: [],
      faults: [{ field: 'words_4', messageKey: 'status.line_unknown' }],
    })
  })
})
