/** Meetings in a database: planned, edited, moved on; what delegates will be told and when. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addItem } from '../../src/agenda/commands.ts'
import { agendaOf } from '../../src/agenda/queries.ts'
import { moveDialogue } from '../../src/dialogues/commands.ts'
import { createMeeting, editMeeting, moveMeeting } from '../../src/meetings/commands.ts'
import type { MeetingDraft } from '../../src/meetings/meeting.ts'
import { findMeeting, meetingsOfDialogue, upcomingMeetings } from '../../src/meetings/queries.ts'
import type { MeetingMove } from '../../src/meetings/state.ts'
import { NOW } from '../fixtures/store.ts'
import { day } from './meetings.ts'
import { MEETING, openWorld, value, type World } from './world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const plan = (changes: Partial<MeetingDraft> = {}) =>
  createMeeting(world.store, { actor: world.organiser, dialogueId: world.dialogueId, ...MEETING, ...changes })

const edit = async (id: string, changes: Partial<MeetingDraft>, store = world.store) =>
  editMeeting(store, {
    actor: world.organiser,
    id,
    version: (await world.stored(id)).version,
    ...MEETING,
    ...changes,
  })

const move = (id: string, name: MeetingMove, store = world.store) =>
  moveMeeting(store, { actor: world.organiser, id, move: name })

const announced = async () => {
  const id = await world.meeting()
  value(await move(id, 'announcement'))
  return id
}

describe('planning', () => {
  test('makes a draft that keeps one calendar UID for life', async () => {
    const id = value(await plan({ title: { ru: 'Второй диалог', kk: 'Екінші диалог' } }))
    expect(await world.stored(id)).toMatchObject({
      ordinal: 1,
      state: 'draft',
      startsAt: '2026-04-14T04:00:00.000Z',
      endsAt: '2026-04-14T12:30:00.000Z',
      title: { authoritative: 'ru', texts: { ru: 'Второй диалог', kk: 'Екінші диалог' } },
      venue: { texts: { ru: 'Астана', kk: '' } },
      calendarUid: `${id}@intersession.example.org`,
      calendarSequence: 0,
      gatherUntil: null,
      dateVersion: 1,
      version: 1,
    })
  })

  test('a meeting that a process before the upgrade makes shows what its dialogue shows', async () => {
    const id = await world.meeting()
    const { participant_list: _, ...known } = world.raw
      .prepare('select * from meetings where id = ?')
      .get(id) as Record<string, unknown>
    const columns = Object.keys(known)
    world.raw
      .prepare(`insert into meetings (${columns}) values (${columns.map((name) => `@${name}`)})`)
      .run({ ...known, id: 'before', ordinal: 2, calendar_uid: 'before@x' })
    for (const list of ['nobody', 'counts', 'institutions']) {
      world.raw.prepare('update dialogues set participant_list = ?').run(list)
      expect((await world.stored('before')).participantList).toBe(list)
      expect((await world.stored(id)).participantList).toBe('institutions')
    }
  })

  test('counts the meetings of a dialogue', async () => {
    await world.meeting()
    expect(await world.stored(await world.meeting())).toMatchObject({ ordinal: 2 })
  })

  test('two at once do not get the same number', async () => {
    const outcomes = await Promise.all([plan(), plan()])
    expect(outcomes.map((outcome) => outcome.ok || outcome.messageKey)).toEqual([
      true,
      'forms.changed_meanwhile',
    ])
  })

  test('a day off is no obstacle', async () => {
    expect((await plan({ days: [day('2026-03-24', '09:00', '17:00')] })).ok).toBe(true)
  })

  test.each([
    ['a reader of the dialogue', 'viewer', 'forbidden'],
    ['its coordinator', 'coordinator', 'forbidden'],
  ] as const)('is not for %s', async (_, role, code) => {
    const actor = world.actor(await world.person('other@example.org'), role)
    const asked = { actor, dialogueId: world.dialogueId, ...MEETING }
    expect(await createMeeting(world.store, asked)).toMatchObject({ code })
  })

  test('a stranger finds no such dialogue', async () => {
    const actor = { ...world.organiser, roles: {} }
    const asked = { actor, dialogueId: world.dialogueId, ...MEETING }
    expect(await createMeeting(world.store, asked)).toMatchObject({ code: 'not_found' })
  })

  test('a closed dialogue takes no meeting', async () => {
    value(await moveDialogue(world.store, { actor: world.organiser, id: world.dialogueId, move: 'closure' }))
    expect(await plan()).toMatchObject({ code: 'conflict', messageKey: 'meetings.dialogue_closed' })
  })

  test('the previous meeting is one of the dialogue that begins earlier', async () => {
    const first = await world.meeting()
    const later = { days: [day('2026-10-14', '09:00', '17:00')], previousMeetingId: first }
    expect((await plan(later)).ok).toBe(true)
    expect(await plan({ previousMeetingId: first })).toMatchObject({
      field: 'previous_meeting',
      messageKey: 'meetings.previous_not_before',
    })
    expect(await plan({ previousMeetingId: '01k7a0000000000000000000m1' })).toMatchObject({
      field: 'previous_meeting',
      messageKey: 'meetings.previous_unknown',
    })
  })
})

describe('editing', () => {
  test('a draft tells nobody', async () => {
    const id = await world.meeting()
    value(await edit(id, { venue: { ru: 'Алматы' } }))
    expect(await world.stored(id)).toMatchObject({
      venue: { texts: { ru: 'Алматы' } },
      gatherUntil: null,
      version: 2,
    })
  })

  test('an announced meeting gathers what delegates see for five minutes', async () => {
    const id = await announced()
    value(await edit(id, { venue: { ru: 'Алматы' } }))
    expect(await world.stored(id)).toMatchObject({ gatherUntil: '2026-01-15T04:05:00.000Z', dateVersion: 1 })
  })

  test('a second edit keeps the window of the first', async () => {
    const id = await announced()
    value(await edit(id, { venue: { ru: 'Алматы' } }))
    value(await edit(id, { venue: { ru: 'Шымкент' } }, world.at('2026-01-15T04:04:00Z')))
    expect((await world.stored(id)).gatherUntil).toBe('2026-01-15T04:05:00.000Z')
  })

  test('what delegates do not see opens no window', async () => {
    const id = await announced()
    value(await edit(id, { attribution: 'chatham_house', interpretation: ['en'] }))
    expect(await world.stored(id)).toMatchObject({ attribution: 'chatham_house', gatherUntil: null })
  })

  test('another day or zone is a new version of the date', async () => {
    const id = await announced()
    value(await edit(id, { days: [day('2026-04-15', '09:00', '17:30')] }))
    expect(await world.stored(id)).toMatchObject({ dateVersion: 2, startsAt: '2026-04-15T04:00:00.000Z' })
  })

  test('the agenda moves along with its day', async () => {
    const id = await world.meeting()
    const item = {
      day: MEETING.days[0]!.date,
      kind: 'information',
      isBreak: false,
      minutes: 30,
      presenterInstitutionId: null,
      presenterPersonId: null,
      attribution: null,
      visibility: 'members',
      title: { ru: 'Открытие' },
    } as const
    value(await addItem(world.store, { actor: world.organiser, meetingId: id, item }))
    value(await edit(id, { days: [day('2026-04-21', '09:00', '17:30')] }))
    expect((await agendaOf(world.store, id)).map((entry) => entry.day)).toEqual(['2026-04-21'])
    expect((await world.stored(id)).agendaVersion).toBe(2)
  })

  test('without a change writes nothing', async () => {
    const id = await announced()
    const before = await world.stored(id)
    value(await edit(id, {}))
    expect(await world.stored(id)).toEqual(before)
  })

  test('of two organisers the second is told', async () => {
    const id = await world.meeting()
    const asked = { actor: world.organiser, id, version: 1, ...MEETING }
    value(await editMeeting(world.store, { ...asked, link: 'https://meet.example.org/1' }))
    expect(await editMeeting(world.store, { ...asked, link: 'https://meet.example.org/2' })).toMatchObject({
      code: 'conflict',
      messageKey: 'forms.changed_meanwhile',
    })
    expect((await world.stored(id)).link).toBe('https://meet.example.org/1')
  })

  test('two at the very same moment do not both succeed', async () => {
    const id = await world.meeting()
    const outcomes = await Promise.all([
      edit(id, { link: 'https://meet.example.org/1' }),
      edit(id, { link: 'https://meet.example.org/2' }),
    ])
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false])
  })

  test('a cancelled meeting stays as it was', async () => {
    const id = await world.meeting()
    value(await move(id, 'cancellation'))
    expect(await edit(id, { link: 'https://meet.example.org/1' })).toMatchObject({
      messageKey: 'meetings.not_editable',
      params: { state: 'cancelled' },
    })
  })
})

describe('moving on', () => {
  test('the whole way from draft to closed', async () => {
    const id = await world.meeting()
    const way = ['announcement', 'confirmation', 'opening', 'holding', 'minuting', 'closing'] as const
    const states: string[] = []
    for (const name of way) states.push(value(await move(id, name)))
    expect(states).toEqual(['announced', 'confirmed', 'in_session', 'held', 'minuted', 'closed'])
    expect(await world.stored(id)).toMatchObject({ state: 'closed', stateSince: NOW, version: 7 })
  })

  test('a confirmation is gathered, since the calendar entry becomes firm', async () => {
    const id = await announced()
    value(await move(id, 'confirmation'))
    expect((await world.stored(id)).gatherUntil).toBe('2026-01-15T04:05:00.000Z')
  })

  test('a postponement is due at once, and the new announcement closes the window', async () => {
    const id = await announced()
    value(await move(id, 'postponement'))
    expect(await world.stored(id)).toMatchObject({ state: 'postponed', gatherUntil: NOW })
    value(await move(id, 'announcement'))
    expect(await world.stored(id)).toMatchObject({ state: 'announced', gatherUntil: null })
  })

  test('a postponed meeting whose days are past needs new ones first', async () => {
    const id = await announced()
    value(await move(id, 'postponement'))
    const later = world.at('2026-05-01T04:00:00Z')
    expect(await move(id, 'announcement', later)).toMatchObject({ messageKey: 'meetings.new_date_first' })
  })

  test('a cancellation closes the window', async () => {
    const id = await announced()
    value(await edit(id, { venue: { ru: 'Алматы' } }))
    value(await move(id, 'cancellation'))
    expect(await world.stored(id)).toMatchObject({ state: 'cancelled', gatherUntil: null })
  })

  test('a move that is not possible says what is', async () => {
    const id = await world.meeting()
    expect(await move(id, 'opening')).toMatchObject({
      code: 'conflict',
      messageKey: 'meetings.cannot_move',
      params: { state: 'draft', move: 'opening', possible: 'announcement,cancellation' },
    })
  })

  test('a draft dialogue announces nothing', async () => {
    const draft = await openWorld({ active: false })
    const id = await draft.meeting()
    const asked = { actor: draft.organiser, id, move: 'announcement' } as const
    expect(await moveMeeting(draft.store, asked)).toMatchObject({
      messageKey: 'meetings.dialogue_not_active',
    })
    await draft.close()
  })

  test('who keeps the record may open a meeting but not cancel it', async () => {
    const actor = world.actor(await world.person('rapporteur@example.org'), 'rapporteur')
    const id = await announced()
    value(await move(id, 'confirmation'))
    expect(await moveMeeting(world.store, { actor, id, move: 'cancellation' })).toMatchObject({
      code: 'forbidden',
    })
    expect(await moveMeeting(world.store, { actor, id, move: 'opening' })).toEqual({
      ok: true,
      value: 'in_session',
    })
  })

  test('two at once do not both succeed', async () => {
    const id = await announced()
    const outcomes = await Promise.all([move(id, 'confirmation'), move(id, 'postponement')])
    expect(outcomes.map((outcome) => outcome.ok)).toEqual([true, false])
  })
})

describe('reading', () => {
  test('a meeting outside the scope is not there', async () => {
    const id = await world.meeting()
    expect(await findMeeting(world.store, id, [])).toBeNull()
    expect(await findMeeting(world.store, id, [world.dialogueId])).toMatchObject({ id })
  })

  test('takes three queries for one meeting and for three', async () => {
    const load = () => meetingsOfDialogue(world.store, world.dialogueId)
    await world.meeting()
    expect(await world.queriesOf(load)).toHaveLength(3)
    await world.meeting()
    await world.meeting({ days: [day('2025-10-14', '09:00', '17:30')] })
    expect(await world.queriesOf(load)).toHaveLength(3)
    expect((await load()).map((meeting) => meeting.ordinal)).toEqual([3, 1, 2])
  })

  test('what is over, cancelled or postponed is not upcoming', async () => {
    await world.meeting({ days: [day('2025-10-14', '09:00', '17:30')] })
    value(await move(await announced(), 'postponement'))
    value(await move(await announced(), 'cancellation'))
    const id = await world.meeting()
    expect((await upcomingMeetings(world.store, 'all', 10)).map((meeting) => meeting.id)).toEqual([id])
    expect(await upcomingMeetings(world.store, [], 10)).toEqual([])
  })
})
