/** What every request carries, and how a room makes its router. */

import { type Context, Hono } from 'hono'
import type { Reader } from '../../views/reader.ts'
import type { PersonalLink } from '../auth/links.ts'
import type { Viewer } from '../people/may.ts'
import type { Store } from '../store/store.ts'

export interface AppEnv {
  Variables: {
    /** Frozen at the instant the request came in. */
    store: Store
    reader: Reader
    /** Who is signed in; null for visitors and people with personal links. */
    viewer: Viewer | null
    /** The personal link that was followed, on paths below `/p/:token`. */
    link: PersonalLink | null
    requestId: string
    /** Path and query as asked for: the language switch leads back here. */
    path: string
    /** Is example data loaded, so that every page must say so? */
    example: boolean
    /** Is mail kept instead of sent, because no SMTP server is configured? */
    keepsMail: boolean
  }
}

export type AppContext = Context<AppEnv>
export type Routes = Hono<AppEnv>

/** An empty router for one room. */
export function newRoutes(): Routes {
  return new Hono<AppEnv>({ strict: false })
}
