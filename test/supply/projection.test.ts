/** The arithmetic of supply against the worked example of domain.md §2.5, a plain reference, and its two laws. */

import { describe, expect, test } from 'vitest'
import { addDays, daysBetween, type LocalDate, localDate } from '../../src/kernel/local-date.ts'
import {
  adjustedUnits,
  averageMonthlyConsumption,
  daysIn,
  type Month,
  monthAfter,
  monthsOfStock,
  parseMonth,
  perDay,
  plannedNeed,
} from '../../src/supply/consumption.ts'
import { type Fraction, fraction, rounded } from '../../src/supply/fraction.ts'
import { deadlines } from '../../src/supply/order.ts'
import { type Course, type Delivery, type Outlook, project } from '../../src/supply/projection.ts'

const DIALOGUE = localDate('2025-10-14')
const RATE = perDay(fraction(180))

function outlook(over: Partial<Outlook> = {}): Outlook {
  return {
    asOf: DIALOGUE,
    stock: [{ units: 630, goodUntil: null }],
    needADay: RATE,
    deliveries: [],
    until: localDate('2026-12-31'),
    ...over,
  }
}

function courseOf(over: Partial<Outlook> = {}): Course {
  const projection = project(outlook(over))
  if (!projection.known) throw new Error('nothing can be said')
  return projection
}

function delivery(on: string, units: number, goodUntil: string | null = null): Delivery {
  return { on: localDate(on), units, goodUntil: goodUntil === null ? null : localDate(goodUntil) }
}

describe('the worked example', () => {
  test('420 patients at 70 mg a day need some 179 bottles of 5 g a month', () => {
    expect(rounded(plannedNeed(420, 70, 5_000))).toBe(179)
  })

  test('630 bottles at 180 a month are three and a half months', () => {
    const stock = monthsOfStock(630, fraction(180))
    expect(stock.kind === 'months' && rounded(stock.months, 1)).toBe(3.5)
  })

  test('without a delivery the stock ends on 28 January 2026', () => {
    expect(courseOf().stockOutOn).toBe('2026-01-28')
  })

  test('1,080 on 20 February leave 23 days uncovered, and end on 22 August', () => {
    const { gaps } = courseOf({ deliveries: [delivery('2026-02-20', 1_080)] })
    expect(gaps[0]).toEqual({ from: '2026-01-28', to: '2026-02-19', days: 23 })
    expect(gaps[1]?.from).toBe('2026-08-22')
  })

  test('1,080 on 12 January last until 30 July', () => {
    expect(courseOf({ deliveries: [delivery('2026-01-12', 1_080)] }).stockOutOn).toBe('2026-07-30')
  })

  test.each([
    [0, '2025-10-14', 0],
    [30, '2025-09-14', 30],
  ])('with %i safety days the contract was due on %s', (safetyDays, doneBy, lateDays) => {
    const steps = [
      { key: 'contract', days: 0 },
      { key: 'import permit', days: 30 },
      { key: 'export authorisation', days: 20 },
      { key: 'shipment', days: 25 },
      { key: 'customs', days: 10 },
      { key: 'central warehouse', days: 7 },
      { key: 'distribution', days: 14 },
    ]
    const stockOutOn = localDate('2026-01-28')
    const [contract, ...others] = deadlines(steps, { stockOutOn, safetyDays, today: DIALOGUE })
    expect(contract).toEqual({ key: 'contract', doneBy, lateDays })
    expect(others.at(-1)).toEqual({
      key: 'distribution',
      doneBy: addDays(stockOutOn, -safetyDays),
      lateDays: 0,
    })
  })

  test('480 in 90 days with 12 out would have been 554; out on all of them, nobody knows', () => {
    const adjusted = adjustedUnits(480, 90, 12)
    expect(adjusted && rounded(adjusted)).toBe(554)
    expect(adjustedUnits(480, 90, 90)).toBeNull()
  })
})

describe('consumption', () => {
  const month = (text: string): Month => {
    const found = parseMonth(text)
    if (!found) throw new Error(text)
    return found
  }
  const used = (text: string, consumedUnits: number, daysOut = 0) => ({
    month: month(text),
    consumedUnits,
    daysOut,
  })

  test('is the mean of the last six reported months, whatever their order', () => {
    const reports = [7, 1, 6, 2, 5, 3, 4].map((n) => used(`2025-0${n}`, n * 10))
    const mean = averageMonthlyConsumption(reports)
    expect(mean && rounded(mean, 2)).toBe(45)
  })

  test('is unknown from two months, and from months without stock on any day', () => {
    expect(averageMonthlyConsumption([used('2025-01', 10), used('2025-02', 10)])).toBeNull()
    const out = ['2025-01', '2025-02', '2025-03'].map((text) => used(text, 0, 31))
    expect(averageMonthlyConsumption(out)).toBeNull()
  })

  test('counts a month that was not reported neither as zero nor at all', () => {
    const reports = [used('2025-01', 90), used('2025-03', 90), used('2025-05', 90)]
    const mean = averageMonthlyConsumption(reports)
    expect(mean && rounded(mean)).toBe(90)
  })

  test('is adjusted for days without stock', () => {
    const reports = [used('2025-04', 90), used('2025-05', 100, 15), used('2025-06', 90)]
    // 280 × 91 / 76 / 3
    const mean = averageMonthlyConsumption(reports)
    expect(mean && rounded(mean, 2)).toBe(111.75)
  })

  test.each([
    ['2024-02', 29],
    ['2025-02', 28],
    ['2100-02', 28],
    ['2025-12', 31],
  ])('%s has %i days', (text, days) => {
    expect(daysIn(month(text))).toBe(days)
  })

  test('months follow each other over the year', () => {
    expect([month('2025-09'), month('2025-12')].map(monthAfter)).toEqual(['2025-10', '2026-01'])
  })

  test.each(['2025-13', '2025-00', '2025-1', '25-01', '2025-01-01', ''])('%o is no month', (text) => {
    expect(parseMonth(text)).toBeNull()
  })

  test('stock lasts an unknown time without a rate, and is unused without use', () => {
    expect(monthsOfStock(630, null)).toEqual({ kind: 'unknown' })
    expect(monthsOfStock(null, fraction(180))).toEqual({ kind: 'unknown' })
    expect(monthsOfStock(0, fraction(0))).toEqual({ kind: 'unused' })
  })
})

describe('a projection', () => {
  test('says nothing without stock or need', () => {
    expect([project(outlook({ stock: null })), project(outlook({ needADay: null }))]).toEqual([
      { known: false },
      { known: false },
    ])
  })

  test('never runs out where nothing is used, not even of nothing', () => {
    expect(courseOf({ stock: [], needADay: fraction(0) })).toMatchObject({ stockOutOn: null, gaps: [] })
  })

  test('with no stock at all begins with a gap', () => {
    const course = courseOf({ stock: [], until: addDays(DIALOGUE, 9) })
    expect(course.gaps).toEqual([{ from: DIALOGUE, to: '2025-10-23', days: 10 }])
  })

  test('takes a delivery of the first day, and none from before it', () => {
    const stock = [{ units: 0, goodUntil: null }]
    const today = courseOf({ stock, deliveries: [delivery('2025-10-14', 630)] })
    const before = courseOf({ stock, deliveries: [delivery('2025-10-13', 630)] })
    expect([today.stockOutOn, before.stockOutOn]).toEqual(['2026-01-28', '2025-10-14'])
  })

  test('goes on with the same gap through a delivery smaller than a day needs', () => {
    const course = courseOf({
      stock: [{ units: 0, goodUntil: null }],
      needADay: fraction(10),
      deliveries: [delivery('2025-10-16', 4), delivery('2025-10-18', 6)],
      until: localDate('2025-10-20'),
    })
    expect(course.gaps).toEqual([
      { from: '2025-10-14', to: '2025-10-17', days: 4 },
      { from: '2025-10-19', to: '2025-10-20', days: 2 },
    ])
  })

  test('uses first what runs out first, and counts what does not get used in time', () => {
    const course = courseOf({
      stock: [
        { units: 50, goodUntil: null },
        { units: 30, goodUntil: localDate('2025-10-15') },
      ],
      needADay: fraction(10),
      until: localDate('2025-10-31'),
    })
    expect([course.expired, course.stockOutOn]).toEqual([fraction(10), '2025-10-21'])
  })

  test('throws away what a delivery brings past its date', () => {
    const course = courseOf({
      stock: [{ units: 10, goodUntil: null }],
      needADay: fraction(10),
      deliveries: [delivery('2025-10-15', 100, '2025-10-14')],
      until: localDate('2025-10-15'),
    })
    expect(course.stockOutOn).toBe('2025-10-15')
  })

  test('shows the stock before and after what happens', () => {
    const course = courseOf({
      stock: [{ units: 20, goodUntil: null }],
      needADay: fraction(10),
      deliveries: [delivery('2025-10-17', 30)],
      until: localDate('2025-10-18'),
    })
    expect(course.levels.map(({ on, units }) => [on, rounded(units)])).toEqual([
      ['2025-10-14', 20],
      ['2025-10-16', 0],
      ['2025-10-17', 0],
      ['2025-10-17', 30],
      ['2025-10-19', 10],
    ])
  })

  test('is refused for a time that ends before it begins', () => {
    expect(() => project(outlook({ until: localDate('2025-10-13') }))).toThrow(RangeError)
  })
})

/** The same numbers every time: a run that fails can be repeated. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

interface Plain {
  readonly stock: number
  readonly need: number
  readonly days: number
  readonly deliveries: readonly { readonly day: number; readonly units: number }[]
}

function plainCase(below: (n: number) => number): Plain {
  return {
    stock: below(60),
    need: 1 + below(12),
    days: 40,
    deliveries: Array.from({ length: 1 + below(4) }, () => ({ day: below(40), units: 1 + below(50) })),
  }
}

const DAYS = Array.from({ length: 40 }, (_, n) => addDays(DIALOGUE, n))

function uncovered({ stock, need, days, deliveries }: Plain): number[] {
  const course = courseOf({
    stock: [{ units: stock, goodUntil: null }],
    needADay: fraction(need),
    deliveries: deliveries.map(({ day, units }) => ({ on: DAYS[day] ?? DIALOGUE, units, goodUntil: null })),
    until: DAYS[days - 1] ?? DIALOGUE,
  })
  return course.gaps.flatMap(({ from, days: length }) =>
    Array.from({ length }, (_, n) => daysBetween(DIALOGUE, from) + n),
  )
}

/** Day by day, as anybody would do it by hand; `keeps` the rest of a day that is not covered, or throws it away. */
function byHand({ stock, need, days, deliveries }: Plain, keeps: boolean): number[] {
  let left = stock
  const out: number[] = []
  for (let day = 0; day < days; day++) {
    for (const delivery of deliveries) if (delivery.day === day) left += delivery.units
    if (left >= need) left -= need
    else {
      out.push(day)
      if (!keeps) left = 0
    }
  }
  return out
}

/** One delivery comes earlier. */
function earlier(plain: Plain, below: (n: number) => number): Plain {
  const moved = below(plain.deliveries.length)
  return {
    ...plain,
    deliveries: plain.deliveries.map((one, at) => (at === moved ? { ...one, day: below(one.day + 1) } : one)),
  }
}

/** Each is checked against both laws. */
const CASES = 100_000

describe('the laws of supply', () => {
  test('the days are those counted by hand', () => {
    const below = random(1)
    for (let n = 0; n < 5_000; n++) {
      const plain = plainCase(below)
      expect(uncovered(plain), JSON.stringify(plain)).toEqual(byHand(plain, true))
    }
  })

  test('more stock never ends earlier, and an earlier delivery never leaves more days uncovered', () => {
    const below = random(2)
    const firstOut = (days: number[]) => days[0] ?? Number.POSITIVE_INFINITY
    for (let n = 0; n < CASES; n++) {
      const plain = plainCase(below)
      const days = uncovered(plain)
      const more = { ...plain, stock: plain.stock + below(20) }
      if (firstOut(uncovered(more)) < firstOut(days)) throw new Error(JSON.stringify([plain, more]))
      const moved = earlier(plain, below)
      if (uncovered(moved).length > days.length) throw new Error(JSON.stringify([plain, moved]))
    }
  })

  test('throwing the rest of a day away would break them: here, and in hundreds of such cases', () => {
    const deliveries = [
      { day: 5, units: 35 },
      { day: 10, units: 8 },
      { day: 20, units: 32 },
    ]
    const plain = { stock: 7, need: 6, days: 40, deliveries }
    const moved = { ...plain, deliveries: deliveries.with(0, { day: 3, units: 35 }) }
    expect(byHand(moved, false).length - byHand(plain, false).length).toBe(1)
    expect(uncovered(moved).length).toBeLessThanOrEqual(uncovered(plain).length)

    const below = random(2)
    let broken = 0
    for (let n = 0; n < CASES; n++) {
      const one = plainCase(below)
      if (byHand(earlier(one, below), false).length > byHand(one, false).length) broken += 1
    }
    expect(broken).toBeGreaterThan(100)
  })
})

test('fractions stay exact where floating point does not', () => {
  const third: Fraction = fraction(1, 3)
  const until: LocalDate = addDays(DIALOGUE, 400)
  // A third of a bottle a day: 100 bottles are 300 days to the day.
  const { stockOutOn } = courseOf({ stock: [{ units: 100, goodUntil: null }], needADay: third, until })
  expect(stockOutOn).toBe(addDays(DIALOGUE, 300))
})
