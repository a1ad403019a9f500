/** Dates and hours in three languages. */

import { describe, expect, test } from 'vitest'
import {
  formatDate,
  formatDateRange,
  formatDue,
  formatInstant,
  formatLongDate,
  formatTimes,
  formatWeekday,
  formatWhen,
} from '../../src/i18n/dates.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { addDays, localDate, localTime } from '../../src/kernel/local-date.ts'
import { LOCALES } from '../../src/kernel/locale.ts'
import { zone } from '../../src/kernel/zone.ts'

const opening = localDate('2025-10-14')
const ALMATY = zone('Asia/Almaty')

function day(date: string, starts = '09:00', ends = '17:30') {
  return { date: localDate(date), starts: localTime(starts), ends: localTime(ends) }
}

describe('a date', () => {
  test.each([
    ['en', '14 Oct 2025', 'Tuesday, 14 October 2025'],
    ['ru', '14.10.2025', 'вторник, 14 октября 2025 г.'],
    ['kk', '14.10.2025', '2025 жылғы 14 қазан, сейсенбі'],
  ] as const)('in %s', (locale, short, long) => {
    expect(formatDate(locale, opening)).toBe(short)
    expect(formatLongDate(locale, opening)).toBe(long)
  })

  test('of one digit keeps its zero only between full stops', () => {
    const date = localDate('2026-05-01')
    expect(LOCALES.map((locale) => formatDate(locale, date))).toEqual([
      '01.05.2026',
      '01.05.2026',
      '1 May 2026',
    ])
    expect(LOCALES.map((locale) => formatLongDate(locale, date))).toEqual([
      '2026 жылғы 1 мамыр, жұма',
      'пятница, 1 мая 2026 г.',
      'Friday, 1 May 2026',
    ])
  })

  test('has the months and weekdays of full ICU', () => {
    for (let date = localDate('2025-01-01'); date < '2026-01-01'; date = addDays(date, 1)) {
      const at = Date.parse(date)
      const icu = (locale: string, options: Intl.DateTimeFormatOptions) =>
        new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options })
          .formatToParts(at)
          .filter((part) => part.type in options)
          .map((part) => part.value)
          .join(' ')
      const [, enDay, enMonth] = formatLongDate('en', date).split(' ')
      expect(`${enDay} ${enMonth}`).toBe(icu('en-GB', { day: 'numeric', month: 'long' }))
      const [, ruDay, ruMonth] = formatLongDate('ru', date).split(' ')
      expect(`${ruDay} ${ruMonth}`).toBe(icu('ru', { day: 'numeric', month: 'long' }))
      const [, , kkDay, kkMonth] = formatLongDate('kk', date).split(' ')
      expect(`${kkDay} ${kkMonth}`).toBe(`${icu('kk', { day: 'numeric', month: 'long' })},`)
      for (const locale of LOCALES) {
        expect(formatWeekday(locale, date, 'long')).toBe(icu(locale, { weekday: 'long' }))
        expect(formatWeekday(locale, date, 'short')).toBe(icu(locale, { weekday: 'short' }))
      }
    }
  })
})

describe('a range of dates', () => {
  test.each([
    ['en', '2016-04-13', '2016-04-13', '13 April 2016'],
    ['en', '2016-04-13', '2016-04-15', '13–15 April 2016'],
    ['en', '2016-04-30', '2016-05-02', '30 April – 2 May 2016'],
    ['en', '2025-12-30', '2026-01-02', '30 December 2025 – 2 January 2026'],
    ['en', '2025-04-13', '2026-04-13', '13 April 2025 – 13 April 2026'],
    ['ru', '2016-04-13', '2016-04-13', '13 апреля 2016 г.'],
    ['ru', '2016-04-13', '2016-04-15', '13–15 апреля 2016 г.'],
    ['ru', '2016-04-30', '2016-05-02', '30 апреля – 2 мая 2016 г.'],
    ['ru', '2025-12-30', '2026-01-02', '30 декабря 2025 г. – 2 января 2026 г.'],
    ['kk', '2016-04-13', '2016-04-13', '2016 жылғы 13 сәуір'],
    ['kk', '2016-04-13', '2016-04-15', '2016 жылғы 13–15 сәуір'],
    ['kk', '2016-04-30', '2016-05-02', '2016 жылғы 30 сәуір – 2 мамыр'],
    ['kk', '2025-12-30', '2026-01-02', '2025 жылғы 30 желтоқсан – 2026 жылғы 2 қаңтар'],
  ] as const)('in %s from %s to %s', (locale, from, to, expected) => {
    expect(formatDateRange(locale, localDate(from), localDate(to))).toBe(expected)
  })
})

describe('an instant', () => {
  const instant = '2025-10-13T20:05:59.999Z' as Instant

  test.each([
    ['en', 'Asia/Almaty', '14 Oct 2025 01:05'],
    ['ru', 'Asia/Almaty', '14.10.2025 01:05'],
    ['kk', 'Asia/Almaty', '14.10.2025 01:05'],
    ['ru', 'Europe/Vienna', '13.10.2025 22:05'],
    ['en', 'UTC', '13 Oct 2025 20:05'],
  ] as const)('in %s, in %s', (locale, where, expected) => {
    expect(formatInstant(locale, instant, zone(where))).toBe(expected)
  })
})

describe('a due date', () => {
  test.each([
    ['day', '2026-05-01', ['01.05.2026', '01.05.2026', '1 May 2026']],
    ['quarter', '2026-06-30', ['2026 жылғы II тоқсан', 'II квартал 2026 г.', 'Q2 2026']],
    ['quarter', '2026-03-31', ['2026 жылғы I тоқсан', 'I квартал 2026 г.', 'Q1 2026']],
    ['quarter', '2026-12-31', ['2026 жылғы IV тоқсан', 'IV квартал 2026 г.', 'Q4 2026']],
    ['quarter', '2026-09-30', ['2026 жылғы III тоқсан', 'III квартал 2026 г.', 'Q3 2026']],
    ['year', '2026-12-31', ['2026 жыл', '2026 г.', '2026']],
    ['undated', null, ['мерзімі белгіленбеген', 'срок не установлен', 'no date set']],
  ] as const)('of precision %s, %s, in Kazakh, Russian and English', (precision, on, expected) => {
    const due = { on: on && localDate(on), precision }
    expect(LOCALES.map((locale) => formatDue(locale, due))).toEqual(expected)
  })
})

describe('when a meeting is', () => {
  test('hours are alike in all languages', () => {
    expect(formatTimes(localTime('9:00'), localTime('17:30'))).toBe('09:00–17:30')
  })

  test.each([
    ['en', 'Tuesday, 14 October 2025, 09:00–17:30, Astana, UTC+5'],
    ['ru', 'вторник, 14 октября 2025 г., 09:00–17:30, Астана, UTC+5'],
    ['kk', '2025 жылғы 14 қазан, сейсенбі, 09:00–17:30, Астана, UTC+5'],
  ] as const)('one day, in %s', (locale, expected) => {
    expect(formatWhen(locale, { days: [day('2025-10-14')], zone: ALMATY })).toBe(expected)
  })

  test.each([
    ['en', '13–15 April 2016, 09:00–17:30, Astana, UTC+6'],
    ['ru', '13–15 апреля 2016 г., 09:00–17:30, Астана, UTC+6'],
    ['kk', '2016 жылғы 13–15 сәуір, 09:00–17:30, Астана, UTC+6'],
  ] as const)('several days with equal hours, at the offset of that year, in %s', (locale, expected) => {
    const days = [day('2016-04-13'), day('2016-04-14'), day('2016-04-15')]
    expect(formatWhen(locale, { days, zone: ALMATY })).toBe(expected)
  })

  test('a shorter last day stands alone', () => {
    const days = [day('2016-04-13'), day('2016-04-14'), day('2016-04-15', '09:00', '13:00')]
    expect(formatWhen('en', { days, zone: ALMATY })).toBe(
      '13–14 April 2016, 09:00–17:30; Friday, 15 April 2016, 09:00–13:00, Astana, UTC+6',
    )
  })

  test('days with a gap between them are never a range', () => {
    const days = [day('2026-03-24'), day('2026-03-26')]
    expect(formatWhen('ru', { days, zone: ALMATY })).toBe(
      'вторник, 24 марта 2026 г., 09:00–17:30; четверг, 26 марта 2026 г., 09:00–17:30, Астана, UTC+5',
    )
  })

  test('when the clocks change in between, each part says its offset', () => {
    const days = [day('2025-10-25'), day('2025-10-26'), day('2025-10-27')]
    expect(formatWhen('en', { days, zone: zone('Europe/Vienna') })).toBe(
      'Saturday, 25 October 2025, 09:00–17:30, Vienna, UTC+2; 26–27 October 2025, 09:00–17:30, Vienna, UTC+1',
    )
  })

  test('in UTC the zone is named once', () => {
    expect(formatWhen('kk', { days: [day('2025-10-14')], zone: zone('UTC') })).toBe(
      '2025 жылғы 14 қазан, сейсенбі, 09:00–17:30, UTC',
    )
  })

  test('without days there is nothing to say', () => {
    expect(formatWhen('en', { days: [], zone: ALMATY })).toBe('')
  })
})
