/** What the meetings room needs when a meeting changes: its agenda follows in the same commit. */

import type { Id } from '../kernel/id.ts'
import type { Meeting, MeetingPlan } from '../meetings/meeting.ts'
import { forgetReservations } from '../minutes/decisions.ts'
import type { AttributionRule } from '../store/schema.ts'
import type { Statement, Store } from '../store/store.ts'
import { countAgenda, forgetSpeakers, placeItems } from './items.ts'
import { followDays } from './order.ts'
import { agendaOf } from './queries.ts'

/**
 * Statements that move the items of an agenda to the meeting's new days, and forget who presents and who had
 * reservations where a new rule of attribution keeps less. They take the agenda's lock, so that nobody writes a presenter down meanwhile under
 * the old rule; none when nothing of this changes.
 */
export async function followMeeting(
  store: Store,
  meeting: Meeting,
  plan: Pick<MeetingPlan, 'days' | 'attribution'>,
  actorId: Id,
): Promise<Statement[]> {
  const dates = (days: Meeting['days']) => days.map((day) => day.date)
  const moved = dates(meeting.days).join() !== dates(plan.days).join()
  const items = moved ? await agendaOf(store, meeting.id) : []
  const changes = [
    ...placeItems(store, followDays(items, dates(meeting.days), dates(plan.days))),
    ...(plan.attribution === meeting.attribution ? [] : forget(store, meeting.id, plan.attribution)),
  ]
  if (changes.length === 0) return []
  const kind = moved ? 'agenda_item.followed_days' : 'agenda_item.followed_rule'
  return [...countAgenda(store, meeting, { kind, actorId }), ...changes]
}

function forget(store: Store, meetingId: Id, rule: AttributionRule): Statement[] {
  return [...forgetSpeakers(store, meetingId, rule), ...forgetReservations(store, rule, { meetingId })]
}
