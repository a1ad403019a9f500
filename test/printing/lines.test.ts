/** Lines: nothing is lost, nothing sticks out, and justified lines are not torn. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breakLines, gapOf, type Hand } from '../../src/printing/lines.ts'

const hand: Hand = { face: 'regular', size: 10 }

/** Every letter is ten points wide. */
const measure = (text: string) => text.length * 10

const broken = (text: string, width: number, indent = 0) =>
  breakLines(text, { width, indent, hand, measure }).map((line) => line.text)

describe('lines', () => {
  test('break between words, after hyphens, and where a line feed says so', () => {
    expect(broken('aa bb cc', 50)).toEqual(['aa bb', 'cc'])
    expect(broken('aaa-bbb', 50)).toEqual(['aaa-', 'bbb'])
    expect(broken('a\nb', 50)).toEqual(['a', 'b'])
  })

  test('do not break at a no-break space, nor inside a range of figures', () => {
    expect(broken('№\u00a05 aa', 50)).toEqual(['№\u00a05', 'aa'])
    expect(broken('aa 10-12', 60)).toEqual(['aa', '10-12'])
  })

  test('break a word that is wider than the page between its letters, with their accents', () => {
    expect(broken('aaaaaaa', 30)).toEqual(['aaa', 'aaa', 'a'])
    expect(broken('é́é́é́', 40)).toEqual(['é́é́', 'é́'])
  })

  test('leave room for the indent of the first', () => {
    expect(broken('aa bb cc', 50, 20)).toEqual(['aa', 'bb cc'])
  })

  test('keep every letter and stay within the width, whatever is written', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 100, max: 400 }), (text, width) => {
        const lines = breakLines(text, { width, hand, measure })
        const letters = (words: string) => words.replace(/[ \n]/g, '')
        expect(letters(lines.map((line) => line.text).join(''))).toBe(letters(text.trim()))
        for (const line of lines) expect(line.width).toBeLessThanOrEqual(Math.max(width, 100))
        expect(lines.at(-1)?.ends).toBe(true)
      }),
    )
  })

  test('grow their gaps to the width, but the last one and a torn one stay as they are', () => {
    expect(gapOf({ text: 'aa bb cc', width: 80, ends: false }, 90, hand)).toBe(5)
    expect(gapOf({ text: 'aa bb cc', width: 80, ends: true }, 90, hand)).toBe(0)
    expect(gapOf({ text: 'aa bb', width: 50, ends: false }, 90, hand)).toBe(0)
  })
})
