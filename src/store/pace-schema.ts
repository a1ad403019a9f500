/** Tables of pace: how fast mail may go, and meetings whose clock was changed by law. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'

/** One recipient domain; the relay as a whole has the empty name. */
export interface MailPaceTable {
  domain: string
  /** The minute that `begun` counts, as its first instant. */
  minute: Instant
  begun: number
  /** No more is begun before: the minute is full, or the domain asked us to slow down. */
  held_until: Instant
  /** The pause that the domain itself asked for. */
  slow_until: Instant
  /** How often in a row the domain asked us to slow down. */
  strikes: number
  last_reply: string
}

/** What the zone data of today make of an announced meeting, where they differ from what people were told. */
export interface ClockChangesTable {
  meeting_id: Id
  date_version: number
  starts_at: Instant
  ends_at: Instant
  found_at: Instant
}
