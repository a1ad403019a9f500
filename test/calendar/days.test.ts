/** When several days are one daily entry, and when they are one span. */

import { describe, expect, test } from 'vitest'
import { occupied } from '../../src/calendar/days.ts'
import { zone } from '../../src/kernel/zone.ts'
import { day, instant } from './meetings.ts'

const almaty = zone('Asia/Almaty')
const vienna = zone('Europe/Vienna')

function hours(dates: readonly string[]) {
  return dates.map((date) => day(date, '09:00', '17:00'))
}

describe('the time a meeting takes up', () => {
  test('one day is its own hours, in the offset of its year', () => {
    expect(occupied(hours(['2016-04-13']), almaty)).toEqual({
      start: instant('2016-04-13T03:00:00Z'),
      end: instant('2016-04-13T11:00:00Z'),
      days: 1,
    })
    expect(occupied(hours(['2025-10-14']), almaty)).toEqual({
      start: instant('2025-10-14T04:00:00Z'),
      end: instant('2025-10-14T12:00:00Z'),
      days: 1,
    })
  })

  test('what people were told holds against the zone data of today, daily entries included', () => {
    const told = { startsAt: instant('2026-04-14T03:00:00Z'), endsAt: instant('2026-04-16T11:00:00Z') }
    expect(occupied(hours(['2026-04-14', '2026-04-15', '2026-04-16']), almaty, told)).toEqual({
      start: instant('2026-04-14T03:00:00Z'),
      end: instant('2026-04-14T11:00:00Z'),
      days: 3,
    })
    const lastDayOnly = { ...told, startsAt: instant('2026-04-14T04:00:00Z') }
    expect(occupied(hours(['2026-04-14', '2026-04-15', '2026-04-16']), almaty, lastDayOnly)).toEqual({
      start: lastDayOnly.startsAt,
      end: lastDayOnly.endsAt,
      days: 1,
    })
  })

  test('consecutive days with equal hours repeat daily, in whatever order they come', () => {
    expect(occupied(hours(['2016-04-15', '2016-04-13', '2016-04-14']), almaty)).toEqual({
      start: instant('2016-04-13T03:00:00Z'),
      end: instant('2016-04-13T11:00:00Z'),
      days: 3,
    })
  })

  test('days before and after a change to winter time repeat daily, days across it are one span', () => {
    expect(occupied(hours(['2025-10-27', '2025-10-28']), vienna)).toEqual({
      start: instant('2025-10-27T08:00:00Z'),
      end: instant('2025-10-27T16:00:00Z'),
      days: 2,
    })
    expect(occupied(hours(['2025-10-25', '2025-10-26', '2025-10-27']), vienna)).toEqual({
      start: instant('2025-10-25T07:00:00Z'),
      end: instant('2025-10-27T16:00:00Z'),
      days: 1,
    })
  })

  test('the days around Kazakhstan’s change of 1 March 2024 are one span', () => {
    expect(occupied(hours(['2024-02-29', '2024-03-01']), almaty)).toEqual({
      start: instant('2024-02-29T03:00:00Z'),
      end: instant('2024-03-01T12:00:00Z'),
      days: 1,
    })
  })

  test.each([
    [
      'unequal starts',
      [day('2025-10-14', '10:00', '17:00'), day('2025-10-15', '09:00', '17:00')],
      '05',
      '15T12',
    ],
    [
      'unequal ends',
      [day('2025-10-14', '09:00', '17:00'), day('2025-10-15', '09:00', '13:00')],
      '04',
      '15T08',
    ],
    [
      'a day left out',
      [day('2025-10-14', '09:00', '17:00'), day('2025-10-16', '09:00', '17:00')],
      '04',
      '16T12',
    ],
  ])('%s give one span from the first start to the last end', (_, days, starts, ends) => {
    expect(occupied(days, almaty)).toEqual({
      start: instant(`2025-10-14T${starts}:00:00Z`),
      end: instant(`2025-10-${ends}:00:00Z`),
      days: 1,
    })
  })

  test('a morning that is still the day before in UTC keeps its day', () => {
    expect(occupied([day('2025-10-14', '03:30', '04:30')], almaty)).toEqual({
      start: instant('2025-10-13T22:30:00Z'),
      end: instant('2025-10-13T23:30:00Z'),
      days: 1,
    })
  })

  test('no day at all, or one that ends before it starts, is a bug', () => {
    expect(() => occupied([], almaty)).toThrow(new RangeError('a calendar entry needs a day'))
    expect(() => occupied([day('2025-10-14', '17:00', '09:00')], almaty)).toThrow(
      new RangeError('the day 2025-10-14 ends before it starts'),
    )
    expect(() => occupied([day('2025-10-14', '09:00', '09:00')], almaty)).toThrow(RangeError)
  })
})
