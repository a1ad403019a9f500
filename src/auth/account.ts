/** An account: lets a known person sign in. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'

/** An administrator may do everything, an organiser may open dialogues, a member has only the roles given. */
export type Rank = 'administrator' | 'organiser' | 'member'

export const RANKS: readonly Rank[] = ['administrator', 'organiser', 'member']

export interface Account {
  readonly personId: Id
  readonly email: string
  readonly rank: Rank
  /** Null while the account is open. */
  readonly closedAt: Instant | null
  readonly version: number
}
