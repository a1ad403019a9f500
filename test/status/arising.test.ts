/** Matters arising: what is due before a meeting, computed for its item of follow-up, for each reader their own. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { returningTo } from '../../src/agenda/carry-queries.ts'
import { addItem, carryOver, changeItemState, publishAgenda } from '../../src/agenda/commands.ts'
import { agendaOf } from '../../src/agenda/queries.ts'
import { dueOf } from '../../src/commitments/due.ts'
import type { Id } from '../../src/kernel/id.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { moveMeeting } from '../../src/meetings/commands.ts'
import { findMeeting } from '../../src/meetings/queries.ts'
import type { Actor } from '../../src/people/may.ts'
import { mattersArising } from '../../src/status/arising-queries.ts'
import { accepted, openWorld, recorded, type World } from '../commitments/world.ts'
import { openTestStore, type TestStore } from '../fixtures/store.ts'
import { day } from '../meetings/meetings.ts'
import { meetingAhead } from './world.ts'

let open: TestStore
let world: World
beforeEach(async () => {
  open = openTestStore()
  world = await openWorld(open)
})
afterEach(() => open.close())

const ITEM = {
  ...{ isBreak: false, minutes: 30, presenterInstitutionId: null, presenterPersonId: null },
  ...{ attribution: null, visibility: 'members' as const },
}

async function itemOn(meetingId: Id, kind: 'follow_up' | 'decision', changes: { recurs?: boolean } = {}) {
  const { store, organiser: actor } = world
  const on = (await findMeeting(store, meetingId, 'all'))?.days[0]?.date ?? localDate('2026-03-10')
  const item = { ...ITEM, ...changes, kind, day: on, title: { ru: `Вопрос ${kind}` } }
  return accepted(await addItem(store, { actor, meetingId, item }))
}

async function arising(meetingId: Id, viewer: Actor) {
  const meeting = await findMeeting(world.store, meetingId, 'all')
  if (!meeting) throw new Error('not there')
  const items = await agendaOf(world.store, meetingId)
  return mattersArising(world.store, { meeting, items, viewer })
}

describe('matters arising', () => {
  test('are what is owed and due by the first day, soonest first; nothing without an item of follow-up', async () => {
    const meetingId = await meetingAhead(world)
    await recorded(world, { text: { ru: 'После' }, due: dueOf('day', localDate('2026-03-11')) })
    await recorded(world, { text: { ru: 'В день' }, due: dueOf('day', localDate('2026-03-10')) })
    await recorded(world, { text: { ru: 'Просрочено' }, due: dueOf('day', localDate('2025-12-01')) })
    expect(await arising(meetingId, world.organiser)).toBe(null)
    await itemOn(meetingId, 'decision')
    expect(await arising(meetingId, world.organiser)).toBe(null)
    const itemId = await itemOn(meetingId, 'follow_up')
    const found = await arising(meetingId, world.organiser)
    // Late is what is late today: on the day of the meeting all of it would be.
    expect([found?.itemId, found?.on, found?.today]).toEqual([itemId, '2026-03-10', '2026-01-15'])
    expect(found?.commitments.map(({ text }) => text.texts.ru)).toEqual(['Просрочено', 'В день'])
  })

  test('tell nobody of closed commitments who may not see them', async () => {
    const meetingId = await meetingAhead(world)
    await itemOn(meetingId, 'follow_up')
    await recorded(world, { visibility: 'closed' })
    const count = async (viewer: Actor) => (await arising(meetingId, viewer))?.commitments.length
    expect([await count(world.rapporteur), await count(world.viewer)]).toEqual([1, 0])
  })
})

describe('carrying over through several meetings', () => {
  const next = (previousMeetingId: Id, date: string) =>
    meetingAhead(world, { previousMeetingId, days: [day(date, '09:00', '17:30')] } as never)

  async function offeredTo(meetingId: Id) {
    const meeting = await findMeeting(world.store, meetingId, 'all')
    if (!meeting) throw new Error('not there')
    const { offered } = await returningTo(world.store, meeting)
    return offered.map(({ item, ticked, history }) => [item.id, ticked, history.times] as const)
  }

  async function hold(meetingId: Id) {
    for (const move of ['confirmation', 'opening', 'holding'] as const)
      accepted(await moveMeeting(world.store, { actor: world.organiser, id: meetingId, move }))
  }

  test('keeps a matter one through all of them, and brings back what was skipped', async () => {
    const { store, organiser: actor } = world
    const first = await meetingAhead(world, { days: [day('2026-01-15', '09:00', '17:30')] })
    const [kept, skipped] = [await itemOn(first, 'decision'), await itemOn(first, 'decision')]
    accepted(await publishAgenda(store, { actor, meetingId: first }))
    await hold(first)
    const second = await next(first, '2026-02-10')
    expect(await offeredTo(second)).toEqual([
      [kept, true, 1],
      [skipped, true, 1],
    ])
    accepted(await carryOver(store, { actor, meetingId: second, itemIds: [kept] }))
    expect(await carryOver(store, { actor, meetingId: second, itemIds: [kept] })).toMatchObject({
      messageKey: 'agenda.not_open',
    })
    const [carried] = await agendaOf(store, second)
    const third = await next(second, '2026-03-10')
    expect(await offeredTo(third)).toEqual([
      [carried?.id, false, 2],
      [skipped, true, 1],
    ])
    const both = [carried?.id ?? '', skipped]
    expect(accepted(await carryOver(store, { actor, meetingId: third, itemIds: both }))).toBe(2)
    expect((await offeredTo(third)).length).toBe(0)
    expect((await agendaOf(store, third)).map(({ carriedFromId }) => carriedFromId)).toEqual(both)
  })

  test('offers anew what was taken off the next agenda before anybody saw it', async () => {
    const { store, organiser: actor } = world
    const first = await meetingAhead(world)
    const item = await itemOn(first, 'decision')
    const second = await next(first, '2026-04-10')
    accepted(await carryOver(store, { actor, meetingId: second, itemIds: [item] }))
    const [carried] = await agendaOf(store, second)
    const asked = { actor, meetingId: second, itemId: carried?.id ?? '' }
    accepted(await changeItemState(store, { ...asked, move: 'removal' }))
    expect((await offeredTo(second)).map(([id]) => id)).toEqual([item])
  })

  test('leaves a standing item taken where it was taken', async () => {
    const { store, organiser: actor } = world
    const first = await meetingAhead(world, { days: [day('2026-01-15', '09:00', '17:30')] })
    const item = await itemOn(first, 'decision', { recurs: true })
    accepted(await publishAgenda(store, { actor, meetingId: first }))
    for (const move of ['confirmation', 'opening'] as const)
      accepted(await moveMeeting(store, { actor, id: first, move }))
    accepted(await changeItemState(store, { actor, meetingId: first, itemId: item, move: 'taking' }))
    const second = await next(first, '2026-03-10')
    accepted(await carryOver(store, { actor, meetingId: second, itemIds: [item] }))
    expect((await agendaOf(store, first)).map(({ state }) => state)).toEqual(['taken'])
    expect(await agendaOf(store, second)).toMatchObject([
      { carriedFromId: item, recurs: true, state: 'draft' },
    ])
  })
})
