/** Reads of meetings whose clock was changed by law: a fixed number of queries for any number of them. */

import type { Id } from '../kernel/id.ts'
import type { Scope } from '../people/may.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { meetingsById } from './queries.ts'
import { TOLD } from './state.ts'
import { type ClockChange, isMoved, spanToday } from './zone-change.ts'

/** What the tick found, as far as it still holds: told, not over, not moved to other days since, not confirmed. */
function open(store: Store, scope: Scope) {
  const all = store.db
    .selectFrom('clock_changes')
    .innerJoin('meetings', 'meetings.id', 'clock_changes.meeting_id')
    .whereRef('meetings.date_version', '=', 'clock_changes.date_version')
    .where('meetings.state', 'in', TOLD)
    .where('meetings.ends_at', '>', store.now)
    .where((eb) =>
      eb.or([
        eb('meetings.starts_at', '<>', eb.ref('clock_changes.starts_at')),
        eb('meetings.ends_at', '<>', eb.ref('clock_changes.ends_at')),
      ]),
    )
  return scope === 'all' ? all : all.where(inList('meetings.dialogue_id', scope))
}

/** How many meetings wait for somebody to confirm their clock. */
export async function countClockChanges(store: Store, scope: Scope): Promise<number> {
  const row = await open(store, scope)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** They themselves, the soonest first. */
export async function clockChanges(store: Store, scope: Scope): Promise<ClockChange[]> {
  const rows = await open(store, scope)
    .select(['clock_changes.meeting_id as id', 'clock_changes.starts_at', 'clock_changes.ends_at'])
    .orderBy('meetings.starts_at')
    .orderBy('meetings.id')
    .execute()
  const ids = rows.map(({ id }) => id)
  const [meetings, entries] = await Promise.all([meetingsById(store, ids), entriesOf(store, ids)])
  return rows.flatMap(({ id, starts_at: startsAt, ends_at: endsAt }) => {
    const meeting = meetings.get(id)
    return meeting ? [{ meeting, today: { startsAt, endsAt }, entries: entries.get(id) ?? 0 }] : []
  })
}

async function entriesOf(store: Store, ids: readonly Id[]): Promise<Map<Id, number>> {
  const rows = await store.db
    .selectFrom('delegates')
    .select(['meeting_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where(inList('meeting_id', ids))
    .where('state', '=', 'nominated')
    .where('mailed_sequence', 'is not', null)
    .groupBy('meeting_id')
    .execute()
  return new Map(rows.map(({ meeting_id, count }) => [meeting_id, Number(count)]))
}

/** Told meetings to come whose instants are others by the zone data of this process. */
export async function movedMeetings(store: Store): Promise<Pick<ClockChange, 'meeting' | 'today'>[]> {
  const rows = await store.db
    .selectFrom('meetings')
    .select('id')
    .where('ends_at', '>', store.now)
    .where('state', 'in', TOLD)
    .execute()
  const meetings = await meetingsById(
    store,
    rows.map(({ id }) => id),
  )
  return [...meetings.values()].flatMap((meeting) => {
    const today = spanToday(meeting)
    return isMoved(meeting, today) ? [{ meeting, today }] : []
  })
}
