/** The door for people without an account: every path below `/p/:token` passes here first. */

import type { MiddlewareHandler } from 'hono'
import type { Refusal } from '../kernel/outcome.ts'
import { spend } from '../limits/limits.ts'
import { refused } from '../web/answer.tsx'
import type { AppContext, AppEnv } from '../web/context.ts'
import { isSafe } from '../web/guard.ts'
import { speak, switchedLanguage } from '../web/visit.ts'
import { findLink, type LinkPurpose, type PersonalLink } from './links.ts'

/**
 * Finds the link, answers in its person's language, and refuses unknown and expired ones. Forms sent with
 * unknown links are limited per network. Looking at pages is not: a GET never writes, so it cannot be counted,
 * and a link of 256 bits is not found by looking.
 */
export const door: MiddlewareHandler<AppEnv> = async (c, next) => {
  const link = await findLink(c.var.store, c.req.param('token') ?? '')
  if (!link.ok) return refused(c, await counted(c, link))
  c.set('link', link.value)
  speak(c, switchedLanguage(c) ?? link.value.person.locale)
  return next()
}

async function counted(c: AppContext, unknown: Refusal): Promise<Refusal> {
  if (isSafe(c.req.method) || unknown.code !== 'not_found') return unknown
  const free = await spend(c.var.store, [{ limit: 'unknown_links', by: c.var.network }])
  return free.ok ? unknown : free
}

/** The link behind {@link door}. @throws Error if a route lies outside `/p/:token`. */
export function linkOf(c: AppContext): PersonalLink {
  if (!c.var.link) throw new Error('this route must lie below /p/:token')
  return c.var.link
}

/** How each purpose shows its page. */
export type Rooms = Readonly<
  Record<LinkPurpose, (c: AppContext, link: PersonalLink) => Response | Promise<Response>>
>
