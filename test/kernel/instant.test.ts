/** Points in time. */

import { describe, expect, test } from 'vitest'
import {
  type Instant,
  instantOfMillis,
  later,
  millisOf,
  millisOfSpan,
  parseInstant,
  plus,
} from '../../src/kernel/instant.ts'

const opening = '2025-10-14T04:00:00.000Z' as Instant

describe('an instant', () => {
  test.each([
    ['2025-10-14T04:00:00.000Z', '2025-10-14T04:00:00.000Z'],
    ['2025-10-14T04:00:00Z', '2025-10-14T04:00:00.000Z'],
    ['2025-10-14T04:00Z', '2025-10-14T04:00:00.000Z'],
    ['2025-10-14T04:00:00.1Z', '2025-10-14T04:00:00.100Z'],
    ['2025-10-14T04:00:00.123456789Z', '2025-10-14T04:00:00.123Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['1969-12-31T23:59:59Z', '1969-12-31T23:59:59.000Z'],
  ])('%s is read', (text, expected) => {
    expect(parseInstant(text)).toBe(expected)
  })

  test.each([
    '',
    '2025-10-14',
    '2025-10-14T04:00:00',
    '2025-10-14T04:00:00+05:00',
    '2025-02-30T04:00:00Z',
    '2025-02-29T04:00:00Z',
    '2025-13-01T04:00:00Z',
    '2025-10-14T24:00:00Z',
    '2025-10-14T23:59:60Z',
    '2025-10-14T04:00:00 (Astana) Z',
    ' 2025-10-14T04:00:00Z',
    '2025-10-14T04:00:00Z\n',
    '12025-10-14T04:00:00Z',
  ])('%j is none', (text) => {
    expect(parseInstant(text)).toBeNull()
  })

  test('goes to milliseconds and back', () => {
    expect(instantOfMillis(millisOf(opening))).toBe(opening)
    expect(instantOfMillis(0)).toBe('1970-01-01T00:00:00.000Z')
  })

  test.each([253_402_300_800_000, -62_167_219_200_001, Number.NaN, 9e15])(
    '%d milliseconds are out of range',
    (millis) => {
      expect(() => instantOfMillis(millis)).toThrow(RangeError)
    },
  )

  test('moves by a span, days being 24 hours', () => {
    expect(plus(opening, { days: 1, hours: 2, minutes: 3, seconds: 4 })).toBe('2025-10-15T06:03:04.000Z')
    expect(plus(opening, { minutes: -30 })).toBe('2025-10-14T03:30:00.000Z')
    expect(plus(opening, {})).toBe(opening)
    expect(millisOfSpan({ days: 1, seconds: 1 })).toBe(86_401_000)
  })

  test('of two the later one is taken, and text order is time order', () => {
    const close = plus(opening, { hours: 8 })
    expect(later(opening, close)).toBe(close)
    expect(later(close, opening)).toBe(close)
    expect([close, opening].sort()).toEqual([opening, close])
  })
})
