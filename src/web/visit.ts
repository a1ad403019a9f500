/** What every request begins with: a frozen store, who asks, and in which language to answer. */

import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { sessionCookie } from '../auth/guards.ts'
import { validateSession } from '../auth/session.ts'
import { messagesIn } from '../i18n/messages.ts'
import { localDate } from '../kernel/local-date.ts'
import { isLocale, type Locale, negotiateLocale } from '../kernel/locale.ts'
import { networkOf } from '../limits/network.ts'
import type { Viewer } from '../people/may.ts'
import type { Fonts } from '../printing/pdf.ts'
import { readSetting } from '../settings/settings.ts'
import { kept } from '../store/readings.ts'
import type { Store } from '../store/store.ts'
import type { AppContext, AppEnv } from './context.ts'
import { LARGEST_FILE } from './multipart.ts'

const LANGUAGE = 'intersession_language'
const YEAR = 31_536_000

/** What {@link opening} needs of the platform. */
interface Opening {
  openStore(): Store
  readonly keepsMail: boolean
  readonly fonts: Fonts
  readonly largestFile?: number
  clientOf(request: Request, env: unknown): string
}

/** Opens the store at the instant of the request and prepares an answer even for those who are refused. */
export function opening(services: Opening): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const store = services.openStore()
    const url = URL.parse(c.req.url)
    c.set('store', store)
    c.set('requestId', store.newId())
    c.set('path', url ? `${url.pathname}${url.search}` : '/')
    c.set('keepsMail', services.keepsMail)
    c.set('fonts', services.fonts)
    c.set('network', networkOf(services.clientOf(c.req.raw, c.env)))
    c.set('viewer', null)
    c.set('link', null)
    c.set('body', null)
    c.set('files', [])
    c.set('largestFile', services.largestFile ?? LARGEST_FILE)
    c.set('keptKey', null)
    c.set('example', null)
    speak(c, languageOf(c, null))
    return next()
  }
}

/** Finds out who is signed in; their own language is the one to answer in unless they switched it. */
export const recognising: MiddlewareHandler<AppEnv> = async (c, next) => {
  const cookie = sessionCookie(c)
  const [viewer, example] = await Promise.all([
    cookie ? validateSession(c.var.store, cookie) : null,
    kept(c.var.store, readSetting, 'example'),
  ])
  c.set('viewer', viewer)
  c.set('example', example === '1' ? localDate(c.var.store.now.slice(0, 10)) : null)
  speak(c, languageOf(c, viewer))
  keepSwitch(c)
  return next()
}

/** Answers in `locale` from now on: for people with a personal link, whose language the link tells. */
export function speak(c: AppContext, locale: Locale): void {
  c.set('reader', { locale, t: messagesIn(locale) })
}

/** The language somebody switched to, by address or cookie; null if they never did. */
export function switchedLanguage(c: AppContext): Locale | null {
  const wanted = c.req.query('lang') ?? getCookie(c, LANGUAGE)
  return isLocale(wanted) ? wanted : null
}

function languageOf(c: AppContext, viewer: Viewer | null): Locale {
  return switchedLanguage(c) ?? viewer?.locale ?? negotiateLocale(c.req.header('accept-language'))
}

function keepSwitch(c: AppContext): void {
  const asked = c.req.query('lang')
  if (!isLocale(asked)) return
  const secure = c.var.store.instance.baseUrl.startsWith('https:')
  setCookie(c, LANGUAGE, asked, { path: '/', httpOnly: true, sameSite: 'Lax', secure, maxAge: YEAR })
}
