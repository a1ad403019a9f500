/** Tables: written as text, yet complete for who hears them. */

import { describe, expect, test } from 'vitest'
import { type Column, Table } from '../../views/parts/table.tsx'
import { attributes, english, readerIn, render } from './pages.tsx'

interface Row {
  readonly id: string
  readonly title: string
  readonly days: number
}

const rows: readonly Row[] = [
  { id: '1', title: 'Sign the contract', days: 12 },
  { id: '2', title: 'Report the stock', days: -1234.5 },
]

const columns: readonly Column<Row>[] = [
  { head: 'Commitment', names: true, cell: (row) => ({ href: `/commitments/${row.id}`, text: row.title }) },
  { head: 'Days late', numeric: true, cell: (row) => row.days },
]

function table(more: object = {}) {
  return render(<Table reader={english} caption="Commitments" columns={columns} rows={rows} {...more} />)
}

describe('a table', () => {
  test('has a caption, column heads and row heads', () => {
    const html = table()
    expect(html).toContain('<caption class="unseen">Commitments</caption>')
    expect(attributes(html, 'scope')).toEqual(['col', 'col', 'row', 'row'])
  })

  test('repeats the column head in each cell, for narrow screens', () => {
    expect(attributes(table(), 'data-label')).toEqual(['Days late', 'Days late'])
  })

  test('writes its rows in order', () => {
    expect(/<tbody>(.*)<\/tbody>/.exec(table())?.[1]).toBe(
      '<tr><th scope="row"><a href="/commitments/1">Sign the contract</a></th><td class="number" data-label="Days late">12</td></tr>' +
        '<tr><th scope="row"><a href="/commitments/2">Report the stock</a></th><td class="number" data-label="Days late">−1,234.5</td></tr>',
    )
  })

  test('without rows is a sentence', () => {
    expect(table({ rows: [] })).toBe('<p class="none">Nothing to show yet</p>')
    expect(table({ rows: [], empty: 'Nobody answered.' })).toBe('<p class="none">Nobody answered.</p>')
  })

  test('that scrolls can be reached by keyboard and has a name', () => {
    expect(table({ narrow: 'scroll' })).toContain(
      '<section class="scroll" aria-label="Commitments" tabindex="0">',
    )
  })

  test('says how it is sorted', () => {
    const sorted: readonly Column<Row>[] = [
      { head: 'Due', cell: (row) => row.id, sort: { href: '?sort=due', now: 'descending' } },
      { head: 'Title', cell: (row) => row.title, sort: { href: '?sort=title' } },
    ]
    const html = table({ columns: sorted })
    expect(attributes(html, 'aria-sort')).toEqual(['descending'])
    expect(attributes(html, 'href')).toEqual(['?sort=due', '?sort=title'])
  })

  test('refuses a view that has to wait', () => {
    const Late = async () => <b>x</b>
    for (const view of [<Late />, Promise.resolve(<b>x</b>)]) {
      const waiting: readonly Column<Row>[] = [{ head: 'x', cell: () => ({ view }) }]
      expect(() => table({ columns: waiting })).toThrow(TypeError)
    }
  })
})

describe('a cell', () => {
  const cell = (value: ReturnType<Column<null>['cell']>, locale: 'en' | 'kk' = 'en') =>
    /<td[^>]*>(.*)<\/td>/.exec(
      render(
        <Table
          reader={readerIn(locale)}
          caption="x"
          rows={[null]}
          columns={[{ head: 'h', cell: () => value }]}
        />,
      ),
    )?.[1]

  test.each([
    ['a text', 'a & b', 'a &amp; b'],
    ['nothing', null, ''],
    ['a number', 12480, '12,480'],
    ['a status', { tone: 'warn', text: 'late' } as const, '<span class="status warn">late</span>'],
    ['a quiet text', { quiet: 'C-1' }, '<small>C-1</small>'],
    ['a date', { time: '2025-10-14', text: '14.10.2025' }, '<time datetime="2025-10-14">14.10.2025</time>'],
    ['several lines', { lines: ['a', { quiet: 'b' }] }, 'a<br><small>b</small>'],
    ['a view', { view: <b>x</b> }, '<b>x</b>'],
  ])('with %s', (_, value, html) => {
    expect(cell(value)).toBe(html)
  })

  test('marks a text in another language than the page, and only then', () => {
    const text = { lang: 'ru', text: 'Диалог' } as const
    expect(cell(text)).toBe('<span lang="ru">Диалог</span> <small class="only">only in Russian</small>')
    expect(cell({ ...text, lang: 'en' })).toBe('Диалог')
    expect(cell({ ...text, href: '/d' }, 'kk')).toBe(
      '<a href="/d" lang="ru">Диалог</a> <small class="only">тек орыс тілінде</small>',
    )
  })

  test('groups digits as its reader does', () => {
    expect(cell(12480.5, 'kk')).toBe('12\u00a0480,5')
  })
})
