/** The page shells: language, title, navigation, language switch. */

import { describe, expect, test } from 'vitest'
import { formatDate } from '../../src/i18n/dates.ts'
import { type LocalDate, localDate } from '../../src/kernel/local-date.ts'
import {
  currentFor,
  inLanguage,
  PersonalPage,
  PlainPage,
  SecretariatPage,
} from '../../views/layout/shell.tsx'
import { attributes, english, readers, render } from './pages.tsx'

const navigation = [
  { href: '/', text: 'Home' },
  { href: '/dialogues', text: 'Dialogues' },
]

function secretariat(path: string) {
  return render(
    <SecretariatPage
      reader={english}
      title="Dialogues"
      path={path}
      navigation={navigation}
      account={{ name: 'Aigul', signOut: '/sign-out' }}
    >
      <h1>Dialogues</h1>
    </SecretariatPage>,
  )
}

describe('every page', () => {
  test.each(readers)('says its language: %s', (locale, reader) => {
    for (const Page of [PersonalPage, PlainPage]) {
      const html = render(<Page reader={reader} title="x" path="/" children="x" />)
      expect(attributes(html, 'lang')).toEqual([locale, 'kk', 'ru', 'en'])
      expect(html.startsWith('<html')).toBe(true)
    }
  })

  test.each(readers)(
    'has a skip link to its only main element, which can take the focus: %s',
    (_, reader) => {
      const html = render(<PlainPage reader={reader} title="x" path="/" children="x" />)
      expect(html).toContain(`<a class="skip" href="#content">${reader.t.shell.skip}</a>`)
      expect(html.match(/<main[^>]*>/g)).toEqual(['<main id="content" tabindex="-1">'])
    },
  )

  test('is named by its title, and says first when a form has faults', () => {
    const title = (faulty: boolean) =>
      /<title>(.*)<\/title>/.exec(
        render(<PlainPage reader={english} title="Sign in" path="/" faulty={faulty} children="x" />),
      )?.[1]
    expect(title(false)).toBe('Sign in · Intersession')
    expect(title(true)).toBe('Error: Sign in · Intersession')
  })

  test.each(readers)('tells that data are invented only while they are: %s', (_, reader) => {
    const page = (example: LocalDate | null) =>
      render(<PersonalPage reader={reader} title="x" path="/" example={example} children="x" />)
    const said = reader.t.shell.example.text(formatDate(reader.locale, localDate('2026-01-15')))
    expect(page(localDate('2026-01-15'))).toContain(said)
    expect(page(null)).not.toContain(reader.t.shell.example.title)
  })

  test('loads nothing but its own style sheet, mark, fonts and script', () => {
    const html = secretariat('/')
    expect(
      [...attributes(html, 'src'), ...attributes(html.replace(/<a [^>]*>/g, ''), 'href')].sort(),
    ).toEqual([
      '/favicon.svg',
      '/favicon.svg',
      '/fonts/source-sans-3-latin.woff2',
      '/intersession.css',
      '/intersession.js',
    ])
  })
})

describe('the navigation', () => {
  test.each([
    ['/dialogues', '/dialogues', 'page'],
    ['/dialogues', '/dialogues?q=a', 'page'],
    ['/dialogues', '/dialogues/1', 'true'],
    ['/dialogues', '/dialogues-old', undefined],
    ['/', '/', 'page'],
    ['/', '/dialogues', undefined],
  ])('entry %s seen from %s is %s', (href, path, current) => {
    expect(currentFor(href, path)).toBe(current)
  })

  test('marks one entry, and the switch one language', () => {
    expect(attributes(secretariat('/dialogues/7'), 'aria-current')).toEqual(['true', 'true'])
    expect(attributes(secretariat('/dialogues'), 'aria-current')).toEqual(['true', 'page'])
  })

  test('ends the session by POST', () => {
    expect(secretariat('/')).toContain('<form method="post" action="/sign-out" novalidate="">')
  })

  test('is absent from a personal page, which also stays out of search engines', () => {
    const html = render(<PersonalPage reader={english} title="x" path="/" children="x" />)
    expect(html).not.toContain('popover')
    expect(html).not.toContain('<script')
    expect(html).toContain('<meta name="robots" content="noindex, nofollow"/>')
  })
})

describe('the language switch', () => {
  test.each([
    ['/dialogues', '/dialogues?lang=kk'],
    ['/dialogues?q=a+b&page=2', '/dialogues?q=a+b&page=2&lang=kk'],
    ['/dialogues?lang=ru&q=a', '/dialogues?lang=kk&q=a'],
    ['/dialogues?q=a?b', '/dialogues?q=a%3Fb&lang=kk'],
    ['/dialogues#agenda', '/dialogues?lang=kk'],
    ['//example.org/a', '/?lang=kk'],
    ['https://example.org', '/?lang=kk'],
    ['', '/?lang=kk'],
  ])('leads from %s to %s', (path, href) => {
    expect(inLanguage(path, 'kk')).toBe(href)
  })

  test('names each language in itself', () => {
    const html = render(<PlainPage reader={english} title="x" path="/a?b=c" children="x" />)
    expect(html).toContain('<a href="/a?b=c&amp;lang=kk" lang="kk" hreflang="kk">Қазақша</a>')
    expect(html).toContain(
      '<a href="/a?b=c&amp;lang=en" lang="en" hreflang="en" aria-current="true">English</a>',
    )
  })
})
