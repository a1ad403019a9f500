/** Shares: how they look, how complete they are, and what each act makes of them. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseInstant } from '../../src/kernel/instant.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { datedBy, promiseOf } from '../../src/recurring/asked.ts'
import { gridOf } from '../../src/recurring/grid.ts'
import { decideRecurrence } from '../../src/recurring/recurrence.ts'
import {
  completenessOf,
  decideEnding,
  decideSettling,
  faceOf,
  openParts,
  type Share,
  type ShareState,
} from '../../src/recurring/share.ts'
import { OPEN } from '../commitments/sample.ts'
import { MONTHLY } from './world.ts'

const NOW =
  parseInstant('2026-01-15T04:00:00Z') ??
  (() => {
    throw new Error('now')
  })()
const SHARE: Share = {
  id: 's1',
  commitmentId: 'c1',
  institutionId: 'moh',
  kind: 'period',
  periodKey: '2025-12',
  dueOn: localDate('2026-01-12'),
  state: 'open',
  stateSince: NOW,
  stateNote: '',
  late: false,
  text: null,
  lastReportAt: null,
  createdAt: NOW,
  version: 1,
}
const STATES: readonly ShareState[] = ['open', 'reported', 'done', 'missed', 'waived', 'dropped']

describe('how a share looks', () => {
  const face = (changes: Partial<Share>, today = '2026-01-15') =>
    faceOf({ ...SHARE, ...changes }, localDate(today))

  test('the due day itself is in time, the day after is silence', () => {
    expect([face({}, '2026-01-12'), face({}, '2026-01-13')]).toEqual(['due', 'silent'])
  })

  test('a part without a date of its own is silent from the day after that of its commitment', () => {
    const part: Share = { ...SHARE, kind: 'part', dueOn: null }
    const on = (today: string, dueOn: string | null) =>
      faceOf(datedBy(part, { dueOn: dueOn === null ? null : localDate(dueOn) }), localDate(today))
    expect([on('2026-01-15', '2026-01-15'), on('2026-01-16', '2026-01-15'), on('2026-01-16', null)]).toEqual([
      'due',
      'silent',
      'due',
    ])
    const own = datedBy(SHARE, { dueOn: localDate('2026-03-01') })
    expect(own.dueOn).toBe(SHARE.dueOn)
  })

  test('each state has a face of its own', () => {
    expect(STATES.map((state) => face({ state }))).toEqual([
      'silent',
      'in_time',
      'in_time',
      'missed',
      'waived',
      'dropped',
    ])
    expect(face({ state: 'reported', late: true })).toBe('late')
  })
})

describe('completeness', () => {
  test('is never more than who was asked, and no report is none of the reports', () => {
    const states = fc.array(fc.constantFrom(...STATES), { maxLength: 40 })
    fc.assert(
      fc.property(states, (some) => {
        const shares = some.map((state) => ({ state }))
        const { reported, of } = completenessOf(shares)
        expect(reported <= of && of <= some.length).toBe(true)
        const more = completenessOf([...shares, { state: 'open' }])
        expect(more).toEqual({ reported, of: of + 1 })
      }),
    )
  })

  test('14 of 20', () => {
    const shares = Array.from({ length: 20 }, (_, at) => ({ state: at < 14 ? 'reported' : 'open' }) as const)
    expect(completenessOf(shares)).toEqual({ reported: 14, of: 20 })
  })
})

describe('acts', () => {
  test('only what was reported is accepted or sent back', () => {
    const settle = (state: ShareState) => decideSettling({ state }, { to: 'acceptance', reason: '' }).ok
    expect(STATES.filter(settle)).toEqual(['reported'])
  })

  test('only what is open ends without a report, each kind in its own way', () => {
    const end = (state: ShareState) =>
      decideEnding({ state, kind: 'period' }, { to: 'missed', reason: 'x' }).ok
    expect(STATES.filter(end)).toEqual(['open'])
    const part = decideEnding({ state: 'open', kind: 'part' }, { to: 'waived', reason: 'x' })
    expect(part).toMatchObject({ ok: false, code: 'invalid' })
  })

  test('of the parts the open ones are told to who verifies', () => {
    const shares = STATES.map((state): Share => ({ ...SHARE, kind: 'part', state }))
    expect(openParts([SHARE, ...shares]).map(({ state }) => state)).toEqual(['open'])
  })
})

describe('a rule', () => {
  const known = { supported: true, askedTo: null }

  test('of the right kind is taken as it is', () => {
    expect(decideRecurrence(MONTHLY, known)).toEqual({ ok: true, value: MONTHLY })
  })

  test.each([
    ['another kind of period', { first: '2026-Q1' }, 'first'],
    ['no period at all', { first: 'January' }, 'first'],
    ['a last period before the first', { last: '2025-11' }, 'last'],
    ['the 24th working day', { day: 24 }, 'day'],
  ])('with %s is refused', (_, changes, field) => {
    const refused = decideRecurrence({ ...MONTHLY, ...changes }, known)
    expect(refused).toMatchObject({ ok: false, code: 'invalid', faults: [{ field }] })
  })

  test('never begins with what was asked for already', () => {
    const askedTo = localDate('2025-12-31')
    expect(decideRecurrence(MONTHLY, { supported: true, askedTo })).toMatchObject({ ok: false })
    const later = { ...MONTHLY, first: '2026-01' }
    expect(decideRecurrence(later, { supported: true, askedTo })).toMatchObject({ ok: true })
  })
})

test('a period is told in the words of the commitment, in each of its languages', () => {
  const text = { authoritative: 'ru', texts: { ru: 'Отчёт', kk: 'Есеп', en: 'Report' } } as const
  const told = promiseOf(SHARE, { ...OPEN, text })
  expect(told.text.texts).toEqual({
    ru: 'Отчёт (декабрь 2025 г.)',
    kk: 'Есеп (2025 жылғы желтоқсан)',
    en: 'Report (December 2025)',
  })
  expect([told.dueOn, told.duePrecision]).toEqual(['2026-01-12', 'day'])
})

test('the grid keeps the order of the institutions and shows a gap where one was not asked', () => {
  const shares = [
    { ...SHARE, id: 'a', periodKey: '2025-11', institutionId: 'moh' },
    { ...SHARE, id: 'b', institutionId: 'cna', state: 'reported' as const },
    { ...SHARE, id: 'c', institutionId: 'moh' },
  ]
  const { periods, rows } = gridOf(shares, ['cna', 'moh', 'who'])
  expect(periods.map(({ key, reported, of }) => [key, reported, of])).toEqual([
    ['2025-11', 0, 1],
    ['2025-12', 1, 2],
  ])
  expect(rows.map(({ institutionId, shares: own }) => [institutionId, [...own.keys()]])).toEqual([
    ['cna', ['2025-12']],
    ['moh', ['2025-11', '2025-12']],
  ])
})
