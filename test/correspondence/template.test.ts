/** Texts with gaps: which gaps there are, what fills them, and that the built-in texts know no others. */

import { describe, expect, test } from 'vitest'
import {
  fillTemplate,
  LETTER_KINDS,
  PLACEHOLDERS,
  placeholdersFor,
  templateFault,
} from '../../src/correspondence/template.ts'
import { messagesIn } from '../../src/i18n/messages.ts'
import { LOCALES } from '../../src/kernel/locale.ts'

const nothing = Object.fromEntries(PLACEHOLDERS.map((name) => [name, ''])) as Parameters<
  typeof fillTemplate
>[1]

describe('a text', () => {
  test.each([
    ['with a gap that is none', 'invitation', 'To {instituton}', 'correspondence.unknown_placeholder'],
    ['with a gap of a meeting in a request', 'request', 'On {dates}', 'correspondence.unknown_placeholder'],
    ['with a brace alone', 'invitation', 'To {institution', 'correspondence.stray_brace'],
  ] as const)('%s is refused', (_, kind, text, messageKey) => {
    expect(templateFault(kind, text, 'text_en')).toMatchObject({ field: 'text_en', messageKey })
  })

  test('is told by name what is wrong with it', () => {
    expect(templateFault('note', '{sender} {foo} {bar}', 'text_ru')?.params).toEqual({ name: '{foo}' })
  })

  test('loses the lines that have nothing to say, and paragraphs without any', () => {
    const text = 'To {institution}\n\nPlace: {place}\nSeats: {seats}\n\nBy {reply_by}'
    const values = { ...nothing, institution: 'WHO {place}', seats: '2' }
    expect(fillTemplate(text, values)).toEqual(['To WHO {place}', 'Seats: 2'])
  })
})

describe.each(LOCALES)('the built-in texts in %s', (lang) => {
  const { builtin, placeholders } = messagesIn(lang).correspondence

  test.each(LETTER_KINDS)('of the kind %s have only gaps that this kind can fill', (kind) => {
    expect(templateFault(kind, builtin[kind], '')).toBeNull()
  })

  test('name no grammatical ending after a gap, and every gap is explained', () => {
    for (const kind of LETTER_KINDS) expect(builtin[kind]).not.toMatch(/\}[\p{L}]/u)
    for (const kind of LETTER_KINDS)
      for (const name of placeholdersFor(kind)) expect(placeholders[name]).not.toBe('')
  })
})
