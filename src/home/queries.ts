/** What needs the secretariat today: counts and first rows, in a fixed number of queries. */

import { type CommitmentFilter, OPEN } from '../commitments/filter.ts'
import { completenessOf, listCommitments } from '../commitments/queries.ts'
import type { Reach } from '../commitments/reach.ts'
import type { Id } from '../kernel/id.ts'
import { upcomingMeetings } from '../meetings/queries.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { Needs, Replies } from './needs.ts'

/** Everything for the start page of a reader with this reach; `dialogues` is the scope of their roles. */
export async function needsOf(
  store: Store,
  asked: { dialogues: 'all' | readonly Id[]; reach: Reach },
): Promise<Needs> {
  const [meetings, late, silent, reported, failedMails] = await Promise.all([
    upcomingMeetings(store, asked.dialogues, 5),
    listOf(store, { ...OPEN, show: 'late' }, asked.reach),
    listOf(store, { ...OPEN, show: 'silent' }, asked.reach),
    listOf(store, { ...OPEN, show: 'reported_done' }, asked.reach),
    countFailed(store, asked.dialogues),
  ])
  const replies = await repliesOf(
    store,
    meetings.map((meeting) => meeting.id),
  )
  return { meetings, replies, late, silent, reported, failedMails }
}

async function listOf(store: Store, filter: CommitmentFilter, reach: Reach) {
  const [page, { total }] = await Promise.all([
    listCommitments(store, filter, reach, 1),
    completenessOf(store, filter, reach),
  ])
  return { total, first: page.commitments.slice(0, 8) }
}

async function countFailed(store: Store, dialogues: 'all' | readonly Id[]): Promise<number> {
  let query = store.db.selectFrom('outbox').where('outbox.state', 'in', ['failed', 'uncertain'])
  if (dialogues !== 'all') {
    query = query
      .innerJoin('meetings', 'meetings.id', 'outbox.meeting_id')
      .where(inList('meetings.dialogue_id', dialogues)) as typeof query
  }
  const row = await query.select((eb) => eb.fn.countAll<number>().as('failed')).executeTakeFirstOrThrow()
  return Number(row.failed)
}

async function repliesOf(store: Store, meetingIds: readonly Id[]): Promise<Map<Id, Replies>> {
  const rows = await store.db
    .selectFrom('invitations')
    .select(['meeting_id', 'state'])
    .select((eb) => eb.fn.countAll<number>().as('number'))
    .where(inList('meeting_id', meetingIds))
    .groupBy(['meeting_id', 'state'])
    .execute()
  const counted = new Map<Id, Replies>()
  for (const { meeting_id, state, number } of rows) {
    const seen = counted.get(meeting_id) ?? { invited: 0, answered: 0 }
    const invited = ['sent', 'acknowledged', 'nominated', 'regrets'].includes(state) ? Number(number) : 0
    const answered = ['nominated', 'regrets'].includes(state) ? Number(number) : 0
    counted.set(meeting_id, { invited: seen.invited + invited, answered: seen.answered + answered })
  }
  return counted
}
