/** The form of a word after a number. */

import { describe, expect, test } from 'vitest'
import { plural, pluralCategory } from '../../src/i18n/plurals.ts'
import { LOCALES } from '../../src/kernel/locale.ts'

describe('the form of a word', () => {
  test.each(LOCALES)('in %s is that of CLDR, for 0 to 1000, fractions and negative numbers', (locale) => {
    const rules = new Intl.PluralRules(locale)
    const numbers = Array.from({ length: 1001 }, (_, n) => n)
    numbers.push(0.5, 1.1, 1.5, 2.25, 10.5, 21.01, 1_000_001, 1_000_011, -1, -2, -5, -21, -0.5)
    const ours = numbers.map((n) => [n, pluralCategory(locale, n)])
    expect(ours).toEqual(numbers.map((n) => [n, rules.select(n)]))
  })

  const days = { one: 'день', few: 'дня', many: 'дней' }

  test.each([
    [0, 'дней'],
    [1, 'день'],
    [2, 'дня'],
    [5, 'дней'],
    [11, 'дней'],
    [12, 'дней'],
    [21, 'день'],
    [104, 'дня'],
    [111, 'дней'],
    [1.5, 'дня'],
  ])('%d in Russian', (n, expected) => {
    expect(plural('ru', n, days)).toBe(expected)
  })

  test('a Russian fraction may have a form of its own', () => {
    expect(plural('ru', 1.5, { ...days, other: 'суток' })).toBe('суток')
  })

  test('in English and Kazakh', () => {
    expect([0, 1, 2].map((n) => plural('en', n, { one: 'day', other: 'days' }))).toEqual([
      'days',
      'day',
      'days',
    ])
    expect([0, 1, 2].map((n) => plural('kk', n, { other: 'күн' }))).toEqual(['күн', 'күн', 'күн'])
    expect([0, 1, 2].map((n) => plural('kk', n, { one: 'бір', other: 'көп' }))).toEqual(['көп', 'бір', 'көп'])
  })
})
