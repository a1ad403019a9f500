/** The rhythm of recurring commitments: periods, due days, what is asked for and when. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Holiday, Holidays } from '../../src/holidays/holiday.ts'
import { addDays, daysBetween, type LocalDate, localDate } from '../../src/kernel/local-date.ts'
import {
  AT_ONCE,
  asksFrom,
  DAYS_OFF,
  dueDate,
  EVERY,
  nextPeriod,
  periodAt,
  periodOfKey,
  periodsAhead,
  periodsToAsk,
  type Rhythm,
} from '../../src/recurring/rhythm.ts'

const MONTHLY: Rhythm = {
  every: 'month',
  dayRule: 'working_day',
  day: 5,
  monthsAfter: 1,
  dayOff: 'next',
  first: '2025-10',
  last: null,
}
const NONE: Holidays = new Map()

function off(...days: string[]): Holidays {
  return new Map(
    days.map((day): [LocalDate, Holiday] => [
      localDate(day),
      { day: localDate(day), kind: 'off', names: { en: '', ru: '', kk: '' }, movedFrom: null, source: '' },
    ]),
  )
}

const JANUARY = off('2026-01-01', '2026-01-02', '2026-01-07')

function due(rhythm: Partial<Rhythm>, key: string, holidays: Holidays = NONE): string {
  const period = periodOfKey(key)
  if (!period) throw new Error(key)
  return dueDate({ ...MONTHLY, ...rhythm }, period, holidays)
}

describe('periods', () => {
  test('of years that nobody means are none: their due days would have no calendar', () => {
    expect(['1000-01', '1989', '2200-Q1', '2999'].map(periodOfKey)).toEqual([null, null, null, null])
    const [first] = periodsAhead(
      { ...MONTHLY, first: '1000-01', monthsAfter: -18 },
      { after: null, count: 1, holidays: NONE },
    )
    expect(first).toBeUndefined()
    expect(periodOfKey('1990-01')?.key).toBe('1990-01')
    expect(periodOfKey('2199')?.key).toBe('2199')
  })

  test.each([
    ['month', '2026-02', '2026-02-01', '2026-02-28'],
    ['month', '2024-02', '2024-02-01', '2024-02-29'],
    ['quarter', '2026-Q1', '2026-01-01', '2026-03-31'],
    ['half_year', '2026-H2', '2026-07-01', '2026-12-31'],
    ['year', '2026', '2026-01-01', '2026-12-31'],
  ] as const)('a %s: %s', (every, key, startsOn, endsOn) => {
    const period = { key, every, startsOn, endsOn }
    expect(periodOfKey(key)).toEqual(period)
    expect(periodAt(every, localDate(endsOn))).toEqual(period)
  })

  test.each(['', '2026-13', '2026-Q5', '2026-H3', '26-01', '2026-1', '2026-01-01', '0000'])(
    '%j is no period',
    (key) => {
      expect(periodOfKey(key)).toBeNull()
    },
  )
})

describe('the due day', () => {
  test('the fifth working day of January 2026 counts no holiday and no weekend', () => {
    expect(due({}, '2025-12', JANUARY)).toBe('2026-01-12')
    expect(due({}, '2025-12')).toBe('2026-01-07')
  })

  test('a month with fewer working days has its last one', () => {
    expect(due({ day: 23 }, '2026-01')).toBe('2026-02-27')
  })

  test('Form A: the 15th day after the quarter, moved as the rule says', () => {
    const form = { every: 'quarter', dayRule: 'day', day: 15 } as const
    expect(due(form, '2026-Q1')).toBe('2026-04-15')
    // 15 August 2026 would be a Saturday; 15 November 2026 is a Sunday.
    expect(due({ ...form, monthsAfter: 2 }, '2026-Q3')).toBe('2026-11-16')
    expect(due({ ...form, monthsAfter: 2, dayOff: 'previous' }, '2026-Q3')).toBe('2026-11-13')
    expect(due({ ...form, monthsAfter: 2, dayOff: 'stays' }, '2026-Q3')).toBe('2026-11-15')
  })

  test('half-yearly on the last day of July and January', () => {
    const half = { every: 'half_year', dayRule: 'day', day: 31, dayOff: 'stays' } as const
    expect([due(half, '2026-H1'), due(half, '2026-H2')]).toEqual(['2026-07-31', '2027-01-31'])
  })

  test('yearly on 29 February is 28 February in other years', () => {
    const leap = { every: 'year', dayRule: 'day', day: 29, monthsAfter: 2, dayOff: 'stays' } as const
    expect([due(leap, '2023'), due(leap, '2024')]).toEqual(['2024-02-29', '2025-02-28'])
  })

  test('Form B: 30 June of the year before', () => {
    const form = { every: 'year', dayRule: 'day', day: 30, monthsAfter: -18, dayOff: 'stays' } as const
    expect(due(form, '2027')).toBe('2026-06-30')
  })

  test('the last working day', () => {
    expect(due({ dayRule: 'last_working_day' }, '2026-04', off('2026-05-29'))).toBe('2026-05-28')
  })
})

describe('what is asked for', () => {
  const standing = { since: localDate('2025-10-14'), askedTo: null, holidays: JANUARY }
  const keys = (rhythm: Rhythm, at: { today: string; askedTo?: string; since?: string }) =>
    periodsToAsk(rhythm, {
      ...standing,
      ...(at.since ? { since: localDate(at.since) } : {}),
      askedTo: at.askedTo ? localDate(at.askedTo) : null,
      today: localDate(at.today),
    }).map(({ period }) => period.key)

  test('nothing before the week in which it is due, then one period after the other', () => {
    expect(keys(MONTHLY, { today: '2025-10-29' })).toEqual([])
    expect(keys(MONTHLY, { today: '2025-10-30' })).toEqual(['2025-10'])
    expect(keys(MONTHLY, { today: '2025-12-01', askedTo: '2025-10-31' })).toEqual(['2025-11'])
  })

  test('asked twice, nothing more', () => {
    expect(keys(MONTHLY, { today: '2025-11-26', askedTo: '2025-10-31' })).toEqual([])
  })

  test('a late tick asks for all that it missed', () => {
    expect(keys(MONTHLY, { today: '2026-01-03' })).toEqual(['2025-10', '2025-11', '2025-12'])
  })

  test('a rule that came late asks for the period of its day and for none before', () => {
    const late = { ...MONTHLY, first: '2025-01' }
    expect(keys(late, { today: '2025-10-14' })).toEqual(['2025-09'])
    expect(keys(late, { today: '2025-12-01' })).toEqual(['2025-09', '2025-10', '2025-11'])
  })

  test('nothing after the last period', () => {
    expect(keys({ ...MONTHLY, last: '2025-11' }, { today: '2026-03-01' })).toEqual(['2025-10', '2025-11'])
  })

  test('another rhythm begins after what was asked for', () => {
    const quarterly = { ...MONTHLY, every: 'quarter', first: '2025-Q4' } as const
    expect(keys(quarterly, { today: '2026-05-01', askedTo: '2025-12-31', since: '2026-01-05' })).toEqual([
      '2026-Q1',
    ])
  })

  test('where the due day lies within the period, it is asked for eight days before', () => {
    const within = { ...MONTHLY, monthsAfter: 0, dayRule: 'day', day: 25, dayOff: 'stays' } as const
    expect(keys(within, { today: '2025-11-16', askedTo: '2025-10-31' })).toEqual([])
    expect(keys(within, { today: '2025-11-17', askedTo: '2025-10-31' })).toEqual(['2025-11'])
  })
})

const anyDay = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays(localDate('1995-01-01'), n))
const anyRhythm = fc.record({
  every: fc.constantFrom(...EVERY),
  dayRule: fc.constantFrom('working_day', 'day', 'last_working_day' as const),
  day: fc.integer({ min: 1, max: 23 }),
  monthsAfter: fc.integer({ min: -18, max: 12 }),
  dayOff: fc.constantFrom(...DAYS_OFF),
})
const anyHolidays = fc
  .array(fc.integer({ min: 0, max: 2000 }), { maxLength: 60 })
  .map((days) => off(...days.map((n) => addDays(localDate('2024-01-01'), n))))

describe('properties', () => {
  test('periods tile the time line, and each is found by its key', () => {
    fc.assert(
      fc.property(fc.constantFrom(...EVERY), anyDay, (every, day) => {
        const period = periodAt(every, day)
        const next = nextPeriod(period)
        expect(period.startsOn <= day && day <= period.endsOn).toBe(true)
        expect(daysBetween(period.endsOn, next.startsOn)).toBe(1)
        expect(periodOfKey(period.key)).toEqual(period)
      }),
    )
  })

  test('later periods are due later, and asked for later', () => {
    fc.assert(
      fc.property(anyRhythm, anyDay, anyHolidays, (rhythm, day, holidays) => {
        const period = periodAt(rhythm.every, day)
        const [one, other] = [period, nextPeriod(period)].map((some) => ({
          period: some,
          dueOn: dueDate(rhythm, some, holidays),
        }))
        if (!one || !other) throw new Error('two')
        expect(one.dueOn < other.dueOn).toBe(true)
        expect(asksFrom(one) < asksFrom(other)).toBe(true)
        expect(asksFrom(one) <= addDays(one.period.endsOn, 1)).toBe(true)
      }),
    )
  })

  test('a tick a day and one tick in a month ask for the same', () => {
    fc.assert(
      fc.property(anyRhythm, anyHolidays, fc.integer({ min: 1, max: 90 }), (some, holidays, days) => {
        const since = localDate('2025-01-17')
        const rhythm = { ...some, first: periodAt(some.every, localDate('2024-03-01')).key, last: null }
        const ask = (today: LocalDate, askedTo: LocalDate | null) =>
          periodsToAsk(rhythm, { since, askedTo, today, holidays })
        const daily: string[] = []
        let askedTo: LocalDate | null = null
        for (let day = 0; day <= days; day++)
          for (const { period } of ask(addDays(since, day), askedTo)) {
            daily.push(period.key)
            askedTo = period.endsOn
          }
        expect(daily).toEqual(ask(addDays(since, days), null).map(({ period }) => period.key))
      }),
    )
  })

  test('never more at once than is bearable, and the preview begins after a day', () => {
    const long = { ...MONTHLY, first: '2000-01' }
    const standing = { since: localDate('1999-01-01'), askedTo: null, today: localDate('2026-01-15') }
    expect(periodsToAsk(long, { ...standing, holidays: NONE })).toHaveLength(AT_ONCE)
    const ahead = periodsAhead(long, { after: localDate('2025-12-31'), count: 2, holidays: JANUARY })
    expect(ahead.map(({ period, dueOn }) => [period.key, dueOn])).toEqual([
      ['2026-01', '2026-02-06'],
      ['2026-02', '2026-03-06'],
    ])
  })
})
