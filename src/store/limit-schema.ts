/** The table of rate limits (migrations/0009). */

import type { Instant } from '../kernel/instant.ts'

export interface RateLimitsTable {
  id: string
  remaining: number
  expires_at: Instant
}
