/** Which addresses become links. */

import { describe, expect, test } from 'vitest'
import { LinkButton, PostForm } from '../../views/parts/actions.tsx'
import { cellHtml } from '../../views/parts/cell.ts'
import { Ext, externalUrl, localPath } from '../../views/parts/ext.tsx'
import { Pager } from '../../views/parts/pager.tsx'
import { attributes, english, render } from './pages.tsx'

const SCRIPTS = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'blob:https://example.org/1',
]

describe('a link to another site', () => {
  test.each([
    ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
    ['http://example.org', 'http://example.org/'],
    ['mailto:name@example.org', 'mailto:name@example.org'],
  ])('%s is made', (address, href) => {
    expect(externalUrl(address)).toBe(href)
  })

  test.each([...SCRIPTS, '//example.org', '/local', 'example.org', ''])('%s is refused', (address) => {
    expect(externalUrl(address)).toBeNull()
    expect(render(<Ext href={address}>paper</Ext>)).toBe('<span>paper</span>')
  })

  test('tells the other site nothing and lends it no weight', () => {
    expect(render(<Ext href="https://example.org/">paper</Ext>)).toBe(
      '<a href="https://example.org/" rel="noopener noreferrer nofollow">paper</a>',
    )
  })
})

describe('a link within the site', () => {
  test.each(['/', '/dialogues/1?tab=a&b=c', '?page=2', '#agenda'])('%s is made', (path) => {
    expect(localPath(path)).toBe(path)
  })

  test.each([
    ...SCRIPTS,
    '//example.org',
    '/\\example.org',
    '/\t/example.org',
    '\\\\example.org',
    'https://example.org',
    'a',
    '',
  ])('%s is refused', (path) => {
    expect(localPath(path)).toBeNull()
  })

  test('in a table cell is text when it would leave the site', () => {
    expect(cellHtml({ href: 'javascript:alert(1)', text: 'paper' }, english)).toBe('paper')
    expect(cellHtml({ href: '/papers/1', text: 'paper' }, english)).toBe('<a href="/papers/1">paper</a>')
  })

  test('leads nowhere from buttons, forms and pagers when it would leave the site', () => {
    const bad = '//example.org'
    expect(attributes(render(<LinkButton href={bad}>go</LinkButton>), 'href')).toEqual(['#'])
    expect(attributes(render(<PostForm action={bad}>go</PostForm>), 'action')).toEqual(['#'])
    expect(
      attributes(render(<Pager reader={english} from={1} to={2} previous={bad} next={bad} />), 'href'),
    ).toEqual(['#', '#'])
  })
})
