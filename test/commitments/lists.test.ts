/** The list of commitments: its choices, orders and headings, counted alike by tabs. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { namePerson } from '../../src/commitments/commands.ts'
import type { Commitment } from '../../src/commitments/commitment.ts'
import { countsOf } from '../../src/commitments/count-queries.ts'
import { dueOf } from '../../src/commitments/due.ts'
import { moveDueDate } from '../../src/commitments/due-commands.ts'
import { type CommitmentFilter, OPEN } from '../../src/commitments/filter.ts'
import { groupsOnPage, inGroupOrder } from '../../src/commitments/grouping.ts'
import { groupCounts, groupedPage, orderedPage } from '../../src/commitments/list-queries.ts'
import type { Reach } from '../../src/commitments/reach.ts'
import { takeReport } from '../../src/commitments/report-commands.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { openTestStore } from '../fixtures/store.ts'
import { accepted, inserter, loaded, openWorld, recorded, speaks, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld(openTestStore())
})
afterEach(() => world.open.close())

const on = (day: string) => dueOf('day', localDate(day))

const numbersOf = (commitments: readonly Commitment[]) => commitments.map(({ number }) => number)

async function found(filter: Partial<CommitmentFilter>, reach: Reach = 'all'): Promise<number[]> {
  const whole = { ...OPEN, ...filter }
  const page = await orderedPage(world.store, whole, reach, { page: 1, size: 50, locale: 'en' })
  // Tabs count by another way through the tables, and must find the same.
  expect(await countsOf(world.store, [whole], reach)).toEqual([page.commitments.length])
  return numbersOf(page.commitments)
}

const change = (sql: string, ...values: unknown[]) => world.open.raw.prepare(sql).run(...values)

describe('choices', () => {
  test('an institution leads, or leads or supports', async () => {
    await recorded(world)
    await recorded(world, { leadId: world.moh, supporterIds: [world.dist], verifierId: null })
    await recorded(world, { leadId: world.moh, supporterIds: [], verifierId: null })
    expect(await found({ leadId: world.dist })).toEqual([1])
    expect(await found({ leadId: world.dist, supports: true })).toEqual([1, 2])
  })

  test('due soon means from today on, the last day included, and still owed', async () => {
    for (const day of ['2026-01-14', '2026-01-15', '2026-01-22', '2026-01-23'])
      await recorded(world, { due: on(day) })
    expect(await found({ show: 'soon', within: 7 })).toEqual([2, 3])
    change("update commitments set state = 'reported_done' where number = 2")
    expect(await found({ show: 'soon', within: 7 })).toEqual([3])
  })

  test('undated and recurring ones', async () => {
    await recorded(world)
    await recorded(world, { due: dueOf('undated', localDate('2026-06-01')) })
    const { id } = await recorded(world)
    await inserter(world.open)('recurrences', {
      ...{ commitment_id: id, every: 'month', day_rule: 'working_day', day: 5, months_after: 1 },
      ...{ day_off: 'stays', owed_by: 'lead', first_period: '2026-01', last_period: null, medicine_id: null },
      ...{ since: world.store.now, ended_on: null, version: 1 },
    } as never)
    expect(await found({ show: 'undated' })).toEqual([2])
    expect(await found({ show: 'recurring' })).toEqual([3])
  })

  test('meeting, objective, and nobody named', async () => {
    const { store, coordinator, specialist } = world
    const { id } = await recorded(world)
    await recorded(world)
    accepted(await namePerson(store, { actor: coordinator, id, personId: specialist }))
    change('update commitments set objective_id = ? where number = 2', 'objective')
    expect(await found({ unnamed: true })).toEqual([2])
    expect(await found({ objectiveId: 'objective' })).toEqual([2])
    expect(await found({ meetingId: world.meetingId })).toEqual([1, 2])
    expect(await found({ meetingId: world.itemId })).toEqual([])
  })

  test('closed ones count nowhere for who may not see them', async () => {
    await recorded(world)
    await recorded(world, { visibility: 'closed' })
    const reach = { dialogues: [world.dialogueId], closed: [] }
    expect(await found({}, reach)).toEqual([1])
    expect(await found({ order: 'slip' }, reach)).toEqual([1])
    const groups = await groupCounts(world.store, { ...OPEN, grouping: 'lead' }, reach)
    expect(groups).toEqual([{ key: world.dist, count: 1 }])
  })
})

describe('orders', () => {
  test('by slip: the farthest first, earlier or later, then the others by due date', async () => {
    const { store, coordinator } = world
    const moves = ['2026-02-01', null, '2025-12-01', '2026-09-01']
    for (const [at, day] of moves.entries()) {
      const { id } = await recorded(world, at === 1 ? { due: on('2026-01-01') } : {})
      if (!day) continue
      const asked = { due: on(day), reason: 'Tender', requestedBy: 'DIST' }
      accepted(await moveDueDate(store, { actor: coordinator, id, ...asked }))
    }
    expect(await found({ order: 'slip' })).toEqual([4, 3, 1, 2])
    const two = { size: 2, locale: 'en' } as const
    const pages = await Promise.all(
      [1, 2, 3].map((page) => orderedPage(store, { ...OPEN, order: 'slip' }, 'all', { page, ...two })),
    )
    expect(pages.map(({ commitments, hasNext }) => [numbersOf(commitments), hasNext])).toEqual([
      [[4, 3], true],
      [[1, 2], false],
      [[], false],
    ])
  })

  test('by report: those that never reported first, then the longest ago', async () => {
    const { distPoint, dist } = world
    const reported = async (at: string) => {
      const { id, version } = await recorded(world)
      const report = {
        claim: 'in_progress',
        text: 'So far',
        evidence: '',
        channel: 'link',
        source: '',
      } as const
      accepted(
        await takeReport(world.open.at(at), { actor: speaks(distPoint, dist), id, version, ...report }),
      )
    }
    await reported('2026-01-14T04:00:00.000Z')
    await reported('2026-01-10T04:00:00.000Z')
    await recorded(world)
    expect(await found({ order: 'report' })).toEqual([3, 2, 1])
  })
})

describe('headings', () => {
  test('stand over parts of a page', () => {
    const groups = [
      { key: 'a', count: 3 },
      { key: 'b', count: 1 },
      { key: null, count: 2 },
    ]
    const parts = (page: number) =>
      groupsOnPage(groups, { page, size: 2 }).map(({ key, from, to }) => [key, from, to])
    expect([parts(1), parts(2), parts(3), parts(4)]).toEqual([
      [['a', 0, 2]],
      [
        ['a', 2, 3],
        ['b', 0, 1],
      ],
      [[null, 0, 2]],
      [],
    ])
  })

  test('come in the order given, what belongs to none last', () => {
    const groups = [null, 'x', 'b', 'a'].map((key) => ({ key, count: 1 }))
    expect(inGroupOrder(groups, ['b', 'a']).map(({ key }) => key)).toEqual(['b', 'a', 'x', null])
  })

  test('cut into pages, each row stands once and under its own', async () => {
    await recorded(world, { due: on('2026-03-01') })
    await recorded(world, { leadId: world.moh, supporterIds: [], verifierId: null })
    await recorded(world, { due: on('2026-02-01') })
    const filter = { ...OPEN, grouping: 'lead' } as const
    const groups = inGroupOrder(await groupCounts(world.store, filter, 'all'), [world.moh, world.dist])
    expect(groups).toEqual([
      { key: world.moh, count: 1 },
      { key: world.dist, count: 2 },
    ])
    const page = async (number: number) => {
      const asked = { page: number, size: 2, locale: 'en', groups } as const
      const { commitments, hasNext } = await groupedPage(world.store, filter, 'all', asked)
      return [numbersOf(commitments), hasNext]
    }
    expect([await page(1), await page(2)]).toEqual([
      [[2, 3], true],
      [[1], false],
    ])
  })

  test('by objective, those without one are found too', async () => {
    const { id } = await recorded(world)
    await recorded(world)
    change("update commitments set objective_id = 'objective' where number = 1")
    const filter = { ...OPEN, grouping: 'objective' } as const
    const groups = inGroupOrder(await groupCounts(world.store, filter, 'all'), ['objective'])
    const asked = { page: 1, size: 9, locale: 'en', groups } as const
    const { commitments } = await groupedPage(world.store, filter, 'all', asked)
    expect(commitments.map(({ objectiveId }) => objectiveId)).toEqual(['objective', null])
    expect((await loaded(world, id)).objectiveId).toBe('objective')
  })
})
