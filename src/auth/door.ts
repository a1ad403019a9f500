/** The door for people without an account: every path below `/p/:token` passes here first. */

import type { MiddlewareHandler } from 'hono'
import { refused } from '../web/answer.tsx'
import type { AppContext, AppEnv } from '../web/context.ts'
import { speak, switchedLanguage } from '../web/visit.ts'
import { findLink, type LinkPurpose, type PersonalLink } from './links.ts'

/** Finds the link, answers in its person's language, and refuses unknown and expired ones. */
export const door: MiddlewareHandler<AppEnv> = async (c, next) => {
  const link = await findLink(c.var.store, c.req.param('token') ?? '')
  if (!link.ok) return refused(c, link)
  c.set('link', link.value)
  speak(c, switchedLanguage(c) ?? link.value.person.locale)
  return next()
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
