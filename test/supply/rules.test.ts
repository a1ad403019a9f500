/** The rules of supply around the projection: reports, places together, deliveries, estimates, warnings. */

import { describe, expect, test } from 'vitest'
import type { Id } from '../../src/kernel/id.ts'
import type { Instant } from '../../src/kernel/instant.ts'
import { addDays, localDate } from '../../src/kernel/local-date.ts'
import { faultsOf } from '../../src/kernel/outcome.ts'
import type { Month } from '../../src/supply/consumption.ts'
import { monthStarts, unitTicks } from '../../src/supply/curve.ts'
import { checkYears } from '../../src/supply/estimate.ts'
import { plus, rounded } from '../../src/supply/fraction.ts'
import {
  decideLineMove,
  decideTerms,
  newChain,
  type PipelineLine,
  slipOf,
  stepsAhead,
} from '../../src/supply/line.ts'
import { decideMedicine, type Medicine } from '../../src/supply/medicine.ts'
import { atRiskFirst, outlookOf, riskOf, type Supply } from '../../src/supply/outlook.ts'
import type { Place } from '../../src/supply/place.ts'
import {
  checkOf,
  decideReport,
  monthToReport,
  type StockFigures,
  type StockReport,
} from '../../src/supply/report.ts'
import { completenessOf, monthsUpTo, totalStock } from '../../src/supply/stock.ts'
import { DRAFT, figures, TERMS } from './sample.ts'

const TODAY = localDate('2026-01-15')

function asked(over: Partial<StockFigures>, before: StockFigures | null = null, confirmed = false) {
  const month = figures('2025-12', 450, localDate('2025-12-31'))
  const outcome = decideReport({
    figures: { ...month, ...over },
    own: before ? [before] : [],
    today: TODAY,
    confirmed,
  })
  return outcome.ok ? [] : faultsOf(outcome).map(({ field, messageKey }) => [field, messageKey])
}

describe('a report', () => {
  const before = figures('2025-11', 630, localDate('2025-11-30'))

  test('is taken when stock, receipts and use add up', () => {
    expect(asked({}, before)).toEqual([])
  })

  test('may be a tenth off, and is asked back beyond that, unless it is confirmed', () => {
    expect(asked({ onHandUnits: 450 + 63 }, before)).toEqual([])
    const odd = { onHandUnits: 450 + 64 }
    expect(asked(odd, before)).toEqual([['on_hand', 'supply.adds_up']])
    expect(asked(odd, before, true)).toEqual([])
  })

  test('is asked back for three times last month or a third of it, but not from or to nothing', () => {
    const jump = (consumedUnits: number) => asked({ consumedUnits, onHandUnits: 630 - consumedUnits }, before)
    expect(jump(540)).toEqual([])
    expect(jump(541)).toEqual([['consumed', 'supply.jumps']])
    expect(jump(60)).toEqual([])
    expect(jump(59)).toEqual([['consumed', 'supply.jumps']])
    const none = { consumedUnits: 0, onHandUnits: 630 }
    expect(asked(none, before)).toEqual([['consumed', 'stock.none_used']])
    expect(asked({ ...none, daysOut: 3 }, before)).toEqual([])
  })

  test('is compared with the mean of the months before, not with the last of them alone', () => {
    const own = [before, { ...before, month: '2025-10' as Month, consumedUnits: 1_000 }]
    const figure = { ...figures('2025-12', 30, localDate('2025-12-31')), consumedUnits: 600 }
    const asking = { figures: figure, today: TODAY, confirmed: false }
    expect(decideReport({ ...asking, own })).toMatchObject({ ok: true })
    expect(decideReport({ ...asking, own: [before] })).toMatchObject({
      ok: false,
      messageKey: 'supply.jumps',
      params: { mean: 180 },
    })
  })

  test('is asked back when stock grew without receipts, and when everything is ten times as much', () => {
    expect(asked({ onHandUnits: 631, consumedUnits: 60 }, before)).toEqual([['on_hand', 'stock.grew']])
    expect(asked({ onHandUnits: 631, receivedUnits: 181 }, before)).toEqual([])
    const litres = { onHandUnits: 6_300, consumedUnits: 1_800 }
    expect(asked(litres, before)).toEqual([['on_hand', 'stock.other_unit']])
    expect(asked({ onHandUnits: 63, consumedUnits: 18 }, before)).toEqual([['on_hand', 'stock.other_unit']])
    expect(asked(litres, before, true)).toEqual([])
  })

  test('is asked back when something was used in a month without stock', () => {
    expect(asked({ daysOut: 31 }, before)).toEqual([['days_out', 'stock.used_while_out']])
    expect(asked({ daysOut: 30 }, before)).toEqual([])
  })

  test('has its figures checked: what was there and came, less what was used', () => {
    const counted = { onHandUnits: 450, receivedUnits: 20, consumedUnits: 180 }
    expect(checkOf(counted, before)).toEqual({ opening: 630, expected: 470, difference: -20 })
  })

  test('is not compared when the month before has no report', () => {
    expect(asked({ consumedUnits: 5_000 })).toEqual([])
  })

  test('that cannot be is refused, confirmed or not, with everything that is wrong', () => {
    const wrong = {
      asOf: localDate('2026-02-01'),
      daysOut: 32,
      batches: [{ units: 451, goodUntil: localDate('2026-12-31') }],
    }
    expect(asked(wrong, null, true)).toEqual([
      ['as_of', 'supply.counted_when'],
      ['days_out', 'supply.days_out'],
      ['batch_1_units', 'supply.batches_over'],
    ])
    expect(asked({ month: '2026-02' as Month, asOf: TODAY }, null, true)[0]).toEqual([
      'month',
      'supply.month_ahead',
    ])
    expect(asked({ month: '2025-02' as Month, asOf: localDate('2025-02-28'), daysOut: 29 })).toEqual([
      ['days_out', 'supply.days_out'],
    ])
  })

  test('is due for the month that has ended', () => {
    expect(monthToReport(TODAY)).toBe('2025-12')
    expect(monthToReport(localDate('2024-03-01'))).toBe('2024-02')
  })
})

const place = (id: Id, level: Place['level'] = 'region'): Place => ({
  ...{ id, level, medicineId: 'm', institutionId: `i-${id}`, version: 1 },
})

function report(placeId: Id, month: string, over: Partial<StockFigures> = {}): StockReport {
  const asOf = addDays(localDate(`${month}-01`), 27)
  const extra = { id: `${placeId}${month}`, placeId, channel: 'link', reportedAt: '' as Instant } as const
  return { ...figures(month, 100, asOf), consumedUnits: 30, ...over, ...extra }
}

const quarter = (id: Id, over: Partial<StockFigures> = {}) =>
  ['2025-10', '2025-11', '2025-12'].map((month) => report(id, month, over))

describe('places together', () => {
  test('add stock and use; a central store adds stock only, for it hands on', () => {
    const stock = totalStock([place('a'), place('c', 'central')], [...quarter('a'), ...quarter('c')])
    expect([stock.units, stock.rate && rounded(stock.rate), stock.using, stock.rated]).toEqual([
      200, 30, 1, 1,
    ])
  })

  test('that have never reported are unknown and not zero', () => {
    expect(totalStock([place('a')], [])).toMatchObject({ units: null, batches: null, rate: null, asOf: null })
    expect(totalStock([place('a'), place('b')], quarter('a'))).toMatchObject({
      units: 100,
      rated: 1,
      using: 2,
    })
  })

  test('with an older report are carried forward at their own rate to the day of the newest', () => {
    const late = quarter('b').slice(0, 2).concat(report('b', '2025-09'))
    const stock = totalStock([place('a'), place('b')], [...quarter('a'), ...late])
    // 30 days at 30 a month, and never less than was used: 29.57 is 30.
    expect(stock.places.map(({ units, carried }) => [units, carried])).toEqual([
      [100, false],
      [70, true],
    ])
  })

  test('that were out on all days have no rate, and stay as they were counted', () => {
    const out = quarter('b', { daysOut: 31, consumedUnits: 0, onHandUnits: 0 })
    const stock = totalStock([place('a'), place('b')], [...quarter('a'), ...out])
    expect([stock.units, stock.rated, stock.places[1]?.rate]).toEqual([100, 1, null])
  })

  test('lose what expires before it is used, first expiry first', () => {
    const batches = [{ units: 80, goodUntil: localDate('2026-01-27') }]
    const stock = totalStock([place('a')], quarter('a', { batches }))
    const lost = stock.places[0]?.expiringUnits
    // 31 days at 30 a month use 30.55 of the 80.
    expect(lost && rounded(lost, 2)).toBe(49.45)
  })

  test('are counted by month', () => {
    const { places } = totalStock([place('a'), place('b')], quarter('a'))
    expect(completenessOf(places, '2025-12' as Month)).toEqual({ month: '2025-12', reported: 1, places: 2 })
    expect(monthsUpTo('2026-02' as Month, 4)).toEqual(['2025-11', '2025-12', '2026-01', '2026-02'])
  })
})

const MEDICINE: Medicine = {
  ...DRAFT,
  id: 'm',
  dialogueId: 'd',
  name: { authoritative: 'ru', texts: DRAFT.names },
  unit: { authoritative: 'ru', texts: DRAFT.units },
  version: 1,
}

function line(over: Partial<PipelineLine> = {}): PipelineLine {
  const base = { id: 'l', medicineId: 'm', quantity: 1_080, expectedOn: localDate('2026-02-20') }
  return { ...base, ...TERMS, steps: newChain(), moves: [], permits: [], ...over }
}

describe('a delivery', () => {
  const faults = (over: Partial<typeof TERMS>) => {
    const outcome = decideTerms({ ...TERMS, ...over }, line(), TODAY)
    return outcome.ok ? [] : faultsOf(outcome).map(({ field }) => field)
  }

  test('is received in whole only when all of it came, on a day that has been', () => {
    expect(faults({ certainty: 'shipped', received: 500, receivedOn: TODAY })).toEqual([])
    expect(faults({ certainty: 'received', received: 1_080, receivedOn: TODAY })).toEqual([])
    expect(faults({ certainty: 'received', received: 500, receivedOn: TODAY })).toEqual(['certainty'])
    expect(faults({ certainty: 'shipped', received: 2_000, receivedOn: null })).toEqual([
      'received',
      'received_on',
      'certainty',
    ])
    expect(faults({ certainty: 'shipped', received: 1, receivedOn: addDays(TODAY, 1) })).toEqual([
      'received_on',
    ])
    expect(faults({ shipsOn: localDate('2026-02-21') })).toEqual(['ships_on'])
  })

  test('is moved only when something changes, and not once it has come', () => {
    const move = { expectedOn: localDate('2026-02-20'), quantity: 1_080, reason: '' }
    expect(decideLineMove(line(), move)).toMatchObject({ messageKey: 'supply.moves_nothing' })
    const later = { ...move, expectedOn: localDate('2026-03-20') }
    expect(decideLineMove(line(), later)).toEqual({ ok: true, value: later })
    expect(decideLineMove(line({ certainty: 'received' }), later)).toMatchObject({ code: 'conflict' })
    expect(decideLineMove(line({ received: 600 }), { ...later, quantity: 600 })).toMatchObject({
      messageKey: 'supply.received_over',
    })
  })

  test('tells its slip from the date first given', () => {
    const move = { expectedTo: TODAY, quantityFrom: 1, quantityTo: 1, reason: '', movedAt: '' as Instant }
    const moves = ['2026-01-12', '2026-02-01'].map((day) => ({ ...move, expectedFrom: localDate(day) }))
    expect(slipOf(line({ moves }))).toBe(39)
    expect(slipOf(line())).toBe(0)
  })

  test('has the steps after the last one done still ahead', () => {
    const steps = newChain().map((step) => (step.key === 'budget' ? { ...step, doneOn: TODAY } : step))
    expect(stepsAhead({ steps }).map(({ key }) => key)[0]).toBe('tender')
  })
})

describe('an estimate', () => {
  const check = (baseGrams: number | null, lines: PipelineLine[] = []) => {
    const estimate = { id: 'e', year: 2026, kind: 'confirmed', confirmedOn: TODAY } as const
    const estimates = baseGrams === null ? [] : [{ ...estimate, baseGrams }]
    return checkYears(MEDICINE, { lines, estimates, thisYear: 2026 })[0]
  }

  test('is near its ceiling from 95 per cent on: a need of 9.55 kg of base', () => {
    expect(rounded(check(null)?.needGrams ?? { n: 0n, d: 1n })).toBe(9_551)
    expect([null, 10_000, 10_054, 9_551, 9_550].map((grams) => check(grams)?.state)).toEqual([
      'unknown',
      'near',
      'within',
      'near',
      'over',
    ])
  })

  test('counts what came and what is to come in its year, and adds supplementary ones', () => {
    const lines = [line({ quantity: 2_000, received: 500, receivedOn: localDate('2025-12-30') })]
    const supplementary = { id: 's', year: 2026, kind: 'supplementary', confirmedOn: TODAY } as const
    const years = checkYears(MEDICINE, {
      lines,
      estimates: [
        { ...supplementary, id: 'e', kind: 'confirmed', baseGrams: 9_000 },
        { ...supplementary, baseGrams: 2_000 },
      ],
      thisYear: 2026,
    })
    expect(
      years.map(({ year, ceilingGrams, linesGrams }) => [year, ceilingGrams, rounded(linesGrams)]),
    ).toEqual([
      [2025, null, 2_225],
      [2026, 11_000, 6_675],
    ])
  })
})

describe('the outlook', () => {
  const supply = (over: Partial<Supply> = {}): Supply => ({
    medicine: MEDICINE,
    places: [place('a')],
    reports: quarter('a', { onHandUnits: 20 }),
    lines: [],
    estimates: [],
    ...over,
  })
  const kinds = (given: Supply) => outlookOf(given, TODAY).warnings.map(({ kind }) => kind)

  test('knows nothing without reports or without a rate', () => {
    const unknown = outlookOf(supply({ reports: [] }), TODAY)
    expect([unknown.all.known, riskOf(unknown, TODAY)]).toEqual([false, 'unknown'])
    expect(outlookOf(supply({ reports: quarter('a').slice(0, 2) }), TODAY).all.known).toBe(false)
  })

  test('does not count a delivery whose day has passed, and says so', () => {
    const late = supply({ lines: [line({ expectedOn: addDays(TODAY, -1), certainty: 'shipped' })] })
    const { all, alone } = outlookOf(late, TODAY)
    expect(all).toEqual(alone)
    expect(kinds(late)).toContain('not_come')
  })

  test('warns of a date that the days of the steps do not allow', () => {
    expect(kinds(supply({ lines: [line()] }))).toContain('too_soon')
    expect(kinds(supply({ lines: [line({ expectedOn: localDate('2026-12-30') })] }))).not.toContain(
      'too_soon',
    )
  })

  test('counts only what somebody is bound to deliver as confirmed', () => {
    const { confirmed, all } = outlookOf(supply({ lines: [line({ expectedOn: TODAY })] }), TODAY)
    expect([confirmed.known && confirmed.gaps.length, all.known && all.gaps.length]).toEqual([1, 0])
  })

  test('puts the worst first', () => {
    const rows = [supply({ reports: [] }), supply()].map((one) => {
      const outlook = outlookOf(one, TODAY)
      return { risk: riskOf(outlook, TODAY), outlook }
    })
    expect(atRiskFirst(rows).map(({ risk }) => risk)).toEqual(['short', 'unknown'])
  })

  test('of twenty places and three years of reports takes less than 20 ms', () => {
    const places = Array.from({ length: 20 }, (_, n) => place(`p${n}`))
    const months = monthsUpTo('2025-12' as Month, 36)
    const batches = [{ units: 40, goodUntil: localDate('2026-03-31') }]
    const reports = places.flatMap(({ id }) => months.map((month) => report(id, month, { batches })))
    const lines = [line(), line({ id: 'k', expectedOn: localDate('2026-08-01') })]
    const times = Array.from({ length: 5 }, () => {
      const began = performance.now()
      outlookOf(supply({ places, reports, lines }), TODAY)
      return performance.now() - began
    })
    expect(Math.min(...times)).toBeLessThan(20)
  })
})

test('a medicine has its name and unit together, in the language that binds at least', () => {
  const draft = { ...DRAFT, names: { kk: 'Метадон' }, units: { en: 'bottles' }, maxMonths: 2 }
  const outcome = decideMedicine(draft)
  expect(outcome.ok ? [] : faultsOf(outcome).map(({ field }) => field)).toEqual([
    'unit_kk',
    'name_en',
    'authoritative',
    'max_months',
  ])
})

test('sums of shares stay reduced', () => {
  expect(plus({ n: 1n, d: 6n }, { n: 1n, d: 3n })).toEqual({ n: 1n, d: 2n })
  expect(plus({ n: 0n, d: 7n }, { n: 0n, d: 3n })).toEqual({ n: 0n, d: 1n })
})

test('the axes of the curve have round numbers and the first of each month', () => {
  expect(unitTicks(1_134)).toEqual([0, 500, 1_000])
  expect(unitTicks(3)).toEqual([0, 1, 2, 3])
  expect(monthStarts(localDate('2025-12-31'), localDate('2026-02-01'))).toEqual([
    '2025-12-31',
    '2026-01-01',
    '2026-02-01',
  ])
})
