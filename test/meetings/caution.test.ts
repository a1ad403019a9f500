/** Warnings about chosen days: they never refuse. */

import { describe, expect, test } from 'vitest'
import type { Holiday } from '../../src/holidays/holiday.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import { daysOff, oddClocks, sameTime } from '../../src/meetings/caution.ts'
import { aMeeting, day } from './meetings.ts'

const independence: Holiday = {
  day: localDate('2025-12-16'),
  kind: 'off',
  names: { en: 'Independence Day', ru: 'День Независимости', kk: 'Тәуелсіздік күні' },
  movedFrom: null,
  source: 'test',
}
const worked: Holiday = { ...independence, day: localDate('2026-01-10'), kind: 'working' }
const holidays = new Map([independence, worked].map((holiday) => [holiday.day, holiday]))

describe('days off', () => {
  test('a holiday is named', () => {
    expect(daysOff([day('2025-12-16', '09:00', '17:00')], holidays)).toEqual([
      { kind: 'day_off', date: '2025-12-16', holiday: independence },
    ])
  })

  test('a weekend has no name', () => {
    expect(daysOff([day('2025-10-18', '09:00', '17:00')], holidays)).toEqual([
      { kind: 'day_off', date: '2025-10-18', holiday: null },
    ])
  })

  test('a Saturday that is worked and an ordinary Tuesday need no warning', () => {
    expect(
      daysOff([day('2026-01-10', '09:00', '17:00'), day('2025-10-14', '09:00', '17:30')], holidays),
    ).toEqual([])
  })
})

test('a time that the clocks skip, or show twice, is told', () => {
  const where = zone('Europe/Vienna')
  const days = [day('2026-03-29', '02:30', '09:00'), day('2026-10-25', '01:00', '02:30')]
  expect(oddClocks({ days, zone: where })).toEqual([
    { kind: 'clock', date: '2026-03-29', time: '02:30', showing: 'never' },
    { kind: 'clock', date: '2026-10-25', time: '02:30', showing: 'twice' },
  ])
})

describe('meetings at the same time', () => {
  const workshop = aMeeting({
    id: 'other',
    ordinal: 7,
    days: [day('2025-10-13', '09:00', '12:00'), day('2025-10-14', '15:00', '18:00')],
  })

  test('the first day that clashes is named', () => {
    expect(sameTime(aMeeting(), [workshop])).toEqual([
      { kind: 'same_time', date: '2025-10-14', meetingId: 'other', ordinal: 7 },
    ])
  })

  test('one after the other is no clash', () => {
    const morning = aMeeting({ days: [day('2025-10-14', '07:00', '09:00')] })
    expect(sameTime(aMeeting(), [morning])).toEqual([])
  })

  test('hours are compared as instants across zones', () => {
    const vienna = { ...workshop, zone: zone('Europe/Vienna'), days: [day('2025-10-14', '15:00', '18:00')] }
    expect(sameTime(aMeeting(), [vienna])).toEqual([])
    const early = { ...vienna, days: [day('2025-10-14', '06:00', '08:00')] }
    expect(sameTime(aMeeting(), [early])).toHaveLength(1)
  })
})
