/** The small parts: passages, status, notice, pager, facts, history, filter. */

import { describe, expect, test } from 'vitest'
import { Facts } from '../../views/parts/facts.tsx'
import { Filter } from '../../views/parts/filter.tsx'
import { Heading } from '../../views/parts/heading.tsx'
import { History } from '../../views/parts/history.tsx'
import { Notice } from '../../views/parts/notice.tsx'
import { Pager } from '../../views/parts/pager.tsx'
import { Passage, Words } from '../../views/parts/passage.tsx'
import { Status } from '../../views/parts/status.tsx'
import { attributes, english, readerIn, readers, render } from './pages.tsx'

describe('a text', () => {
  test('in the language of the page is plain', () => {
    expect(render(<Words reader={english} text={{ text: 'Dialogue', lang: 'en' }} />)).toBe('Dialogue')
    expect(render(<Passage reader={english} text={{ text: 'One.\n\nTwo,\nthree.', lang: 'en' }} />)).toBe(
      '<div class="passage"><p>One.</p><p>Two,\nthree.</p></div>',
    )
  })

  test('in another language is tagged and marked', () => {
    expect(render(<Words reader={english} text={{ text: 'Диалог', lang: 'ru' }} />)).toBe(
      '<span lang="ru">Диалог</span> <small class="only">only in Russian</small>',
    )
    const html = render(<Passage reader={readerIn('kk')} text={{ text: 'Один.\n\nДва.', lang: 'ru' }} />)
    expect(attributes(html, 'lang')).toEqual(['ru', 'ru'])
    expect(html).toContain('<small class="only">тек орыс тілінде</small>')
  })

  test.each(readers)('older than its original says so: %s', (locale, reader) => {
    const html = render(<Words reader={reader} text={{ text: 'x', lang: locale }} outdated />)
    expect(html).toBe(`x <small class="only">${reader.t.shell.passage.outdated}</small>`)
  })

  test('that is empty leaves nothing behind', () => {
    expect(render(<Passage reader={english} text={{ text: ' \n\n ', lang: 'ru' }} />)).toBe('')
  })
})

test('a status is a word with a class that draws its shape', () => {
  expect(render(<Status tone="bad">overdue</Status>)).toBe('<span class="status bad">overdue</span>')
})

test.each(readers)('a notice says in a word what it is: %s', (_, reader) => {
  expect(render(<Notice reader={reader} tone="warn" />)).toBe(
    `<div class="notice warn"><p><span class="status warn">${reader.t.shell.notice.warn}</span></p></div>`,
  )
})

describe('the pager', () => {
  const pager = (more: object, locale: 'en' | 'ru' | 'kk' = 'en') =>
    render(<Pager reader={readerIn(locale)} from={101} to={200} {...more} />)

  test.each([
    ['en', '101–200 of 12,480'],
    ['ru', '101–200 из 12\u00a0480'],
    ['kk', '101–200, барлығы 12\u00a0480'],
  ] as const)('tells the part shown: %s', (locale, text) => {
    expect(pager({ total: 12480 }, locale)).toContain(`<p>${text}</p>`)
  })

  test('offers only the ways there are', () => {
    expect(attributes(pager({ previous: '?page=1', next: '?page=3' }), 'rel')).toEqual(['prev', 'next'])
    expect(attributes(pager({ next: '?page=3' }), 'rel')).toEqual(['next'])
    expect(pager({ from: 1, to: 0 })).toBe('')
  })
})

test('facts that are not known leave no line', () => {
  expect(
    render(
      <Facts
        facts={[
          { term: 'Place', value: 'Astana' },
          { term: 'Room', value: null },
        ]}
      />,
    ),
  ).toBe('<dl class="facts"><div><dt>Place</dt><dd>Astana</dd></div></dl>')
  expect(render(<Facts facts={[{ term: 'Room', value: '' }]} />)).toBe('')
})

describe('the history', () => {
  test('says when, who and what', () => {
    const entries = [
      { at: '2025-10-14T04:00:00Z', when: '14.10.2025 09:00, UTC+5', who: 'A. Example', what: 'Invited.' },
      { at: '2025-10-15T04:00:00Z', when: '15.10.2025 09:00, UTC+5', what: 'Reminded.' },
    ]
    expect(/<ol>(.*)<\/ol>/.exec(render(<History reader={english} entries={entries} />))?.[1]).toBe(
      '<li><p><time datetime="2025-10-14T04:00:00Z">14.10.2025 09:00, UTC+5</time> · A. Example</p><p>Invited.</p></li>' +
        '<li><p><time datetime="2025-10-15T04:00:00Z">15.10.2025 09:00, UTC+5</time></p><p>Reminded.</p></li>',
    )
  })

  test.each(readers)('without events is a sentence: %s', (_, reader) => {
    expect(render(<History reader={reader} entries={[]} />)).toContain(reader.t.shell.history.empty)
  })
})

describe('the filter', () => {
  const filter = (more: object = {}) =>
    render(<Filter reader={english} action="/commitments" q="stock" {...more} />)

  test('is an address that can be kept', () => {
    expect(filter()).toContain('<form method="get" action="/commitments"')
    expect(attributes(filter(), 'value')).toEqual(['stock'])
  })

  test('offers the whole list only when something is left out', () => {
    expect(attributes(filter({ narrowed: true }), 'href')).toEqual(['/commitments'])
    expect(attributes(filter(), 'href')).toEqual([])
  })

  test('filters while typing only where all rows are on the page', () => {
    expect(attributes(filter({ table: 'list' }), 'data-filters')).toEqual(['list'])
    expect(attributes(filter({ table: 'list' }), 'data-shown')).toEqual(['Shown: {shown} of {all}'])
    expect(filter()).not.toContain('data-')
  })
})

test('the heading is the one h1, below the way to it', () => {
  const html = render(
    <Heading reader={english} title="Meeting" trail={[{ href: '/dialogues', text: 'Dialogues' }]} />,
  )
  expect(html).toBe(
    '<header class="heading"><nav class="trail" aria-label="Path to this page"><a href="/dialogues">Dialogues</a></nav>' +
      '<div><h1>Meeting</h1></div></header>',
  )
})
