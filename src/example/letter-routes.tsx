/**
 * `/dev/letters`: every letter that the product sends, with example facts, in three languages. Mounted by development
 * servers only (`platform/serve.ts`); elsewhere the addresses do not exist.
 */

import { LetterIndexPage, LettersPage } from '../../views/example/letters.tsx'
import { letterHtml } from '../../views/letters/letter.tsx'
import { LOCALES } from '../kernel/locale.ts'
import { MAIL_KINDS } from '../mail/mail.ts'
import { type AppContext, newRoutes, type Routes } from '../web/context.ts'
import { exampleLetter } from './letters.tsx'

/** The index, one kind in all languages, and each letter by itself for a frame. */
export function letterPreviews(): Routes {
  const routes = newRoutes()
  routes.get('/dev/letters', showIndex)
  routes.get('/dev/letters/:kind', showKind)
  routes.get('/dev/letters/:kind/:lang', showLetter)
  return routes
}

function showIndex(c: AppContext) {
  const { reader, path } = c.var
  return whole(c, <LetterIndexPage reader={reader} path={path} kinds={MAIL_KINDS} />)
}

function showKind(c: AppContext) {
  const { reader, path, store } = c.var
  const kind = MAIL_KINDS.find((one) => one === c.req.param('kind'))
  if (!kind) return c.notFound()
  const letters = LOCALES.map((lang) => ({ lang, ...exampleLetter(store, kind, lang) }))
  return whole(c, <LettersPage reader={reader} path={path} kind={kind} letters={letters} />)
}

// The same rules as for letters of the outbox (`mail/routes.tsx`).
const BODY_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"

function showLetter(c: AppContext) {
  const kind = MAIL_KINDS.find((one) => one === c.req.param('kind'))
  const lang = LOCALES.find((one) => one === c.req.param('lang'))
  if (!kind || !lang) return c.notFound()
  const { letter } = exampleLetter(c.var.store, kind, lang)
  c.header('content-security-policy', BODY_POLICY)
  c.header('x-frame-options', 'SAMEORIGIN')
  return c.html(letterHtml(letter))
}

function whole(c: AppContext, element: { toString(): string }) {
  return c.html(`<!doctype html>${element}`)
}
