/** Delegates' calendars: revisions that grow, updates gathered and told, cancellations, other addresses. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cancellationMails, flushGathered } from '../../src/invitations/calendar-mails.ts'
import { delegatesOfMeeting } from '../../src/invitations/queries.ts'
import type { Id } from '../../src/kernel/id.ts'
import { editPerson } from '../../src/people/commands.ts'
import { findPerson } from '../../src/people/queries.ts'
import { readEntry } from '../calendar/parsed.ts'
import { dumpOf } from '../fixtures/store.ts'
import { day } from '../meetings/meetings.ts'
import { value } from '../meetings/world.ts'
import { namingForm, openWorld, type World } from './world.ts'

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
})
afterEach(() => w.close())

const name = async (email: string, changes: Record<string, string> = {}) => {
  const version = String((await w.invitation(institutionId)).version)
  const form = namingForm({ version, email, ...changes })
  const page = await w.visitor().post(`${w.linkTo('chancery@health.example')}/delegates`, form)
  expect(page.status).toBe(303)
}
const leave = async (email: string) => {
  const version = String((await w.invitation(institutionId)).version)
  const row = w.raw
    .prepare(
      "select delegates.id from delegates join persons on persons.id = person_id where email = ? and state = 'nominated'",
    )
    .get(email) as { id: string }
  const path = `${w.linkTo('chancery@health.example')}/delegates/${row.id}/withdrawal`
  expect((await w.visitor().post(path, { version })).status).toBe(303)
}
const calendars = () =>
  w
    .mails()
    .flatMap((mail) =>
      mail.calendar_method ? [[mail.to_address, mail.calendar_method, mail.calendar_sequence]] : [],
    )
const at = (minutes: number) => w.setNow(`2026-01-15T04:${String(minutes).padStart(2, '0')}:00Z`)
const flush = () => flushGathered(w.now())

describe('gathering', () => {
  beforeEach(async () => {
    await name('a@health.example')
    await name('b@health.example', { reading: 'kk' })
    w.deliver()
  })

  test('two edits within the window make one update each, with what was and what is', async () => {
    await w.edit({ days: [day('2026-04-14', '10:00', '17:30')] })
    at(2)
    await w.edit({ days: [day('2026-04-14', '10:00', '17:30')], venue: { ru: 'Алматы', kk: 'Алматы' } })
    at(4)
    expect(await flush()).toBe(0)
    at(6)
    expect(await flush()).toBe(2)
    expect(await flush()).toBe(0)
    const [russian, kazakh] = w.mails('calendar_update').sort((a) => (a.lang === 'ru' ? -1 : 1))
    expect(russian?.subject).toBe('Изменено: Второй диалог, 14 апреля 2026 г., Алматы')
    expect(kazakh?.subject).toBe('Өзгертілді: Екінші диалог, 2026 жылғы 14 сәуір, Алматы')
    expect(russian?.body_text).toContain('было: вторник, 14 апреля 2026 г., 09:00–17:30, Астана, UTC+5')
    expect(russian?.body_text).toContain('стало: вторник, 14 апреля 2026 г., 10:00–17:30, Астана, UTC+5')
    expect(russian?.body_text).toContain('было: Астана, ул. Примерная, 8\n  стало: Алматы')
    expect(kazakh?.body_text).toContain('бұрын: 2026 жылғы 14 сәуір, сейсенбі, 09:00–17:30, Астана, UTC+5')
    expect(russian?.in_reply_to).toBe(w.mails('calendar_request')[0]?.message_id)
    expect(readEntry(russian?.calendar ?? '')).toMatchObject({
      method: 'REQUEST',
      sequence: 1,
      start: '2026-04-14T05:00:00Z',
      stamp: '2026-01-15T04:06:00Z',
    })
    expect(await w.meeting()).toMatchObject({ calendarSequence: 1, gatherUntil: null })
  })

  test('edits that cancel each other out send nothing', async () => {
    await w.edit({ venue: { ru: 'Алматы' } })
    await w.edit({})
    at(6)
    expect(await flush()).toBe(0)
    expect(w.mails('calendar_update')).toEqual([])
    expect(await w.meeting()).toMatchObject({ calendarSequence: 0, gatherUntil: null })
  })

  test('a correction in Kazakh is mailed to who reads Kazakh', async () => {
    await w.edit({ title: { kk: 'Екінші көпжақты диалог', ru: 'Второй диалог', en: 'Second dialogue' } })
    at(6)
    await flush()
    expect(w.mails('calendar_update').map((mail) => mail.to_address)).toEqual(['b@health.example'])
  })

  test('a confirmation says so, and keeps the answers', async () => {
    await w
      .visitor()
      .post(`${w.linkTo('a@health.example')}/answers`, { answer: 'accepted', comment: '', date_version: '1' })
    await w.move('confirmation')
    at(6)
    await flush()
    const mail = w.mails('calendar_update').find((one) => one.to_address === 'a@health.example')
    expect(mail?.subject).toBe('Подтверждено: Второй диалог, 14 апреля 2026 г., Астана, ул. Примерная, 8')
    expect(readEntry(mail?.calendar ?? '')).toMatchObject({
      status: 'CONFIRMED',
      attendee: { partstat: 'ACCEPTED' },
    })
  })

  test('somebody named during the window gets their first entry with the update, not before it', async () => {
    await w.edit({ venue: { ru: 'Алматы' } })
    await name('late@health.example')
    expect(calendars()).toHaveLength(2)
    at(6)
    expect(await flush()).toBe(3)
    const late = w.mails().find((mail) => mail.to_address === 'late@health.example')
    expect([late?.kind, late?.calendar_sequence]).toEqual(['calendar_request', 1])
    expect(late?.calendar).toContain('LOCATION:Алматы')
  })

  test('two ticks at once mail once', async () => {
    await w.edit({ venue: { ru: 'Алматы', kk: 'Алматы' } })
    at(6)
    const counts = await Promise.all([flush(), flush()])
    expect(counts.sort()).toEqual([0, 2])
    expect(w.mails('calendar_update')).toHaveLength(2)
  })

  test('a request that never left is replaced by a newer one, not by an update', async () => {
    await name('unsent@health.example')
    await w.edit({ venue: { ru: 'Алматы' } })
    at(6)
    await flush()
    const mails = w.mails().filter((mail) => mail.to_address === 'unsent@health.example')
    expect(mails.map((mail) => [mail.kind, mail.calendar_sequence])).toEqual([['calendar_request', 1]])
  })

  test('an update that never left gives way to one that tells both changes', async () => {
    await w.edit({ days: [day('2026-04-14', '10:00', '17:30')] })
    at(6)
    await flush()
    await w.edit({ days: [day('2026-04-14', '10:00', '17:30')], venue: { ru: 'Алматы', kk: 'Алматы' } })
    at(12)
    await flush()
    const [update, ...more] = w
      .mails('calendar_update')
      .filter((mail) => mail.to_address === 'a@health.example')
    expect([more.length, update?.calendar_sequence]).toEqual([0, 2])
    expect(update?.body_text).toContain('было: вторник, 14 апреля 2026 г., 09:00–17:30')
    expect(update?.body_text).toContain('стало: Алматы')
  })

  test('a correction that is taken back before its update left leaves everybody alone', async () => {
    await w.edit({ venue: { ru: 'Алматы', kk: 'Алматы' } })
    at(6)
    await flush()
    await w.edit({})
    at(12)
    await flush()
    expect(w.mails('calendar_update')).toEqual([])
  })

  test('fifty delegates cost as many queries as two', async () => {
    const queries = async (venue: string) => {
      await w.edit({ venue: { ru: venue, kk: venue } })
      await w.organiser.get('/')
      const before = w.raw.prepare('select count(*) as n from outbox').get() as { n: number }
      w.setNow(new Date(Date.parse(w.now().now) + 6 * 60_000).toISOString())
      const seen = await w.queriesOf(flush)
      const after = w.raw.prepare('select count(*) as n from outbox').get() as { n: number }
      w.deliver()
      return { reads: seen.filter((sql) => sql.startsWith('select')).length, mails: after.n - before.n }
    }
    const two = await queries('Алматы')
    for (let n = 0; n < 48; n++) await name(`d${n}@health.example`)
    w.deliver()
    const fifty = await queries('Шымкент')
    expect([two.mails, fifty.mails]).toEqual([2, 50])
    expect(fifty.reads).toBe(two.reads)
  }, 30_000)
})

describe('cancelling', () => {
  test('reaches those who were told, with a SEQUENCE above all, and nobody else', async () => {
    await name('told@health.example')
    await name('gone@health.example')
    w.deliver()
    await leave('gone@health.example')
    w.deliver()
    await name('unsent@health.example')
    await w.move('cancellation')
    expect(calendars()).toEqual([
      ['told@health.example', 'REQUEST', 0],
      ['gone@health.example', 'REQUEST', 0],
      ['gone@health.example', 'CANCEL', 1],
      ['told@health.example', 'CANCEL', 2],
    ])
    const cancel = w.mails('calendar_cancel').at(-1)
    expect(cancel?.subject).toBe('Отменено: Второй диалог, 14 апреля 2026 г., Астана, ул. Примерная, 8')
    expect(readEntry(cancel?.calendar ?? '')).toMatchObject({
      method: 'CANCEL',
      status: 'CANCELLED',
      start: '2026-04-14T04:00:00Z',
      attendee: { address: 'MAILTO:told@health.example' },
    })
  })

  test('tells the days mailed last, also when an edit was waiting', async () => {
    await name('told@health.example')
    w.deliver()
    await w.edit({ days: [day('2026-04-20', '09:00', '17:30')] })
    await w.move('cancellation')
    expect(readEntry(w.mails('calendar_cancel')[0]?.calendar ?? '').start).toBe('2026-04-14T04:00:00Z')
    at(10)
    expect(await flush()).toBe(0)
  })

  test('of a meeting nobody was named for writes nothing', async () => {
    expect(await cancellationMails(w.store, await w.meeting())).toEqual([])
  })
})

describe('postponing', () => {
  test('takes the entry out with the next tick, and the new date comes with a higher SEQUENCE', async () => {
    await name('a@health.example')
    await w
      .visitor()
      .post(`${w.linkTo('a@health.example')}/answers`, { answer: 'accepted', comment: '', date_version: '1' })
    w.deliver()
    await w.move('postponement')
    expect(await flush()).toBe(1)
    expect(w.mails('calendar_cancel')[0]?.subject).toMatch(/^Перенесено: /)
    w.deliver()
    await w.edit({ days: [day('2026-05-12', '09:00', '17:30')] })
    await name('new@health.example')
    expect(w.mails('calendar_request')).toHaveLength(1)
    await w.move('announcement')
    await flush()
    expect([...calendars().slice(0, 2), ...calendars().slice(2).sort()]).toEqual([
      ['a@health.example', 'REQUEST', 0],
      ['a@health.example', 'CANCEL', 1],
      ['a@health.example', 'REQUEST', 2],
      ['new@health.example', 'REQUEST', 2],
    ])
    for (const mail of w.mails('calendar_request').slice(1))
      expect(mail.calendar).toContain('PARTSTAT=NEEDS-ACTION')
  })

  test('links of focal points live on for the new date', async () => {
    await w.move('postponement')
    await flush()
    await w.edit({ days: [day('2026-09-01', '09:00', '17:30')] })
    await w.move('announcement')
    await flush()
    w.setNow('2026-09-30T12:00:00Z')
    expect((await w.visitor().get(w.linkTo('chancery@health.example'))).status).toBe(200)
  })

  test('a cancellation after it tells those who wait for a new date, without a second CANCEL', async () => {
    await name('a@health.example')
    w.deliver()
    await w.move('postponement')
    await flush()
    w.deliver()
    await w.move('cancellation')
    expect(
      w.mails('calendar_cancel').map((mail) => [mail.subject.split(':')[0], mail.calendar_method]),
    ).toEqual([
      ['Перенесено', 'CANCEL'],
      ['Отменено', null],
    ])
  })
})

describe('one person', () => {
  test('gets the entry once more with the same SEQUENCE and a newer stamp', async () => {
    await name('a@health.example')
    w.deliver()
    const [delegate] = await delegatesOfMeeting(w.store, w.meetingId)
    const page = await w.organiser.post(`/meetings/${w.meetingId}/delegates/${delegate?.id}/calendar`)
    expect(page.status).toBe(303)
    const entries = w.mails('calendar_request').map((mail) => readEntry(mail.calendar ?? ''))
    expect(entries.map((entry) => entry.sequence)).toEqual([0, 0])
    expect((entries[1]?.stamp ?? '') > (entries[0]?.stamp ?? '')).toBe(true)
  })

  test('with a new address gets a cancellation at the old one and a request at the new', async () => {
    await name('old@health.example')
    w.deliver()
    const [delegate] = await delegatesOfMeeting(w.store, w.meetingId)
    const person = await findPerson(w.store, delegate?.personId ?? '')
    if (!person) throw new Error('nobody')
    const { names, locale: readingLang, zone, phone, holidayCalendar, protected: hidden } = person
    value(
      await editPerson(w.store, {
        actor: w.actor,
        id: person.id,
        version: person.version,
        fields: {
          names,
          readingLang,
          zone,
          phone,
          holidayCalendar,
          protected: hidden,
          email: 'new@health.example',
        },
      }),
    )
    expect(calendars()).toEqual([
      ['old@health.example', 'REQUEST', 0],
      ['old@health.example', 'CANCEL', 1],
      ['new@health.example', 'REQUEST', 2],
    ])
    expect((await w.meeting()).calendarSequence).toBe(2)
  })
})

test('the mails of a delegation of thirty hold no other participant’s address', async () => {
  const emails = Array.from({ length: 30 }, (_, n) => `person${n}@health.example`)
  for (const email of emails) await name(email, { surname: `Фамилия${email.replace(/\D/g, '')}я` })
  for (const mail of w.mails('calendar_request')) {
    const bytes = `${mail.calendar?.replaceAll('\r\n ', '')}${mail.body_text}${mail.body_html}`
    expect(emails.filter((email) => bytes.includes(email))).toEqual([mail.to_address])
  }
})

test('a meeting under the Chatham House rule is private in every calendar', async () => {
  w.raw.prepare("update meetings set attribution = 'chatham_house'").run()
  await name('a@health.example')
  expect(w.mails('calendar_request')[0]?.calendar).toContain('CLASS:PRIVATE')
})

test('a tick with nothing due changes nothing', async () => {
  const before = dumpOf(w.raw)
  expect(await flush()).toBe(0)
  expect(dumpOf(w.raw)).toBe(before)
})
