/** What the view tests share: readers, rendering, and the skeleton of a page. */

import type { JSX } from 'hono/jsx/jsx-runtime'
import { messagesIn } from '../../src/i18n/messages.ts'
import { LOCALES, type Locale } from '../../src/kernel/locale.ts'
import type { Draft } from '../../views/parts/field.tsx'
import type { Reader } from '../../views/reader.ts'

export function readerIn(locale: Locale): Reader {
  return { locale, t: messagesIn(locale) }
}

export const english = readerIn('en')

export const readers: readonly [Locale, Reader][] = LOCALES.map((locale) => [locale, readerIn(locale)])

/** An element as HTML. */
export function render(element: JSX.Element): string {
  return String(element)
}

/** An empty form in English, with what the test needs. */
export function draftWith(given: Partial<Draft> = {}): Draft {
  return { reader: english, values: {}, faults: [], ...given }
}

/**
 * All tags with their attributes, values left out. A text that breaks out of its place adds a tag, an
 * attribute or a quote, so the skeleton differs from that of the same page with a harmless text.
 */
export function skeleton(html: string): string[] {
  return (html.match(/<[^>]*>/g) ?? []).map((tag) => tag.replace(/"[^"]*"/g, '""'))
}

/** The values of one attribute, in order. */
export function attributes(html: string, name: string): string[] {
  return [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map((match) => match[1] ?? '')
}

/** Texts that have broken pages elsewhere (safety.md §1.5). */
export const NAUGHTY = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onfocus=alert(1) autofocus='",
  '</textarea></title></style><svg onload=alert(1)>',
  '&lt;b&gt; &amp; &#60;i&#62;',
  '<!--><b>-->',
  '$\u007b7*7}{{7*7}}`',
  '\u202e<\u200bb>\u0000',
  '</td></tr></table><form action=//example.org>',
]
