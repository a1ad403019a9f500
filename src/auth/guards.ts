/** Who is asking: cookies, the signed-in viewer, and the middleware that asks visitors to sign in. */

import type { MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { refuse } from '../kernel/outcome.ts'
import { mayReadDirectory, type Viewer } from '../people/may.ts'
import { refused } from '../web/answer.tsx'
import type { AppContext, AppEnv } from '../web/context.ts'
import { SESSION_SECONDS } from './session.ts'

const SESSION = 'intersession'
const BROWSER = 'intersession_browser'

/** `__Host-` binds a cookie to this host, but browsers take it only over https. */
function nameOf(c: AppContext, name: string): string {
  return isHttps(c) ? `__Host-${name}` : name
}

function isHttps(c: AppContext): boolean {
  return c.var.store.instance.baseUrl.startsWith('https:')
}

function options(c: AppContext, maxAge: number) {
  return { path: '/', httpOnly: true, sameSite: 'Lax', secure: isHttps(c), maxAge } as const
}

/** The session cookie's value, or the empty text. */
export function sessionCookie(c: AppContext): string {
  return getCookie(c, nameOf(c, SESSION)) ?? ''
}

/** Hands the new session to the browser. */
export function giveSession(c: AppContext, cookie: string): void {
  setCookie(c, nameOf(c, SESSION), cookie, options(c, SESSION_SECONDS))
}

/** Takes the session from the browser. */
export function takeSession(c: AppContext): void {
  deleteCookie(c, nameOf(c, SESSION), { path: '/', secure: isHttps(c) })
}

/** The secret that ties a sign-in request to the browser that made it; the empty text without one. */
export function browserSecret(c: AppContext): string {
  return getCookie(c, nameOf(c, BROWSER)) ?? ''
}

/** Gives the browser such a secret if it has none. */
export function ensureBrowserSecret(c: AppContext): string {
  const secret = browserSecret(c) || c.var.store.instance.random(24)
  setCookie(c, nameOf(c, BROWSER), secret, options(c, 900))
  return secret
}

/** Lets signed-in people pass; a visitor is led to sign in and then back here. */
export const signedIn: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (c.var.viewer) return next()
  const back = c.req.method === 'GET' ? `?back=${encodeURIComponent(c.var.path)}` : ''
  return c.redirect(`/sign-in${back}`, 303)
}

/** Behind {@link signedIn}: lets those pass who may read the directory of institutions and people. */
export const directoryReaders: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (mayReadDirectory(viewerOf(c))) return next()
  return refused(c, refuse('forbidden', 'forms.forbidden'))
}

/** The signed-in viewer behind {@link signedIn}. @throws Error if a route forgot the middleware. */
export function viewerOf(c: AppContext): Viewer {
  if (!c.var.viewer) throw new Error('this route needs the middleware signedIn')
  return c.var.viewer
}
