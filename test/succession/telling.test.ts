/** People who are named for commitments: told once, in one mail for what comes within minutes, and of nothing else. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { namePerson } from '../../src/commitments/commands.ts'
import { failedSince } from '../../src/digests/failed-queries.ts'
import { staleReminders } from '../../src/digests/recheck.ts'
import { sendReminders } from '../../src/digests/reminder-sending.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { hindrancesOf } from '../../src/mail/hindrance-queries.ts'
import { withdrawUnsent } from '../../src/mail/outbox.ts'
import { sendAnew } from '../../src/mail/renewal-commands.ts'
import type { Actor } from '../../src/people/may.ts'
import { nameSuccessor } from '../../src/succession/commands.ts'
import { tellNamed } from '../../src/succession/telling.ts'
import { meetingAhead } from '../digests/meeting-rows.ts'
import { instant, LONG_AGO, mailsTo, openWorld, type World } from '../digests/world.ts'

const NINE = '2026-01-15T04:00:00Z'
const minutesOn = (minutes: number) => new Date(Date.parse(NINE) + minutes * 60_000).toISOString()
const coordinator: Actor = { personId: 'me', rank: 'none', roles: { oat: ['coordinator'] }, speaksFor: [] }
const point: Actor = { personId: 'aigul', rank: 'none', roles: {}, speaksFor: ['dist'] }
let world: World

beforeEach(async () => {
  world = await openWorld()
  await world.person('aigul')
  await world.speaks('aigul', 'dist')
  for (const id of ['boris', 'carl']) {
    await world.person(id)
    await world.speaks(id, 'dist', 'member')
  }
  for (const number of [1, 2, 3])
    await world.commitment(`c${number}`, { number, due_on: localDate(`2026-0${number + 1}-11`) })
})
afterEach(() => world.close())

const name = (personId: string, id = 'c1', at = NINE, actor = coordinator) =>
  namePerson(world.at(at), { actor, id, personId })
const tell = (at: string) => tellNamed(world.at(at))
const told = async (person: string) =>
  (await mailsTo(world, person)).map(({ kind, state, body_text }) => [
    ...(kind === 'person_named' ? [] : [kind]),
    ...(state === 'skipped' ? [state] : []),
    ...new Set(body_text.match(/C-0\d/g)),
  ])
/** As delivery skips what is no longer so. */
const skipStale = async (at: string) => {
  const ids = (await world.rows('outbox')).filter(({ state }) => state === 'queued').map(({ id }) => id)
  const stale = await staleReminders(world.at(at), ids)
  for (const id of stale)
    await world.change('outbox', id, { state: 'skipped', last_reply: 'withdrawn', settled_at: instant(at) })
  return stale.size
}

describe('who is named', () => {
  test('is told once: what, by when, by whom, and where to report', async () => {
    expect(await name('boris')).toMatchObject({ ok: true })
    expect(await tell(minutesOn(4))).toBe(0)
    expect(await Promise.all([tell(minutesOn(5)), tell(minutesOn(5))])).toEqual([1, 0])
    expect(await tell(minutesOn(60))).toBe(0)
    const [mail, ...others] = await mailsTo(world, 'boris')
    expect(others).toEqual([])
    expect(mail).toMatchObject({
      kind: 'person_named',
      subject_id: 'c1',
      institution_id: 'dist',
      list_id: null,
    })
    expect(mail?.subject).toBe('You answer for a commitment: C-01')
    expect(mail?.body_text).toContain('11 Feb 2026')
    expect(mail?.body_text).toMatch(/Named by:?\s+Secretariat, OAT-KZ/)
    const [link] = await world.rows('personal_links')
    expect(link).toMatchObject({ person_id: 'boris', purpose: 'report', subject_id: 'c1' })
  })

  test('for several within minutes gets one mail; who names on, keeps it open', async () => {
    await name('boris', 'c1')
    await name('boris', 'c3', minutesOn(3))
    expect(await tell(minutesOn(6))).toBe(0)
    await name('boris', 'c2', minutesOn(7))
    await name('carl', 'c2', minutesOn(8))
    await name('boris', 'c2', minutesOn(9))
    expect(await tell(minutesOn(14))).toBe(1)
    expect([await told('boris'), await told('carl')]).toEqual([[['C-01', 'C-02', 'C-03']], []])
    await name('boris', 'c2', minutesOn(20))
    expect(await tell(minutesOn(30))).toBe(0)
  })

  test('by the institution’s own link is told by whom; who names themselves is told nothing', async () => {
    const asked = { actor: point, institutionId: 'dist' }
    const by = (personId: string, commitmentId: string, version: number) =>
      nameSuccessor(world.at(NINE), { ...asked, commitmentId, named: { personId, version } })
    await name('aigul', 'c2')
    await name('boris', 'c2')
    expect(await by('boris', 'c1', 1)).toMatchObject({ ok: true })
    expect(await by('aigul', 'c2', 3)).toMatchObject({ ok: true })
    expect(await tell(minutesOn(5))).toBe(1)
    expect([await told('boris'), await told('aigul')]).toEqual([[['C-01']], []])
    expect((await mailsTo(world, 'boris'))[0]?.body_text).toMatch(/Named by:?\s+Single distributor/)
  })

  test('anew after naming themselves is told of that again, and nobody else waits for it', async () => {
    const themselves = { ...coordinator, personId: 'boris' }
    const days = (day: number) => minutesOn(day * 24 * 60)
    await name('boris', 'c1')
    await tell(days(1))
    await name('carl', 'c1', days(2))
    await name('boris', 'c1', days(3), themselves)
    await name('aigul', 'c1', days(4))
    await name('boris', 'c1', days(5))
    await name('carl', 'c2', days(5))
    expect(await tell(days(6))).toBe(2)
    expect([await told('boris'), await told('carl')]).toEqual([[['skipped', 'C-01'], ['C-01']], [['C-02']]])
  })

  test('for very many things is told of them in several mails, a hundred at a time', async () => {
    for (let number = 4; number <= 130; number++)
      await world.commitment(`c${number}`, { number, due_on: localDate('2026-06-11') })
    for (let number = 1; number <= 130; number++) await name('boris', `c${number}`)
    expect(await tell(minutesOn(5))).toEqual({ count: 1, more: true })
    expect(await tell(minutesOn(6))).toBe(1)
    expect(await tell(minutesOn(7))).toBe(0)
    expect((await mailsTo(world, 'boris')).map(({ subject }) => subject)).toEqual([
      'You answer for 100 commitments',
      'You answer for 30 commitments',
    ])
  })

  test('is reminded of it from the next day on, of other things at once', async () => {
    for (const id of ['c1', 'c2']) await world.change('commitments', id, { due_on: localDate('2026-01-15') })
    await world.change('commitments', 'c2', { person_id: 'boris' })
    await name('boris', 'c1')
    for (const at of [minutesOn(5), minutesOn(300), minutesOn(24 * 60)]) await sendReminders(world.at(at))
    expect(await told('boris')).toEqual([
      ['reminder', 'C-02'],
      ['reminder', 'C-01'],
    ])
  })

  test('for a draft is told when it is agreed, and of what ended or whose dialogue did, never', async () => {
    await world.change('commitments', 'c1', { state: 'proposed' })
    await name('boris', 'c1')
    await name('boris', 'c2')
    await world.change('commitments', 'c2', { state: 'dropped' })
    expect(await tell(minutesOn(10))).toBe(0)
    await world.change('commitments', 'c1', { state: 'agreed' })
    await world.change('dialogues', 'oat', { state: 'closed' })
    expect(await tell(minutesOn(20))).toBe(0)
    await world.change('dialogues', 'oat', { state: 'active' })
    expect(await tell(minutesOn(30))).toBe(1)
    expect(await told('boris')).toEqual([['C-01']])
  })

  test('and pauses is told after the pause; who left or has no address, not at all', async () => {
    await world.change('persons', 'boris', { paused_until: localDate('2026-01-20') })
    await world.change('persons', 'carl', { email: '' })
    await name('boris', 'c1')
    await name('carl', 'c2')
    await name('aigul', 'c3')
    await world.change('affiliations', 'aigul-dist', { valid_to: localDate('2026-01-14') })
    expect(await tell(minutesOn(10))).toBe(0)
    expect(await tell('2026-01-20T04:00:00Z')).toBe(1)
    expect(await told('boris')).toEqual([['C-01']])
  })
})

describe('a mail that has not gone yet', () => {
  test('is withdrawn when somebody else is named, and the rest is told anew', async () => {
    await name('boris', 'c1')
    await name('boris', 'c2')
    await tell(minutesOn(5))
    expect(await skipStale(minutesOn(6))).toBe(0)
    await name('carl', 'c2', minutesOn(7))
    expect(await skipStale(minutesOn(8))).toBe(1)
    expect(await tell(minutesOn(12))).toBe(2)
    expect(await skipStale(minutesOn(13))).toBe(0)
    expect([await told('boris'), await told('carl')]).toEqual([
      [['skipped', 'C-01', 'C-02'], ['C-01']],
      [['C-02']],
    ])
    expect(await tell(minutesOn(30))).toBe(0)
  })

  test('is withdrawn when all of it is over, or nobody is named any more, and is not sent again by hand', async () => {
    await name('boris', 'c1')
    await tell(minutesOn(5))
    const [mail] = await mailsTo(world, 'boris')
    await world.change('commitments', 'c1', { person_id: null })
    expect(await skipStale(minutesOn(6))).toBe(1)
    expect(await hindrancesOf(world.at(minutesOn(7)), mail?.id ?? '')).toMatchObject({
      same: 'ceased',
      anew: 'ceased',
    })
  })

  test('is withdrawn with its link: who is named again by then gets one mail with a link that opens', async () => {
    await name('boris', 'c1')
    await tell(minutesOn(5))
    await name('carl', 'c1', minutesOn(6))
    await name('boris', 'c1', minutesOn(7))
    expect(await tell(minutesOn(12))).toBe(1)
    expect(await told('boris')).toEqual([['skipped', 'C-01'], ['C-01']])
    const links = (await world.rows('personal_links')).map(({ revoked_at }) => revoked_at === null)
    expect(links).toEqual([false, true])
  })

  test('is withdrawn with its first commitment and told anew of the others', async () => {
    await name('boris', 'c1')
    await name('boris', 'c2')
    await tell(minutesOn(5))
    await world.change('commitments', 'c1', { state: 'dropped' })
    const store = world.at(minutesOn(6))
    await world.engine.runOne(withdrawUnsent(store, { subjectId: 'c1' }).compile())
    expect(await tell(minutesOn(7))).toBe(1)
    expect(await told('boris')).toEqual([['skipped', 'C-01', 'C-02'], ['C-02']])
  })
})

test('a mail that failed is told to who coordinates the dialogue', async () => {
  await name('boris', 'c1')
  await name('boris', 'c2')
  await tell(minutesOn(5))
  const [mail] = await mailsTo(world, 'boris')
  await world.change('outbox', mail?.id ?? '', { state: 'failed', settled_at: instant(NINE) })
  const found = await failedSince(world.at(NINE), instant(NINE), new Set(['oat']))
  expect(found.map(({ subject }) => subject)).toEqual(['You answer for 2 commitments'])
})

test('a copy that failed too can be sent again as long as its reader answers for it', async () => {
  await name('boris', 'c1')
  await tell(minutesOn(5))
  const failed = { state: 'failed' as const, settled_at: instant(NINE) }
  const fails = async () => {
    const mail = (await mailsTo(world, 'boris')).find(({ state }) => state === 'queued')
    await world.change('outbox', mail?.id ?? '', failed)
    return mail?.id ?? ''
  }
  const first = await fails()
  expect(await sendAnew(world.at(minutesOn(6)), { actor: coordinator, id: first })).toMatchObject({
    ok: true,
  })
  const copy = await fails()
  expect(copy).not.toBe(first)
  expect(await hindrancesOf(world.at(minutesOn(7)), copy)).toEqual({ same: null, anew: null })
  await name('carl', 'c1', minutesOn(8))
  expect(await hindrancesOf(world.at(minutesOn(9)), copy)).toEqual({ same: 'ceased', anew: 'ceased' })
})

describe('what was promised at a meeting', () => {
  const HELD = { starts_at: instant('2026-01-14T04:00:00Z'), ends_at: instant('2026-01-14T12:30:00Z') }
  beforeEach(async () => {
    await meetingAhead(world, 'm1', { ...HELD, state: 'held' })
    await world.change('commitments', 'c1', { meeting_id: 'm1' })
  })
  const letterTo = (person_id: string, at: string) =>
    world.insert('outbox', {
      ...{
        id: `letter-${person_id}`,
        kind: 'promised',
        dedupe_key: `promised:${person_id}`,
        subject_id: 'm1',
      },
      ...{ meeting_id: 'm1', person_id, institution_id: 'dist', to_address: `${person_id}@example.org` },
      ...{ to_name: '', from_name: '', from_mailbox: 'rsvp', lang: 'en', languages: 'en', subject: '' },
      ...{ body_text: '', body_html: '', message_id: `<${person_id}>`, mail_date: instant(at), priority: 2 },
      ...{ not_before: instant(at), state: 'sent', settled_at: instant(at), created_at: instant(at) },
    } as never)

  test('waits for the letter after the meeting, which tells of it', async () => {
    await name('boris')
    expect(await tell(minutesOn(10))).toBe(0)
    await letterTo('boris', minutesOn(20))
    expect(await tell(minutesOn(30))).toBe(0)
    expect(await tell('2026-02-15T04:00:00Z')).toBe(0)
    expect(await told('boris')).toEqual([['promised']])
    // Every minute from now on: the commitment itself is not read for nothing.
    expect(await world.queriesOf(() => tell('2026-02-15T04:01:00Z'))).toHaveLength(1)
  })

  test('is told when that letter went before, or to others only', async () => {
    await letterTo('boris', LONG_AGO)
    await name('boris')
    expect(await tell(minutesOn(10))).toBe(1)
    expect(await told('boris')).toEqual([['promised'], ['C-01']])
  })

  test('is told without it when a week after the meeting it has not gone', async () => {
    await name('boris')
    expect(await tell('2026-01-21T12:00:00Z')).toBe(0)
    expect(await tell('2026-01-21T13:00:00Z')).toBe(1)
  })
})
