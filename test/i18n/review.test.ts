/** The mark on texts that wait for a native reader, and the list of them. */

import { describe, expect, test } from 'vitest'
import { review } from '../../src/i18n/review.ts'
import { marksIn } from '../review.ts'

describe('a mark', () => {
  test('leaves the text as it is', () => {
    const text = (n: number): string => `${n} күн`
    expect(review('Дайджест')).toBe('Дайджест')
    expect(review(text)).toBe(text)
  })

  test.each([
    ['a plain text', "a: review('Дайджест'),", [{ line: 1, text: 'Дайджест' }]],
    ['its line', "\n\n  a: review('Дайджест'),", [{ line: 3, text: 'Дайджест' }]],
    [
      'two on one line',
      "[review('А'), review('Ә')]",
      [
        { line: 1, text: 'А' },
        { line: 1, text: 'Ә' },
      ],
    ],
    ['a text on lines of its own', "a: review(\n  'Ұзақ мәтін',\n),", [{ line: 1, text: 'Ұзақ мәтін' }]],
    ['brackets inside the text', "review('қор (аймен) :)')", [{ line: 1, text: 'қор (аймен) :)' }]],
    ['a quote inside the text', "review('Д\\'Арси')", [{ line: 1, text: "'Д\\'Арси'" }]],
    [
      'a text with values',
      "review((p) => `Барлығы (` + p.n + ')'),",
      [{ line: 1, text: "(p) => `Барлығы (` + p.n + ')'" }],
    ],
    ['nothing in comments', "// review('А')\n/** review('Ә') */\n * review('Б')", []],
    ['nothing in the import', "import { review } from '../review.ts'", []],
    ['nothing in other names', "preview('А')", []],
  ])('is listed with %s', (_, source, expected) => {
    expect(marksIn(source)).toEqual(expected)
  })
})
