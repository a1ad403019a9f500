/** The ladder of reminders: one table of days, and what silences a rung. */

import { describe, expect, test } from 'vitest'
import {
  dueStep,
  needsCall,
  occurrencesOf,
  type Remindable,
  type Step,
} from '../../src/commitments/reminders.ts'
import { localDate } from '../../src/kernel/local-date.ts'

const day = localDate

/** Promised on 1 January for 31 March 2026, never reported on. */
const promise: Remindable = {
  state: 'agreed',
  dueOn: day('2026-03-31'),
  reviewOn: null,
  pausedUntil: null,
  lastReportOn: null,
  since: day('2026-01-01'),
}

const due = (on: string, change: Partial<Remindable> = {}, sent: readonly Step[] = []) =>
  dueStep({ ...promise, ...change }, day(on), new Set(sent))

describe('the ladder', () => {
  test.each<[string, Step]>([
    ['2026-03-01', 'before_30'],
    ['2026-03-17', 'before_14'],
    ['2026-03-24', 'before_7'],
    ['2026-03-30', 'before_1'],
    ['2026-03-31', 'due'],
    ['2026-04-07', 'late_7'],
    ['2026-04-14', 'late_14'],
    ['2026-04-21', 'late_21'],
    ['2026-04-28', 'late_28'],
  ])('on %s the step is %s', (on, step) => {
    expect(due(on)).toBe(step)
  })

  test('nothing is due before the first rung', () => {
    expect(due('2026-02-28')).toBeNull()
  })

  test('a step that was sent is not due again', () => {
    expect(due('2026-03-17', {}, ['before_14'])).toBeNull()
    expect(due('2026-03-20', {}, ['before_14'])).toBeNull()
  })

  test('missed days give one catch-up: the latest rung reached', () => {
    expect(due('2026-04-10', {}, ['before_30'])).toBe('late_7')
    expect(due('2026-04-10', {}, ['before_30', 'late_7'])).toBeNull()
  })

  test('a clock that jumps back brings no earlier rung again', () => {
    expect(due('2026-03-18', {}, ['before_30', 'due'])).toBeNull()
  })

  test('after the last rung there is nothing more', () => {
    expect(due('2026-12-31', {}, ['late_28'])).toBeNull()
  })

  test.each(['verified', 'dropped', 'superseded', 'reported_done', 'proposed'] as const)(
    'a %s promise is never reminded of',
    (state) => {
      expect(due('2026-03-31', { state })).toBeNull()
    },
  )

  test.each(['agreed', 'in_progress', 'blocked', 'returned'] as const)('a promise that is %s is', (state) => {
    expect(due('2026-03-31', { state })).toBe('due')
  })

  test('a quarter counts by its last day', () => {
    expect(due('2026-06-16', { dueOn: day('2026-06-30') })).toBe('before_14')
  })
})

describe('a report', () => {
  test.each<[string, string, string, Step | null]>([
    ['on the day of the rung before', '2026-03-01', '2026-03-17', null],
    ['on the day of the rung', '2026-03-17', '2026-03-17', null],
    ['between the rung and its catch-up', '2026-03-18', '2026-03-19', null],
    ['before the rung before', '2026-02-28', '2026-03-17', 'before_14'],
    ['thirty days before the first rung', '2026-01-30', '2026-03-01', null],
    ['earlier than that', '2026-01-29', '2026-03-01', 'before_30'],
    ['within the last week', '2026-04-21', '2026-04-28', null],
  ])('%s (%s) answers the step of %s', (_, lastReportOn, today, step) => {
    expect(due(today, { lastReportOn: day(lastReportOn) })).toBe(step)
  })

  test('answers one step, not the following ones', () => {
    const lastReportOn = day('2026-03-02')
    expect(due('2026-03-17', { lastReportOn })).toBeNull()
    expect(due('2026-03-24', { lastReportOn })).toBe('before_7')
  })
})

describe('a pause', () => {
  test('silences every step before its last day, and then one catch-up follows', () => {
    const pausedUntil = day('2026-04-10')
    expect(due('2026-03-31', { pausedUntil })).toBeNull()
    expect(due('2026-04-09', { pausedUntil })).toBeNull()
    expect(due('2026-04-10', { pausedUntil })).toBe('late_7')
  })
})

describe('a date that came late', () => {
  test('fires nothing for days up to the one on which it was set', () => {
    expect(due('2026-03-20', { since: day('2026-03-20') })).toBeNull()
    expect(due('2026-03-24', { since: day('2026-03-20') })).toBe('before_7')
    expect(due('2026-03-24', { since: day('2026-03-24') })).toBeNull()
  })

  test('and was past already gives one summary from the next day on', () => {
    const since = day('2026-05-20')
    expect(due('2026-05-20', { since })).toBeNull()
    expect(due('2026-05-21', { since })).toBe('overdue')
    expect(due('2026-07-01', { since })).toBe('overdue')
    expect(due('2026-07-01', { since }, ['overdue'])).toBeNull()
  })

  test('and was past by a few days climbs the rungs that remain', () => {
    const rungs = occurrencesOf({ ...promise, since: day('2026-04-15') })
    expect(rungs.map(({ step, on }) => [step, on])).toEqual([
      ['overdue', '2026-04-16'],
      ['late_21', '2026-04-21'],
      ['late_28', '2026-04-28'],
    ])
  })

  test('on its own due day waits for the first late week', () => {
    const rungs = occurrencesOf({ ...promise, since: day('2026-03-31') })
    expect(rungs[0]).toEqual({ step: 'late_7', on: '2026-04-07', windowFrom: '2026-03-31' })
  })
})

describe('a promise without a date', () => {
  const undated = { dueOn: null, reviewOn: day('2026-04-14') }

  test('has one step, on its review day', () => {
    expect(due('2026-04-13', undated)).toBeNull()
    expect(due('2026-04-14', undated)).toBe('review')
    expect(due('2026-04-20', undated, ['review'])).toBeNull()
    expect(occurrencesOf({ ...promise, ...undated })).toHaveLength(1)
  })

  test('whose review day had passed already is reviewed the next day', () => {
    expect(due('2026-05-02', { ...undated, since: day('2026-05-01') })).toBe('review')
  })
})

describe('the call list', () => {
  const call = (on: string, change: Partial<Remindable> = {}) => needsCall({ ...promise, ...change }, day(on))

  test('begins a week after the last rung', () => {
    expect([call('2026-05-04'), call('2026-05-05')]).toEqual([false, true])
  })

  test('begins a week after the summary of a promise that came late', () => {
    const since = day('2026-06-01')
    expect([call('2026-06-08', { since }), call('2026-06-09', { since })]).toEqual([false, true])
  })

  test('leaves out whoever reported in the last four weeks', () => {
    const lastReportOn = day('2026-05-01')
    expect([call('2026-05-28', { lastReportOn }), call('2026-05-29', { lastReportOn })]).toEqual([
      false,
      true,
    ])
  })

  test('leaves out what is paused or settled', () => {
    expect(call('2026-05-10', { pausedUntil: day('2026-05-11') })).toBe(false)
    expect(call('2026-05-10', { state: 'verified' })).toBe(false)
  })
})
