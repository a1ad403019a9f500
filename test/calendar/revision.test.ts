/** Stamps that only grow, and answers that hold until the time changes. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { requestCalendar } from '../../src/calendar/entry.ts'
import { currentAnswer, nextStamp } from '../../src/calendar/revision.ts'
import { instantOfMillis, millisOf } from '../../src/kernel/instant.ts'
import { dialogue, instant } from './meetings.ts'
import { readEntry } from './parsed.ts'

describe('the stamp of a revision', () => {
  test('is the time of rendering', () => {
    expect(nextStamp(instant('2025-09-01T06:00:00Z'), null)).toBe('2025-09-01T06:00:00.000Z')
    expect(nextStamp(instant('2025-09-01T06:00:00Z'), instant('2025-08-31T06:00:00Z'))).toBe(
      '2025-09-01T06:00:00.000Z',
    )
  })

  test.each([
    [
      'in the same second',
      '2025-09-01T06:00:00.900Z',
      '2025-09-01T06:00:00.200Z',
      '2025-09-01T06:00:01.200Z',
    ],
    ['in the same instant', '2025-09-01T06:00:00Z', '2025-09-01T06:00:00Z', '2025-09-01T06:00:01.000Z'],
    ['with a clock set back', '2025-09-01T05:00:00Z', '2025-09-01T06:00:00Z', '2025-09-01T06:00:01.000Z'],
    ['exactly a second later', '2025-09-01T06:00:01Z', '2025-09-01T06:00:00Z', '2025-09-01T06:00:01.000Z'],
  ])('is at least a second after the last one, %s', (_, now, last, next) => {
    expect(nextStamp(instant(now), instant(last))).toBe(next)
  })

  test('grows in what is written, too, where there are only whole seconds', () => {
    const moment = fc.integer({ min: 1_700_000_000_000, max: 1_700_000_005_000 }).map(instantOfMillis)
    fc.assert(
      fc.property(moment, moment, (last, now) => {
        const next = nextStamp(now, last)
        const seconds = (stamp: string) => millisOf(instant(stamp)) / 1000
        expect(seconds(readEntry(requestCalendar({ ...dialogue, stamp: next })).stamp)).toBeGreaterThan(
          seconds(readEntry(requestCalendar({ ...dialogue, stamp: last })).stamp),
        )
      }),
      { numRuns: 100 },
    )
  })
})

describe('the answer that goes into the next mail', () => {
  test.each([
    ['the first invitation', { partstat: 'accepted', sequence: 0 }, 0, 'accepted'],
    ['the time now in force', { partstat: 'declined', sequence: 2 }, 2, 'declined'],
    ['a later change of place', { partstat: 'tentative', sequence: 5 }, 2, 'tentative'],
    ['a revision we never made', { partstat: 'accepted', sequence: 9 }, 2, 'accepted'],
  ] as const)('holds when it was given to %s', (_, answer, timeSetAt, kept) => {
    expect(currentAnswer(answer, timeSetAt)).toBe(kept)
  })

  test('is asked for again once the time changed after it', () => {
    expect(currentAnswer({ partstat: 'accepted', sequence: 1 }, 2)).toBe('needs_action')
    expect(currentAnswer({ partstat: 'declined', sequence: 0 }, 1)).toBe('needs_action')
  })

  test('is none before any answer', () => {
    expect(currentAnswer({ partstat: 'needs_action', sequence: null }, 0)).toBe('needs_action')
  })
})
