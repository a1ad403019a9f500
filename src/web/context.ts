/** What every request carries, and how a room makes its router. */

import { type Context, Hono } from 'hono'
import type { Reader } from '../../views/reader.ts'
import type { PersonalLink } from '../auth/links.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Outcome } from '../kernel/outcome.ts'
import type { Viewer } from '../people/may.ts'
import type { Fonts } from '../printing/pdf.ts'
import type { Store } from '../store/store.ts'
import type { FormValues } from './bytes.ts'
import type { SentFile } from './multipart.ts'

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
    /** The form of this request, once it was read: a body can be read only once. */
    body: Outcome<FormValues> | null
    /** The files that came with it. */
    files: readonly SentFile[]
    /** The largest file that can be kept here, in bytes. */
    largestFile: number
    /** The one-time key that the form shown again keeps, after it could not be saved. */
    keptKey: string | null
    /** The network that asks, such as `203.0.113.0/24`: whom limits count (`src/limits/`). */
    network: string
    /** Path and query as asked for: the language switch leads back here. */
    path: string
    /** The day on which invented data is shown, so that every page must say so; null without such data. */
    example: LocalDate | null
    /** The faces that PDFs are set in. */
    fonts: Fonts
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
