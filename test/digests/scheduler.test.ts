/**
 * P11 (safety.md §4.1): whatever happens to dates, states, clocks and jobs, each (commitment, version of its
 * date, step, person) is reminded of at most once, never before its time, never after a report or an end.
 */

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { staleReminders } from '../../src/digests/recheck.ts'
import { sendReminders } from '../../src/digests/reminder-sending.ts'
import { type Instant, plus } from '../../src/kernel/instant.ts'
import { addDays, type LocalDate, localDate, weekday } from '../../src/kernel/local-date.ts'
import { wallTimeOf, zone } from '../../src/kernel/zone.ts'
import { instant, openWorld, type World } from './world.ts'

const PEOPLE = { aigul: zone('Asia/Almaty'), anna: zone('Europe/Vienna') }
const COMMITMENTS = ['c1', 'c2']
const DAY_OFF = '2026-03-09'
const OWED = ['agreed', 'in_progress', 'blocked', 'returned']

/** The ladder written down a second time, as plainly as it can be. */
const OFFSETS: Readonly<Record<string, number>> = {
  before_30: -30,
  before_14: -14,
  before_7: -7,
  before_1: -1,
  due: 0,
  late_7: 7,
  late_14: 14,
  late_21: 21,
  late_28: 28,
}
const BEFORE: Readonly<Record<string, number>> = {
  before_30: -60,
  before_14: -30,
  before_7: -14,
  before_1: -7,
  due: -1,
  late_7: 0,
  late_14: 7,
  late_21: 14,
  late_28: 21,
}

type Act =
  | { readonly kind: 'wait'; readonly hours: number }
  | { readonly kind: 'run'; readonly times: number }
  | { readonly kind: 'move'; readonly which: string; readonly days: number }
  | { readonly kind: 'state'; readonly which: string; readonly state: string }
  | { readonly kind: 'report'; readonly which: string }
  | { readonly kind: 'pause'; readonly which: string; readonly days: number }
  | { readonly kind: 'deliver' }

const which = fc.constantFrom(...COMMITMENTS)
const acts = fc.array(
  fc.oneof(
    // Mostly forwards, by hours or weeks; now and then the clock is put back.
    {
      weight: 6,
      arbitrary: fc.record({ kind: fc.constant('wait' as const), hours: fc.integer({ min: 1, max: 60 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('wait' as const),
        hours: fc.integer({ min: -200, max: 400 }),
      }),
    },
    {
      weight: 8,
      arbitrary: fc.record({ kind: fc.constant('run' as const), times: fc.integer({ min: 1, max: 3 }) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('move' as const),
        which,
        days: fc.integer({ min: -20, max: 60 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('state' as const),
        which,
        state: fc.constantFrom('agreed', 'blocked', 'returned', 'reported_done', 'verified', 'dropped'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('report' as const), which }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('pause' as const),
        which,
        days: fc.integer({ min: 1, max: 20 }),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('deliver' as const) }) },
  ),
  { minLength: 20, maxLength: 60, size: 'max' },
)

test('each step reaches each person at most once, in its time, and only while it is owed', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (timeline) => {
      const world = await begin()
      try {
        await live(world, timeline)
      } finally {
        await world.close()
      }
    }),
    { numRuns: 80 },
  )
}, 60_000)

async function begin(): Promise<World> {
  const world = await openWorld()
  for (const [id, where] of Object.entries(PEOPLE)) {
    await world.person(id, { zone: where })
    await world.speaks(id, 'dist')
  }
  await world.commitment('c1', { number: 1, due_on: localDate('2026-03-09') })
  await world.commitment('c2', { number: 2, due_on: localDate('2026-02-20') })
  return world
}

/** Plays the timeline and checks each new reminder at the moment at which it was written. */
async function live(world: World, timeline: readonly Act[]): Promise<void> {
  let now = instant('2026-02-02T02:30:00Z')
  const written: { key: string; outboxId: string }[] = []
  const known = new Set<string>()
  for (const act of timeline) {
    if (act.kind === 'wait') now = plus(now, { hours: act.hours })
    if (act.kind === 'run') {
      const store = () => world.at(now)
      await Promise.all(Array.from({ length: act.times }, () => sendReminders(store())))
    } else await happen(world, act, now)
    for (const row of await world.rows('reminder_steps')) {
      const key = `${row.commitment_id}/${row.date_version}/${row.step}/${row.person_id}`
      if (known.has(`${key} ${row.outbox_id}`)) continue
      known.add(`${key} ${row.outbox_id}`)
      written.push({ key, outboxId: row.outbox_id })
      expect(act.kind).toBe('run')
      await checkMoment(world, row, now)
    }
  }
  await checkOnce(world, written)
}

async function happen(world: World, act: Act, now: Instant): Promise<void> {
  if (act.kind === 'deliver') return deliver(world, now)
  if (!('which' in act)) return
  const row = (await world.rows('commitments')).find(({ id }) => id === act.which)
  if (!row?.due_on) return
  const today = wallTimeOf(now, zone('Asia/Almaty')).date
  if (act.kind === 'state')
    await world.change('commitments', row.id, { state: act.state as typeof row.state, state_since: now })
  if (act.kind === 'report') await world.change('commitments', row.id, { last_report_at: now })
  if (act.kind === 'pause')
    await world.change('commitments', row.id, { paused_until: addDays(today, act.days) })
  if (act.kind !== 'move') return
  const due = addDays(today, act.days)
  await world.insert('due_changes', {
    commitment_id: row.id,
    move: row.due_moves + 1,
    old_due_on: row.due_on,
    old_precision: 'day',
    new_due_on: due,
    new_precision: 'day',
    reason: 'test',
    requested_by: '',
    granted_by: 'aigul',
    at: now,
  })
  const change = { due_on: due, due_moves: row.due_moves + 1, date_version: row.date_version + 1 }
  await world.change('commitments', row.id, change)
}

/** What the mail room does: looks again, leaves out what is stale or too old, sends the rest. */
async function deliver(world: World, now: Instant): Promise<void> {
  const waiting = (await world.rows('outbox')).filter(({ state }) => state === 'queued')
  const stale = await staleReminders(
    world.at(now),
    waiting.map(({ id }) => id),
  )
  for (const { id, not_after } of waiting) {
    const reason = stale.has(id) ? 'withdrawn' : not_after && not_after < now ? 'expired' : null
    await world.change('outbox', id, reason ? { state: 'skipped', last_reply: reason } : { state: 'sent' })
    if (!reason) await checkHolds(world, id)
  }
}

/** A mail that leaves speaks of nothing that was settled or moved since it was written. */
async function checkHolds(world: World, outboxId: string): Promise<void> {
  const commitments = new Map((await world.rows('commitments')).map((row) => [row.id, row]))
  const told = (await world.rows('reminder_steps')).filter((row) => row.outbox_id === outboxId)
  for (const { commitment_id, date_version } of told) {
    expect(OWED).toContain(commitments.get(commitment_id)?.state)
    expect(commitments.get(commitment_id)?.date_version).toBe(date_version)
  }
}

interface StepRow {
  readonly commitment_id: string
  readonly step: string
  readonly person_id: string
}

async function checkMoment(world: World, row: StepRow, now: Instant): Promise<void> {
  const commitment = (await world.rows('commitments')).find(({ id }) => id === row.commitment_id)
  const where = PEOPLE[row.person_id as keyof typeof PEOPLE]
  const { date, time } = wallTimeOf(now, where)
  expect(commitment?.due_on).not.toBeNull()
  if (!commitment?.due_on) return
  expect(OWED).toContain(commitment.state)
  expect(time >= '08:00' && weekday(date) <= 5 && date !== DAY_OFF).toBe(true)
  expect(commitment.paused_until === null || commitment.paused_until <= date).toBe(true)
  const due: LocalDate = commitment.due_on
  const [offset, before] = [OFFSETS[row.step], BEFORE[row.step]]
  expect(date >= (offset === undefined ? due : addDays(due, offset))).toBe(true)
  const reported = commitment.last_report_at && wallTimeOf(commitment.last_report_at, where).date
  if (reported && before !== undefined) expect(reported < addDays(due, before)).toBe(true)
}

async function checkOnce(world: World, written: readonly { key: string; outboxId: string }[]): Promise<void> {
  const mails = new Map((await world.rows('outbox')).map((row) => [row.id, row]))
  const standing = written.filter(({ outboxId }) => mails.get(outboxId)?.state !== 'skipped')
  const keys = standing.map(({ key }) => key)
  expect([...new Set(keys)].length).toBe(keys.length)
  const perDay = [...mails.values()]
    .filter(({ state }) => state !== 'skipped')
    .map(({ dedupe_key }) => dedupe_key.split(':').slice(0, 3).join(':'))
  expect([...new Set(perDay)].length).toBe(perDay.length)
}
