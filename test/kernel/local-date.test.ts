/** Calendar dates and wall-clock times. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  daysBetween,
  endOfQuarter,
  localDate,
  localTime,
  minutesOf,
  parseLocalDate,
  parseLocalTime,
  partsOf,
  timeOfMinutes,
  weekday,
} from '../../src/kernel/local-date.ts'

const anyDate = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((date) => localDate(date.toISOString().slice(0, 10)))

describe('a date', () => {
  test.each([
    ['2025-10-14', '2025-10-14'],
    ['14.10.2025', '2025-10-14'],
    ['4.1.2025', '2025-01-04'],
    [' 14.10.2025 ', '2025-10-14'],
    ['29.02.2024', '2024-02-29'],
  ])('%j is read', (text, expected) => {
    expect(parseLocalDate(text)).toBe(expected)
  })

  test.each([
    '',
    '2025-02-30',
    '29.02.2025',
    '31.04.2025',
    '00.01.2025',
    '2025-00-10',
    '2025-13-01',
    '2025-1-4',
    '14.10.25',
    '14/10/2025',
    '10.14.2025',
    '2025-10-14T00:00',
    'tomorrow',
  ])('%j is none', (text) => {
    expect(parseLocalDate(text)).toBeNull()
  })

  test('that is wrong in the program itself is an error', () => {
    expect(() => localDate('2025-02-30')).toThrow(new RangeError('not a date: 2025-02-30'))
    expect(localDate('2025-10-14')).toBe('2025-10-14')
  })

  test.each([
    ['2025-12-31', 1, '2026-01-01'],
    ['2024-02-28', 1, '2024-02-29'],
    ['2024-03-01', -1, '2024-02-29'],
    ['2025-10-14', 0, '2025-10-14'],
    ['2025-03-29', 2, '2025-03-31'],
    ['2025-10-14', 365, '2026-10-14'],
  ])('%s and %i days is %s', (from, days, to) => {
    expect(addDays(localDate(from), days)).toBe(to)
    expect(daysBetween(localDate(from), localDate(to))).toBe(days)
  })

  test('cannot leave four-digit years', () => {
    expect(() => addDays(localDate('9999-12-31'), 1)).toThrow(RangeError)
    expect(() => addDays(localDate('0001-01-01'), -367)).toThrow(RangeError)
  })

  test('days added are days between, whatever the machine’s zone', () => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -20_000, max: 20_000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days)
        expect(weekday(addDays(date, 7))).toBe(weekday(date))
      }),
    )
  })

  test('on every day of four centuries, and at both ends of the years, agree with Date', () => {
    const DAY = 86_400_000
    const written = (day: number) => localDate(new Date(day * DAY).toISOString().slice(0, 10))
    const wrong: string[] = []
    const check = (from: string, count: number) => {
      const first = Date.parse(from) / DAY
      for (let day = first; day < first + count; day++) {
        const [date, next] = [written(day), written(day + 1)]
        const known = [next, date, 1, new Date(day * DAY).getUTCDay() || 7, day - first]
        const found = [addDays(date, 1), addDays(next, -1), daysBetween(date, next), weekday(date)]
        if ([...found, daysBetween(localDate(from), date)].join() !== known.join()) wrong.push(date)
      }
    }
    check('1800-01-01', 146_097)
    check('0000-01-01', 800)
    check('9998-01-01', 728)
    expect(wrong).toEqual([])
  })

  test.each([
    ['2025-10-13', 1],
    ['2025-10-14', 2],
    ['2016-04-13', 3],
    ['2025-10-25', 6],
    ['2025-10-26', 7],
  ])('%s is day %i of its week', (date, expected) => {
    expect(weekday(localDate(date))).toBe(expected)
  })

  test('has parts', () => {
    expect(partsOf(localDate('2025-01-04'))).toEqual({ year: 2025, month: 1, day: 4 })
  })

  test.each([
    ['2026-01-01', '2026-03-31'],
    ['2026-03-31', '2026-03-31'],
    ['2026-04-01', '2026-06-30'],
    ['2026-08-15', '2026-09-30'],
    ['2026-12-31', '2026-12-31'],
    ['0001-02-01', '0001-03-31'],
  ])('the quarter of %s ends on %s', (date, end) => {
    expect(endOfQuarter(localDate(date))).toBe(end)
  })
})

describe('a time of day', () => {
  test.each([
    ['09:00', '09:00'],
    ['9:00', '09:00'],
    ['00:00', '00:00'],
    ['23:59', '23:59'],
    [' 17:30 ', '17:30'],
  ])('%j is read', (text, expected) => {
    expect(parseLocalTime(text)).toBe(expected)
  })

  test.each(['', '24:00', '9', '9:0', '09:60', '09.00', '9:00 am', '09:00:00', '-1:00'])(
    '%j is none',
    (text) => {
      expect(parseLocalTime(text)).toBeNull()
    },
  )

  test('that is wrong in the program itself is an error', () => {
    expect(() => localTime('24:00')).toThrow(new RangeError('not a time: 24:00'))
    expect(localTime('9:05')).toBe('09:05')
  })

  test('goes to minutes and back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1439 }), (minutes) => {
        expect(minutesOf(timeOfMinutes(minutes))).toBe(minutes)
      }),
    )
  })

  test.each([
    [0, '00:00'],
    [545, '09:05'],
    [1440, '00:00'],
    [1500, '01:00'],
    [-30, '23:30'],
    [59.6, '01:00'],
  ])('%d minutes after midnight is %s', (minutes, time) => {
    expect(timeOfMinutes(minutes)).toBe(time)
  })
})
