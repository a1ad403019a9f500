/** An agenda in a database: items added, moved, published, taken, carried over. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  addItem,
  carryOver,
  changeItemState,
  editItem,
  moveItem,
  publishAgenda,
} from '../../src/agenda/commands.ts'
import type { ItemDraft, ItemMove } from '../../src/agenda/item.ts'
import { agendaOf, agendasOf } from '../../src/agenda/queries.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { moveMeeting } from '../../src/meetings/commands.ts'
import { day } from '../meetings/meetings.ts'
import { openWorld, value, type World } from '../meetings/world.ts'

const draft: ItemDraft = {
  day: localDate('2026-04-14'),
  kind: 'information',
  isBreak: false,
  minutes: 30,
  presenterInstitutionId: null,
  presenterPersonId: null,
  attribution: null,
  visibility: 'members',
  title: { ru: 'Доклад' },
}

let world: World
let meetingId: string
beforeEach(async () => {
  world = await openWorld()
  meetingId = await world.meeting({
    days: [day('2026-04-14', '09:00', '17:30'), day('2026-04-15', '09:00', '13:00')],
  })
})
afterEach(() => world.close())

const asked = () => ({ actor: world.organiser, meetingId })
const add = async (title: string, changes: Partial<ItemDraft> = {}) =>
  value(await addItem(world.store, { ...asked(), item: { ...draft, title: { ru: title }, ...changes } }))
const change = (itemId: string, move: ItemMove) => changeItemState(world.store, { ...asked(), itemId, move })
const shown = async (id = meetingId) =>
  (await agendaOf(world.store, id)).map((item) => [item.title.texts.ru, item.day.slice(8), item.state])

describe('items', () => {
  test('are added at the end of their day as drafts', async () => {
    await add('Б', { day: localDate('2026-04-15') })
    await add('А')
    await add('В')
    expect(await shown()).toEqual([
      ['А', '14', 'draft'],
      ['В', '14', 'draft'],
      ['Б', '15', 'draft'],
    ])
  })

  test('are edited in place, and on another day join its end', async () => {
    const id = await add('А')
    await add('Б')
    const item = { ...draft, title: { ru: 'А2', kk: 'А2' }, day: localDate('2026-04-15') }
    value(await editItem(world.store, { ...asked(), itemId: id, version: 1, item }))
    expect(await shown()).toEqual([
      ['Б', '14', 'draft'],
      ['А2', '15', 'draft'],
    ])
  })

  test('of two who edit one item the second is told', async () => {
    const itemId = await add('А')
    value(await editItem(world.store, { ...asked(), itemId, version: 1, item: { ...draft, minutes: 45 } }))
    expect(
      await editItem(world.store, { ...asked(), itemId, version: 1, item: { ...draft, minutes: 60 } }),
    ).toMatchObject({ code: 'conflict', messageKey: 'forms.changed_meanwhile' })
  })

  test('two who add at the same moment do not overwrite each other', async () => {
    const both = await Promise.all(
      ['А', 'Б'].map((title) =>
        addItem(world.store, { ...asked(), item: { ...draft, title: { ru: title } } }),
      ),
    )
    expect(both.map((outcome) => outcome.ok)).toEqual([true, false])
    expect(await shown()).toEqual([['А', '14', 'draft']])
  })

  test('a presenter has to be known', async () => {
    const item = { ...draft, presenterInstitutionId: '01k7a0000000000000000000x1' }
    expect(await addItem(world.store, { ...asked(), item })).toMatchObject({
      field: 'presenter_institution',
      messageKey: 'agenda.presenter_unknown',
    })
    const person = { ...draft, presenterPersonId: '01k7a0000000000000000000x1' }
    expect(await addItem(world.store, { ...asked(), item: person })).toMatchObject({
      field: 'presenter_person',
      messageKey: 'agenda.presenter_unknown',
    })
  })

  test('move up and down, also over the border of a day', async () => {
    await add('А')
    const id = await add('Б')
    value(await moveItem(world.store, { ...asked(), itemId: id, direction: 'up' }))
    expect((await shown()).map(([title]) => title)).toEqual(['Б', 'А'])
    value(await moveItem(world.store, { ...asked(), itemId: id, direction: 'down' }))
    value(await moveItem(world.store, { ...asked(), itemId: id, direction: 'down' }))
    expect(await shown()).toEqual([
      ['А', '14', 'draft'],
      ['Б', '15', 'draft'],
    ])
    expect(await moveItem(world.store, { ...asked(), itemId: id, direction: 'down' })).toMatchObject({
      messageKey: 'agenda.already_last',
    })
  })

  test('a draft is deleted, what was published is withdrawn', async () => {
    const [first, second] = [await add('А'), await add('Б')]
    expect(await change(first, 'removal')).toMatchObject({ ok: true })
    value(await publishAgenda(world.store, asked()))
    value(await change(second, 'removal'))
    expect(await shown()).toEqual([['Б', '14', 'withdrawn']])
  })

  test('each decision counts the agenda on, and the meeting keeps its own version', async () => {
    const id = await add('А')
    value(await change(id, 'removal'))
    expect(await world.stored(meetingId)).toMatchObject({ agendaVersion: 2, version: 1, gatherUntil: null })
  })
})

describe('publishing', () => {
  test('schedules the drafts and says when', async () => {
    await add('А')
    expect(await publishAgenda(world.store, asked())).toEqual({ ok: true, value: 1 })
    expect(await shown()).toEqual([['А', '14', 'scheduled']])
    expect((await world.stored(meetingId)).agendaPublishedAt).toBe(world.store.now)
  })

  test('again takes only what is new', async () => {
    await add('А')
    value(await publishAgenda(world.store, asked()))
    expect(await publishAgenda(world.store, asked())).toMatchObject({
      messageKey: 'agenda.nothing_to_publish',
    })
    await add('Б')
    expect(await publishAgenda(world.store, asked())).toEqual({ ok: true, value: 1 })
  })

  test('is for organisers', async () => {
    await add('А')
    const actor = world.actor(await world.person('rapporteur@example.org'), 'rapporteur')
    expect(await publishAgenda(world.store, { actor, meetingId })).toMatchObject({ code: 'forbidden' })
  })
})

describe('in the room', () => {
  const sit = async () => {
    for (const move of ['announcement', 'confirmation', 'opening'] as const)
      value(await moveMeeting(world.store, { actor: world.organiser, id: meetingId, move }))
  }

  test('items are taken only once the meeting sits, also by who keeps the record', async () => {
    const itemId = await add('А')
    value(await publishAgenda(world.store, asked()))
    expect(await change(itemId, 'taking')).toMatchObject({ messageKey: 'agenda.not_in_session' })
    await sit()
    const actor = world.actor(await world.person('rapporteur@example.org'), 'rapporteur')
    expect(await changeItemState(world.store, { actor, meetingId, itemId, move: 'taking' })).toEqual({
      ok: true,
      value: 'taken',
    })
  })

  test('a slip of the hand can be taken back', async () => {
    const itemId = await add('А')
    value(await publishAgenda(world.store, asked()))
    value(await change(itemId, 'deferral'))
    expect(await change(itemId, 'scheduling')).toEqual({ ok: true, value: 'scheduled' })
  })

  test('after a cancellation the agenda is only read', async () => {
    value(await moveMeeting(world.store, { actor: world.organiser, id: meetingId, move: 'cancellation' }))
    expect(await addItem(world.store, { ...asked(), item: draft })).toMatchObject({
      messageKey: 'agenda.meeting_over',
    })
  })
})

describe('carrying over', () => {
  const next = () =>
    world.meeting({ days: [day('2026-10-14', '09:00', '17:00')], previousMeetingId: meetingId })

  test('puts open items on the next agenda and defers them here', async () => {
    const [first, second] = [await add('А', { attribution: 'chatham_house' }), await add('Б')]
    value(await publishAgenda(world.store, asked()))
    const nextId = await next()
    const outcome = await carryOver(world.store, {
      actor: world.organiser,
      meetingId: nextId,
      itemIds: [second, first],
    })
    expect(outcome).toEqual({ ok: true, value: 2 })
    expect(await shown(nextId)).toEqual([
      ['А', '14', 'draft'],
      ['Б', '14', 'draft'],
    ])
    expect(await shown()).toEqual([
      ['А', '14', 'deferred'],
      ['Б', '14', 'deferred'],
    ])
    expect((await agendaOf(world.store, nextId))[0]).toMatchObject({
      carriedFromId: first,
      attribution: 'chatham_house',
      day: '2026-10-14',
    })
    expect(
      [await world.stored(meetingId), await world.stored(nextId)].map((one) => one.agendaVersion),
    ).toEqual([4, 1])
  })

  test('an item goes over once, and then stays deferred here', async () => {
    const itemId = await add('А')
    const nextId = await next()
    const ask = { actor: world.organiser, meetingId: nextId, itemIds: [itemId] }
    value(await carryOver(world.store, ask))
    expect(await carryOver(world.store, ask)).toMatchObject({ messageKey: 'agenda.not_open' })
    expect(await change(itemId, 'scheduling')).toMatchObject({ messageKey: 'agenda.carried_on' })
  })

  test('needs a previous meeting', async () => {
    expect(await carryOver(world.store, { ...asked(), itemIds: ['x'] })).toMatchObject({
      messageKey: 'agenda.no_previous_meeting',
    })
  })
})

test('an agenda takes two queries with one item and with twenty', async () => {
  const load = () => agendasOf(world.store, [meetingId])
  await add('1')
  expect(await world.queriesOf(load)).toHaveLength(2)
  for (let n = 2; n <= 20; n++) await add(String(n))
  expect(await world.queriesOf(load)).toHaveLength(2)
})
