/** The rules of plans by themselves: what is missing, how an activity stands, the matrix, the reminders. */

import { describe, expect, test } from 'vitest'
import type { Instant } from '../../src/kernel/instant.ts'
import { addDays, localDate } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import { type Activity, type ActivityReport, fallsInto, stateOf } from '../../src/plans/activity.ts'
import { completenessOf, matrixOf } from '../../src/plans/matrix.ts'
import { missingIn, type Plan } from '../../src/plans/plan.ts'
import { isSilent, REMINDERS, reminderIsDue, stepsBy } from '../../src/plans/reminders.ts'
import { halfYearFor } from '../../src/plans/request.ts'
import { PARTS, type Part } from '../../src/plans/template.ts'

const NOW = '2026-01-15T04:00:00.000Z' as Instant
const DUE = localDate('2026-02-28')

const plan = (changes: Partial<Plan> = {}): Plan => ({
  id: 'p',
  templateId: 't',
  dialogueId: 'd',
  zone: zone('Asia/Almaty'),
  institutionId: 'i',
  monitorId: null,
  dueOn: DUE,
  state: 'requested',
  stateSince: NOW,
  askedAt: NOW,
  approvedAt: null,
  reminders: 0,
  version: 1,
  ...changes,
})

const activity = (changes: Partial<Activity> = {}): Activity => ({
  id: 'a',
  planId: 'p',
  position: 1,
  kind: 'training',
  title: 'Семинар',
  startsOn: localDate('2026-03-01'),
  endsOn: localDate('2026-03-20'),
  responsible: 'X',
  result: 'Y',
  objectiveId: null,
  commitmentId: null,
  writtenBy: 'w',
  writtenAt: NOW,
  version: 1,
  ...changes,
})

const report = (changes: Partial<ActivityReport> = {}): ActivityReport => ({
  id: 'r',
  activityId: 'a',
  requestId: null,
  claim: 'done',
  text: '',
  reportedBy: 'w',
  reportedAt: NOW,
  verifiedAt: null,
  ...changes,
})

describe('what is missing', () => {
  const none = { authoritative: 'ru' as const, texts: {} }
  const parts: Part[] = PARTS.map((part) => ({ part, required: part !== 'channel', title: none, hint: none }))

  test('texts that are required, the first activity, and what each activity lacks', () => {
    expect(missingIn({ parts }, { texts: new Map(), activities: [] })).toEqual([
      { part: 'audience', what: 'text' },
      { part: 'message', what: 'text' },
      { part: 'activity', what: 'activities' },
    ])
    const bare = activity({ endsOn: null, responsible: '', result: '' })
    const text = { text: 'x', writtenBy: 'w', writtenAt: NOW, version: 1 }
    const texts = new Map([
      ['audience', text],
      ['message', text],
    ] as const)
    expect(missingIn({ parts }, { texts, activities: [bare] })).toEqual([
      { part: 'activity', what: 'dates', activityId: 'a' },
      { part: 'responsible', what: 'responsible', activityId: 'a' },
      { part: 'result', what: 'result', activityId: 'a' },
    ])
    expect(missingIn({ parts: parts.slice(0, 4) }, { texts, activities: [activity()] })).toEqual([])
  })
})

describe('how an activity stands', () => {
  const at = (day: string) => localDate(day)
  const nothing = { promise: null, report: null, askedInVain: false }
  const owed = { dueOn: at('2026-03-20'), lastReportAt: null }

  test.each([
    ['its last day is not over', nothing, '2026-03-20', 'planned'],
    ['its last day is over and nobody said anything', nothing, '2026-03-21', 'silent'],
    ['asked about in vain', { ...nothing, askedInVain: true }, '2026-02-01', 'silent'],
    [
      'reported, even as not done',
      { ...nothing, report: report({ claim: 'not_done' }) },
      '2026-04-01',
      'reported',
    ],
    ['confirmed', { ...nothing, report: report({ verifiedAt: NOW }) }, '2026-04-01', 'verified'],
    [
      'a promise that is owed',
      { ...nothing, promise: { ...owed, state: 'agreed' } },
      '2026-03-20',
      'planned',
    ],
    ['a promise that is late', { ...nothing, promise: { ...owed, state: 'agreed' } }, '2026-03-21', 'silent'],
    [
      'a promise moved to another day',
      { ...nothing, promise: { ...owed, state: 'agreed', dueOn: at('2026-05-01') } },
      '2026-03-21',
      'planned',
    ],
    [
      'a promise that was verified',
      { ...nothing, promise: { ...owed, state: 'verified', lastReportAt: NOW } },
      '2026-04-01',
      'verified',
    ],
    [
      'a promise speaks for its activity: an earlier confirmation does not count',
      { ...nothing, promise: { ...owed, state: 'agreed' }, report: report({ verifiedAt: NOW }) },
      '2026-03-01',
      'reported',
    ],
  ] as const)('%s', (_, known, day, state) => {
    expect(stateOf(activity(), known, at(day))).toBe(state)
  })

  test('falls into months by any of its days; without dates into all', () => {
    const [from, to] = [at('2026-01-01'), at('2026-06-30')]
    expect(fallsInto(activity({ startsOn: at('2025-11-01'), endsOn: at('2026-01-01') }), from, to)).toBe(true)
    expect(fallsInto(activity({ startsOn: at('2026-07-01'), endsOn: at('2026-08-01') }), from, to)).toBe(
      false,
    )
    expect(fallsInto(activity({ startsOn: null, endsOn: null }), from, to)).toBe(true)
  })
})

describe('the matrix', () => {
  const placed = [
    { activity: activity(), state: 'reported' as const },
    { activity: activity({ id: 'b', kind: 'media', objectiveId: 'o1' }), state: 'silent' as const },
  ]
  const rows = [
    { plan: plan({ state: 'approved' }), placed },
    { plan: plan({ id: 'q' }), placed: [] },
  ]
  const all = { by: 'kind' as const, state: null, plan: null }

  test('counts by kind in the order of kinds, with totals', () => {
    const matrix = matrixOf(rows, all, [])
    expect(matrix.columns).toEqual(['training', 'media'])
    expect(matrix.rows.map(({ cells }) => cells.map(({ reported, silent }) => [reported, silent]))).toEqual([
      [
        [1, 0],
        [0, 1],
      ],
      [
        [0, 0],
        [0, 0],
      ],
    ])
    expect(matrix.all).toEqual({ planned: 0, reported: 1, verified: 0, silent: 1 })
  })

  test('by objective it keeps those that nothing serves, and what serves none', () => {
    expect(matrixOf(rows, { ...all, by: 'objective' }, ['o1', 'o2']).columns).toEqual(['o1', 'o2', ''])
  })

  test('a state leaves out plans without it', () => {
    const matrix = matrixOf(rows, { ...all, state: 'silent' }, [])
    expect([matrix.columns, matrix.rows.length]).toEqual([['media'], 1])
  })

  test('completeness counts every state', () => {
    const states = ['drafted', 'drafted', 'returned', 'requested'] as const
    const { total, byState } = completenessOf(states.map((state) => ({ state })))
    expect([total, byState.drafted, byState.returned, byState.requested]).toEqual([4, 2, 1, 1])
  })
})

describe('reminders', () => {
  test('steps lie a week before, on the day, and one to four weeks after it', () => {
    const steps = [-8, -7, -1, 0, 6, 7, 14, 21, 28, 99].map((days) => stepsBy(DUE, addDays(DUE, days)))
    expect(steps).toEqual([0, 1, 1, 2, 2, 3, 4, 5, 6, 6])
  })

  test('never before it was asked for, nor once it was handed in, nor twice for one step', () => {
    expect(reminderIsDue(plan(), DUE)).toBe(true)
    expect(reminderIsDue(plan({ askedAt: null }), DUE)).toBe(false)
    expect(reminderIsDue(plan({ state: 'presented' }), DUE)).toBe(false)
    expect(reminderIsDue(plan({ reminders: 2 }), DUE)).toBe(false)
    expect(isSilent(plan({ reminders: REMINDERS }))).toBe(true)
  })
})

test('the half year that is asked about lies in the period of the template', () => {
  const year = { from: localDate('2026-01-01'), to: localDate('2026-12-31') }
  expect(halfYearFor(year, localDate('2026-07-01'))).toEqual({ from: '2026-01-01', to: '2026-06-30' })
  expect(halfYearFor(year, localDate('2026-06-30'))).toEqual({ from: '2026-01-01', to: '2026-06-30' })
  expect(halfYearFor(year, localDate('2027-02-01'))).toEqual({ from: '2026-07-01', to: '2026-12-31' })
  expect(halfYearFor(year, localDate('2028-02-01'))).toEqual(year)
})
