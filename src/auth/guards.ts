/** Who is asking: cookies, the signed-in viewer, and the middleware that asks visitors to sign in. */

import type { MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { refuse } from '../kernel/outcome.ts'
import { mayAdminister, mayEditDirectory, mayReadDirectory, type Viewer } from '../people/may.ts'
import { refused } from '../web/answer.tsx'
import { readBody } from '../web/body.ts'
import type { AppContext, AppEnv } from '../web/context.ts'
import { isStrong } from './passkey.ts'
import { carry, showProof } from './proof-page.tsx'
import { proofOf, SESSION_SECONDS, sessionIdOf } from './session.ts'

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

/** As {@link directoryReaders}, for who may change it: decided before the form is read or the row looked up. */
export const directoryEditors: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (mayEditDirectory(viewerOf(c))) return next()
  return refused(c, refuse('forbidden', 'forms.forbidden'))
}

/** The session of this request; the empty text for a visitor. */
export function sessionId(c: AppContext): string {
  return c.var.viewer ? sessionIdOf(sessionCookie(c)) : ''
}

/** Has the signed-in person proved lately and strongly who they are, and could they by a passkey? */
export async function proofState(c: AppContext): Promise<{ strong: boolean; hasPasskey: boolean }> {
  const { store, keepsMail } = c.var
  const proof = await proofOf(store, sessionId(c))
  if (!proof) return { strong: false, hasPasskey: false }
  return { strong: isStrong(proof, { now: store.now, keepsMail }), hasPasskey: proof.hasPasskey }
}

/**
 * Behind {@link signedIn}, before what cannot be taken back (T41): lets those pass who proved within ten minutes
 * who they are, by passkey, or by mail if they have none. A page leads to the proof and back; a form is carried
 * through it and sent on by its owner. Rights are not asked here but by the command, after the proof.
 */
export const strongly: MiddlewareHandler<AppEnv> = async (c, next) => {
  const { strong, hasPasskey } = await proofState(c)
  if (strong) return next()
  if (c.req.method !== 'POST') return c.redirect(`/account/proof?back=${encodeURIComponent(c.var.path)}`, 303)
  const body = c.var.body ?? (await readBody(c))
  if (!body.ok) return refused(c, body)
  const onward = { back: c.var.path, carried: carry(body.value) }
  return showProof(c, { viewer: viewerOf(c), onward, hasPasskey })
}

/** Behind {@link signedIn}: lets administrators pass. */
export const administrators: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (mayAdminister(viewerOf(c))) return next()
  return refused(c, refuse('forbidden', 'forms.forbidden'))
}

/** The signed-in viewer behind {@link signedIn}. @throws Error if a route forgot the middleware. */
export function viewerOf(c: AppContext): Viewer {
  if (!c.var.viewer) throw new Error('this route needs the middleware signedIn')
  return c.var.viewer
}
