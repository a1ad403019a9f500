/** The table of calendar feeds (migrations/0014). */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'

export interface FeedsTable {
  id: Id
  kind: 'person' | 'dialogue'
  due_as: 'event' | 'task' | 'none'
  generation: number
  token_hash: string | null
  opened_at: Instant
  version: number
}
