/** What is due before a meeting and not done: counted anew for its item "matters arising", never copied. */

import type { AgendaItem } from '../agenda/item.ts'
import type { Commitment } from '../commitments/commitment.ts'
import { owedUntil } from '../commitments/queries.ts'
import { leadsShown, readable } from '../commitments/reach.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { isAhead } from '../meetings/state.ts'
import type { Actor } from '../people/may.ts'
import { sees } from '../people/visible.ts'
import type { Store } from '../store/store.ts'

/** The commitments under the item of follow-up of a meeting. */
export interface Arising {
  readonly itemId: Id
  /** The first day of the meeting, by which they are due. */
  readonly on: LocalDate
  /** Today where the meeting is: nothing is late before its day. */
  readonly today: LocalDate
  /** As far as the reader may see them, soonest due first. */
  readonly commitments: readonly Commitment[]
  /** Their leads by commitment, as far as they may be named. */
  readonly leads: ReadonlyMap<Id, InstitutionName>
}

/**
 * Commitments of the dialogue that are owed and due, or to be reviewed, by the first day of a meeting that is ahead or
 * sits; null when no item of follow-up stands on its agenda. The caller has checked the meeting.
 */
export async function mattersArising(
  store: Store,
  {
    meeting,
    items,
    viewer,
  }: { readonly meeting: Meeting; readonly items: readonly AgendaItem[]; readonly viewer: Actor },
): Promise<Arising | null> {
  const item = items.find(({ kind, state }) => kind === 'follow_up' && state !== 'withdrawn')
  const on = meeting.days[0]?.date
  const { dialogueId } = meeting
  if (!item || !on || !(isAhead(meeting.state) || meeting.state === 'in_session')) return null
  const owed = await owedUntil(store, on, { leads: [], dialogues: [dialogueId] })
  const commitments = readable(owed, sees(viewer, 'closedCommitment', dialogueId))
  const leads = [...new Set(commitments.map(({ leadId }) => leadId))]
  const names = await institutionNames(store, leads, on)
  const today = dateOf(store.now, meeting.zone)
  return { itemId: item.id, on, today, commitments, leads: leadsShown(viewer, commitments, names) }
}
