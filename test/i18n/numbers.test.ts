/** Numbers and lists in three languages. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatList, formatNumber } from '../../src/i18n/numbers.ts'
import { LOCALES } from '../../src/kernel/locale.ts'

describe('a number', () => {
  test.each([
    [0, '0', '0'],
    [7, '7', '7'],
    [999, '999', '999'],
    [1000, '1,000', '1\u00a0000'],
    [1_234_567, '1,234,567', '1\u00a0234\u00a0567'],
    [3.5, '3.5', '3,5'],
    [12_345.678, '12,345.678', '12\u00a0345,678'],
    [0.1 + 0.2, '0.3', '0,3'],
    [2.0004, '2', '2'],
    [-1234.5, '−1,234.5', '−1\u00a0234,5'],
    [-0.0001, '0', '0'],
    [-0, '0', '0'],
  ])('%d', (n, english, cyrillic) => {
    expect(LOCALES.map((locale) => formatNumber(locale, n))).toEqual([cyrillic, cyrillic, english])
  })

  test('agrees with full ICU', () => {
    const icu = LOCALES.map((locale) => new Intl.NumberFormat(locale))
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10 ** 15 }), fc.integer({ min: 0, max: 999 }), (whole, part) => {
        const n = whole < 10 ** 9 ? Number(`${whole}.${part}`) : whole
        expect(LOCALES.map((locale) => formatNumber(locale, n))).toEqual(
          icu.map((format) => format.format(n)),
        )
      }),
      { numRuns: 500 },
    )
  })
})

describe('a list', () => {
  test.each([
    [[], ['', '', '']],
    [['А'], ['А', 'А', 'А']],
    [
      ['А', 'Б'],
      ['А және Б', 'А и Б', 'А and Б'],
    ],
    [
      ['А', 'Б', 'В'],
      ['А, Б және В', 'А, Б и В', 'А, Б and В'],
    ],
  ])('of %j', (items, expected) => {
    expect(LOCALES.map((locale) => formatList(locale, items))).toEqual(expected)
  })

  test('agrees with full ICU in Russian and British English', () => {
    const items = ['А', 'Б', 'В', 'Г']
    expect(formatList('ru', items)).toBe(new Intl.ListFormat('ru').format(items))
    expect(formatList('en', items)).toBe(new Intl.ListFormat('en-GB').format(items))
  })
})
