/** What delivery takes between the planning of a turn and its commit, and what an entry that comes back is numbered. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { flushGathered } from '../../src/invitations/calendar-mails.ts'
import { withdrawInvitation } from '../../src/invitations/commands.ts'
import { delegatesOfMeeting } from '../../src/invitations/queries.ts'
import { previewSending } from '../../src/invitations/update-preview.ts'
import type { Id } from '../../src/kernel/id.ts'
import { editMeeting, moveMeeting } from '../../src/meetings/commands.ts'
import { editPerson } from '../../src/people/commands.ts'
import { findPerson } from '../../src/people/queries.ts'
import type { Store } from '../../src/store/store.ts'
import { day } from '../meetings/meetings.ts'
import { value } from '../meetings/world.ts'
import { MEETING, namingForm, openWorld, type World } from './world.ts'

const DANA = 'dana@health.example'
let w: World
let institutionId: Id
beforeEach(async () => {
  w = await openWorld()
  institutionId = await w.institution({
    name: 'Министерство',
    languages: ['ru'],
    focal: ['chancery@health.example'],
  })
  await w.invited(institutionId, 50)
  await name()
})
afterEach(() => w.close())

const version = async () => String((await w.invitation(institutionId)).version)
const path = () => `${w.linkTo('chancery@health.example')}/delegates`
const name = async () => {
  const page = await w.visitor().post(path(), namingForm({ version: await version(), email: DANA }))
  expect(page.status).toBe(303)
}
const leave = async () => {
  const [named] = (await delegatesOfMeeting(w.store, w.meetingId)).filter(
    ({ state }) => state === 'nominated',
  )
  const page = await w.visitor().post(`${path()}/${named?.id}/withdrawal`, { version: await version() })
  expect(page.status).toBe(303)
}
const flush = (store: Store = w.now()) => flushGathered(store)
const at = (time: string) => w.setNow(`2026-01-15T${time}:00Z`)
/** A store whose delivery runs at the last moment before a commit. */
const overtaken = (): Store => {
  const store = w.now()
  return {
    ...store,
    commit: (statements, result) => {
      w.deliver()
      return store.commit(statements, result)
    },
  }
}
const entries = (address = DANA) =>
  w
    .mails()
    .filter((mail) => mail.calendar_method && mail.to_address === address)
    .map((mail) => [mail.calendar_method, mail.calendar_sequence, mail.state])

describe('a request that leaves at the last moment', () => {
  test('is taken back when the meeting is cancelled', async () => {
    value(await moveMeeting(overtaken(), { actor: w.actor, id: w.meetingId, move: 'cancellation' }))
    expect(entries()).toEqual([
      ['REQUEST', 0, 'sent'],
      ['CANCEL', 1, 'queued'],
    ])
    expect((await w.meeting()).calendarSequence).toBe(1)
  })

  test('is taken back when the meeting is postponed', async () => {
    await w.move('postponement')
    await flush(overtaken())
    expect(entries()).toEqual([
      ['REQUEST', 0, 'sent'],
      ['CANCEL', 1, 'queued'],
    ])
  })

  test('is taken back when the whole invitation is', async () => {
    const { id, version } = await w.invitation(institutionId)
    const asked = { actor: w.actor, meetingId: w.meetingId, id, version }
    value(await withdrawInvitation(overtaken(), asked))
    expect(entries()).toEqual([
      ['REQUEST', 0, 'sent'],
      ['CANCEL', 1, 'queued'],
    ])
  })

  test('is taken back at the old address', async () => {
    const [delegate] = await delegatesOfMeeting(w.store, w.meetingId)
    const person = await findPerson(w.store, delegate?.personId ?? '')
    if (!person) throw new Error('nobody')
    const { names, locale: readingLang, zone, phone, holidayCalendar, protected: hidden } = person
    const kept = { names, readingLang, zone, phone, holidayCalendar, protected: hidden }
    const fields = { ...kept, email: 'new@health.example' }
    value(await editPerson(overtaken(), { actor: w.actor, id: person.id, version: person.version, fields }))
    expect(entries()).toEqual([
      ['REQUEST', 0, 'sent'],
      ['CANCEL', 1, 'queued'],
    ])
    expect(entries('new@health.example')).toEqual([['REQUEST', 2, 'queued']])
  })

  test('is all that there would be to take back: without it nobody is mailed', async () => {
    const preview = await previewSending(w.now(), await w.meeting(), { act: 'cancellation', locale: 'ru' })
    expect(preview.lines.map(({ why }) => why)).toEqual(['never_told'])
    await w.move('cancellation')
    expect(entries()).toEqual([])
    // Nor does a row stay that somebody would have to explain.
    expect(w.raw.prepare("select count(*) as n from outbox where kind = 'calendar_cancel'").get()).toEqual({
      n: 0,
    })
  })
})

describe('an update that leaves at the last moment', () => {
  const almaty = async () => {
    w.deliver()
    at('05:00')
    await w.edit({ venue: { ...MEETING.venue, ru: 'Алматы' } })
    at('05:10')
    expect(await flush()).toBe(1)
    await w.edit({})
    at('05:20')
  }

  test('is set right when its change was taken back', async () => {
    await almaty()
    await flush(overtaken())
    expect(entries()).toEqual([
      ['REQUEST', 0, 'sent'],
      ['REQUEST', 1, 'sent'],
      ['REQUEST', 2, 'queued'],
    ])
    const last = w.mails('calendar_update').at(-1)
    expect(last?.calendar).toContain('LOCATION:Астана\\, ул. Примерная\\, 8')
    expect(last?.body_text).toContain('было: Алматы\n  стало: Астана, ул. Примерная, 8')
  })

  test('is all that there would be to set right: without it nobody is mailed', async () => {
    await almaty()
    expect(await flush()).toBe(0)
    expect(entries()).toEqual([['REQUEST', 0, 'sent']])
    expect(w.raw.prepare('select count(*) as n from outbox where calendar_sequence = 2').get()).toEqual({
      n: 0,
    })
    // The next change is told against what they know.
    await w.edit({ venue: { ...MEETING.venue, ru: 'Шымкент' } })
    at('05:30')
    expect(await flush()).toBe(1)
    expect(w.mails('calendar_update').at(-1)?.body_text).toContain('было: Астана, ул. Примерная, 8')
  })
})

test('a postponement that waits still goes out when the meeting is cancelled after it', async () => {
  w.deliver()
  await w.move('postponement')
  await flush()
  await w.move('cancellation')
  const mails = w
    .mails('calendar_cancel')
    .map(({ subject, state, ...mail }) => [subject.split(':')[0], mail.calendar_method, state])
  expect(mails).toEqual([
    ['Перенесено', 'CANCEL', 'queued'],
    ['Отменено', null, 'queued'],
  ])
})

describe('somebody who was removed and is named again has a higher SEQUENCE than the end of their first entry', () => {
  beforeEach(async () => {
    w.deliver()
    at('05:00')
    await leave()
    w.deliver()
    at('06:00')
  })
  const numbers = () => entries().map(([method, sequence]) => [method, sequence])
  const expected = [
    ['REQUEST', 0],
    ['CANCEL', 1],
    ['REQUEST', 2],
  ]

  test('at once', async () => {
    await name()
    expect(numbers()).toEqual(expected)
  })

  test('while a change waits that is taken back', async () => {
    await w.edit({ venue: { ru: 'Алматы' } })
    await name()
    await w.edit({})
    at('06:10')
    expect(await flush()).toBe(1)
    expect(numbers()).toEqual(expected)
  })

  test('while the meeting is postponed', async () => {
    await w.move('postponement')
    await flush()
    await name()
    at('07:00')
    await w.move('announcement')
    expect(numbers()).toEqual(expected)
  })
})

describe('after the end', () => {
  const confirmed = async () => {
    w.deliver()
    await w.move('confirmation')
    at('05:00')
    await flush()
    w.deliver()
  }
  const room = { venue: { ...MEETING.venue, ru: 'Зал 5' } }

  test('a room changed just before it is mailed to nobody', async () => {
    await confirmed()
    await w.move('opening')
    w.setNow('2026-04-14T12:28:30Z')
    await w.edit(room)
    expect((await w.meeting()).gatherUntil).toBe('2026-04-14T12:29:30.000Z')
    w.setNow('2026-04-14T12:30:00Z')
    const preview = await previewSending(w.now(), await w.meeting(), { act: 'update', locale: 'ru' })
    expect([preview.changed, preview.lines.map(({ why }) => why)]).toEqual([null, ['over']])
    expect(await flush()).toBe(0)
    expect(w.mails('calendar_update')).toHaveLength(1)
    expect((await w.meeting()).gatherUntil).toBe(null)
  })

  test('no change waits to be mailed, whatever the state says', async () => {
    await confirmed()
    w.setNow('2026-05-01T05:00:00Z')
    await w.edit(room)
    expect((await w.meeting()).gatherUntil).toBe(null)
    // A meeting that took place on another day than its record says is told of again once it lies ahead.
    const { version } = await w.meeting()
    const days = [day('2026-06-02', '09:00', '17:30')]
    value(await editMeeting(w.now(), { actor: w.actor, id: w.meetingId, version, ...MEETING, ...room, days }))
    w.setNow('2026-05-01T05:10:00Z')
    expect(await flush()).toBe(1)
  })

  test('nor is the announcement of a meeting that is only put on record', async () => {
    await w.move('postponement')
    await flush()
    w.raw.prepare("update meetings set state = 'draft'").run()
    w.setNow('2026-05-01T05:00:00Z')
    const preview = await previewSending(w.now(), await w.meeting(), { act: 'announcement', locale: 'ru' })
    expect(preview.lines.map(({ why }) => why)).toEqual(['over'])
    await w.move('announcement')
    expect(entries()).toEqual([])
  })
})

test('an announcement after a change of clock is shown at the hour at which it is sent', async () => {
  await w.move('postponement')
  await flush()
  w.raw
    .prepare(
      "update meetings set starts_at = '2026-04-14T03:00:00.000Z', ends_at = '2026-04-14T11:30:00.000Z'",
    )
    .run()
  const preview = await previewSending(w.now(), await w.meeting(), { act: 'announcement', locale: 'ru' })
  await w.move('announcement')
  expect(w.mails('calendar_request').at(-1)?.calendar).toBe(preview.shown?.calendar)
})
