/** Reads for carrying over: the meetings before one, what their agendas left, and the matters behind items. */

import { openByItem } from '../commitments/count-queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingsOfDialogue } from '../meetings/queries.ts'
import { isAhead } from '../meetings/state.ts'
import type { Store } from '../store/store.ts'
import { type Candidate, candidates, type ItemLink } from './carry.ts'
import { agendasOf } from './queries.ts'

/** What can return to the agenda of a meeting, and the earlier meetings that it comes from. */
export interface Returning {
  readonly offered: readonly Candidate[]
  readonly meetings: ReadonlyMap<Id, Meeting>
}

/** Everything that earlier meetings left, in a fixed number of queries. The caller has checked the meeting. */
export async function returningTo(store: Store, meeting: Meeting): Promise<Returning> {
  const all = new Map((await meetingsOfDialogue(store, meeting.dialogueId)).map((one) => [one.id, one]))
  const earlier = before(meeting, all)
  const [agendas, links] = await Promise.all([
    agendasOf(
      store,
      earlier.map(({ id }) => id),
    ),
    itemLinks(store, meeting.dialogueId),
  ])
  const open = await openByItem(store, meeting.dialogueId)
  const told = earlier.map(({ id, state }) => ({
    meetingId: id,
    over: !isAhead(state),
    items: agendas.get(id) ?? [],
  }))
  return {
    offered: candidates(told, links, open),
    meetings: new Map(earlier.map((one) => [one.id, one])),
  }
}

/** The meetings before one, each named by the next as its previous one; the last first. A circle ends. */
function before(meeting: Meeting, all: ReadonlyMap<Id, Meeting>): Meeting[] {
  const chain: Meeting[] = []
  for (let next = all.get(meeting.previousMeetingId ?? ''); next; ) {
    if (next.id === meeting.id || chain.includes(next)) break
    chain.push(next)
    next = all.get(next.previousMeetingId ?? '')
  }
  return chain
}

/** Every item of a dialogue with the one that it continues. */
export async function itemLinks(store: Store, dialogueId: Id): Promise<Map<Id, ItemLink>> {
  const rows = await store.db
    .selectFrom('agenda_items')
    .innerJoin('meetings', 'meetings.id', 'agenda_items.meeting_id')
    .select(['agenda_items.id', 'agenda_items.carried_from_id', 'agenda_items.day'])
    .where('meetings.dialogue_id', '=', dialogueId)
    .execute()
  return new Map(
    rows.map(({ id, carried_from_id, day }) => [id, { id, carriedFromId: carried_from_id, day }]),
  )
}
