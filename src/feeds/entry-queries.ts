/** What stands in a feed: a fixed number of queries, however many entries there are. */

import type { PublishedEntry } from '../calendar/publish.ts'
import type { CommitmentState } from '../commitments/commitment.ts'
import { commitmentsById } from '../commitments/queries.ts'
import { OWING_STATES } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { meetingsById } from '../meetings/queries.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import {
  dueEntry,
  inOrder,
  MOST,
  meetingEntry,
  PUBLISHED_STATES,
  type Revision,
  type Telling,
} from './feed.ts'
import { ofInstitutions, type Subscription } from './queries.ts'

/** What somebody has to do with a meeting. */
interface Part {
  readonly id: Id
  readonly startsAt: Instant
  readonly busy: boolean
  /** When they last said whether they come. */
  readonly at: Instant | null
}

/** The entries of a feed in their order. The caller has found the subscription by its token. */
export async function entriesOf(
  store: Store,
  feed: Subscription,
  telling: Telling,
): Promise<PublishedEntry[]> {
  if (feed.kind === 'dialogue')
    return inOrder(
      await meetingsOf(store, await partsOfDialogue(store, feed.id), { telling, toldLink: false }),
    )
  const parts = latest([...(await seats(store, feed.id)), ...(await duties(store, feed))])
  const meetings = await meetingsOf(store, parts, { telling, toldLink: true })
  return inOrder([...meetings, ...(await dueDates(store, feed, telling))])
}

/** Where somebody is named and has not declined. */
async function seats(store: Store, personId: Id): Promise<Part[]> {
  const rows = await store.db
    .selectFrom('delegates')
    .innerJoin('meetings', 'meetings.id', 'delegates.meeting_id')
    .select(['meetings.id', 'starts_at', 'partstat', 'partstat_at'])
    .where('delegates.person_id', '=', personId)
    .where('delegates.state', '=', 'nominated')
    .where('delegates.partstat', '<>', 'declined')
    .where('meetings.state', 'in', PUBLISHED_STATES)
    .orderBy('starts_at', 'desc')
    .orderBy('meetings.id', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    startsAt: row.starts_at,
    busy: row.partstat === 'accepted',
    at: row.partstat_at,
  }))
}

/** The meetings of the dialogues in which somebody has a role; whoever only reads there need not come. */
async function duties(store: Store, { id, signsIn }: Subscription): Promise<Part[]> {
  if (!signsIn) return []
  const rows = await store.db
    .selectFrom('dialogue_roles')
    .innerJoin('meetings', 'meetings.dialogue_id', 'dialogue_roles.dialogue_id')
    .select(['meetings.id', 'starts_at', 'role'])
    .where('dialogue_roles.person_id', '=', id)
    .where('dialogue_roles.ended_at', 'is', null)
    .where('meetings.state', 'in', PUBLISHED_STATES)
    .orderBy('starts_at', 'desc')
    .orderBy('meetings.id', 'desc')
    .limit(2 * MOST)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    startsAt: row.starts_at,
    busy: row.role !== 'viewer',
    at: null,
  }))
}

async function partsOfDialogue(store: Store, dialogueId: Id): Promise<Part[]> {
  const rows = await store.db
    .selectFrom('meetings')
    .select(['id', 'starts_at'])
    .where('dialogue_id', '=', dialogueId)
    .where('state', 'in', PUBLISHED_STATES)
    .orderBy('starts_at', 'desc')
    .orderBy('id', 'desc')
    .limit(MOST)
    .execute()
  return rows.map((row) => ({ id: row.id, startsAt: row.starts_at, busy: false, at: null }))
}

/** Each meeting once, the latest {@link MOST}; busy if anything makes it so. */
function latest(parts: readonly Part[]): Part[] {
  const byMeeting = [...Map.groupBy(parts, (part) => part.id).values()].flatMap((same): Part[] => {
    const [first] = same
    if (!first) return []
    return [{ ...first, busy: same.some(({ busy }) => busy), at: same.find(({ at }) => at)?.at ?? null }]
  })
  return byMeeting.sort((a, b) => (`${b.startsAt} ${b.id}` < `${a.startsAt} ${a.id}` ? -1 : 1)).slice(0, MOST)
}

async function meetingsOf(
  store: Store,
  parts: readonly Part[],
  { telling, toldLink }: { readonly telling: Telling; readonly toldLink: boolean },
): Promise<PublishedEntry[]> {
  const ids = parts.map(({ id }) => id)
  const [meetings, revisions] = await Promise.all([meetingsById(store, ids), revisionsOf(store, ids)])
  return parts.flatMap(({ id, busy, at }): PublishedEntry[] => {
    const [meeting, revision] = [meetings.get(id), revisions.get(id)]
    if (!meeting || !revision) return []
    const entry = meetingEntry({ meeting, ...revision, answeredAt: at, busy, toldLink }, telling)
    return entry ? [entry] : []
  })
}

/** Which telling of each meeting is in force, and since when. */
export async function revisionsOf(store: Store, ids: readonly Id[]): Promise<Map<Id, Revision>> {
  const rows = await store.db
    .selectFrom('meetings')
    .select(['id', 'revision', 'revised_at', 'created_at'])
    .where(inList('id', ids))
    .execute()
  return new Map(
    rows.map((row) => [row.id, { revision: row.revision, revisedAt: row.revised_at ?? row.created_at }]),
  )
}

/** Promised and not yet settled, also while a report waits for its verification. */
const STANDING: readonly CommitmentState[] = [...OWING_STATES, 'reported_done']

/** What the person answers for: by name, or as a focal point of the institution that leads. */
async function dueDates(store: Store, feed: Subscription, telling: Telling): Promise<PublishedEntry[]> {
  const { id: personId, dueAs, memberships } = feed
  if (dueAs === 'none' || memberships.length === 0) return []
  const points = memberships.filter(({ focalPoint }) => focalPoint)
  const rows = await store.db
    .selectFrom('commitments')
    .select('id')
    .where(ofInstitutions(memberships))
    .where((eb) => eb.or([eb('person_id', '=', personId), ofInstitutions(points)]))
    .where('state', 'in', STANDING)
    .orderBy('due_on', (order) => order.desc().nullsLast())
    .orderBy('id')
    .limit(MOST)
    .execute()
  const ids = rows.map((row) => row.id)
  const [commitments, changes] = await Promise.all([commitmentsById(store, ids), changesOf(store, ids)])
  return ids.flatMap((id): PublishedEntry[] => {
    const commitment = commitments.get(id)
    if (!commitment) return []
    const changed = changes.get(id) ?? commitment.createdAt
    const entry = dueEntry({ commitment, changed }, dueAs, telling)
    return entry ? [entry] : []
  })
}

/** When each commitment got the version it has, as the ledger tells it. */
async function changesOf(store: Store, ids: readonly Id[]): Promise<Map<Id, Instant>> {
  const rows = await store.db
    .selectFrom('commitments')
    .innerJoin('facts', (join) =>
      join
        .onRef('facts.subject_id', '=', 'commitments.id')
        .onRef('facts.subject_version', '=', 'commitments.version'),
    )
    .select(['commitments.id', 'facts.at'])
    .where(inList('commitments.id', ids))
    .execute()
  return new Map(rows.map((row) => [row.id, row.at]))
}
