/** Due dates: their precision, how late they are, how far they slipped, how they move. */

import { describe, expect, test } from 'vitest'
import { daysLate, decideDueMove, dueOf, isReviewDue, isSilent, slipDays } from '../../src/commitments/due.ts'
import { type LocalDate, localDate } from '../../src/kernel/local-date.ts'
import { done } from '../../src/kernel/outcome.ts'
import { NOW } from '../fixtures/store.ts'
import { OPEN } from './sample.ts'

const day = (text: string): LocalDate => localDate(text)

describe('a due date', () => {
  test.each([
    ['day', '2026-05-02', '2026-05-02'],
    ['quarter', '2026-05-02', '2026-06-30'],
    ['quarter', '2026-01-01', '2026-03-31'],
    ['quarter', '2026-12-31', '2026-12-31'],
    ['year', '2026-05-02', '2026-12-31'],
    ['year', '2024-02-29', '2024-12-31'],
  ] as const)('of precision %s around %s is %s', (precision, date, due) => {
    expect(dueOf(precision, day(date))).toEqual({
      dueOn: day(due),
      duePrecision: precision,
      reviewOn: null,
    })
  })

  test('that is not set keeps the day on which to look again', () => {
    expect(dueOf('undated', day('2026-04-14'))).toEqual({
      dueOn: null,
      duePrecision: 'undated',
      reviewOn: day('2026-04-14'),
    })
  })
})

describe('lateness', () => {
  test.each([
    ['the day before', '2026-01-29', 0],
    ['the due day itself is on time', '2026-01-30', 0],
    ['the day after', '2026-01-31', 1],
    ['thirty days after', '2026-03-01', 30],
  ] as const)('%s', (_, today, days) => {
    expect(daysLate(OPEN, day(today))).toBe(days)
  })

  test.each(['agreed', 'in_progress', 'blocked', 'returned'] as const)('counts while %s', (state) => {
    expect(daysLate({ ...OPEN, state }, day('2026-02-04'))).toBe(5)
  })

  test.each(['proposed', 'reported_done', 'verified', 'superseded', 'dropped'] as const)(
    'does not count once or while %s',
    (state) => {
      expect(daysLate({ ...OPEN, state }, day('2026-02-04'))).toBe(0)
    },
  )

  test('an undated commitment is never late', () => {
    expect(daysLate({ ...OPEN, dueOn: null }, day('2030-01-01'))).toBe(0)
  })

  test('no report is a state of its own: silent is late without any report', () => {
    const late = day('2026-02-04')
    expect(isSilent(OPEN, late)).toBe(true)
    expect(isSilent({ ...OPEN, lastReportAt: NOW }, late)).toBe(false)
    expect(isSilent(OPEN, day('2026-01-30'))).toBe(false)
  })

  test('an undated commitment is to be looked at from its review day on, unless it is settled', () => {
    const undated = { reviewOn: day('2026-04-14'), state: 'agreed' as const }
    expect(isReviewDue(undated, day('2026-04-13'))).toBe(false)
    expect(isReviewDue(undated, day('2026-04-14'))).toBe(true)
    expect(isReviewDue({ ...undated, state: 'verified' }, day('2026-04-14'))).toBe(false)
  })
})

describe('slip', () => {
  test.each([
    ['later', '2025-11-28', '2026-01-30', 63],
    ['not at all', '2025-11-28', '2025-11-28', 0],
    ['earlier', '2025-11-28', '2025-11-18', -10],
  ] as const)('%s', (_, first, due, days) => {
    expect(slipDays({ firstDueOn: day(first), dueOn: day(due) })).toBe(days)
  })

  test('is nothing while a date is missing', () => {
    expect(slipDays({ firstDueOn: day('2025-11-28'), dueOn: null })).toBe(0)
    expect(slipDays({ firstDueOn: null, dueOn: day('2025-11-28') })).toBe(0)
  })
})

describe('moving a due date', () => {
  const ask = {
    due: dueOf('day', day('2026-03-01')),
    reason: 'The tender was repeated',
    requestedBy: 'DIST, letter No. 7',
  }

  test('counts the move, keeps the first date and makes old reminders void', () => {
    expect(decideDueMove(OPEN, ask)).toEqual(
      done({ ...ask, move: 2, firstDueOn: day('2025-11-28'), dateVersion: 3 }),
    )
  })

  test('an undated commitment gets its first date by a move', () => {
    const undated = { ...OPEN, ...dueOf('undated', day('2026-04-14')), firstDueOn: null, dueMoves: 0 }
    expect(decideDueMove(undated, ask)).toMatchObject({
      ok: true,
      value: { firstDueOn: day('2026-03-01'), move: 1 },
    })
  })

  test('a date may be taken away if there is a day to look again', () => {
    const undated = { ...ask, due: dueOf('undated', day('2026-04-14')) }
    expect(decideDueMove(OPEN, undated)).toMatchObject({ ok: true, value: { firstDueOn: day('2025-11-28') } })
  })

  test.each([
    ['without a reason', OPEN, { ...ask, reason: ' ' }, { code: 'invalid', field: 'reason' }],
    [
      'to the same date',
      OPEN,
      { ...ask, due: dueOf('day', day('2026-01-30')) },
      { code: 'invalid', field: 'due_date' },
    ],
    ['once reported done', { ...OPEN, state: 'reported_done' as const }, ask, { code: 'conflict' }],
    ['once verified', { ...OPEN, state: 'verified' as const }, ask, { code: 'conflict' }],
    ['once dropped', { ...OPEN, state: 'dropped' as const }, ask, { code: 'conflict' }],
  ])('%s is refused', (_, commitment, asked, refusal) => {
    expect(decideDueMove(commitment, asked)).toMatchObject({ ok: false, ...refusal })
  })
})
