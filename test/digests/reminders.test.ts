/** The reminder job: who gets a mail, when by their own clock, and that nothing makes it two. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { whomToPhone } from '../../src/digests/call-queries.ts'
import { staleReminders } from '../../src/digests/recheck.ts'
import { sendReminders } from '../../src/digests/reminder-sending.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import { withdrawUnsent } from '../../src/mail/outbox.ts'
import { holiday, instant, mailsTo, openWorld, type World } from './world.ts'

/** Thursday 15 January 2026, 08:00 in Astana. */
const EIGHT = '2026-01-15T03:00:00Z'

let world: World

beforeEach(async () => {
  world = await openWorld()
  await world.person('aigul')
  await world.speaks('aigul', 'dist')
})

afterEach(() => world.close())

const run = (at: string) => sendReminders(world.at(at))
const steps = async () =>
  (await world.rows('reminder_steps'))
    .map((row) => `${row.commitment_id} ${row.step} ${row.person_id}`)
    .sort()

describe('the hour', () => {
  beforeEach(async () => {
    await world.commitment('c1', { due_on: localDate('2026-01-15') })
  })

  test('is eight of one’s own zone: Astana first, Vienna four hours later', async () => {
    await world.person('anna', { zone: zone('Europe/Vienna'), holiday_calendar: '' })
    await world.speaks('anna', 'dist')
    expect(await run('2026-01-15T02:59:59Z')).toBe(0)
    expect(await run(EIGHT)).toBe(1)
    expect(await steps()).toEqual(['c1 due aigul'])
    expect(await run('2026-01-15T06:59:59Z')).toBe(0)
    expect(await run('2026-01-15T07:00:00Z')).toBe(1)
    expect(await steps()).toEqual(['c1 due aigul', 'c1 due anna'])
  })

  test('comes on the next working day when the day is off', async () => {
    await holiday(world, 'KZ', '2026-01-15')
    await holiday(world, 'KZ', '2026-01-16')
    for (const day of ['15', '16', '17', '18']) expect(await run(`2026-01-${day}T05:00:00Z`)).toBe(0)
    expect(await run('2026-01-19T03:00:00Z')).toBe(1)
    expect(await steps()).toEqual(['c1 due aigul'])
    expect((await mailsTo(world, 'aigul'))[0]?.subject).toBe('Reminder: C-01. Due 15 Jan 2026 (4 days late)')
  })
})

describe('one person, one day, one mail', () => {
  test('several commitments are grouped, longest overdue first, each with its own link', async () => {
    await world.commitment('c1', { number: 1, due_on: localDate('2026-01-29') })
    await world.commitment('c2', { number: 2, due_on: localDate('2026-01-08') })
    expect(await run(EIGHT)).toBe(1)
    const [mail] = await mailsTo(world, 'aigul')
    expect(mail).toMatchObject({ subject: 'Reminder: 2 commitments await your report', kind: 'reminder' })
    const links = await world.rows('personal_links')
    expect(links.map(({ purpose, subject_id }) => `${purpose} ${subject_id}`).sort()).toEqual([
      'preferences aigul',
      'report c1',
      'report c2',
      'report dist',
    ])
    expect(mail?.body_text.match(/C-0\d/g)).toEqual(['C-02', 'C-01'])
  })

  test('a second run, a late run and two runs at once change nothing', async () => {
    await world.commitment('c1', { due_on: localDate('2026-01-15') })
    expect(await Promise.all([run(EIGHT), run(EIGHT)])).toEqual([1, 0])
    expect(await run('2026-01-15T03:10:00Z')).toBe(0)
    expect(await run('2026-01-16T03:00:00Z')).toBe(0)
    expect(await mailsTo(world, 'aigul')).toHaveLength(1)
  })

  test('what becomes due after the morning’s mail waits for the next day', async () => {
    await world.commitment('c1', { due_on: localDate('2026-01-15') })
    await run(EIGHT)
    await world.commitment('c2', { number: 2, due_on: localDate('2026-01-15') })
    expect(await run('2026-01-15T09:00:00Z')).toBe(0)
    expect(await run('2026-01-16T03:00:00Z')).toBe(1)
  })

  test('a cron that slept for a week and then fires three times sends one catch-up', async () => {
    await world.commitment('c1', { due_on: localDate('2026-01-15') })
    await run('2026-01-08T03:00:00Z')
    expect(await steps()).toEqual(['c1 before_7 aigul'])
    const awake = '2026-01-16T05:00:00Z'
    expect(await Promise.all([run(awake), run(awake), run(awake)])).toEqual([1, 0, 0])
    expect(await steps()).toEqual(['c1 before_7 aigul', 'c1 due aigul'])
  })
})

describe('whom', () => {
  test('the named person alone, and the focal points once that person has left', async () => {
    await world.person('boris')
    await world.speaks('boris', 'dist', 'member')
    await world.commitment('c1', { due_on: localDate('2026-01-15'), person_id: 'boris' })
    await run(EIGHT)
    await world.change('affiliations', 'boris-dist', { valid_to: localDate('2026-01-16') })
    await run('2026-01-22T03:00:00Z')
    expect(await steps()).toEqual(['c1 due boris', 'c1 late_7 aigul'])
  })

  test('not those who switched reminders off: the coordinator sees them', async () => {
    await world.change('persons', 'aigul', { reminders: 'off' })
    await world.commitment('c1', { due_on: localDate('2026-01-15') })
    expect(await run(EIGHT)).toBe(0)
    const [stopped] = (await whomToPhone(world.at(EIGHT), ['oat'])).stopped
    expect(stopped).toMatchObject({ person: { id: 'aigul' }, reason: 'off', commitments: [{ id: 'c1' }] })
    expect((await whomToPhone(world.at(EIGHT), [])).stopped).toEqual([])
  })

  test('not an address that takes no mail', async () => {
    const bounced = {
      address: 'aigul@example.org',
      scope: 'all',
      reason: 'bounce',
      since: instant(EIGHT),
      version: 1,
    }
    await world.insert('suppressions', { ...bounced, scope: 'all' })
    await world.commitment('c1', { due_on: localDate('2026-01-15') })
    expect(await run(EIGHT)).toBe(0)
    expect((await whomToPhone(world.at(EIGHT), 'all')).stopped).toMatchObject([{ reason: 'suppressed' }])
  })

  test('nobody in a dialogue that is closed', async () => {
    await world.commitment('c1', { due_on: localDate('2026-01-15') })
    await world.change('dialogues', 'oat', { state: 'closed' })
    expect(await run(EIGHT)).toBe(0)
  })

  test('the call list names what ran out of reminders and what reaches nobody', async () => {
    await world.commitment('c1', { number: 1, due_on: localDate('2025-12-11') })
    await world.commitment('c2', { number: 2, due_on: localDate('2026-01-20'), lead_institution_id: 'moh' })
    await world.commitment('c3', { number: 3, due_on: localDate('2026-09-30'), lead_institution_id: 'moh' })
    await world.commitment('c4', { number: 4, due_on: localDate('2026-01-20') })
    const calls = (await whomToPhone(world.at(EIGHT), 'all')).calls
    expect(calls.map(({ commitment, reason, owners }) => [commitment.id, reason, owners.length])).toEqual([
      ['c1', 'exhausted', 1],
      ['c2', 'unreachable', 0],
    ])
    expect((await whomToPhone(world.at(EIGHT), ['another'])).calls).toEqual([])
  })
})

describe('what changes meanwhile', () => {
  const unsent = () => mailsTo(world, 'aigul', 'queued')
  const stale = async () => [
    ...(await staleReminders(
      world.at('2026-01-15T03:05:00Z'),
      (await world.rows('outbox')).map(({ id }) => id),
    )),
  ]

  beforeEach(async () => {
    await world.commitment('c1', { number: 1, due_on: localDate('2026-01-15') })
  })

  test('nothing is stale while everything holds', async () => {
    await run(EIGHT)
    expect(await stale()).toEqual([])
  })

  test.each([
    ['a report', { last_report_at: instant('2026-01-15T03:02:00Z') }],
    ['a report of "done"', { state: 'reported_done' }],
    ['a cancellation', { state: 'dropped' }],
    ['a move or a new owner', { date_version: 2 }],
    ['a pause', { paused_until: localDate('2026-02-01') }],
  ] as const)('%s makes the waiting reminder stale', async (_, change) => {
    await run(EIGHT)
    await world.change('commitments', 'c1', change)
    expect(await stale()).toEqual((await unsent()).map(({ id }) => id))
  })

  test('a withdrawn mail about one commitment leaves nothing behind', async () => {
    await run(EIGHT)
    await world.change('commitments', 'c1', { last_report_at: instant('2026-01-15T03:02:00Z') })
    const store = world.at('2026-01-15T03:02:00Z')
    await store.tidy(withdrawUnsent(store, { subjectId: 'c1', kind: 'reminder' }))
    expect(await unsent()).toEqual([])
    expect(await run('2026-01-15T03:10:00Z')).toBe(0)
  })

  test('of a withdrawn mail about several, what still holds is sent the same day', async () => {
    await world.commitment('c2', { number: 2, due_on: localDate('2026-01-29') })
    await run(EIGHT)
    await world.change('commitments', 'c1', { state: 'reported_done' })
    const [id = ''] = await stale()
    await world.change('outbox', id, { state: 'skipped', last_reply: 'withdrawn' })
    expect(await run('2026-01-15T03:10:00Z')).toBe(1)
    expect((await unsent()).map(({ subject }) => subject)).toEqual([
      'Reminder: C-02. Due 29 Jan 2026 (in 14 days)',
    ])
    expect(await steps()).toEqual(['c2 before_14 aigul'])
    expect(await run('2026-01-15T03:20:00Z')).toBe(0)
  })

  test('a mail that nobody wanted is not written again', async () => {
    await run(EIGHT)
    const [mail] = await unsent()
    await world.change('outbox', mail?.id ?? '', { state: 'skipped', last_reply: 'unsubscribed' })
    expect(await run('2026-01-15T03:10:00Z')).toBe(0)
    expect(await run('2026-01-16T03:00:00Z')).toBe(0)
  })

  test('a new date begins a new ladder', async () => {
    await run(EIGHT)
    await world.change('commitments', 'c1', {
      due_on: localDate('2026-01-27'),
      date_version: 2,
      due_moves: 1,
    })
    await world.insert('due_changes', {
      commitment_id: 'c1',
      move: 1,
      old_due_on: localDate('2026-01-15'),
      old_precision: 'day',
      new_due_on: localDate('2026-01-27'),
      new_precision: 'day',
      reason: 'customs',
      granted_by: 'aigul',
      requested_by: '',
      at: instant('2026-01-15T04:00:00Z'),
    })
    expect(await run('2026-01-16T03:00:00Z')).toBe(0)
    expect(await run('2026-01-20T03:00:00Z')).toBe(1)
    expect((await world.rows('reminder_steps')).map((row) => [row.date_version, row.step])).toEqual([
      [1, 'due'],
      [2, 'before_7'],
    ])
  })
})

describe('the mail', () => {
  test.each([
    ['en', 'Reminder: C-01. Due 22 Jan 2026 (in 7 days)', 'Dear Aigul Serikova,'],
    [
      'ru',
      'Напоминание: C-01. Срок исполнения: 22.01.2026 (через 7 дней)',
      'Здравствуйте, Айгуль Сериковна!',
    ],
    ['kk', 'Еске салу: C-01. Орындау мерзімі: 22.01.2026 (7 күн қалды)', 'Құрметті Айгүл Серікқызы!'],
  ] as const)('speaks the language of its reader: %s', async (lang, subject, greeting) => {
    await world.change('persons', 'aigul', { reading_lang: lang })
    await world.commitment('c1', { due_on: localDate('2026-01-22') })
    await run(EIGHT)
    const [mail] = await mailsTo(world, 'aigul')
    expect(mail).toMatchObject({
      lang,
      subject,
      from_mailbox: 'digest',
      list_id: 'reminders',
      subject_id: 'c1',
    })
    expect(mail?.body_text.split('\n')[0]).toBe(greeting)
  })

  test('counts 1, 2, 5 and 21 days as each language does', async () => {
    await world.change('persons', 'aigul', { reading_lang: 'ru' })
    for (const [number, days] of [1, 2, 5, 21].entries())
      await world.commitment(`c${days}`, {
        number,
        due_on: localDate(new Date(Date.UTC(2026, 0, 15 - days)).toISOString().slice(0, 10)),
      })
    await run(EIGHT)
    const [mail] = await mailsTo(world, 'aigul')
    expect(mail?.body_text.match(/просрочено на \d+ \p{L}+/gu)).toEqual([
      'просрочено на 21 день',
      'просрочено на 5 дней',
      'просрочено на 2 дня',
      'просрочено на 1 день',
    ])
  })
})

test('the number of queries does not depend on the number of people', async () => {
  await world.commitment('c1', { due_on: localDate('2026-01-15') })
  const one = await world.queriesOf(() => run(EIGHT))
  for (const id of ['boris', 'vera', 'dana']) {
    await world.person(id)
    await world.speaks(id, 'dist')
  }
  const reads = (queries: readonly string[]) => queries.filter((sql) => sql.startsWith('select')).length
  const four = await world.queriesOf(() => run('2026-01-22T03:00:00Z'))
  expect(reads(four)).toBe(reads(one))
  expect(await steps()).toHaveLength(5)
})
