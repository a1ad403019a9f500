/** The digest job: who gets one, when, what stands in it and what must not. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sendDigests } from '../../src/digests/digest-sending.ts'
import { sendReminders } from '../../src/digests/reminder-sending.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import { delegate, invitation, meetingAhead } from './meeting-rows.ts'
import { dialogue, holiday, instant, mailsTo, openWorld, type World } from './world.ts'

/** Mondays, 08:00 in Astana. */
const MONDAY = '2026-01-19T03:00:00Z'
const NEXT_MONDAY = '2026-01-26T03:00:00Z'

let world: World

beforeEach(async () => {
  world = await openWorld()
})

afterEach(() => world.close())

const run = async (at: string) => (await sendDigests(world.at(at))).count

async function owner(id = 'aigul', row = {}): Promise<void> {
  await world.person(id, row)
  await world.speaks(id, 'dist')
}

async function coordinator(id = 'dana', dialogueId = 'oat'): Promise<void> {
  await world.person(id, { name: { en: 'Dana' } })
  await world.role(id, 'coordinator', dialogueId)
}

/** What a focal point is told beside the rest. */
const PROMISED = ['', '- All that your institution promised, in one place', '  Single distributor']

/** The last mail to somebody without greeting, addresses and the end that is always the same. */
async function digestOf(personId: string): Promise<string> {
  const body = (await mailsTo(world, personId)).at(-1)?.body_text ?? ''
  const told = body.replace(/^\s*https:.*\n/gm, '').replace(/^=+\n/gm, '')
  return told.split('\n').slice(2).join('\n').split('\nOne digest for all')[0]?.trim() ?? ''
}

describe('when', () => {
  test('eight on Monday, once, whoever runs the job and how often', async () => {
    await owner()
    await world.commitment('c1', { due_on: localDate('2026-01-29') })
    expect(await run('2026-01-19T02:59:00Z')).toBe(0)
    expect(await Promise.all([run(MONDAY), run(MONDAY)])).toEqual([1, 0])
    expect(await run('2026-01-19T10:00:00Z')).toBe(0)
    expect(await run('2026-01-23T03:00:00Z')).toBe(0)
    expect(await run(NEXT_MONDAY)).toBe(1)
  })

  test('eight of one’s own zone', async () => {
    await owner()
    await owner('anna', { zone: zone('Europe/Vienna'), holiday_calendar: '' })
    await world.commitment('c1', { due_on: localDate('2026-01-29') })
    await run(MONDAY)
    expect([(await mailsTo(world, 'aigul')).length, (await mailsTo(world, 'anna')).length]).toEqual([1, 0])
    await run('2026-01-19T07:00:00Z')
    expect([(await mailsTo(world, 'aigul')).length, (await mailsTo(world, 'anna')).length]).toEqual([1, 1])
  })

  test('the next working day when Monday is off', async () => {
    await holiday(world, 'KZ', '2026-01-19')
    await owner()
    await world.commitment('c1', { due_on: localDate('2026-01-29') })
    expect(await run(MONDAY)).toBe(0)
    expect(await run('2026-01-20T03:00:00Z')).toBe(1)
  })

  test('after a week without a cron, three runs give one digest', async () => {
    await owner()
    await world.commitment('c1', { due_on: localDate('2026-01-29') })
    await run(MONDAY)
    const awake = '2026-01-28T04:00:00Z'
    expect(await Promise.all([run(awake), run(awake), run(awake)])).toEqual([1, 0, 0])
    expect(await run('2026-02-02T03:00:00Z')).toBe(1)
  })

  test('nobody who did not want it', async () => {
    await owner('aigul', { digest: 'off' })
    await world.commitment('c1', { due_on: localDate('2026-01-29') })
    expect(await run(MONDAY)).toBe(0)
    expect(await world.rows('digests')).toEqual([])
  })
})

describe('windows', () => {
  test('follow each other, also over a digest with nothing in it', async () => {
    await owner()
    await world.commitment('c1', {
      due_on: localDate('2026-06-30'),
      state_since: instant('2026-01-14T05:00:00Z'),
    })
    expect(await run(MONDAY)).toBe(1)
    expect(await run('2026-01-26T03:04:00Z')).toBe(0)
    await world.change('commitments', 'c1', {
      state: 'blocked',
      state_since: instant('2026-01-30T12:00:00Z'),
    })
    expect(await run('2026-02-02T03:00:00Z')).toBe(1)
    const windows = (await world.rows('digests')).map((row) => [
      row.window_from,
      row.window_to,
      row.outbox_id !== null,
    ])
    expect(windows).toEqual([
      ['2026-01-12T03:00:00.000Z', '2026-01-19T03:00:00.000Z', true],
      ['2026-01-19T03:00:00.000Z', '2026-01-26T03:04:00.000Z', false],
      ['2026-01-26T03:04:00.000Z', '2026-02-02T03:00:00.000Z', true],
    ])
  })

  test('Monday tells what happened on Friday, Saturday and Sunday, and only once', async () => {
    await owner()
    for (const [number, at] of [
      '2026-01-23T12:00:00Z',
      '2026-01-24T12:00:00Z',
      '2026-01-25T12:00:00Z',
    ].entries())
      await world.commitment(`c${number}`, {
        number,
        due_on: localDate('2026-06-30'),
        state: 'in_progress',
        state_since: instant(at),
      })
    await run(MONDAY)
    await run(NEXT_MONDAY)
    expect(await digestOf('aigul')).toBe(
      [
        'What changed',
        '',
        ...[2, 1, 0].flatMap((n) => [
          `- C-0${n}: Promise c${n}`,
          '  Now: In progress',
          '  Single distributor. Access to OAT',
        ]),
        ...PROMISED,
      ].join('\n'),
    )
    expect(await run('2026-02-02T03:00:00Z')).toBe(0)
  })
})

describe('what waits', () => {
  test('overdue, due in two weeks, and what to verify; nothing later', async () => {
    await owner()
    await world.person('marat')
    await world.speaks('marat', 'moh')
    await world.commitment('c1', { number: 1, due_on: localDate('2026-02-02') })
    await world.commitment('c2', { number: 2, due_on: localDate('2026-02-03') })
    await world.commitment('c3', { number: 3, due_on: localDate('2026-01-12') })
    await world.commitment('c4', {
      number: 4,
      state: 'reported_done',
      verifier_institution_id: 'moh',
      due_on: localDate('2026-01-12'),
    })
    await run(MONDAY)
    expect(await digestOf('aigul')).toBe(
      [
        'Waiting for you',
        '',
        '- C-03: Promise c3',
        '  Due 12 Jan 2026 (7 days late)',
        '  Access to OAT',
        '- C-01: Promise c1',
        '  Due 2 Feb 2026 (in 14 days)',
        '  Access to OAT',
        ...PROMISED,
      ].join('\n'),
    )
    expect(await digestOf('marat')).toBe(
      [
        'Waiting for you',
        '',
        '- C-04: Promise c4',
        '  Reported done: please verify',
        '  Single distributor. Access to OAT',
      ].join('\n'),
    )
    const links = (await world.rows('personal_links')).map(
      (row) => `${row.person_id} ${row.purpose} ${row.subject_id}`,
    )
    expect(links.sort()).toEqual([
      'aigul preferences aigul',
      'aigul report c1',
      'aigul report c3',
      'aigul report dist',
      'marat preferences marat',
      'marat verify c4',
    ])
  })

  test('meetings: delegates are asked whether they come, focal points for names', async () => {
    await owner()
    await world.person('boris')
    await meetingAhead(world, 'm')
    await delegate(world, await invitation(world, 'm', 'dist'), 'boris')
    await run(MONDAY)
    const when = '  Tuesday, 14 April 2026, 09:00–17:30, Astana, UTC+5'
    expect(await digestOf('boris')).toBe(
      ['Meetings to answer', '', '- Second dialogue', when, '  Please say whether you will attend'].join(
        '\n',
      ),
    )
    expect(await digestOf('aigul')).toBe(
      [
        'Meetings to answer',
        '',
        '- Second dialogue',
        when,
        '  Please name your delegation. Reply by 20 Feb 2026',
      ].join('\n'),
    )
  })

  test('not what is answered, withdrawn, cancelled or over', async () => {
    await owner()
    await meetingAhead(world, 'm')
    await delegate(world, await invitation(world, 'm', 'dist', 'nominated'), 'aigul', 'accepted')
    await meetingAhead(world, 'n', { ordinal: 2, state: 'cancelled' })
    await delegate(world, await invitation(world, 'n', 'dist'), 'aigul')
    await meetingAhead(world, 'o', { ordinal: 3, starts_at: instant('2026-01-18T04:00:00Z') })
    await invitation(world, 'o', 'dist', 'withdrawn')
    expect(await run(MONDAY)).toBe(0)
  })

  test('one digest over all dialogues', async () => {
    await owner()
    await dialogue(world, 'two', 'TWO', { en: 'Second process', ru: 'Второй процесс', kk: 'Екінші үдеріс' })
    await world.commitment('c1', { due_on: localDate('2026-01-29') })
    await world.commitment('c2', { due_on: localDate('2026-01-30'), dialogue_id: 'two' })
    expect(await run(MONDAY)).toBe(1)
    expect((await digestOf('aigul')).match(/Access to OAT|Second process/g)).toEqual([
      'Access to OAT',
      'Second process',
    ])
  })

  test('fifteen lines at most, then how many more', async () => {
    await owner()
    for (let number = 1; number <= 22; number++)
      await world.commitment(`c${number}`, { number, due_on: localDate('2026-01-29') })
    await run(MONDAY)
    const [mail] = await mailsTo(world, 'aigul')
    expect(mail?.subject).toBe('Digest of 19 Jan 2026: 22 waiting for you')
    const text = await digestOf('aigul')
    expect(text.match(/^- C-/gm)).toHaveLength(15)
    expect(text.endsWith(['- and 7 more', ...PROMISED].join('\n'))).toBe(true)
  })
})

describe('the way to all that an institution promised', () => {
  const ALL = 'All that your institution promised, in one place'
  const promised = async (personId: string) =>
    (await world.rows('personal_links')).filter(
      ({ person_id, matter }) => person_id === personId && matter === 'promises',
    )

  test('is the focal point’s, in the digest and in the reminder; a member who was named has none', async () => {
    await owner()
    await world.person('boris')
    await world.speaks('boris', 'dist', 'member')
    await world.commitment('c1', { number: 1, due_on: localDate('2026-01-26') })
    await world.commitment('c2', { number: 2, due_on: localDate('2026-01-26'), person_id: 'boris' })
    await run(MONDAY)
    await sendReminders(world.at(MONDAY))
    const told = async (id: string) =>
      (await mailsTo(world, id)).map(({ kind, body_text }) => [kind, body_text.includes(ALL)])
    expect((await told('aigul')).sort()).toEqual([
      ['digest', true],
      ['reminder', true],
    ])
    expect((await told('boris')).sort()).toEqual([
      ['digest', false],
      ['reminder', false],
    ])
    expect(await promised('aigul')).toMatchObject([{ subject_id: 'dist' }])
    expect(await promised('boris')).toEqual([])
    const [link] = (await mailsTo(world, 'aigul')).map(({ body_text }) =>
      body_text.split(ALL)[1]?.match(/http\S+/),
    )
    expect(link?.[0]).toMatch(/\/p\/\S+$/)
  })

  test('comes also when others are named for everything, and makes no digest of itself', async () => {
    await owner()
    await owner('boris')
    await world.commitment('c1', { number: 1, due_on: localDate('2026-09-30'), person_id: 'boris' })
    expect(await run(MONDAY)).toBe(0)
    const changed = { state: 'in_progress' as const, state_since: instant('2026-01-20T05:00:00Z') }
    await world.change('commitments', 'c1', changed)
    expect(await run(NEXT_MONDAY)).toBe(2)
    expect(await promised('aigul')).toMatchObject([{ subject_id: 'dist' }])
  })
})

describe('the coordinator’s', () => {
  test('always goes, and says since when nothing has changed', async () => {
    await coordinator()
    expect(await run(MONDAY)).toBe(1)
    expect(await digestOf('dana')).toBe('Nothing has changed since 12 Jan 2026.')
    expect(await run(NEXT_MONDAY)).toBe(1)
    expect(await digestOf('dana')).toBe('Nothing has changed since 19 Jan 2026.')
  })

  test('shows what is late, whom to phone, who stopped reminders and which mail failed', async () => {
    await coordinator()
    await owner('aigul', { reminders: 'off' })
    await world.commitment('c1', { number: 1, due_on: localDate('2026-01-09') })
    await world.commitment('c2', {
      number: 2,
      due_on: localDate('2026-01-18'),
      last_report_at: instant('2026-01-16T05:00:00Z'),
    })
    await world.commitment('c3', { number: 3, due_on: localDate('2025-12-01') })
    await world.commitment('c4', { number: 4, due_on: localDate('2026-01-12'), lead_institution_id: 'moh' })
    await world.insert('outbox', failedMail('f1', 'c1', '2026-01-17T05:00:00Z'))
    await world.insert('outbox', failedMail('f2', 'c1', '2026-01-05T05:00:00Z'))
    await run(MONDAY)
    expect(await digestOf('dana')).toBe(
      [
        'To decide',
        '',
        '- 4 commitments without a person',
        '',
        'Late or silent',
        '',
        '- C-01: Promise c1',
        '  Single distributor: 10 days late, no report',
        '- C-02: Promise c2',
        '  Single distributor: 1 day late, last report 16 Jan 2026',
        '',
        'To phone: no more reminders go out',
        '',
        '- C-03: Promise c3',
        '  Single distributor: 49 days late, no report',
        '  Person in charge: Aigul Serikova',
        '- C-04: Promise c4',
        '  Ministry of Health: 7 days late, no report',
        '  Nobody can be reached by mail',
        '',
        'Reminders that do not arrive',
        '',
        '- Single distributor: Aigul Serikova',
        '  Reminders switched off: C-03, C-01, C-02',
        '',
        'Mail that was not delivered',
        '',
        '- Letter f1',
        '  17 Jan 2026 10:00',
        '',
        'Nothing has changed since 12 Jan 2026.',
      ].join('\n'),
    )
  })

  test('names no protected person', async () => {
    await coordinator()
    await owner('aigul', { reminders: 'off', protected: 1 })
    await world.commitment('c3', { number: 3, due_on: localDate('2025-12-01') })
    await run(MONDAY)
    expect((await mailsTo(world, 'dana'))[0]?.body_text).not.toContain('Serikova')
  })

  test('stops at the dialogues of the role', async () => {
    await coordinator()
    await dialogue(world, 'two', 'TWO', { en: 'Second process', ru: 'Второй процесс', kk: 'Екінші үдеріс' })
    await world.commitment('c1', {
      dialogue_id: 'two',
      due_on: localDate('2025-11-01'),
      state_since: instant('2026-01-14T05:00:00Z'),
    })
    await run(MONDAY)
    expect(await digestOf('dana')).toBe('Nothing has changed since 12 Jan 2026.')
  })

  test('asks for a verification that no institution was asked for', async () => {
    await coordinator()
    await world.commitment('c1', { state: 'reported_done', due_on: localDate('2026-01-12') })
    await run(MONDAY)
    expect(await digestOf('dana')).toBe(
      [
        'Waiting for you',
        '',
        '- C-01: Promise c1',
        '  Reported done, no verifying institution is named',
        '  Single distributor. Access to OAT',
        '',
        'Nothing has changed since 12 Jan 2026.',
      ].join('\n'),
    )
  })
})

describe('what changed', () => {
  const recently = instant('2026-01-14T05:00:00Z')

  test('a moved date is told with both dates', async () => {
    await owner()
    await world.commitment('c1', {
      due_on: localDate('2026-06-30'),
      due_precision: 'quarter',
      date_version: 2,
    })
    await world.insert('due_changes', {
      commitment_id: 'c1',
      move: 1,
      old_due_on: localDate('2026-03-31'),
      old_precision: 'quarter',
      new_due_on: localDate('2026-06-30'),
      new_precision: 'quarter',
      reason: 'customs',
      requested_by: '',
      granted_by: 'dana',
      at: recently,
    })
    await run(MONDAY)
    expect(await digestOf('aigul')).toContain('  Due date changed: Q1 2026 → Q2 2026\n')
  })

  test('nobody sees another institution’s, its own only while they are open to it', async () => {
    await owner()
    await world.person('marat')
    await world.speaks('marat', 'moh')
    const change = { due_on: localDate('2026-09-30'), state_since: recently }
    await world.commitment('c1', { number: 1, ...change, state: 'in_progress' })
    await world.commitment('c2', { number: 2, ...change, state: 'verified', visibility: 'closed' })
    await world.commitment('c3', { number: 3, ...change, state: 'proposed' })
    await world.commitment('c4', { number: 4, ...change, lead_institution_id: 'moh', state: 'in_progress' })
    await run(MONDAY)
    expect((await digestOf('aigul')).match(/C-0\d/g)).toEqual(['C-01'])
    expect((await digestOf('marat')).match(/C-0\d/g)).toEqual(['C-04'])
  })

  test('a supporting institution follows what it supports', async () => {
    await world.person('marat')
    await world.speaks('marat', 'moh')
    await world.commitment('c0', { number: 9, lead_institution_id: 'moh', due_on: localDate('2026-12-31') })
    await world.commitment('c1', {
      number: 1,
      state: 'verified',
      due_on: localDate('2026-01-10'),
      state_since: recently,
    })
    await world.insert('commitment_supporters', { commitment_id: 'c1', institution_id: 'moh' })
    await run(MONDAY)
    expect((await digestOf('marat')).match(/C-0\d/g)).toEqual(['C-01'])
  })
})

test.each([
  ['en', 'Digest of 19 Jan 2026: 1 waiting for you', 'Waiting for you'],
  ['ru', 'Дайджест на 19.01.2026: ждут вашего ответа – 1', 'Ждут вашего ответа'],
  ['kk', 'Дайджест, 19.01.2026: жауабыңыз күтілуде – 1', 'Сіздің жауабыңыз күтілуде'],
] as const)('the digest speaks the language of its reader: %s', async (lang, subject, heading) => {
  await owner('aigul', { reading_lang: lang })
  await world.commitment('c1', { due_on: localDate('2026-01-29') })
  await run(MONDAY)
  const [mail] = await mailsTo(world, 'aigul')
  expect(mail).toMatchObject({ lang, subject, list_id: 'digest', from_mailbox: 'digest', kind: 'digest' })
  expect(mail?.body_text.split('\n')[2]).toBe(heading)
})

test('the number of queries does not depend on the number of recipients', async () => {
  await owner()
  await coordinator()
  await world.commitment('c1', { due_on: localDate('2026-01-29') })
  const two = await world.queriesOf(() => run(MONDAY))
  for (const id of ['boris', 'vera', 'galym', 'erlan']) await owner(id)
  const six = await world.queriesOf(() => run(NEXT_MONDAY))
  const reads = (queries: readonly string[]) => queries.filter((sql) => sql.startsWith('select')).length
  expect(await mailsTo(world, 'erlan')).toHaveLength(1)
  expect(reads(six)).toBe(reads(two))
})

function failedMail(id: string, subjectId: string, at: string) {
  return {
    id,
    kind: 'due_moved',
    dedupe_key: id,
    subject_id: subjectId,
    meeting_id: null,
    person_id: 'aigul',
    institution_id: null,
    to_address: 'aigul@example.org',
    to_name: '',
    from_name: '',
    from_mailbox: 'rsvp' as const,
    lang: 'en' as const,
    subject: `Letter ${id}`,
    body_text: '',
    body_html: '',
    calendar: null,
    calendar_method: null,
    calendar_sequence: null,
    list_id: null,
    unsubscribe_token: null,
    message_id: id,
    in_reply_to: null,
    mail_date: instant(at),
    priority: 2,
    not_before: instant(at),
    not_after: null,
    state: 'failed' as const,
    attempts: 1,
    fence: 1,
    lease_until: null,
    lease_holder: null,
    last_code: 550,
    last_reply: '',
    settled_at: instant(at),
    created_at: instant(at),
    attachments: 0,
    attempts_before: 0,
    languages: '',
  }
}
