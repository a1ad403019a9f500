/** The table of views of the list of commitments that somebody keeps (migrations/0031). */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Flag } from './schema.ts'

export interface SavedFiltersTable {
  id: Id
  person_id: Id
  name: string
  query: string
  position: number
  is_default: Flag
  created_at: Instant
  version: number
}
