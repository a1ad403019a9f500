/** Identifiers. */

import { describe, expect, test } from 'vitest'
import { isId, makeId } from '../../src/kernel/id.ts'
import { type Instant, plus } from '../../src/kernel/instant.ts'

const now = '2026-01-15T04:00:00.000Z' as Instant

describe('an id', () => {
  test('has the form of an id', () => {
    expect(isId(makeId(now))).toBe(true)
  })

  test('begins with its time, in milliseconds, base 32', () => {
    expect(makeId('1970-01-01T00:00:00.000Z' as Instant).slice(0, 10)).toBe('0000000000')
    expect(makeId('1970-01-01T00:00:00.033Z' as Instant).slice(0, 10)).toBe('0000000011')
    expect(makeId(now).slice(0, 10)).toBe(makeId(now).slice(0, 10))
  })

  test('sorts by the time it was made, also by one millisecond', () => {
    const made = Array.from({ length: 200 }, (_, n) => makeId(plus(now, { seconds: n / 1000 })))
    expect([...made].sort()).toEqual(made)
  })

  test('never comes twice, made at one instant', () => {
    expect(new Set(Array.from({ length: 5000 }, () => makeId(now))).size).toBe(5000)
  })

  test.each([
    ['too short', '01kf0000000000000000000000'.slice(1)],
    ['too long', '01kf00000000000000000000000'],
    ['with a letter left out of the alphabet', '01kf000000000000000000000i'],
    ['with l', '01kf000000000000000000000l'],
    ['with o', '01kf000000000000000000000o'],
    ['with u', '01kf000000000000000000000u'],
    ['in capitals', '01KF0000000000000000000000'],
    ['with a line end', '01kf0000000000000000000000\n'],
    ['that is no text', 7],
    ['that is missing', undefined],
  ])('%s is none', (_, text) => {
    expect(isId(text)).toBe(false)
  })
})
