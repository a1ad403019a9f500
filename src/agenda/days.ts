/** What the meetings room needs when a meeting moves: its agenda follows in the same commit. */

import type { Id } from '../kernel/id.ts'
import type { Meeting, MeetingDay } from '../meetings/meeting.ts'
import type { Statement, Store } from '../store/store.ts'
import { countAgenda, placeItems } from './items.ts'
import { followDays } from './order.ts'
import { agendaOf } from './queries.ts'

/** Statements that move the items of an agenda to the meeting's new days; none when no item has to move. */
export async function followMeetingDays(
  store: Store,
  meeting: Meeting,
  days: readonly MeetingDay[],
  actorId: Id,
): Promise<Statement[]> {
  const dates = (list: readonly MeetingDay[]) => list.map((day) => day.date)
  const places = followDays(await agendaOf(store, meeting.id), dates(meeting.days), dates(days))
  if (places.length === 0) return []
  return [
    ...countAgenda(store, meeting, { kind: 'agenda_item.followed_days', actorId }),
    ...placeItems(store, places),
  ]
}
