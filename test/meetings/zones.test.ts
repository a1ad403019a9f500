/**
 * A clock changed by law, as Kazakhstan's on 1 March 2024 (UTC+6 → UTC+5): the meeting was announced by the zone data
 * of before, the organiser sees the change, and only their confirmation sends the new instants.
 */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sendDigests } from '../../src/digests/digest-sending.ts'
import { openFeed } from '../../src/feeds/commands.ts'
import { feedOf } from '../../src/feeds/queries.ts'
import { flushGathered } from '../../src/invitations/calendar-mails.ts'
import { tick } from '../../src/jobs/tick.ts'
import { assumeOffset, zone } from '../../src/kernel/zone.ts'
import { confirmClock } from '../../src/meetings/zone-commands.ts'
import { findClockChanges } from '../../src/meetings/zone-finding.ts'
import { clockChanges, countClockChanges } from '../../src/meetings/zone-queries.ts'
import { readEntry } from '../calendar/parsed.ts'
import { dumpOf, INSTANCE } from '../fixtures/store.ts'
import { namingForm, openWorld, type World } from '../invitations/world.ts'
import { day } from './meetings.ts'

const ALMATY = zone('Asia/Almaty')

let w: World
let changeTheLaw: () => void
beforeEach(async () => {
  changeTheLaw = assumeOffset(ALMATY, 6)
  w = await openWorld()
  const institution = await w.institution({
    name: 'Министерство',
    languages: ['ru'],
    focal: ['c@health.example'],
  })
  const { version } = await w.invited(institution, 50)
  const form = namingForm({ version: String(version), email: 'dana@health.example' })
  expect((await w.visitor().post(`${w.linkTo('c@health.example')}/delegates`, form)).status).toBe(303)
  w.deliver()
})
afterEach(() => {
  changeTheLaw()
  return w.close()
})

const at = (minutes: number) => w.setNow(`2026-01-15T04:${String(minutes).padStart(2, '0')}:00Z`)
const updates = () => w.mails('calendar_update')
const entry = (calendar: string | null | undefined) => {
  const { start, end, sequence } = readEntry(calendar ?? '')
  return { start, end, sequence }
}
const confirm = async () =>
  confirmClock(w.now(), { actor: w.actor, id: w.meetingId, version: (await w.meeting()).version })

describe('before the law changes', () => {
  test('the entry has the instants of then, and nothing is found', async () => {
    expect(entry(w.mails('calendar_request')[0]?.calendar)).toEqual({
      ...{ start: '2026-04-14T03:00:00Z', end: '2026-04-14T11:30:00Z' },
      sequence: 0,
    })
    expect(await findClockChanges(w.now())).toBe(0)
    expect((await w.organiser.get('/meetings/zones')).body).toContain('No announced meeting is affected.')
  })
})

describe('after it', () => {
  beforeEach(() => changeTheLaw())

  test('the tick finds the meeting, the start page tells, and nothing is mailed', async () => {
    const report = await tick(w.now())
    expect(report.acts.find(({ name }) => name === 'clock_changes')).toMatchObject({
      outcome: 'done',
      count: 1,
    })
    const home = await w.organiser.get('/')
    expect(home.body).toContain('Announced meetings whose clock was changed by law: 1')
    const page = await w.organiser.get('/meetings/zones')
    expect(page.body).toContain('Tuesday, 14 April 2026, 09:00–17:30, Astana, UTC+6')
    expect(page.body).toContain('Tuesday, 14 April 2026, 09:00–17:30, Astana, UTC+5')
    expect(page.body).toContain('+1:00')
    expect(page.body).toContain('Calendar entries: 1')
    at(30)
    await tick(w.now())
    expect(updates()).toEqual([])
    expect(await w.meeting()).toMatchObject({ startsAt: '2026-04-14T03:00:00.000Z', gatherUntil: null })
  })

  test('looking again finds the same, and changes nothing', async () => {
    await findClockChanges(w.now())
    const before = dumpOf(w.raw)
    await findClockChanges(w.now())
    expect(dumpOf(w.raw)).toBe(before)
  })

  test('confirmed, an update brings the new instants with a higher SEQUENCE and tells both offsets', async () => {
    await findClockChanges(w.now())
    const { version } = await w.meeting()
    const page = await w.organiser.post(`/meetings/${w.meetingId}/clock`, { version: String(version) })
    expect([page.status, page.location]).toEqual([303, expect.stringContaining(`/meetings/${w.meetingId}`)])
    expect(updates()).toEqual([])
    at(6)
    expect(await flushGathered(w.now())).toBe(1)
    const [mail] = updates()
    expect(entry(mail?.calendar)).toEqual({
      ...{ start: '2026-04-14T04:00:00Z', end: '2026-04-14T12:30:00Z' },
      sequence: 1,
    })
    expect(mail?.body_text).toContain('было: вторник, 14 апреля 2026 г., 09:00–17:30, Астана, UTC+6')
    expect(mail?.body_text).toContain('стало: вторник, 14 апреля 2026 г., 09:00–17:30, Астана, UTC+5')
    expect(await countClockChanges(w.now(), 'all')).toBe(0)
    expect(await findClockChanges(w.now())).toBe(0)
    at(20)
    expect(await flushGathered(w.now())).toBe(0)
  })

  test('the same for what an older program had mailed without its instants', async () => {
    const row = w.raw.prepare('select mailed_facts from meetings where id = ?').pluck().get(w.meetingId)
    const { told: _, ...facts } = JSON.parse(String(row))
    w.raw.prepare('update meetings set mailed_facts = ? where id = ?').run(JSON.stringify(facts), w.meetingId)
    expect((await confirm()).ok).toBe(true)
    at(6)
    expect(await flushGathered(w.now())).toBe(1)
    expect(entry(updates()[0]?.calendar)).toMatchObject({ start: '2026-04-14T04:00:00Z', sequence: 1 })
  })

  test('an edit of something else mails the instants that people know', async () => {
    await findClockChanges(w.now())
    await w.edit({ venue: { ru: 'Алматы' } })
    at(6)
    expect(await flushGathered(w.now())).toBe(1)
    expect(entry(updates()[0]?.calendar)).toMatchObject({ start: '2026-04-14T03:00:00Z', sequence: 1 })
    expect(updates()[0]?.body_text).not.toContain('UTC+5')
    expect(await countClockChanges(w.now(), 'all')).toBe(1)
  })

  test('until it is confirmed, pages and letters say what calendars say', async () => {
    const told = '09:00–17:30, Astana, UTC+6'
    w.raw
      .prepare("update persons set zone = 'Europe/London', digest = 'weekly' where email like 'dana@%'")
      .run()
    const page = (await w.visitor().get(`${w.linkTo('dana@health.example')}?lang=en`)).body
    // Three o'clock in London's winter, four in its summer.
    expect([page.includes(told), page.includes('04:00–12:30, London')]).toEqual([true, true])
    expect((await w.organiser.get(`/meetings/${w.meetingId}?lang=en`)).body).toContain(told)
    const feed = { kind: 'dialogue', id: w.dialogueId, actorId: w.actor.personId } as const
    await openFeed(w.now(), feed, { dueAs: 'event', renew: false })
    const path = (await feedOf(w.now(), w.dialogueId)).address?.replace(INSTANCE.baseUrl, '') ?? ''
    const published = async () => /DTSTART:\d+T\d+Z/.exec((await w.visitor().get(path)).body)?.[0]
    expect(await published()).toBe('DTSTART:20260414T030000Z')
    const languages = ['en'] as const
    await w.invited(await w.institution({ name: 'Agency', languages, focal: ['d@agency.example'] }), 50)
    expect(w.mails('invitation_letter').at(-1)?.body_text).toContain(told)
    w.setNow('2026-01-19T09:00:00Z')
    await sendDigests(w.now())
    const digest = w.mails('digest').find(({ to_address }) => to_address === 'dana@health.example')
    expect(digest?.body_text).toContain('UTC+6')
    expect((await confirm()).ok).toBe(true)
    const after = (await w.visitor().get(`${w.linkTo('dana@health.example')}?lang=en`)).body
    expect(await published()).toBe('DTSTART:20260414T040000Z')
    expect([after.includes('Astana, UTC+5'), after.includes('05:00–13:30, London')]).toEqual([true, true])
  })

  test('a meeting that is opened meanwhile can still be confirmed, and its other days are put right', async () => {
    const back = assumeOffset(ALMATY, 6)
    await w.edit({ days: [day('2026-04-14', '09:00', '17:30'), day('2026-04-15', '09:00', '17:30')] })
    at(6)
    await flushGathered(w.now())
    await w.move('confirmation')
    at(12)
    await flushGathered(w.now())
    w.deliver()
    back()
    w.setNow('2026-04-14T05:00:00Z')
    await w.move('opening')
    expect(await findClockChanges(w.now())).toBe(1)
    expect(await countClockChanges(w.now(), 'all')).toBe(1)
    const before = updates().length
    expect((await confirm()).ok).toBe(true)
    w.setNow('2026-04-14T05:02:00Z')
    expect(await flushGathered(w.now())).toBe(1)
    expect(updates().length).toBe(before + 1)
    expect(entry(updates().at(-1)?.calendar)).toMatchObject({ start: '2026-04-14T04:00:00Z' })
    w.setNow('2026-04-16T05:00:00Z')
    expect(await countClockChanges(w.now(), 'all')).toBe(0)
  })

  test('another time chosen instead settles it', async () => {
    await findClockChanges(w.now())
    await w.edit({ days: [day('2026-04-14', '08:00', '16:30')] })
    expect(await countClockChanges(w.now(), 'all')).toBe(0)
    at(6)
    expect(await flushGathered(w.now())).toBe(1)
    expect(entry(updates()[0]?.calendar)).toMatchObject({ start: '2026-04-14T03:00:00Z' })
    expect(updates()[0]?.body_text).toContain('08:00–16:30, Астана, UTC+5')
  })

  test('only those who organise may confirm, and twice is once', async () => {
    const viewer = await w.signedIn({ rank: 'member', roles: { [w.dialogueId]: 'viewer' } })
    const version = String((await w.meeting()).version)
    expect((await viewer.post(`/meetings/${w.meetingId}/clock`, { version })).status).toBe(403)
    expect((await viewer.get('/meetings/zones')).body).toContain('No announced meeting is affected.')
    expect((await confirm()).ok).toBe(true)
    const before = dumpOf(w.raw)
    expect((await confirm()).ok).toBe(true)
    expect(dumpOf(w.raw)).toBe(before)
  })

  test('what was not announced before follows the clock by itself', async () => {
    w.raw.prepare("update meetings set state = 'draft' where id = ?").run(w.meetingId)
    expect(await findClockChanges(w.now())).toBe(0)
    await w.move('announcement')
    expect(await w.meeting()).toMatchObject({ startsAt: '2026-04-14T04:00:00.000Z' })
  })

  test('the queries do not grow with the meetings', async () => {
    await findClockChanges(w.now())
    const one = await w.queriesOf(() => clockChanges(w.now(), 'all'))
    expect(one.length).toBeLessThanOrEqual(5)
  })
})
