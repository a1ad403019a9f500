/** The recurring act that finds meetings whose clock was changed by law. It changes nothing that anybody was told. */

import { sql } from 'kysely'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { movedMeetings } from './zone-queries.ts'

// Five columns each: D1 binds at most 100 parameters.
const AT_ONCE = 19

/**
 * Notes the told meetings to come whose instants the zone data of this process see elsewhere, and forgets those that
 * they do not; the tick calls it. It asks the zone data themselves, since no runtime tells their version everywhere.
 * @returns how many there are.
 */
export async function findClockChanges(store: Store): Promise<number> {
  const moved = await movedMeetings(store)
  const ids = moved.map(({ meeting }) => meeting.id)
  await store.tidy(store.db.deleteFrom('clock_changes').where((eb) => eb.not(inList('meeting_id', ids))))
  for (let at = 0; at < moved.length; at += AT_ONCE) await note(store, moved.slice(at, at + AT_ONCE))
  return moved.length
}

async function note(store: Store, moved: Awaited<ReturnType<typeof movedMeetings>>): Promise<void> {
  const rows = moved.map(({ meeting, today }) => ({
    meeting_id: meeting.id,
    date_version: meeting.dateVersion,
    starts_at: today.startsAt,
    ends_at: today.endsAt,
    found_at: store.now,
  }))
  await store.tidy(
    store.db
      .insertInto('clock_changes')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('meeting_id').doUpdateSet({
          date_version: sql<number>`excluded.date_version`,
          starts_at: (eb) => eb.ref('excluded.starts_at'),
          ends_at: (eb) => eb.ref('excluded.ends_at'),
        }),
      ),
  )
}
