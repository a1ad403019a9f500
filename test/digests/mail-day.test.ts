/** When convenience mail goes out: 08:00 of one's own zone, working days of one's own calendar. */

import { describe, expect, test } from 'vitest'
import { digestIsDue, mailDay } from '../../src/digests/mail-day.ts'
import type { Holiday, Holidays } from '../../src/holidays/holiday.ts'
import { type LocalDate, localDate, localTime } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import { instant } from './world.ts'

const NONE: Holidays = new Map()

function holidays(days: Readonly<Record<string, 'off' | 'working'>>): Holidays {
  const names = { en: '', ru: '', kk: '' }
  const entries = Object.entries(days).map(([text, kind]): [LocalDate, Holiday] => {
    const day = localDate(text)
    return [day, { day, kind, names, movedFrom: null, source: 'test' }]
  })
  return new Map(entries)
}

const day = (now: string, place: string, known = NONE) =>
  mailDay(instant(now), { zone: zone(place), holidays: known })?.date ?? null

describe('a mail day', () => {
  test.each([
    ['a minute before eight in Astana', '2026-01-15T02:59:00Z', 'Asia/Almaty', null],
    ['eight in Astana', '2026-01-15T03:00:00Z', 'Asia/Almaty', '2026-01-15'],
    ['eight in Astana is the middle of the night in Vienna', '2026-01-15T03:00:00Z', 'Europe/Vienna', null],
    ['eight in Vienna in winter', '2026-01-15T07:00:00Z', 'Europe/Vienna', '2026-01-15'],
    ['eight in Vienna in summer', '2026-07-15T06:00:00Z', 'Europe/Vienna', '2026-07-15'],
    ['late in the evening of a day off', '2026-01-17T15:00:00Z', 'Asia/Almaty', null],
    ['Sunday in Astana, Saturday in New York', '2026-01-17T20:00:00Z', 'Asia/Almaty', null],
    ['eight in Astana while it was on UTC+6', '2016-04-13T02:00:00Z', 'Asia/Almaty', '2016-04-13'],
  ])('%s', (_, now, place, date) => {
    expect(day(now, place)).toBe(date)
  })

  test('a holiday is none, a Saturday that is worked is one', () => {
    const known = holidays({ '2026-01-15': 'off', '2026-01-17': 'working' })
    expect(day('2026-01-15T05:00:00Z', 'Asia/Almaty', known)).toBeNull()
    expect(day('2026-01-17T05:00:00Z', 'Asia/Almaty', known)).toBe('2026-01-17')
  })
})

describe('the week’s digest', () => {
  const dateIn = (text: string | null) => (text ? localDate(text) : null)
  const due = (
    date: string,
    last: string | null,
    { time = '08:00', known = NONE, resumed = null as string | null } = {},
  ) => {
    const day = { date: localDate(date), time: localTime(time) }
    return digestIsDue(day, { last: dateIn(last), resumed: dateIn(resumed) }, known)
  }

  test('is due on Monday and not again that week', () => {
    expect(due('2026-01-19', '2026-01-12')).toBe(true)
    expect(due('2026-01-19', '2026-01-19')).toBe(false)
    expect(due('2026-01-23', '2026-01-19')).toBe(false)
  })

  test('goes on Tuesday when Monday is off', () => {
    const known = holidays({ '2026-01-19': 'off' })
    expect(due('2026-01-20', null, { known })).toBe(true)
    expect(due('2026-01-20', '2026-01-12', { known })).toBe(true)
    expect(due('2026-01-21', null, { known })).toBe(false)
  })

  test('that was missed goes on a later day of the same week', () => {
    expect(due('2026-01-22', '2026-01-12')).toBe(true)
    expect(due('2026-01-22', '2026-01-01')).toBe(true)
  })

  test('begins on a Monday morning, never in the middle of a week', () => {
    expect(due('2026-01-21', null)).toBe(false)
    expect(due('2026-01-21', '2025-12-01')).toBe(false)
    expect(due('2026-01-19', null, { time: '11:59' })).toBe(true)
    expect(due('2026-01-19', null, { time: '12:00' })).toBe(false)
  })

  test('comes after a long pause without waiting for a Monday, and once', () => {
    expect(due('2026-01-21', '2025-10-06', { resumed: '2026-01-21' })).toBe(true)
    expect(due('2026-01-23', '2026-01-21', { resumed: '2026-01-21' })).toBe(false)
    expect(due('2026-01-21', '2025-10-06')).toBe(false)
    expect(due('2026-01-21', null, { resumed: '2026-01-21' })).toBe(false)
  })

  test('does not go while a clock that jumped back shows an earlier week', () => {
    expect(due('2026-01-12', '2026-01-19')).toBe(false)
  })
})
