/** The three page shells, each a whole document without doctype: secretariat, personal link, plain. */

import type { Child } from 'hono/jsx'
import { formatDate } from '../../src/i18n/dates.ts'
import type { LocalDate } from '../../src/kernel/local-date.ts'
import { LOCALES, type Locale } from '../../src/kernel/locale.ts'
import { PostButton } from '../parts/actions.tsx'
import { localPath } from '../parts/ext.tsx'
import { Notice } from '../parts/notice.tsx'
import { Status } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'

/** What a page reached by a personal link hands to its shell (`personal` of `src/web/answer.tsx`). */
export interface PersonalProps {
  readonly reader: Reader
  /** Path and query of this page, to which the language switch leads back. */
  readonly path: string
  /** What day it is while the database holds invented data (product.md rule 13); null or missing without. */
  readonly example?: LocalDate | null
  /** One sentence about what was just done. */
  readonly said?: string | undefined
}

/** What a page of the secretariat hands to its shell (`secretariat` of `src/web/answer.tsx`). */
export interface ShellProps extends PersonalProps {
  readonly navigation: readonly NavigationEntry[]
  /** Who is signed in, and the address that ends the session (by POST). */
  readonly account: { readonly name: string; readonly signOut: string }
}

interface PageProps extends PersonalProps {
  /** Shown by the browser and kept in its history: never the name of a person. */
  readonly title: string
  /** True when the page shows a form with faults: the title then says so first. */
  readonly faulty?: boolean
  readonly children: Child
}

/** One entry of the secretariat's navigation. */
export interface NavigationEntry {
  readonly href: string
  readonly text: string
}

/** A page of the secretariat: navigation at the left, behind a button on a narrow screen. */
export function SecretariatPage(props: PageProps & ShellProps) {
  const { reader, path, navigation, account, children } = props
  const { t } = reader
  return (
    <Document {...props} kind="secretariat" script>
      <header class="top">
        <Mark reader={reader} href="/" />
        <button type="button" class="button plain menu" popovertarget="menu">
          {t.shell.navigation.menu}
        </button>
        <Languages reader={reader} path={path} />
        <div class="account">
          <a href="/account" aria-current={currentFor('/account', path)}>
            <span class="unseen">{t.shell.account}: </span>
            {account.name}
          </a>
          <PostButton action={account.signOut}>{t.shell.signOut}</PostButton>
        </div>
      </header>
      <nav id="menu" class="menu" popover="auto" aria-label={t.shell.navigation.label}>
        <ul>
          {navigation.map(({ href, text }) => (
            <li>
              <a href={localPath(href) ?? '#'} aria-current={currentFor(href, path)}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <Main {...props}>{children}</Main>
    </Document>
  )
}

/** A page reached by a personal link: phone first, no navigation, no script. */
export function PersonalPage(props: PageProps) {
  return (
    <Document {...props} kind="personal">
      <header class="top">
        <Mark reader={props.reader} />
        <Languages reader={props.reader} path={props.path} />
      </header>
      <Main {...props}>{props.children}</Main>
    </Document>
  )
}

/** A page for somebody we do not know: sign-in, errors, what is public. */
export function PlainPage(props: PageProps) {
  return (
    <Document {...props} kind="plain">
      <header class="top">
        <Mark reader={props.reader} href="/" />
        <Languages reader={props.reader} path={props.path} />
      </header>
      <Main {...props}>{props.children}</Main>
    </Document>
  )
}

/** `page` for the entry of this very page, `true` for the section it lies in. */
export function currentFor(href: string, path: string): 'page' | 'true' | undefined {
  const here = path.split('?', 1)[0] ?? ''
  if (here === href) return 'page'
  return href !== '/' && here.startsWith(`${href}/`) ? 'true' : undefined
}

/** The same page in another language: path and query kept, `lang` set. Never leads to another site. */
export function inLanguage(path: string, locale: Locale): string {
  const [before = '', query = ''] = path.split('#', 1)[0]?.split(/\?(.*)/s) ?? []
  const kept = new URLSearchParams(query)
  kept.set('lang', locale)
  return `${localPath(before) ?? '/'}?${kept}`
}

interface DocumentProps extends PageProps {
  readonly kind: 'secretariat' | 'personal' | 'plain'
  readonly script?: boolean
}

/** The letters that a page in each language cannot do without; fetched along with the style sheet. */
const FONTS: Readonly<Record<Locale, readonly string[]>> = {
  en: ['latin'],
  ru: ['latin', 'cyrillic'],
  kk: ['latin', 'cyrillic', 'cyrillic-ext'],
}

function Document({ reader, title, faulty, kind, script, children }: DocumentProps) {
  const { t, locale } = reader
  return (
    <html lang={locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {kind !== 'plain' && <meta name="robots" content="noindex, nofollow" />}
        <title>{`${faulty ? `${t.shell.form.faultPrefix}: ` : ''}${title} · ${t.shell.product}`}</title>
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/intersession.css" />
        {FONTS[locale].map((subset) => (
          <link
            rel="preload"
            href={`/fonts/source-sans-3-${subset}.woff2`}
            as="font"
            type="font/woff2"
            crossorigin="anonymous"
          />
        ))}
        {script && <script type="module" src="/intersession.js" />}
      </head>
      <body class={kind}>
        <a class="skip" href="#content">
          {t.shell.skip}
        </a>
        {children}
        <footer>
          <p>{t.shell.footer}</p>
        </footer>
      </body>
    </html>
  )
}

function Main({ reader, example, said, children }: PageProps) {
  return (
    <>
      {example && <Example reader={reader} today={example} />}
      <main id="content" tabindex={-1}>
        {said && <Notice reader={reader} tone="good" title={said} />}
        {children}
      </main>
    </>
  )
}

function Example({ reader, today }: { readonly reader: Reader; readonly today: LocalDate }) {
  const { title, text } = reader.t.shell.example
  return (
    <aside class="example" aria-label={title}>
      <p>
        <Status tone="warn">{title}</Status> {text(formatDate(reader.locale, today))}
      </p>
    </aside>
  )
}

function Mark({ reader, href }: { readonly reader: Reader; readonly href?: string }) {
  const { product } = reader.t.shell
  const inside = (
    <>
      <img src="/favicon.svg" alt="" width="24" height="24" />
      {product}
    </>
  )
  if (!href) return <span class="mark">{inside}</span>
  return (
    <a class="mark" href={href}>
      {inside}
    </a>
  )
}

function Languages({ reader, path }: { readonly reader: Reader; readonly path: string }) {
  const { language, languages } = reader.t.shell
  return (
    <nav class="languages" aria-label={language}>
      <ul>
        {LOCALES.map((locale) => (
          <li>
            <a
              href={inLanguage(path, locale)}
              lang={locale}
              hreflang={locale}
              aria-current={locale === reader.locale ? 'true' : undefined}
            >
              {languages[locale]}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
