/** Fields: cleaned, judged, and every fault of a form told at once. */

import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { done, refuseFaults } from '../../src/kernel/outcome.ts'
import {
  address,
  choice,
  date,
  flag,
  id,
  idList,
  inLanguages,
  integer,
  line,
  link,
  optionalAddress,
  optionalDate,
  optionalLine,
  readForm,
  textsOf,
  time,
  zoneName,
} from '../../src/web/fields.ts'

const one = <T>(schema: z.ZodType<T>, value: unknown) =>
  readForm(z.object({ x: schema }), { x: value } as never)

describe('a field', () => {
  test.each([
    ['a line is trimmed and its blanks folded', line(20), '  two \n words ', 'two words'],
    ['300 Kazakh characters are 300', line(300), 'Ұ'.repeat(300), 'Ұ'.repeat(300)],
    ['an emoji counts once', line(1), '😀', '😀'],
    ['bidi overrides and controls go', line(20), 'a\u202eb\u0000c', 'abc'],
    ['a date may be typed with dots', date(), '14.10.2025', '2025-10-14'],
    ['no date is null', optionalDate(), ' ', null],
    ['a time without a leading zero', time(), '9:05', '09:05'],
    ['a zone', zoneName(), 'Asia/Almaty', 'Asia/Almaty'],
    ['a number', integer(1, 50), ' 7 ', 7],
    ['an address is lower-cased in its domain', address(), 'Name@Example.ORG', 'Name@example.org'],
    ['no address is empty', optionalAddress(), '', ''],
    ['a link', link(), 'https://example.org/a?b=1', 'https://example.org/a?b=1'],
    ['a box', flag(), 'on', true],
    ['no box', flag(), undefined, false],
    ['a choice', choice(['a', 'b']), 'b', 'b'],
    ['nothing for an optional line', optionalLine(5), undefined, ''],
  ])('%s', (_, schema, value, expected) => {
    expect(one(schema as z.ZodType, value)).toEqual(done({ x: expected }))
  })

  test.each([
    ['301 Kazakh characters', line(300), 'Ұ'.repeat(301), 'forms.too_long', { max: 300 }],
    ['nothing', line(10), ' \n ', 'forms.required'],
    ['30 February', date(), '2026-02-30', 'forms.not_a_date'],
    ['25 o’clock', time(), '25:00', 'forms.not_a_time'],
    ['a zone that does not exist', zoneName(), 'Asia/Nowhere', 'forms.not_a_zone'],
    ['a number above the limit', integer(1, 50), '51', 'forms.out_of_range', { min: 1, max: 50 }],
    ['a number in words', integer(1, 50), '1e9', 'forms.not_a_number'],
    [
      'an address with a line break',
      address(),
      'a@example.org\r\nBcc: b@example.org',
      'forms.not_an_address',
    ],
    ['an address with a comment', address(), 'a@good.org(x)evil.com', 'forms.not_an_address'],
    ['a script for a link', link(), 'javascript:alert(1)', 'forms.not_a_link'],
    ['an unknown choice', choice(['a', 'b']), 'constructor', 'forms.not_a_choice'],
    ['a list where an id belongs', id(), ['a', 'b'], 'forms.required'],
    ['an id of another form', id(), '../etc/passwd', 'forms.not_a_choice'],
  ])('%s is refused', (...row) => {
    const [, schema, value, messageKey, params] = row as [string, z.ZodType, unknown, string, object?]
    const fault = params ? { field: 'x', messageKey, params } : { field: 'x', messageKey }
    expect(one(schema, value)).toEqual(refuseFaults([fault as never]))
  })

  test('a list of ids drops doubles and refuses anything else', () => {
    const good = '0'.repeat(26)
    expect(one(idList(), [good, good, ''])).toEqual(done({ x: [good] }))
    expect(one(idList(), [good, '<script>'])).toMatchObject({ ok: false, messageKey: 'forms.not_a_choice' })
  })
})

describe('a form', () => {
  const schema = z.object({ when: date(), ...inLanguages('title', 10) })

  test('drops fields that nobody asked for', () => {
    const values = {
      when: '2026-01-15',
      title_en: 'A',
      version: '9',
      ['__proto__']: 'x',
      rank: 'administrator',
    }
    expect(readForm(schema, values)).toEqual(
      done({ when: '2026-01-15', title_en: 'A', title_ru: '', title_kk: '' }),
    )
  })

  test('tells all faults at once', () => {
    const read = readForm(schema, { when: 'soon', title_ru: 'Б'.repeat(11) })
    expect(read).toMatchObject({
      ok: false,
      faults: [
        { field: 'when', messageKey: 'forms.not_a_date' },
        { field: 'title_ru', messageKey: 'forms.too_long' },
      ],
    })
  })

  test('gives the languages that were filled in', () => {
    expect(textsOf({ title_en: 'A', title_ru: '', title_kk: 'Ә' }, 'title')).toEqual({ en: 'A', kk: 'Ә' })
  })
})
