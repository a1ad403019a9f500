/** Answers: whole pages with a doctype, refusals with their status, redirects after a change. */

import type { JSX } from 'hono/jsx/jsx-runtime'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { ErrorPage } from '../../views/layout/error.tsx'
import type { NavigationEntry, PersonalProps, ShellProps } from '../../views/layout/shell.tsx'
import { faultText, type Messages } from '../i18n/messages.ts'
import type { Refusal } from '../kernel/outcome.ts'
import { mayAdminister, mayReadDirectory, type Viewer } from '../people/may.ts'
import type { AppContext } from './context.ts'
import { withKeys } from './keys.ts'
import { statusOf } from './refused.ts'

/**
 * A whole page, with the status of the refusal that it shows if it shows one; `c.html` alone would leave the
 * doctype out.
 */
export function page(
  c: AppContext,
  element: JSX.Element,
  shows: Refusal | ContentfulStatusCode = 200,
): Response {
  const status = typeof shows === 'number' ? shows : statusOf(shows)
  const text = withKeys(c, `<!doctype html>${element.toString()}`)
  // Bytes, not text: Node would walk a long Cyrillic text twice more, to measure and to write it.
  const minutes = typeof shows === 'number' ? undefined : shows.params?.minutes
  if (status === 429 && minutes) c.header('retry-after', String(Number(minutes) * 60))
  if (status === 503) c.header('retry-after', RETRY_SECONDS)
  return c.body(bytesOf(text), status, { 'content-type': 'text/html; charset=UTF-8' })
}

const ENCODER = new TextEncoder()

/** A text as UTF-8. `encodeInto` takes two thirds of the time, and two bytes a letter hold all our alphabets. */
function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const room = new Uint8Array(text.length * 2)
  const { read, written } = ENCODER.encodeInto(text, room)
  return read === text.length ? room.subarray(0, written) : ENCODER.encode(text)
}

/** Space is made, a server comes back: by hand, or within a moment. */
const RETRY_SECONDS = '30'

/** A page that says why something was refused, in the reader's language and with the right status. */
export function refused(c: AppContext, refusal: Refusal): Response {
  const { reader, path, example } = c.var
  const text = faultText(reader.t, refusal)
  return page(c, <ErrorPage reader={reader} path={path} example={example} text={text} />, refusal)
}

/** The page for a fault of ours: no details, but a reference that stands in the log as well. */
export function failed(c: AppContext): Response {
  const { reader, path, requestId } = c.var
  const text = reader.t.home.error.ours
  return page(c, <ErrorPage reader={reader} path={path} text={text} reference={requestId} />, 500)
}

/** 303 to a page of ours after a change; `said` names the confirmation shown there. */
export function seeOther(c: AppContext, path: string, said?: keyof Messages['said']): Response {
  if (!said) return c.redirect(path, 303)
  const [before = '', anchor] = path.split('#')
  const joined = `${before}${before.includes('?') ? '&' : '?'}said=${said}`
  return c.redirect(anchor ? `${joined}#${anchor}` : joined, 303)
}

/** The confirmation that the address asks for, if it is one of ours. */
function saidIn(c: AppContext): string | undefined {
  const asked = c.req.query('said') ?? ''
  const texts: Readonly<Record<string, string>> = c.var.reader.t.said
  return Object.hasOwn(texts, asked) ? texts[asked] : undefined
}

/** What every page of the secretariat hands to its shell. */
export function secretariat(c: AppContext, viewer: Viewer): ShellProps {
  const { reader, path, example } = c.var
  return {
    reader,
    path: withoutSaid(path),
    example,
    said: saidIn(c),
    navigation: navigationOf(reader.t, viewer),
    account: { name: viewer.name, signOut: '/sign-out' },
  }
}

/** What a page reached by a personal link hands to its shell. */
export function personal(c: AppContext): PersonalProps {
  const { reader, path, example } = c.var
  return { reader, path: withoutSaid(path), example, said: saidIn(c) }
}

/** The language switch must not repeat a confirmation. */
function withoutSaid(path: string): string {
  return path.replace(/([?&])said=[^&]*&?/, '$1').replace(/[?&]$/, '')
}

function navigationOf(t: Messages, viewer: Viewer): NavigationEntry[] {
  const { home, dialogues, commitments, institutions, people, mail, settings } = t.shell.navigation
  const entries = [
    { href: '/', text: home },
    { href: '/dialogues', text: dialogues },
    { href: '/commitments', text: commitments },
  ]
  if (mayReadDirectory(viewer)) {
    entries.push({ href: '/institutions', text: institutions }, { href: '/people', text: people })
  }
  entries.push({ href: '/mail', text: mail })
  if (mayAdminister(viewer)) entries.push({ href: '/settings', text: settings })
  return entries
}
