/** The history of a thing: what was done, when, by whom. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'

/** One line of a history; `actorId` is `system` for what the tick did. */
export interface HistoryLine {
  readonly at: Instant
  readonly kind: string
  readonly actorId: Id
  readonly details: Readonly<Record<string, string | number | null>>
}
