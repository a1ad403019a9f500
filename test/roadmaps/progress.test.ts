/** How far an indicator is: exact decimals, three directions, unknown in and unknown out. */

import { describe, expect, test } from 'vitest'
import type { Instant } from '../../src/kernel/instant.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { faultsOf } from '../../src/kernel/outcome.ts'
import { decimal, exact, parseDecimal } from '../../src/roadmaps/decimal.ts'
import { readValue } from '../../src/roadmaps/forms.ts'
import type { IndicatorValue, Terms } from '../../src/roadmaps/indicator.ts'
import { latestValue, progressOf, tallyOf } from '../../src/roadmaps/progress.ts'

const TODAY = localDate('2026-01-15')
const UP: Terms = {
  direction: 'up',
  baseline: decimal('400'),
  baselineOn: localDate('2024-12-31'),
  target: decimal('800'),
  targetHigh: null,
  targetOn: localDate('2027-12-31'),
}

function found(asOf: string, amount: string, supersededAt: string | null = null): IndicatorValue {
  const rest = { id: asOf, indicatorId: 'i', source: '', note: '', notedBy: 'p' }
  const [notedAt, gone] = ['2026-01-01T00:00:00Z' as Instant, supersededAt as Instant | null]
  return { ...rest, notedAt, supersededAt: gone, asOf: localDate(asOf), amount: decimal(amount) }
}

/** Per cent, reached, missing, pace. */
function told(terms: Partial<Terms>, values: readonly IndicatorValue[], on = TODAY) {
  const { percent, reached, missing, pace } = progressOf({ ...UP, ...terms }, values, on)
  return [percent, reached, missing, pace]
}

describe('a decimal', () => {
  test.each([
    ['12.50', '12.50'],
    ['12,5', '12.5'],
    ['1 200,50', '1200.50'],
    ['−3', '-3'],
    ['007', '7'],
    ['-0.00', '0.00'],
    ['0.000001', '0.000001'],
    ['999999999999.999999', '999999999999.999999'],
  ])('%s is kept as %s', (typed, kept) => {
    expect(parseDecimal(typed)).toBe(kept)
  })

  test.each(['', '.5', '5.', '1e3', '1.2.3', '1,200,5', 'NaN', '1234567890123', '0.1234567', '--1'])(
    '%s is none',
    (typed) => {
      expect(parseDecimal(typed)).toBeNull()
    },
  )

  test.each([
    ['1,200', 'roadmaps.two_numbers'],
    ['−12,500', 'roadmaps.two_numbers'],
    ['0,125', null],
    ['1,25', null],
    ['1.200', null],
    ['1 200,500', null],
  ])('%s in a form is refused where it can be read as two numbers', (amount, key) => {
    const read = readValue({ as_of: '2025-12-31', amount, source: 'Форма 11', note: '' })
    expect(read.ok ? null : faultsOf(read).map(({ messageKey }) => messageKey)).toEqual(key && [key])
  })

  test('is counted with exactly: 0.1 is a tenth', () => {
    expect(exact(decimal('0.1'))).toEqual({ n: 1n, d: 10n })
    expect(exact(decimal('-12.50'))).toEqual({ n: -1250n, d: 100n })
  })
})

describe('progress', () => {
  test('is the share of the way that lies behind', () => {
    expect(told({}, [found('2025-12-31', '500')])).toEqual([25, false, null, 'behind'])
    expect(told({ direction: 'down', target: decimal('0') }, [found('2025-12-31', '100')])).toEqual([
      75,
      false,
      null,
      'on_line',
    ])
  })

  test('is rounded down: almost all is not all', () => {
    expect(told({}, [found('2025-12-31', '799.999')])).toEqual([99, false, null, 'on_line'])
  })

  test('goes below zero when it moved away, and above a hundred beyond the target', () => {
    expect(told({}, [found('2025-12-31', '399.9')])).toEqual([-1, false, null, 'behind'])
    expect(told({}, [found('2025-12-31', '1000')])).toEqual([150, true, null, 'on_line'])
  })

  test('no value is not zero: nothing is known', () => {
    expect(told({}, [])).toEqual([null, null, 'value', null])
    expect(told({}, [found('2025-12-31', '0')])).toEqual([-100, false, null, 'behind'])
  })

  test('without a baseline it is only known whether the target is reached', () => {
    const none = { baseline: null, baselineOn: null }
    expect(told(none, [found('2025-12-31', '800')])).toEqual([null, true, 'baseline', null])
    expect(told(none, [found('2025-12-31', '799')])).toEqual([null, false, 'baseline', null])
  })

  test('without a target nothing is known', () => {
    expect(told({ target: null, targetOn: null }, [found('2025-12-31', '800')])).toEqual([
      null,
      null,
      'target',
      null,
    ])
  })

  test('where the baseline is the target there is no way, only reached or not', () => {
    expect(told({ target: decimal('400') }, [found('2025-12-31', '400.0')])).toEqual([null, true, null, null])
    expect(told({ target: decimal('400') }, [found('2025-12-31', '399')])).toEqual([null, false, null, null])
  })

  test('within bounds: both bounds are inside', () => {
    const bounds = { direction: 'within', target: decimal('3'), targetHigh: decimal('6') } as const
    for (const [amount, inside] of [
      ['2.99', false],
      ['3', true],
      ['6.000', true],
      ['6.1', false],
    ] as const)
      expect(told(bounds, [found('2025-12-31', amount)])).toEqual([null, inside, null, null])
  })

  test('exact tenths: 0.3 of a way of 0.1 to 0.4 in steps is no more and no less than two thirds', () => {
    const tenths = { baseline: decimal('0.1'), target: decimal('0.4') }
    // 0.3 - 0.1 is 0.19999999999999998 in binary fractions.
    expect(told(tenths, [found('2025-12-31', '0.3')])[0]).toBe(66)
    expect(told({ baseline: decimal('0'), target: decimal('0.7') }, [found('2025-12-31', '0.35')])[0]).toBe(
      50,
    )
  })
})

describe('the latest value', () => {
  const values = [found('2025-06-30', '450'), found('2025-12-31', '500'), found('2026-06-30', '600')]

  test('is the latest on or before the day', () => {
    expect(latestValue(values, TODAY)?.amount).toBe('500')
    expect(latestValue(values, localDate('2025-12-31'))?.amount).toBe('500')
    expect(latestValue(values, localDate('2025-06-29'))).toBeNull()
  })

  test('is never one that was corrected', () => {
    const corrected = [found('2025-12-31', '500', '2026-01-02T00:00:00Z'), found('2025-12-31', '510')]
    expect(latestValue(corrected, TODAY)?.amount).toBe('510')
  })
})

describe('the pace', () => {
  test('is measured on the day of the value: half the way at half the time is on the line', () => {
    const terms = { baselineOn: localDate('2025-01-01'), targetOn: localDate('2027-01-01') }
    expect(told(terms, [found('2026-01-01', '600')])[3]).toBe('on_line')
    expect(told(terms, [found('2026-01-02', '600')])[3]).toBe('behind')
  })

  test('a target whose day is over and that is not reached is past, also without a value', () => {
    const over = { targetOn: localDate('2026-01-14') }
    expect(told(over, [found('2025-12-31', '500')])[3]).toBe('past')
    expect(told(over, [])[3]).toBe('past')
    expect(told({ targetOn: TODAY }, [])[3]).toBeNull()
    expect(told(over, [found('2025-12-31', '800')])[3]).toBe('on_line')
  })
})

test('a tally counts and never averages', () => {
  const all = [
    progressOf(UP, [found('2025-12-31', '900')], TODAY),
    progressOf(UP, [found('2025-12-31', '410')], TODAY),
    progressOf(UP, [], TODAY),
  ]
  expect(tallyOf(all)).toEqual({ indicators: 3, valued: 2, reached: 1, late: 1 })
})
