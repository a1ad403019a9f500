/** The list of recurring acts: each leaves a heartbeat, none holds up another. */

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ACTS, type Act, tick } from '../../src/jobs/tick.ts'
import { plus } from '../../src/kernel/instant.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { heartbeats } from '../../src/mail/queries.ts'
import { mailsTo, openWorld, type World } from '../digests/world.ts'
import { NOW } from '../fixtures/store.ts'

let world: World

beforeEach(async () => {
  world = await openWorld()
})

afterEach(() => world.close())

const act = (name: string, run: Act['run'], everyMinutes = 0): Act => ({ name, everyMinutes, run })

test('everything that recurs stands in one list, each with a name of its own', () => {
  expect(ACTS.map(({ name }) => name)).toEqual([
    'clock_changes',
    'flush_gathered',
    'ask_for_periods',
    'successors',
    'named_people',
    'reminders',
    'stock_requests',
    'plan_reminders',
    'plan_requests',
    'plan_notices',
    'digests',
    'tidy_sessions',
    'tidy_sign_ins',
    'tidy_links',
    'tidy_limits',
    'tidy_receipts',
    'tidy_pace',
    'seal_facts',
    'retention',
  ])
})

test('one tick sends what is due, the next one nothing', async () => {
  await world.person('aigul')
  await world.speaks('aigul', 'dist')
  await world.commitment('c1', { due_on: localDate('2026-01-19') })
  const monday = await tick(world.at('2026-01-19T03:00:00Z'))
  expect(monday.acts).toEqual([
    { name: 'clock_changes', outcome: 'done', count: 0 },
    { name: 'flush_gathered', outcome: 'done', count: 0 },
    { name: 'ask_for_periods', outcome: 'done', count: 0 },
    { name: 'successors', outcome: 'done', count: 0 },
    { name: 'named_people', outcome: 'done', count: 0 },
    { name: 'reminders', outcome: 'done', count: 1 },
    { name: 'stock_requests', outcome: 'done', count: 0 },
    { name: 'plan_reminders', outcome: 'done', count: 0 },
    { name: 'plan_requests', outcome: 'done', count: 0 },
    { name: 'plan_notices', outcome: 'done', count: 0 },
    { name: 'digests', outcome: 'done', count: 1 },
    { name: 'tidy_sessions', outcome: 'done', count: 0 },
    { name: 'tidy_sign_ins', outcome: 'done', count: 0 },
    { name: 'tidy_links', outcome: 'done', count: 0 },
    { name: 'tidy_limits', outcome: 'done', count: 0 },
    { name: 'tidy_receipts', outcome: 'done', count: 0 },
    { name: 'tidy_pace', outcome: 'done', count: 0 },
    { name: 'seal_facts', outcome: 'done', count: 2 },
    { name: 'retention', outcome: 'done', count: 0 },
  ])
  await tick(world.at('2026-01-19T03:30:00Z'))
  const mails = await mailsTo(world, 'aigul')
  expect(mails.map(({ kind }) => kind).sort()).toEqual(['digest', 'reminder'])
})

describe('the heartbeat', () => {
  test('tells when an act ran, how it ended and how often it ran', async () => {
    const count = act('counting', async () => 7)
    await tick(world.at('2026-01-15T04:00:00Z'), [count])
    await tick(world.at('2026-01-15T04:01:00Z'), [count])
    expect(await heartbeats(world.store)).toEqual([
      {
        job: 'counting',
        startedAt: '2026-01-15T04:01:00.000Z',
        finishedAt: '2026-01-15T04:01:00.000Z',
        outcome: 'done 7',
        runs: 2,
      },
    ])
  })

  test('shows an act that began and never ended', async () => {
    const seen: unknown[] = []
    const looking = act('looking', async (store) => {
      seen.push(...(await heartbeats(store)))
      return 0
    })
    await tick(world.store, [looking])
    expect(seen).toEqual([{ job: 'looking', startedAt: NOW, finishedAt: null, outcome: '', runs: 1 }])
  })
})

test('an act that fails is reported and does not hold up the others', async () => {
  const fault = new Error('out of order')
  const broken = act('broken', () => Promise.reject(fault))
  const report = await tick(world.store, [broken, act('sound', async () => 1)])
  expect(report.acts).toEqual([
    { name: 'broken', outcome: 'failed', error: fault },
    { name: 'sound', outcome: 'done', count: 1 },
  ])
  expect((await heartbeats(world.store)).map(({ job, outcome }) => [job, outcome])).toEqual([
    ['broken', 'failed'],
    ['sound', 'done 1'],
  ])
})

describe('an act with a pace', () => {
  const outcomes = async (instants: readonly string[], run: Act['run']) => {
    const found: string[] = []
    for (const at of instants) {
      const { acts } = await tick(world.at(at), [act('paced', run, 5)])
      found.push(...acts.map(({ outcome }) => outcome))
    }
    return found
  }

  test('rests until its minutes are over', async () => {
    const instants = ['2026-01-15T04:00:00Z', '2026-01-15T04:04:59Z', '2026-01-15T04:05:00Z']
    expect(await outcomes(instants, async () => 0)).toEqual(['done', 'rested', 'done'])
  })

  test('does not rest after a failure, nor when the clock was put back', async () => {
    const fails = () => Promise.reject(new Error('again'))
    const same = '2026-01-15T04:00:00Z'
    expect(await outcomes([same, same], fails)).toEqual(['failed', 'failed'])
    expect(await outcomes([same, '2026-01-14T04:00:00Z'], async () => 0)).toEqual(['done', 'done'])
  })
})

describe('tidying', () => {
  const expired = plus(NOW, { days: -7 })
  const fresh = plus(NOW, { days: -7, seconds: 1 })
  const remaining = async (table: 'sessions' | 'sign_in_requests' | 'personal_links') =>
    (await world.rows(table)).map(({ id }) => id)

  test('throws away sessions, sign-in requests and links a week after they expired, not before', async () => {
    await world.person('aigul')
    for (const [id, expires_at] of [
      ['old', expired],
      ['new', fresh],
    ] as const) {
      const common = { id, created_at: NOW, expires_at }
      await world.insert('sessions', {
        ...common,
        person_id: 'aigul',
        secret_hash: id,
        verified_at: NOW,
        verified_by: 'mail',
        user_agent: '',
      })
      await world.insert('sign_in_requests', {
        ...common,
        purpose: 'sign_in',
        email: '',
        person_id: null,
        token_hash: id,
        code_hash: '',
        browser_hash: '',
        tries: 0,
        used_at: null,
      })
      const link = {
        person_id: 'aigul',
        purpose: 'report',
        subject_id: id,
        token_hash: id,
        revoked_at: null,
      } as const
      await world.insert('personal_links', { ...common, ...link })
    }
    const report = await tick(world.store)
    const tidied = report.acts.filter(({ name }) =>
      ['tidy_sessions', 'tidy_sign_ins', 'tidy_links'].includes(name),
    )
    expect(tidied.map((done) => ('count' in done ? done.count : null))).toEqual([1, 1, 1])
    expect(await remaining('sessions')).toEqual(['new'])
    expect(await remaining('sign_in_requests')).toEqual(['new'])
    expect(await remaining('personal_links')).toEqual(['new'])
  })
})
