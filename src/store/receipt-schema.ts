/** The table of form receipts (migrations/0011). */

import type { Instant } from '../kernel/instant.ts'

export interface FormReceiptsTable {
  key_hash: string
  body_hash: string
  answer: string | null
  at: Instant
}
