/** The guards before every route: one host, same-origin changes, strict headers (safety.md §0.12–0.13). */

import type { MiddlewareHandler } from 'hono'
import { refuse } from '../kernel/outcome.ts'
import { refused } from './answer.tsx'
import type { AppContext, AppEnv } from './context.ts'

/** Does a request with this method change nothing, ever? */
export function isSafe(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'OPTIONS'
}

/** Nothing but what our own files give; no inline script or style anywhere. */
const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self'",
  "script-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "frame-src 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/**
 * Headers of every answer; pages are never kept by caches or told to other sites. Set beforehand, so that a
 * route may set its own instead, and because touching a finished answer costs a quarter of a small page.
 */
export const headers: MiddlewareHandler<AppEnv> = (c, next) => {
  c.header('content-security-policy', POLICY)
  c.header('cache-control', 'no-store')
  c.header('referrer-policy', 'no-referrer')
  c.header('x-content-type-options', 'nosniff')
  c.header('x-frame-options', 'DENY')
  c.header('cross-origin-opener-policy', 'same-origin')
  c.header('cross-origin-resource-policy', 'same-origin')
  c.header('x-robots-tag', 'noindex, nofollow')
  if (c.var.store.instance.baseUrl.startsWith('https:'))
    c.header('strict-transport-security', 'max-age=31536000')
  return next()
}

/**
 * Answers only under the configured address: links are never made from what a request claims. A whole address
 * in the request line wins over the header (RFC 9112 §3.2.2), so both must be ours.
 */
export const ownHost: MiddlewareHandler<AppEnv> = async (c, next) => {
  const own = new URL(c.var.store.instance.baseUrl)
  const header = c.req.header('host')?.toLowerCase() ?? own.host
  if (header === own.host && URL.parse(c.req.url)?.host === own.host) return next()
  const answer = refused(c, refuse('invalid', 'forms.wrong_host', undefined, { address: own.origin }))
  return new Response(answer.body, { status: 421, headers: answer.headers })
}

/**
 * A change must come from our own pages: `Sec-Fetch-Site: same-origin`, or, from a browser that sends none,
 * an `Origin` equal to ours. The content type plays no part. Two addresses are for mail servers and read no
 * cookie: one-click unsubscribing (RFC 8058), where the address alone says what is meant, and the door for mail
 * coming in, where every message is signed with a key.
 */
export const ownOrigin: MiddlewareHandler<AppEnv> = async (c, next) => {
  if (isSafe(c.req.method) || isForMailServers(c) || isSameOrigin(c)) return next()
  return refused(c, refuse('forbidden', 'forms.wrong_origin'))
}

function isForMailServers(c: AppContext): boolean {
  return c.req.method === 'POST' && /^\/(u\/[^/]+|inbound\/mail)$/.test(c.req.path)
}

function isSameOrigin(c: AppContext): boolean {
  const site = c.req.header('sec-fetch-site')
  if (site !== undefined) return site === 'same-origin'
  return c.req.header('origin') === new URL(c.var.store.instance.baseUrl).origin
}

/** A path of ours to lead back to: never another site, whatever spelling (T44). */
export function returnPath(wanted: string | undefined, baseUrl: string): string {
  if (!wanted || !/^\/(?![/\\])[\x20-\x7e]*$/.test(wanted) || wanted.includes('\\')) return '/'
  const url = URL.parse(wanted, baseUrl)
  if (url?.origin !== new URL(baseUrl).origin || url.pathname.startsWith('//')) return '/'
  return `${url.pathname}${url.search}`
}
