/** Reads for one person's mail history beside the mails themselves: what they stopped, and when. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Store } from '../store/store.ts'

/** A change of what mail a person wants, with the new values. */
export interface Choice {
  readonly at: Instant
  readonly changes: Readonly<Record<string, string | number | null>>
  /** Did they change it themselves? */
  readonly own: boolean
}

/** What a person chose, latest first. */
export async function choicesOf(store: Store, personId: Id): Promise<Choice[]> {
  const rows = await store.db
    .selectFrom('facts')
    .select(['at', 'actor_id', 'details'])
    .where('subject_id', '=', personId)
    .where('kind', '=', 'person.preferences_changed')
    .orderBy('subject_version', 'desc')
    .limit(20)
    .execute()
  return rows.map((row) => ({
    at: row.at,
    changes: JSON.parse(row.details),
    own: row.actor_id === personId,
  }))
}
