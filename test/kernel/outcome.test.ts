/** What rules and commands answer. */

import { describe, expect, test } from 'vitest'
import { done, faultsOf, refuse, refuseFaults } from '../../src/kernel/outcome.ts'

describe('an outcome', () => {
  test('accepts with its value', () => {
    expect(done(7)).toEqual({ ok: true, value: 7 })
  })

  test('refuses with a code and a key, and has no empty parts', () => {
    expect(refuse('forbidden', 'commitments.only_lead')).toStrictEqual({
      ok: false,
      code: 'forbidden',
      messageKey: 'commitments.only_lead',
    })
  })

  test('names the field to blame and the values of the message', () => {
    expect(refuse('invalid', 'forms.too_long', 'title', { max: 300 })).toStrictEqual({
      ok: false,
      code: 'invalid',
      messageKey: 'forms.too_long',
      field: 'title',
      params: { max: 300 },
    })
  })
})

describe('a form with faults', () => {
  const faults = [
    { field: 'title', messageKey: 'forms.too_long', params: { max: 300 } },
    { field: 'date', messageKey: 'forms.not_a_date' },
  ]

  test('is refused once, as its first fault, and carries them all', () => {
    expect(refuseFaults(faults)).toStrictEqual({
      ok: false,
      code: 'invalid',
      messageKey: 'forms.too_long',
      field: 'title',
      params: { max: 300 },
      faults,
    })
    expect(faultsOf(refuseFaults(faults))).toEqual(faults)
  })

  test('without a fault to name is still a refusal of the whole form', () => {
    expect(refuseFaults([])).toStrictEqual({
      ok: false,
      code: 'invalid',
      messageKey: 'forms.invalid',
      faults: [],
    })
  })

  test.each([
    ['one field', refuse('invalid', 'a.b', 'title'), [{ field: 'title', messageKey: 'a.b' }]],
    [
      'one field with values',
      refuse('invalid', 'a.b', 'title', { max: 3 }),
      [{ field: 'title', messageKey: 'a.b', params: { max: 3 } }],
    ],
    ['no field', refuse('not_found', 'a.b'), []],
  ])('a refusal that names %s lists its faults', (_, refusal, expected) => {
    expect(faultsOf(refusal)).toStrictEqual(expected)
  })
})
