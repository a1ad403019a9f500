/** Whom mail does not reach in a dialogue: since when, by whose doing, and who may see it. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { unsubscribeToken } from '../../src/digests/preference.ts'
import { savePreferences, stopMail } from '../../src/digests/preference-commands.ts'
import { addressStop, ownStops } from '../../src/digests/reach.ts'
import { unheardIn } from '../../src/digests/reach-queries.ts'
import { addDays, localDate } from '../../src/kernel/local-date.ts'
import { INSTANCE } from '../fixtures/store.ts'
import { delegate, invitation, meetingAhead } from './meeting-rows.ts'
import { dialogue, instant, openWorld, type World } from './world.ts'

const AT = '2026-01-19T03:00:00Z'
const BORIS = '01kezsgyw00hd9981vx420c89c'
const ALL = { digest: 'weekly', reminders: 'on', locale: 'en', pausedUntil: null } as const

let world: World
beforeEach(async () => {
  world = await openWorld()
  await meetingAhead(world, 'm')
  const invited = await invitation(world, 'm', 'moh', 'nominated')
  for (const id of [BORIS, 'aigul', 'dana', 'quiet']) {
    await world.person(id, { phone: '+7 700 000 00 00' })
    await world.insert('person_order', { person_id: id, lang: 'en', sort_key: id })
    await delegate(world, invited, id, 'accepted')
  }
})
afterEach(() => world.close())

const list = async (dialogueId = 'oat') =>
  (await unheardIn(world.at(AT), dialogueId, { locale: 'en', page: 1 })).people

describe('the list', () => {
  test('names what is stopped, since when, and whether by a click, by mail, on the page or by the address', async () => {
    const store = world.at('2026-01-10T03:00:00Z')
    await stopMail(store, unsubscribeToken(INSTANCE, BORIS, 'digest'), 'click')
    await stopMail(world.at('2026-01-11T03:00:00Z'), unsubscribeToken(INSTANCE, BORIS, 'reminders'))
    await savePreferences(store, 'aigul', { ...ALL, reminders: 'off', pausedUntil: localDate('2026-02-01') })
    const report = { address: 'dana@example.org', reason: 'complaint', since: instant(AT), version: 1 }
    await world.insert('suppressions', { ...report, scope: 'digest' })
    const found = (await list()).map(({ person, phone, pausedUntil, stops }) => [
      person.id,
      phone,
      pausedUntil,
      stops.map(({ what, since, way }) => `${what} ${since?.slice(0, 10)} ${way}`),
    ])
    expect(found).toEqual([
      [BORIS, '+7 700 000 00 00', null, ['digest 2026-01-10 click', 'reminders 2026-01-11 mail']],
      ['aigul', '+7 700 000 00 00', '2026-02-01', ['reminders 2026-01-10 page']],
      ['dana', '+7 700 000 00 00', null, ['digest 2026-01-19 complaint']],
    ])
  })

  test('counts the last time it was stopped, and nobody who started it again', async () => {
    const at = (day: number) => world.at(`2026-01-0${day}T03:00:00Z`)
    await savePreferences(at(1), 'aigul', { ...ALL, digest: 'off' })
    await savePreferences(at(2), 'aigul', ALL)
    expect(await list()).toEqual([])
    await savePreferences(at(3), 'aigul', { ...ALL, digest: 'off' })
    await savePreferences(at(4), 'aigul', { ...ALL, digest: 'off', reminders: 'off' })
    expect((await list())[0]?.stops).toEqual([
      { what: 'digest', since: '2026-01-03T03:00:00.000Z', way: 'page' },
      { what: 'reminders', since: '2026-01-04T03:00:00.000Z', way: 'page' },
    ])
  })

  test('leaves out a pause that is over, and everybody of another dialogue', async () => {
    await world.change('persons', 'aigul', { paused_until: localDate('2026-01-19') })
    await world.change('persons', 'quiet', { paused_until: localDate('2026-01-20') })
    await world.change('persons', 'dana', { digest: 'off' })
    await dialogue(world, 'other', 'OTHER', { en: 'Other', ru: 'Другой', kk: 'Басқа' })
    expect((await list()).map(({ person }) => person.id)).toEqual(['dana', 'quiet'])
    expect(await list('other')).toEqual([])
  })

  test('takes the same number of queries for one person and for many', async () => {
    const count = async () => (await world.queriesOf(list)).length
    await world.change('persons', 'aigul', { digest: 'off' })
    const one = await count()
    for (const id of [BORIS, 'dana', 'quiet']) await world.change('persons', id, { digest: 'off' })
    expect(await count()).toBe(one)
  })
})

describe('by whose doing', () => {
  const change = (details: object, actorId = 'aigul') => ({
    personId: 'aigul',
    actorId,
    at: instant(AT),
    details: JSON.stringify(details),
  })

  test.each([
    ['an older record without a way: own choice', [change({ digest: 'off' })], 'page'],
    ['somebody else', [change({ digest: 'off', by: 'page' }, 'admin')], 'operator'],
    ['a way nobody knows', [change({ digest: 'off', by: 'magic' })], 'page'],
    ['nothing noted', [], 'page'],
  ])('%s', (_, changes, way) => {
    expect(ownStops(['digest'], changes)[0]?.way).toBe(way)
  })

  test('a reason that no report gave is an operator’s', () => {
    expect(addressStop({ scope: 'all', reason: 'asked', since: instant(AT) }).way).toBe('operator')
    expect(addressStop({ scope: 'all', reason: 'hard', since: instant(AT) }).way).toBe('hard')
  })
})

test('a pause of half a year is the longest', async () => {
  const day = addDays(localDate('2026-01-19'), 184)
  expect(await savePreferences(world.at(AT), 'aigul', { ...ALL, pausedUntil: day })).toMatchObject({
    ok: false,
    messageKey: 'digests.pause_too_long',
    field: 'pausedUntil',
  })
})
