/** Outgoing numbers: the next one of a pattern, unique within a year, gaps allowed. */

import { describe, expect, test } from 'vitest'
import { countUp, decideNumbers, nextNumber, numberKey } from '../../src/correspondence/number.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { done, refuse } from '../../src/kernel/outcome.ts'

const date = localDate('2026-01-15')

describe('the number that is proposed', () => {
  test.each([
    ['the first of a year', '01-12/{n}', [], '01-12/1'],
    [
      'one above the highest, whatever the order',
      '01-12/{n}',
      ['01-12/9', '01-12/10', '01-12/2'],
      '01-12/11',
    ],
    ['without filling a gap', '{n}-И', ['1-И', '5-И'], '6-И'],
    ['without minding numbers given otherwise', '01-12/{n}', ['12-3/45', '01-12/A'], '01-12/1'],
    ['none without a pattern', '', ['7'], ''],
  ])('is %s', (_, pattern, given, next) => {
    expect(nextNumber(pattern, given)).toBe(next)
  })

  test.each([
    ['01-12/45', 1, '01-12/46'],
    ['45-И', 2, '47-И'],
    ['009', 1, '010'],
    ['б/н', 3, 'б/н'],
    ['2026', 1, '2027'],
    ['01-12/45/2026', 1, '01-12/46/2026'],
    ['№ 7 от 2026', 2, '№ 9 от 2026'],
    ['01-12/2027', 1, '01-12/2028'],
    ['2026-5', 1, '2026-6'],
  ])('%s, %i further on, is %s', (number, steps, further) => {
    expect(countUp(number, steps, { pattern: '', year: 2026 })).toBe(further)
  })

  test.each([
    ['01-12/{n}/2026', '01-12/9/2026', '01-12/10/2026'],
    ['01-12/{n}-05', '01-12/9-05', '01-12/10-05'],
    ['01-12/{n}', '01-12/2026', '01-12/2027'],
    ['{n}/01-12', '009/01-12', '010/01-12'],
    ['01-12/{n}/2026', '77', '78'],
  ])('of the pattern %s after %s is %s', (pattern, number, further) => {
    expect(countUp(number, 1, { pattern, year: 2026 })).toBe(further)
  })
})

describe('a number', () => {
  const given = new Set([numberKey({ number: '7', date })])
  const taken = refuse('conflict', 'correspondence.number_taken', undefined, { number: '7', year: 2026 })

  test('may be given once a year', () => {
    expect(decideNumbers([{ number: '7', date }], given)).toEqual(taken)
    expect(decideNumbers([{ number: '7', date: localDate('2027-01-15') }], given)).toEqual(done(undefined))
  })

  test('may not stand twice in one lot, but letters without any may', () => {
    const lot = [
      { number: '', date },
      { number: '', date },
      { number: '8', date },
    ]
    expect(decideNumbers(lot, given)).toEqual(done(undefined))
    expect(decideNumbers([...lot, { number: '8', date }], given)).toMatchObject({
      ok: false,
      code: 'conflict',
    })
  })
})
