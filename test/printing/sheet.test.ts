/** What goes onto paper: safe text in letters that the fonts have. */

import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import PDFDocument from 'pdfkit'
import { describe, expect, test } from 'vitest'
import { MISSING, plain, printable } from '../../src/printing/sheet.ts'

const KAZAKH = 'ӘҒҚҢӨҰҮҺІ әғқңөұүһі'

interface Opened {
  readonly font: { hasGlyphForCodePoint(point: number): boolean }
}

describe('printable text', () => {
  test('keeps Kazakh, Russian and Latin letters, signs and line feeds', () => {
    const text = `${KAZAKH} Ёё Жж\nŁódź “quoted” — № 5, 100 ₸, café`
    expect(printable(text)).toBe(text)
  })

  test('shows that a letter is missing, once for a letter with its accents', () => {
    expect(printable('漢字 ع 😀')).toBe(`${MISSING}${MISSING} ${MISSING} ${MISSING}`)
    expect(printable('क\u0301')).toBe(MISSING)
  })

  test('says what arrows and signs of mathematics say', () => {
    expect(printable('a → b ≤ c')).toBe('a > b <= c')
  })

  test('drops controls, marks of direction and what cannot be seen', () => {
    expect(printable('a\u0000\u202eb\u200f\u200dc\u00ad\td')).toBe('abc d')
    expect(plain('a\u0000\u202eb\u200f\u200dc\u00ad\td')).toBe('abc d')
  })

  test.each(['regular', 'bold'])('is covered letter for letter by the %s face', (face) => {
    const font = readFileSync(`public/fonts/noto-sans-${face}.ttf`)
    const document = new PDFDocument({ font: font as unknown as string })
    const { _font } = document as unknown as { _font: Opened }
    const missing: string[] = []
    for (let point = 0x20; point < 0xfffe; point++) {
      const letter = String.fromCodePoint(point)
      if (printable(letter) === letter && !_font.font.hasGlyphForCodePoint(point))
        missing.push(point.toString(16))
    }
    expect(missing).toEqual([])
  })

  test('is clean whatever comes in, and cleaning twice changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = printable(text)
        expect(printable(once)).toBe(once)
        expect(once).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}]/u)
      }),
    )
  })
})
