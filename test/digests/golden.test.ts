/**
 * The golden digest and reminder in three languages, byte by byte, with exactly the headers of calendar-mail.md
 * §3.2 and no calendar. `UPDATE_GOLDEN=1` writes them anew.
 */

import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sendDigests } from '../../src/digests/digest-sending.ts'
import { sendReminders } from '../../src/digests/reminder-sending.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { LOCALES, type Locale } from '../../src/kernel/locale.ts'
import { composeMail } from '../../src/mail/compose.ts'
import { INSTANCE } from '../fixtures/store.ts'
import { rowOf } from '../mail/mails.ts'
import { delegate, invitation, meetingAhead } from './meeting-rows.ts'
import { instant, openWorld, type World } from './world.ts'

const FOLDER = new URL('../golden/digests/', import.meta.url).pathname
const MONDAY = '2026-01-19T03:00:00Z'
const FRIDAY = instant('2026-01-16T09:00:00Z')

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

/** Somebody who coordinates, owes, verifies and attends, among others who pause or stopped their reminders. */
async function fill(lang: Locale): Promise<void> {
  await world.person('reader', { reading_lang: lang })
  await world.role('reader', 'coordinator')
  await world.speaks('reader', 'moh')
  await world.person('leave', { paused_until: localDate('2026-03-02') })
  await world.speaks('leave', 'dist')
  await world.person('silent', { reminders: 'off' })
  await world.speaks('silent', 'dist')
  const own = { lead_institution_id: 'moh' }
  await world.commitment('c1', { ...own, number: 1, due_on: localDate('2026-01-26') })
  await world.commitment('c2', { number: 2, due_on: localDate('2026-01-05') })
  await world.commitment('c3', { number: 3, due_on: localDate('2025-12-01') })
  const reported = { state: 'reported_done', verifier_institution_id: 'moh' } as const
  await world.commitment('c4', { ...reported, number: 4, due_on: localDate('2026-01-30') })
  await world.commitment('c5', { number: 5, due_on: localDate('2026-06-30'), state_since: FRIDAY })
  await meetingAhead(world, 'm', { ordinal: 1 })
  await delegate(world, await invitation(world, 'm', 'dist', 'nominated'), 'reader')
  await meetingAhead(world, 'h', {
    ordinal: 2,
    state: 'minuted',
    state_since: FRIDAY,
    starts_at: instant('2026-01-15T04:00:00Z'),
    ends_at: instant('2026-01-15T12:30:00Z'),
  })
  await world.insert('due_requests', {
    id: 'd1',
    commitment_id: 'c5',
    due_on: localDate('2026-09-30'),
    due_precision: 'quarter',
    reason: 'Тендер объявлен повторно.',
    asked_by: 'silent',
    asked_at: FRIDAY,
    state: 'open',
    answer: '',
    answered_by: null,
    answered_at: null,
  })
  const fact = { subject_id: 'h', subject_version: 5, actor_id: 'system', details: '{}', seal: null }
  await world.insert('facts', { ...fact, kind: 'meeting.minuted', at: FRIDAY })
}

/** The mail of a kind to the reader, composed. */
async function composed(lang: Locale, kind: 'digest' | 'reminder'): Promise<Buffer> {
  await fill(lang)
  let made = 0
  const newId = () => `01k7a0000000000000000${String(++made).padStart(5, '0')}`
  const store = { ...world.at(MONDAY), newId }
  if (kind === 'digest') await sendDigests(store)
  else await sendReminders(store)
  const mail = (await world.rows('outbox')).find((row) => row.person_id === 'reader' && row.kind === kind)
  return Buffer.from((await composeMail(INSTANCE, rowOf(world, mail?.id ?? ''))).raw)
}

const HEADERS = [
  'Auto-Submitted',
  'Content-Language',
  'Content-Type',
  'Date',
  'From',
  'List-ID',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'MIME-Version',
  'Message-ID',
  'Subject',
  'To',
  'X-Auto-Response-Suppress',
]

describe.each(['digest', 'reminder'] as const)('the golden %s', (kind) => {
  test.each(LOCALES)('in %s', async (lang) => {
    const message = await composed(lang, kind)
    const file = `${FOLDER}${kind}-${lang}.eml`
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(file, message)
    expect(message.toString('latin1')).toBe(readFileSync(file, 'latin1'))
    const [head = ''] = message.toString('latin1').split('\r\n\r\n')
    const lines = head.replace(/\r\n[ \t]+/g, ' ').split('\r\n')
    expect(lines.map((line) => line.slice(0, line.indexOf(':'))).sort()).toEqual(HEADERS)
    expect(lines).toContain(
      `List-ID: <${kind === 'digest' ? 'digest' : 'reminders'}.intersession.example.org>`,
    )
    expect(lines).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    const types = message.toString('latin1').match(/^content-type: [^;\r]+/gim)
    expect(types?.map((type) => type.toLowerCase().slice(14))).toEqual([
      'multipart/alternative',
      'text/plain',
      'text/html',
    ])
  })
})
