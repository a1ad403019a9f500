/** What choosing does to the mail: digests after meetings, pauses, and what the coordinator is told of them. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { whomToPhone } from '../../src/digests/call-queries.ts'
import { sendDigests } from '../../src/digests/digest-sending.ts'
import { staleReminders } from '../../src/digests/recheck.ts'
import { sendReminders } from '../../src/digests/reminder-sending.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { delegate, invitation, meetingAhead } from './meeting-rows.ts'
import { instant, mailsTo, openWorld, type World } from './world.ts'

const MONDAY = '2026-01-19T03:00:00Z'
const THURSDAY_EVENING = instant('2026-01-22T12:30:00Z')
const FRIDAY = '2026-01-23T03:00:00Z'
const NEXT_MONDAY = '2026-01-26T03:00:00Z'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

const run = async (at: string) => (await sendDigests(world.at(at))).count

/** The meeting of boris, as it stands after a move of the ledger's kind. */
async function concluded(state: 'held' | 'minuted' | 'closed', at = THURSDAY_EVENING): Promise<void> {
  await world.change('meetings', 'm', { state, state_since: at })
  await world.insert('facts', {
    subject_id: 'm',
    subject_version: { held: 5, minuted: 6, closed: 7 }[state],
    kind: `meeting.${state}`,
    actor_id: 'system',
    at,
    details: '{}',
    seal: null,
  })
}

async function participant(rhythm: 'weekly' | 'meetings' | null): Promise<void> {
  await world.person('boris', { digest_rhythm: rhythm })
  await meetingAhead(world, 'm', { state: 'in_session' })
  await delegate(world, await invitation(world, 'm', 'moh', 'nominated'), 'boris', 'accepted')
}

const bodies = async (id: string) => (await mailsTo(world, id)).map(({ body_text }) => body_text)

describe('a digest after each meeting', () => {
  test('goes once on the next working morning, and tells of the meeting', async () => {
    await participant('meetings')
    await concluded('held')
    expect([await run('2026-01-22T13:00:00Z'), await run(FRIDAY), await run(FRIDAY)]).toEqual([0, 1, 0])
    expect(await run(NEXT_MONDAY)).toBe(0)
    const [body = ''] = await bodies('boris')
    expect(body).toContain(
      ['- Second dialogue', '  Tuesday, 14 April 2026, 09:00–17:30, Astana, UTC+5', '  Held'].join('\n'),
    )
  })

  test('comes again with the minutes, also when the meeting was closed at once', async () => {
    await participant('meetings')
    await concluded('held')
    await run(FRIDAY)
    await concluded('minuted', instant('2026-01-28T09:00:00Z'))
    await concluded('closed', instant('2026-01-28T10:00:00Z'))
    expect([await run('2026-01-29T03:00:00Z'), await run('2026-01-30T03:00:00Z')]).toEqual([1, 0])
    expect((await bodies('boris'))[1]).toContain('  Minuted')
    const windows = (await world.rows('digests')).map(({ window_from, window_to }) => [
      window_from,
      window_to,
    ])
    expect(windows[1]?.[0]).toBe(windows[0]?.[1])
  })

  test.each([
    ['weekly', 'weekly'],
    ['weekly as before', null],
  ] as const)('is not for who has it %s, nor for who was not there', async (_, rhythm) => {
    await participant(rhythm)
    await world.person('guest', { digest_rhythm: 'meetings' })
    await concluded('held')
    expect(await run(FRIDAY)).toBe(0)
  })

  test('owners of the dialogue’s commitments get theirs, without a word about a meeting that was not theirs', async () => {
    await participant('weekly')
    await world.person('aigul', { digest_rhythm: 'meetings' })
    await world.speaks('aigul', 'dist')
    await world.commitment('c1', { due_on: localDate('2026-01-29') })
    await concluded('held')
    expect([await run(MONDAY), await run(FRIDAY)]).toEqual([0, 1])
    const [body = ''] = await bodies('aigul')
    expect([body.includes('Promise c1'), body.includes('Second dialogue')]).toEqual([true, false])
  })

  test('goes to focal points of the institutions that were invited, unless the invitation was withdrawn', async () => {
    await world.person('aigul', { digest_rhythm: 'meetings' })
    await world.speaks('aigul', 'dist')
    await world.person('marat', { digest_rhythm: 'meetings' })
    await world.speaks('marat', 'moh')
    await world.person('weekly', { digest_rhythm: 'weekly' })
    await world.speaks('weekly', 'dist')
    await meetingAhead(world, 'm', { state: 'in_session' })
    await invitation(world, 'm', 'dist', 'nominated')
    await invitation(world, 'm', 'moh', 'withdrawn')
    await concluded('held')
    expect(await run(FRIDAY)).toBe(1)
    expect((await bodies('aigul'))[0]).toContain('Second dialogue')
  })

  test('is never empty: the window is kept, no mail goes', async () => {
    await participant('weekly')
    await world.person('aigul', { digest_rhythm: 'meetings' })
    await world.speaks('aigul', 'dist')
    await world.commitment('c1', { due_on: localDate('2026-09-29') })
    await concluded('held')
    expect(await run(FRIDAY)).toBe(0)
    expect((await world.rows('digests')).map(({ person_id, outbox_id }) => [person_id, outbox_id])).toEqual([
      ['aigul', null],
    ])
  })
})

describe('a pause', () => {
  beforeEach(async () => {
    await world.person('aigul')
    await world.speaks('aigul', 'dist')
    await world.commitment('c1', { due_on: localDate('2026-01-22') })
  })
  const pause = (until: string) => world.change('persons', 'aigul', { paused_until: localDate(until) })

  test('holds digests and reminders back, ends by itself, and what was missed comes as one digest', async () => {
    expect(await run(MONDAY)).toBe(1)
    await pause('2026-02-04')
    expect(await sendReminders(world.at('2026-01-22T03:00:00Z'))).toBe(0)
    await world.change('commitments', 'c1', {
      state: 'blocked',
      state_since: instant('2026-01-27T05:00:00Z'),
    })
    expect([await run(NEXT_MONDAY), await run('2026-02-03T03:00:00Z')]).toEqual([0, 0])
    expect([await run('2026-02-04T03:00:00Z'), await run('2026-02-05T03:00:00Z')]).toEqual([1, 0])
    expect(await sendReminders(world.at('2026-02-04T03:05:00Z'))).toBe(1)
    const windows = (await world.rows('digests')).map(({ window_from, window_to }) => [
      window_from,
      window_to,
    ])
    expect(windows[1]).toEqual([windows[0]?.[1], '2026-02-04T03:00:00.000Z'])
  })

  test('begun while a digest and a reminder wait takes them back, in no zone too soon', async () => {
    expect([await run(MONDAY), await sendReminders(world.at('2026-01-22T03:00:00Z'))]).toEqual([1, 1])
    const mails = (await world.rows('outbox')).map(({ id }) => id)
    const stale = async () => (await staleReminders(world.at('2026-01-22T03:05:00Z'), mails)).size
    await pause('2026-01-23')
    expect(await stale()).toBe(0)
    await pause('2026-01-24')
    expect(await stale()).toBe(2)
    await world.change('outbox', mails[0] ?? '', { kind: 'calendar_request' })
    expect(await stale()).toBe(1)
  })

  test('that took a digest back loses nothing of what it told', async () => {
    expect(await run(MONDAY)).toBe(1)
    const [mail] = await world.rows('outbox')
    await world.change('outbox', mail?.id ?? '', { state: 'skipped', last_reply: 'withdrawn' })
    await pause('2026-01-24')
    expect([await run('2026-01-23T03:00:00Z'), await run(NEXT_MONDAY)]).toEqual([0, 1])
    const began = '2026-01-12T03:00:00.000Z'
    expect((await world.rows('digests')).map(({ window_from }) => window_from)).toEqual([began, began])
  })

  test('the coordinator is told until when, in the list of those not reached and on the call list', async () => {
    await world.person('dana', { name: { en: 'Dana' } })
    await world.role('dana', 'coordinator')
    await pause('2026-04-01')
    expect((await whomToPhone(world.at(MONDAY), 'all')).stopped).toMatchObject([
      { person: { id: 'aigul' }, reason: 'paused', pausedUntil: '2026-04-01', commitments: [{ id: 'c1' }] },
    ])
    await run(MONDAY)
    expect((await bodies('dana'))[0]).toContain('Paused until 1 Apr 2026: C-01')
    await run('2026-03-02T03:00:00Z')
    expect((await whomToPhone(world.at('2026-03-02T03:00:00Z'), 'all')).calls).toMatchObject([
      { reason: 'exhausted', pausedUntil: '2026-04-01' },
    ])
    expect((await bodies('dana'))[1]).toContain('Person in charge: Aigul Serikova. Paused until 1 Apr 2026')
  })

  test('of one owner among several is no reason to wait', async () => {
    await world.person('boris')
    await world.speaks('boris', 'dist')
    await pause('2026-04-01')
    expect((await whomToPhone(world.at('2026-03-02T03:00:00Z'), 'all')).calls).toMatchObject([
      { pausedUntil: null },
    ])
  })
})
