/** Digests tell each institution of its own period or part as what waits for it, and of nobody else's. */

import { afterEach, beforeEach, expect, test } from 'vitest'
import { sendDigests } from '../../src/digests/digest-sending.ts'
import { sendReminders } from '../../src/digests/reminder-sending.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { instant, openWorld, type World } from '../digests/world.ts'

/** Monday 19 January 2026, 08:00 in Astana. */
const MONDAY = '2026-01-19T03:00:00Z'

let world: World
beforeEach(async () => {
  world = await openWorld()
  await world.person('aigul')
  await world.speaks('aigul', 'moh')
  await world.person('bolat')
  await world.speaks('bolat', 'dist')
  await world.commitment('c1', { due_on: localDate('2026-12-31') })
})
afterEach(() => world.close())

async function share(id: string, row: { kind: 'period' | 'part'; due: string; state?: 'open' | 'reported' }) {
  await world.insert('commitment_shares', {
    id,
    commitment_id: 'c1',
    institution_id: 'moh',
    kind: row.kind,
    period_key: row.kind === 'period' ? '2025-12' : '',
    starts_on: null,
    ends_on: null,
    due_on: localDate(row.due),
    state: row.state ?? 'open',
    state_since: instant('2026-01-01T00:00:00Z'),
    state_note: '',
    late: 0,
    authoritative_lang: row.kind === 'part' ? 'en' : null,
    last_report_at: null,
    created_at: instant('2026-01-01T00:00:00Z'),
    version: 1,
  })
  if (row.kind === 'part') {
    const words = { share_id: id, commitment_id: 'c1', lang: 'en', text: 'Find the money' } as const
    await world.insert('commitment_part_texts', words)
  }
}

async function digestOf(person: string): Promise<string> {
  await sendDigests(world.at(MONDAY))
  const mail = (await world.rows('outbox')).find((row) => row.kind === 'digest' && row.person_id === person)
  return (mail?.body_text ?? '').replaceAll(/\s+/g, ' ')
}

test('a period and a part wait for their institution', async () => {
  await share('s1', { kind: 'period', due: '2026-01-12' })
  await share('s2', { kind: 'part', due: '2026-01-30' })
  const digest = await digestOf('aigul')
  expect(digest).toContain('Promise c1 (December 2025)')
  expect(digest).toContain('Your part: Find the money')
  expect(await digestOf('bolat')).not.toContain('Your part')
})

test('not what was reported, nor what is due in more than two weeks', async () => {
  await share('s1', { kind: 'period', due: '2026-01-12', state: 'reported' })
  await share('s2', { kind: 'part', due: '2026-02-03' })
  const digest = await digestOf('aigul')
  expect(digest).not.toContain('December 2025')
  expect(digest).not.toContain('Find the money')
})

test('tells who coordinates of a reminder of a period that failed', async () => {
  await share('s1', { kind: 'period', due: '2026-01-16' })
  await world.person('dina')
  await world.role('dina', 'coordinator')
  await sendReminders(world.at('2026-01-16T03:00:00Z'))
  const [mail] = (await world.rows('outbox')).filter((row) => row.kind === 'reminder')
  const failed = { state: 'failed', settled_at: instant('2026-01-16T03:10:00Z') } as const
  await world.change('outbox', mail?.id ?? '', failed)
  expect(await digestOf('dina')).toContain(mail?.subject)
})

test('names no institution: the lead may be one that is never listed', async () => {
  await share('s1', { kind: 'part', due: '2026-01-30' })
  const names = (await world.rows('institution_names')).map(({ official }) => official)
  expect(names.length).toBeGreaterThan(0)
  const digest = await digestOf('aigul')
  expect(names.filter((name) => digest.includes(name))).toEqual([])
})
