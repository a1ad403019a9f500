/** When steps end: forecasts move what comes after, the unknown stays unknown, circles and impossible orders are found. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, type LocalDate } from '../../src/kernel/local-date.ts'
import { type ScheduledStep, scheduleFor, scheduleOf } from '../../src/steps/schedule.ts'
import type { DatedStep } from '../../src/steps/step.ts'
import { circleIn, inOrder } from '../../src/steps/ties.ts'
import { dated, day, worded } from './world.ts'

const TODAY = day('2026-01-15')
const DUE = { dueOn: day('2026-04-30'), firstDueOn: day('2026-04-01') }

const line = (changes: readonly Partial<DatedStep>[]) =>
  changes.map((change, at) => dated(`s${at}`, { after: at === 0 ? [] : [`s${at - 1}`], ...change }))

const ends = (steps: readonly DatedStep[], due = DUE) =>
  scheduleOf(steps, due, TODAY).steps.map(({ endsOn }) => endsOn)

const PLAN = [
  { plannedOn: day('2026-01-31'), days: 30 },
  { plannedOn: day('2026-03-02'), days: 30 },
  { plannedOn: day('2026-04-01'), days: 30 },
]

describe('a line of steps', () => {
  test('as planned ends as planned, without slip', () => {
    const schedule = scheduleOf(line(PLAN), DUE, TODAY)
    expect(schedule).toMatchObject({ forecastOn: '2026-04-01', slipDays: 0, late: [] })
    expect(schedule.steps.map(({ standing }) => standing)).toEqual(['ready', 'waiting', 'waiting'])
  })

  test('a forecast moves every step after it by its days', () => {
    const [first, ...others] = line(PLAN)
    const steps = [{ ...(first as DatedStep), forecastOn: day('2026-02-10') }, ...others]
    expect(ends(steps)).toEqual(['2026-02-10', '2026-03-12', '2026-04-11'])
    expect(scheduleOf(steps, DUE, TODAY).slipDays).toBe(10)
  })

  test('days that the plan left over take up a slip', () => {
    const steps = line([
      { plannedOn: day('2026-01-31'), forecastOn: day('2026-02-05') },
      { plannedOn: day('2026-03-02'), days: 20 },
    ])
    expect(ends(steps)).toEqual(['2026-02-05', '2026-03-02'])
  })

  test('without usual days the gap of the plan counts', () => {
    const steps = line([
      { plannedOn: day('2026-01-31'), forecastOn: day('2026-02-05') },
      { plannedOn: day('2026-03-02') },
    ])
    expect(ends(steps)).toEqual(['2026-02-05', '2026-03-07'])
  })

  test('nothing that is not done ends before today, and what is late says by how many days', () => {
    const steps = line([{ plannedOn: day('2026-01-05'), days: 10 }, { days: 10 }])
    const schedule = scheduleOf(steps, DUE, TODAY)
    expect(schedule.steps.map(({ endsOn }) => endsOn)).toEqual(['2026-01-15', '2026-01-25'])
    expect(schedule.late.map(({ step, lateDays }) => [step.id, lateDays])).toEqual([['s0', 10]])
  })

  test('what was done counts by its real day, and 29 February is one', () => {
    const steps = line([{ state: 'done', doneOn: day('2028-01-30') }, { days: 30 }, { days: 1 }])
    expect(ends(steps)).toEqual(['2028-01-30', '2028-02-29', '2028-03-01'])
  })

  test('once it can begin, a date that somebody said holds even if it is earlier than usual', () => {
    const said = { plannedOn: day('2026-03-02'), days: 30, forecastOn: day('2026-01-20') }
    expect(ends(line([{ state: 'done', doneOn: day('2026-01-10') }, said]))[1]).toBe('2026-01-20')
    expect(ends(line([{ plannedOn: day('2026-01-31') }, said]))[1]).toBe('2026-03-02')
    const later = { ...said, forecastOn: day('2026-05-01') }
    expect(ends(line([{ plannedOn: day('2026-01-31') }, later]))[1]).toBe('2026-05-01')
  })

  test('a skipped step takes no time, and who waits for it waits for those before', () => {
    const steps = line([{ plannedOn: day('2026-01-31') }, { state: 'skipped' }, { days: 5 }])
    const [, skipped, last] = scheduleOf(steps, DUE, TODAY).steps
    expect(skipped?.endsOn).toBeNull()
    expect(last).toMatchObject({ endsOn: '2026-02-05', standing: 'waiting' })
    expect(last?.waitsFor.map(({ id }) => id)).toEqual(['s0'])
  })
})

describe('the unknown', () => {
  test('stays unknown for all that hangs on it, and for the commitment', () => {
    const steps = [
      ...line([{}, { plannedOn: day('2026-03-02'), days: 30 }]),
      dated('free', { plannedOn: TODAY }),
    ]
    const schedule = scheduleOf(steps, DUE, TODAY)
    expect(schedule.steps.map(({ endsOn }) => endsOn)).toEqual([null, null, '2026-01-15'])
    expect(schedule).toMatchObject({ forecastOn: null, slipDays: null })
  })

  test('no steps tell nothing', () => {
    expect(scheduleOf([], DUE, TODAY)).toEqual({ steps: [], forecastOn: null, slipDays: null, late: [] })
  })

  test('without any due date the first plan is the measure', () => {
    const undated = { dueOn: null, firstDueOn: null }
    const steps = line([{ firstPlannedOn: day('2026-02-01'), plannedOn: day('2026-02-08') }])
    expect(scheduleOf(steps, undated, TODAY).slipDays).toBe(7)
  })
})

describe('what is need-to-know', () => {
  const steps = [
    worded('permit', { plannedOn: day('2026-02-01') }),
    worded('shipment', { plannedOn: day('2026-03-01'), guarded: true, after: ['permit'], reason: 'Almaty' }),
    worded('receipt', { plannedOn: day('2026-03-20'), days: 19, after: ['shipment'] }),
  ]

  test('goes with all that comes after it and with the forecast, from which it could be reckoned', () => {
    const schedule = scheduleFor(scheduleOf(steps, DUE, TODAY), false)
    expect(schedule.steps.map(({ endsOn, withheld }) => [endsOn, withheld])).toEqual([
      ['2026-02-01', false],
      [null, true],
      [null, true],
    ])
    expect(schedule.forecastOn).toBeNull()
    expect(JSON.stringify(schedule)).not.toMatch(/2026-03|Almaty/)
  })

  test('stays for who may know it', () => {
    const whole = scheduleOf(steps, DUE, TODAY)
    expect(scheduleFor(whole, true)).toBe(whole)
  })
})

describe('circles', () => {
  test('are found with their steps in order, however long the way to them', () => {
    const tied = [
      dated('a'),
      dated('b', { after: ['a', 'd'] }),
      dated('c', { after: ['b'] }),
      dated('d', { after: ['c'] }),
      dated('e', { after: ['d'] }),
    ]
    expect(
      circleIn(tied)
        .map(({ id }) => id)
        .sort(),
    ).toEqual(['b', 'c', 'd'])
    expect(circleIn(tied.slice(0, 1))).toEqual([])
    expect(scheduleOf(tied, DUE, TODAY).forecastOn).toBeNull()
  })

  test('of one step too', () => {
    expect(circleIn([dated('a', { after: ['a'] })]).map(({ id }) => id)).toEqual(['a'])
  })
})

/** Up to 12 steps whose ties point backwards, in the year 2026, many things unknown. */
const chains = fc
  .array(
    fc.record({
      days: fc.option(fc.nat(60)),
      planned: fc.option(fc.nat(300)),
      forecast: fc.option(fc.nat(300)),
      state: fc.constantFrom('pending' as const, 'running' as const, 'blocked' as const, 'skipped' as const),
      ties: fc.array(fc.nat(11), { maxLength: 3 }),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((rows) =>
    rows.map(({ days, planned, forecast, state, ties }, at) => {
      const on = (n: number | null): LocalDate | null => (n === null ? null : addDays(TODAY, n - 60))
      const after = [...new Set(ties.filter((tie) => tie < at).map((tie) => `s${tie}`))]
      return dated(`s${at}`, { days, plannedOn: on(planned), forecastOn: on(forecast), state, after })
    }),
  )

/** Not skipped: it has an end. */
const isTaken = ([, { step }]: readonly [string, ScheduledStep]): boolean => step.state !== 'skipped'

describe('whatever the steps', () => {
  test('a later forecast never makes an end earlier', () => {
    fc.assert(
      fc.property(chains, fc.nat(11), fc.integer({ min: 1, max: 200 }), (steps, pick, more) => {
        const at = pick % steps.length
        const before = scheduleOf(steps, DUE, TODAY)
        const moved = steps.map((step, n) =>
          n === at && step.forecastOn ? { ...step, forecastOn: addDays(step.forecastOn, more) } : step,
        )
        const after = scheduleOf(moved, DUE, TODAY)
        for (const [n, { endsOn }] of after.steps.entries()) {
          const was = before.steps[n]?.endsOn ?? null
          expect(endsOn === null).toBe(was === null)
          if (endsOn && was) expect(endsOn >= was).toBe(true)
        }
      }),
      { numRuns: 500 },
    )
  })

  test('what waits for something unknown is unknown, and nothing ends before what it waits for', () => {
    fc.assert(
      fc.property(chains, (steps) => {
        const { steps: scheduled } = scheduleOf(steps, DUE, TODAY)
        const taken = new Map(scheduled.map((one) => [one.step.id, one] as const).filter(isTaken))
        const pairs = [...taken.values()].flatMap((one) =>
          one.step.after.flatMap((id) => {
            const before = taken.get(id)
            return before ? [[before.endsOn, one.endsOn] as const] : []
          }),
        )
        // Unknown counts as later than any day.
        for (const [before, end] of pairs) expect((end ?? '~') >= (before ?? '~')).toBe(true)
      }),
      { numRuns: 500 },
    )
  })

  test('an order exists exactly where there is no circle', () => {
    const ties = fc.array(fc.array(fc.nat(7), { maxLength: 3 }), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(ties, (rows) => {
        const steps = rows.map((row, at) => dated(`s${at}`, { after: [...new Set(row.map((n) => `s${n}`))] }))
        const whole = inOrder(steps).length === steps.length
        expect(circleIn(steps).length === 0).toBe(whole)
      }),
      { numRuns: 500 },
    )
  })

  test('thousands of steps take no time to speak of', () => {
    const many = line(Array.from({ length: 2000 }, () => ({ days: 1, plannedOn: TODAY })))
    const began = performance.now()
    expect(scheduleOf(many, DUE, TODAY).forecastOn).toBe(addDays(TODAY, 1999))
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})
