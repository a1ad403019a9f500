/** Lists of commitments: what they find, in how many queries, over which index. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { completenessOf } from '../../src/commitments/count-queries.ts'
import { type CommitmentFilter, OPEN, type Show } from '../../src/commitments/filter.ts'
import {
  commitmentsById,
  commitmentsOfMeeting,
  findCommitment,
  listCommitments,
  owedUntil,
} from '../../src/commitments/queries.ts'
import type { Reach } from '../../src/commitments/reach.ts'
import { recordOf } from '../../src/commitments/record-queries.ts'
import type { Id } from '../../src/kernel/id.ts'
import { addDays, type LocalDate, localDate } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import type { CommitmentsTable } from '../../src/store/followup-schema.ts'
import { startStopwatch } from '../fixtures/stopwatch.ts'
import { dumpOf } from '../fixtures/store.ts'
import { inserter, openWorld, type World } from './world.ts'

type Row = Partial<CommitmentsTable> & { number: number }

/** Writes a commitment of the world's dialogue directly. */
async function put(world: World, row: Row): Promise<Id> {
  const insert = inserter(world.open)
  const { now } = world.store
  const id = world.store.newId()
  const due = row.due_on === undefined ? localDate('2026-01-30') : row.due_on
  await insert('commitments', {
    id,
    dialogue_id: world.dialogueId,
    meeting_id: world.meetingId,
    lead_institution_id: world.dist,
    state: 'agreed',
    state_since: now,
    due_on: due,
    due_precision: due ? 'day' : 'undated',
    review_on: due ? null : localDate('2026-04-14'),
    first_due_on: due,
    visibility: 'members',
    authoritative_lang: 'ru',
    search: `обязательство ${row.number}`,
    created_at: now,
    version: 1,
    ...row,
  })
  await insert('commitment_texts', { commitment_id: id, lang: 'ru', text: `Обязательство ${row.number}` })
  return id
}

async function numbers(world: World, filter: Partial<CommitmentFilter>, reach: Reach = 'all') {
  const { commitments } = await listCommitments(world.store, { ...OPEN, ...filter }, reach, FIRST)
  return commitments.map((commitment) => commitment.number)
}

const TODAY = localDate('2026-01-15')

/** The first page, for a reader of English. */
const FIRST = { page: 1, locale: 'en' } as const

describe('a list', () => {
  let world: World
  beforeEach(async () => {
    world = await openWorld()
  })
  afterEach(() => world.open.close())

  test('comes by due date, then number, undated last', async () => {
    await put(world, { number: 1, due_on: null })
    await put(world, { number: 2, due_on: localDate('2026-03-01') })
    await put(world, { number: 4, due_on: localDate('2026-02-01') })
    await put(world, { number: 3, due_on: localDate('2026-02-01') })
    expect(await numbers(world, {})).toEqual([3, 4, 2, 1])
  })

  test.each<[Show, number[]]>([
    ['open', [1, 2, 3, 5]],
    ['late', [1, 2]],
    ['silent', [1]],
    ['reported_done', [3]],
    ['verified', [4]],
    ['all', [1, 2, 3, 4, 5]],
  ])('of what is %s finds %j', async (show, found) => {
    const past = addDays(TODAY, -1)
    const reported = { last_report_at: world.store.now }
    await put(world, { number: 1, due_on: past })
    await put(world, { number: 2, due_on: past, state: 'in_progress', ...reported })
    await put(world, { number: 3, due_on: past, state: 'reported_done', ...reported })
    await put(world, { number: 4, due_on: past, state: 'verified', ...reported })
    await put(world, { number: 5, due_on: TODAY })
    expect(await numbers(world, { show })).toEqual(found)
  })

  test('takes today from the zone of each dialogue', async () => {
    // 20:30 in UTC on the 14th is the 15th in Astana and still the 14th in Geneva.
    const geneva = world.store.db
      .updateTable('dialogues')
      .set({ zone: zone('Europe/Zurich') })
      .where('id', '=', world.otherDialogueId)
    await world.open.engine.runOne(geneva.compile())
    const due = localDate('2026-01-14')
    await put(world, { number: 1, due_on: due })
    await put(world, { number: 2, due_on: due, dialogue_id: world.otherDialogueId, meeting_id: null })
    const store = world.open.at('2026-01-14T20:30:00Z')
    expect(await numbers({ ...world, store }, { show: 'late' })).toEqual([1])
    const later = world.open.at('2026-01-14T23:30:00Z')
    expect(await numbers({ ...world, store: later }, { show: 'late' })).toEqual([1, 2])
  })

  test.each([
    ['a word of the text in any case', 'ОБЯЗАТЕЛЬСТВО 12', [12]],
    ['a code', 'c-07', [7]],
    ['a code with a Cyrillic letter', 'С-7', [7]],
    ['nothing for a word that is nowhere', 'вакцина', []],
    ['nothing for a wildcard', '%', []],
  ])('finds %s', async (_, search, found) => {
    await put(world, { number: 7 })
    await put(world, { number: 12 })
    expect(await numbers(world, { search })).toEqual(found)
  })

  test('is narrowed to a dialogue and a lead institution, with its completeness', async () => {
    const { moh, dist, dialogueId, otherDialogueId } = world
    await put(world, { number: 1, last_report_at: world.store.now })
    await put(world, { number: 2, lead_institution_id: moh })
    await put(world, { number: 3, dialogue_id: otherDialogueId, meeting_id: null })
    expect(await numbers(world, { dialogueId })).toEqual([1, 2])
    expect(await numbers(world, { leadId: dist })).toEqual([1, 3])
    expect(await numbers(world, { dialogueId, leadId: dist })).toEqual([1])
    const filter = { ...OPEN, dialogueId }
    expect(await completenessOf(world.store, filter, 'all')).toEqual({ total: 2, reported: 1 })
  })

  test('ends where the reader ends', async () => {
    const { dialogueId, otherDialogueId, store } = world
    const open = await put(world, { number: 1 })
    const closed = await put(world, { number: 2, visibility: 'closed' })
    const foreign = await put(world, { number: 3, dialogue_id: otherDialogueId, meeting_id: null })
    const viewer: Reach = { dialogues: [dialogueId], closed: [] }
    expect(await numbers(world, {}, viewer)).toEqual([1])
    expect(await numbers(world, {}, [dialogueId])).toEqual([1, 2])
    expect(await numbers(world, {}, [])).toEqual([])
    expect(await findCommitment(store, open, viewer)).toMatchObject({ number: 1 })
    expect(await findCommitment(store, closed, viewer)).toBeNull()
    expect(await findCommitment(store, foreign, viewer)).toBeNull()
  })

  test('for reminders holds what is owed and due or to be looked at until a day', async () => {
    await put(world, { number: 1, due_on: addDays(TODAY, 30) })
    await put(world, { number: 2, due_on: addDays(TODAY, 31) })
    await put(world, { number: 3, due_on: addDays(TODAY, -100) })
    await put(world, { number: 4, due_on: TODAY, state: 'reported_done' })
    await put(world, { number: 5, due_on: null, review_on: TODAY })
    const owed = await owedUntil(world.store, addDays(TODAY, 30))
    expect(owed.map((commitment) => commitment.number)).toEqual([3, 1, 5])
  })
})

describe('the number of queries', () => {
  let world: World
  const ids: Id[] = []
  beforeAll(async () => {
    world = await openWorld()
    const due_on = addDays(TODAY, -7)
    for (let number = 1; number <= 3; number++) ids.push(await put(world, { number, due_on }))
  })
  afterAll(() => world.open.close())

  const count = async (work: () => Promise<unknown>) => (await world.open.queriesOf(work)).length

  test.each<[string, number, (few: boolean) => Promise<unknown>]>([
    [
      'a list',
      3,
      (few) => listCommitments(world.store, few ? { ...OPEN, search: 'C-1' } : OPEN, 'all', FIRST),
    ],
    [
      'the late ones',
      4,
      (few) =>
        listCommitments(world.store, { ...OPEN, show: 'late', search: few ? 'C-1' : '' }, 'all', FIRST),
    ],
    ['completeness', 1, () => completenessOf(world.store, OPEN, 'all')],
    ['a meeting', 3, () => commitmentsOfMeeting(world.store, world.meetingId)],
    ['some by id', 3, (few) => commitmentsById(world.store, few ? ids.slice(0, 1) : ids)],
    ['what is owed', 3, () => owedUntil(world.store, localDate('2027-01-01'))],
  ])('of %s is %i whatever the rows', async (_, queries, work) => {
    expect(await count(() => work(false))).toBe(queries)
    expect(await count(() => work(true))).toBe(queries)
  })

  test('of a whole record does not grow with its reports, and reading it changes nothing', async () => {
    const commitment = await findCommitment(world.store, ids[0] ?? '', 'all')
    if (!commitment) throw new Error('not there')
    await reports(world, commitment.id, 1)
    const before = dumpOf(world.open.raw)
    const few = await count(() => recordOf(world.store, commitment))
    expect(dumpOf(world.open.raw)).toBe(before)
    await reports(world, commitment.id, 3)
    expect(await count(() => recordOf(world.store, commitment))).toBe(few)
    expect((await recordOf(world.store, commitment))?.reports).toHaveLength(4)
  })
})

async function reports(world: World, commitment_id: Id, number: number): Promise<void> {
  for (let at = 0; at < number; at++) {
    await inserter(world.open)('reports', {
      id: world.store.newId(),
      commitment_id,
      claim: 'in_progress',
      text: 'The tender is out',
      channel: 'link',
      person_id: world.distPoint,
      at: world.store.now,
      late: 0,
      state: 'sent',
    })
  }
}

describe('ten thousand commitments', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
    fill(world, 10_000)
  })
  afterAll(() => world.open.close())

  test.each<[string, CommitmentFilter, (w: World) => Reach]>([
    ['everything open', OPEN, () => 'all'],
    ['all', { ...OPEN, show: 'all' }, () => 'all'],
    ['the late ones', { ...OPEN, show: 'late' }, () => 'all'],
    ['the silent ones', { ...OPEN, show: 'silent' }, () => 'all'],
    ['those to verify', { ...OPEN, show: 'reported_done' }, () => 'all'],
    ['a search', { ...OPEN, search: 'договор' }, () => 'all'],
    ['those of a member', OPEN, (w) => [w.dialogueId]],
    ['those of a viewer', OPEN, (w) => ({ dialogues: [w.dialogueId], closed: [] })],
  ])('%s: every table is reached over an index', async (_, filter, reach) => {
    const narrowed = [
      filter,
      { ...filter, dialogueId: world.dialogueId },
      { ...filter, leadId: world.dist },
      { ...filter, dialogueId: world.dialogueId, leadId: world.dist },
    ]
    for (const asked of narrowed) {
      const queries = await world.open.queriesOf(() =>
        listCommitments(world.store, asked, reach(world), FIRST),
      )
      expect(queries.flatMap((sql) => fullScans(world, sql))).toEqual([])
    }
  })

  test('a page of a hundred takes a few milliseconds', async () => {
    const read = () => listCommitments(world.store, OPEN, 'all', FIRST)
    for (let round = 0; round < 5; round++) await read()
    const rounds = 20
    const took = startStopwatch()
    for (let round = 0; round < rounds; round++) await read()
    expect(took() / rounds).toBeLessThan(40)
    expect((await read()).commitments).toHaveLength(100)
    expect((await read()).hasNext).toBe(true)
  })
})

/** Steps of the plan that read a big table from end to end, not even in the order of an index. */
function fullScans(world: World, sql: string): string[] {
  const plan = world.open.raw
    .prepare(`explain query plan ${sql}`)
    .all(...Array(20).fill(null).slice(0, bound(sql)))
  return (plan as { detail: string }[])
    .map(({ detail }) => detail)
    .filter((detail) => /^SCAN (commitments|commitment_texts|reports)\b(?!.*USING INDEX)/.test(detail))
}

function bound(sql: string): number {
  return sql.split('?').length - 1
}

function fill(world: World, rows: number): void {
  const states = ['agreed', 'in_progress', 'blocked', 'reported_done', 'verified', 'dropped']
  const { raw } = world.open
  const { now } = world.store
  const commitment = raw.prepare(
    `insert into commitments (id, dialogue_id, number, lead_institution_id, state, state_since, due_on,
       due_precision, first_due_on, visibility, authoritative_lang, last_report_at, search, created_at, version)
     values (?, ?, ?, ?, ?, ?, ?, 'day', ?, 'members', 'ru', ?, ?, ?, 1)`,
  )
  const text = raw.prepare(`insert into commitment_texts values (?, 'ru', ?)`)
  raw.transaction(() => {
    for (let at = 1; at <= rows; at++) {
      const id = world.store.newId()
      const due: LocalDate = addDays(localDate('2025-06-01'), at % 500)
      const dialogue = at % 2 ? world.dialogueId : world.otherDialogueId
      const lead = [world.dist, world.moh, world.cna][at % 3]
      const reported = at % 4 ? now : null
      const state = states[at % states.length]
      commitment.run(id, dialogue, at, lead, state, now, due, due, reported, `договор ${at}`, now)
      text.run(id, `Договор ${at}`)
    }
  })()
}
