/** CSV: what a program for tables reads back, and never a formula (safety.md T25). */

import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Instant } from '../../src/kernel/instant.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { LOCALES } from '../../src/kernel/locale.ts'
import { zone } from '../../src/kernel/zone.ts'
import { printCsv } from '../../src/printing/csv.ts'
import { type Cell, type Grid, textCell } from '../../src/printing/grid.ts'
import { plain } from '../../src/printing/sheet.ts'
import { startStopwatch } from '../fixtures/stopwatch.ts'

const grid = (rows: Grid['rows'], columns = 1): Grid => ({
  title: 'Table',
  zone: zone('Asia/Almaty'),
  columns: Array.from({ length: columns }, (_, at) => ({ title: `Баған ${at + 1}`, width: 10 })),
  rows,
})

const read = (csv: string, delimiter = ','): string[][] =>
  parse(csv, { bom: true, relax_column_count: false, delimiter })

describe('CSV', () => {
  test('has a mark for Excel, commas, and line ends of RFC 4180', () => {
    const rows = [[textCell('Ә, "Ғ"\nҚ'), textCell('Ң')]]
    expect(printCsv(grid(rows, 2), 'en')).toBe('\uFEFFБаған 1,Баған 2\r\n"Ә, ""Ғ""\nҚ",Ң\r\n')
  })

  test('has the separator that Excel takes under Russian and Kazakh settings', () => {
    const rows = [[textCell('Ә, Ғ'), textCell('Қ; Ң')]]
    for (const locale of ['ru', 'kk'] as const)
      expect(printCsv(grid(rows, 2), locale)).toBe('\uFEFFБаған 1;Баған 2\r\n"Ә, Ғ";"Қ; Ң"\r\n')
  })

  test('writes numbers, dates and times so that they sort, and nothing for an empty cell', () => {
    const row: Cell[] = [
      { kind: 'integer', number: -3 },
      { kind: 'date', date: localDate('2026-10-14') },
      { kind: 'instant', instant: '2026-10-14T04:00:00.000Z' as Instant },
      null,
    ]
    expect(read(printCsv(grid([row], 4), 'en'))[1]).toEqual(['-3', '2026-10-14', '2026-10-14 09:00', ''])
  })

  test.each(['=1+1', '+7 701', '-1', '@SUM(A1)', ' =1', '"=1', "'=1", '\t=1', '\0=1', '＝1', '|calc', '%x'])(
    'never begins a text as a formula: %j',
    (text) => {
      const [, [cell = ''] = []] = read(printCsv(grid([[textCell(text)]]), 'en'))
      expect(cell).toBe(`'${plain(text)}`)
    },
  )

  const FORMULA = '["\\s]*[=+\\-@|%\uff1d\uff0b\uff0d\uff20]'
  // As of a program that takes another separator, so that it knows no quotes either and breaks at each line.
  const piecesOf = (csv: string) => csv.slice(1).split(/[;,\t\r\n]/)
  const formulas = (csv: string) =>
    piecesOf(csv).filter((piece) => new RegExp(`^${FORMULA}`, 'u').test(piece))

  test.each(['Report;=cmd|x', 'Report,=1', 'a; "=1', 'a\n=1', 'a;\n\n @x', 'a, \uff1d1', ';;;=1', "a;'=1"])(
    'begins no cell as a formula where it is read with another separator: %j',
    (text) => {
      for (const locale of LOCALES)
        expect(formulas(printCsv(grid([[textCell(text), textCell(text)]], 2), locale))).toEqual([])
    },
  )

  test('leaves a text alone that only looks like one', () => {
    for (const text of ['2024-2026', 'a = b', 'x@example.org', 'a; b', '50 %', 'ОАТ - план'])
      expect(read(printCsv(grid([[textCell(text)]]), 'en'))[1]).toEqual([text])
  })

  test('is made of long runs of blanks at once', () => {
    const text = ';'.repeat(50_000)
    const took = startStopwatch()
    expect(read(printCsv(grid([[textCell(text)]]), 'en'))[1]).toEqual([text])
    expect(took()).toBeLessThan(250)
  })

  test.each([
    ['en', ','],
    ['ru', ';'],
    ['kk', ';'],
  ] as const)('comes back as it was written, whatever is in the cells: %s', (locale, separator) => {
    const letter = fc.oneof(
      fc.constantFrom(...';,=+-@|%"\'\n\t '),
      fc.string({ unit: 'binary', maxLength: 1 }),
    )
    const text = fc.string({ unit: letter })
    const without = (words: string) => words.replaceAll("'", '')
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text)), (rows) => {
        const cells = rows.map((row) => row.map(textCell))
        const csv = printCsv(grid(cells, 2), locale)
        const [head, ...back] = read(csv, separator)
        expect(head).toEqual(['Баған 1', 'Баған 2'])
        expect(back.map((row) => row.map(without))).toEqual(
          rows.map((row) => row.map((one) => without(plain(one)))),
        )
        expect(formulas(csv)).toEqual([])
      }),
    )
  })
})
