/** Working days. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addWorkingDays,
  dayOffName,
  type Holiday,
  isWorkingDay,
  nextWorkingDay,
} from '../../src/holidays/holiday.ts'
import { addDays, type LocalDate, localDate } from '../../src/kernel/local-date.ts'

const REPUBLIC_DAY = { en: 'Republic Day', ru: 'День Республики', kk: 'Республика күні' }

function row(day: string, kind: Holiday['kind'] = 'off', movedFrom: string | null = null): Holiday {
  return {
    day: localDate(day),
    kind,
    names: REPUBLIC_DAY,
    movedFrom: movedFrom === null ? null : localDate(movedFrom),
    source: 'test',
  }
}

function calendar(...rows: Holiday[]): ReadonlyMap<LocalDate, Holiday> {
  return new Map(rows.map((holiday) => [holiday.day, holiday]))
}

const OCTOBER = calendar(row('2025-10-25'), row('2025-10-27', 'off', '2025-10-25'))
const NONE = calendar()

describe('a working day', () => {
  test.each([
    ['a Friday', '2025-10-24', true],
    ['a Saturday with a holiday', '2025-10-25', false],
    ['an ordinary Sunday', '2025-10-26', false],
    ['a Monday that the holiday moved to', '2025-10-27', false],
    ['the Tuesday after', '2025-10-28', true],
  ])('%s: %s is %s', (_, date, expected) => {
    expect(isWorkingDay(localDate(date), OCTOBER)).toBe(expected)
  })

  test('a Saturday is one when the calendar says so', () => {
    expect(isWorkingDay(localDate('2025-11-01'), calendar(row('2025-11-01', 'working')))).toBe(true)
    expect(isWorkingDay(localDate('2025-11-01'), NONE)).toBe(false)
  })

  test('without a calendar only the week counts', () => {
    expect(isWorkingDay(localDate('2025-10-27'), NONE)).toBe(true)
  })
})

describe('the next working day', () => {
  test.each([
    ['2025-10-24', '2025-10-24'],
    ['2025-10-25', '2025-10-28'],
    ['2025-10-27', '2025-10-28'],
    ['2025-11-01', '2025-11-03'],
  ])('of %s is %s', (date, expected) => {
    expect(nextWorkingDay(localDate(date), OCTOBER)).toBe(expected)
  })
})

describe('working days from a date', () => {
  test('five from 22 October 2025 end on the 30th, because the 27th is off', () => {
    expect(addWorkingDays(localDate('2025-10-22'), 5, OCTOBER)).toBe('2025-10-30')
  })

  test('a count that forgets the moved holiday says the 29th', () => {
    expect(addWorkingDays(localDate('2025-10-22'), 5, NONE)).toBe('2025-10-29')
  })

  test.each([
    ['none lead nowhere', '2025-10-22', 0, '2025-10-22'],
    ['none lead nowhere, also from a day off', '2025-10-25', 0, '2025-10-25'],
    ['one from a Friday', '2025-10-31', 1, '2025-11-03'],
    ['one from a day off', '2025-10-25', 1, '2025-10-28'],
    ['ten', '2025-10-28', 10, '2025-11-11'],
  ])('%s', (_, date, count, expected) => {
    expect(addWorkingDays(localDate(date), count, OCTOBER)).toBe(expected)
  })

  test('are as many working days as were asked for, and end on one', () => {
    const start = localDate('2025-10-01')
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 40 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 90 }), { maxLength: 20 }),
        (from, count, offsets) => {
          const rows = offsets.map((n) => row(addDays(start, n), n % 2 ? 'off' : 'working'))
          const days = calendar(...rows)
          const first = addDays(start, from)
          const last = addWorkingDays(first, count, days)
          expect(isWorkingDay(last, days)).toBe(true)
          let counted = 0
          for (let date = addDays(first, 1); date <= last; date = addDays(date, 1))
            if (isWorkingDay(date, days)) counted++
          expect(counted).toBe(count)
        },
      ),
    )
  })
})

describe('the name of a day off', () => {
  test.each([
    ['en', '2025-10-27', 'Republic Day'],
    ['ru', '2025-10-25', 'День Республики'],
    ['kk', '2025-10-27', 'Республика күні'],
    ['en', '2025-10-26', null],
    ['en', '2025-10-28', null],
  ] as const)('in %s on %s: %s', (locale, date, expected) => {
    expect(dayOffName(locale, localDate(date), OCTOBER)).toBe(expected)
  })

  test('a Saturday that is worked has none', () => {
    const days = calendar(row('2025-11-01', 'working'))
    expect(dayOffName('en', localDate('2025-11-01'), days)).toBeNull()
  })
})
