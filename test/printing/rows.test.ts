/** Pages: every row once and in its order, joined rows together, the head of a table on each page. */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinLast, type Placed, paginate, type Row } from '../../src/printing/rows.ts'

const row = (height: number, more: Partial<Row> = {}): Row => ({
  height,
  before: 0,
  marks: [],
  joined: false,
  ...more,
})

const heights = (pages: readonly (readonly Placed[])[]) =>
  pages.map((page) => page.map(({ row: { height } }) => height))

describe('pages', () => {
  test('are turned when the next row does not fit', () => {
    expect(heights(paginate([row(40), row(50), row(20)], 100))).toEqual([[40, 50], [20]])
  })

  test('begin without the white above their first row', () => {
    const [first, second] = paginate([row(60, { before: 9 }), row(60, { before: 9 })], 100)
    expect([first?.[0]?.top, second?.[0]?.top]).toEqual([0, 0])
  })

  test('keep joined rows together as long as one page holds them', () => {
    expect(heights(paginate([row(50), row(40, { joined: true }), row(30)], 100))).toEqual([[50], [40, 30]])
    expect(heights(paginate([row(50), row(80, { joined: true }), row(30)], 100))).toEqual([[50], [80], [30]])
  })

  test('set the head of a table again, and count its height', () => {
    const head = [row(10)]
    const body = row(45, { head })
    const pages = paginate([...head, body, body, body], 100)
    expect(heights(pages)).toEqual([
      [10, 45, 45],
      [10, 45],
    ])
    expect(pages[1]?.map(({ again }) => again)).toEqual([true, false])
  })

  test('hold every row once, in order and within their height, whatever the rows are', () => {
    const rows = fc.array(
      fc.record({ height: fc.integer({ min: 1, max: 100 }), before: fc.nat(30), joined: fc.boolean() }),
    )
    fc.assert(
      fc.property(rows, (made) => {
        const all = made.map((one): Row => ({ ...one, marks: [] }))
        const pages = paginate(all, 100)
        expect(pages.flat().map((placed) => placed.row)).toEqual(all)
        for (const page of pages) {
          const last = page.at(-1)
          expect(last ? last.top + last.row.height : 0).toBeLessThanOrEqual(100)
        }
      }),
    )
  })
})

test('the last rows are joined to what follows', () => {
  expect(joinLast([row(1), row(2), row(3)], 2).map(({ joined }) => joined)).toEqual([false, true, true])
})
