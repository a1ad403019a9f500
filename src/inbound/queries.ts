/** Reads for mail that comes in: what is known of it already, whom it is about, what waits to be decided. */

import type { Id } from '../kernel/id.ts'
import { plus } from '../kernel/instant.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { findMeeting } from '../meetings/queries.ts'
import type { OutboxTable } from '../store/followup-schema.ts'
import type { InboundMailsTable } from '../store/inbound-schema.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { Evidence, Invited } from './claim.ts'

/** The mail that came in before under one of these ids, or null. */
export async function findInbound(store: Store, ids: readonly string[]): Promise<InboundMailsTable | null> {
  const row = await store.db
    .selectFrom('inbound_mails')
    .selectAll()
    .where(inList('id', ids))
    .orderBy('id')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** The meeting whose calendar entry has this UID, which is ours in lower case. */
export async function meetingOfUid(store: Store, uid: string): Promise<Meeting | null> {
  const row = await store.db
    .selectFrom('meetings')
    .select('id')
    .where('calendar_uid', '=', uid)
    .executeTakeFirst()
  return row ? findMeeting(store, row.id, 'all') : null
}

/** Who may be meant by an answer. */
interface Meant {
  /** In lower case. */
  readonly addresses: readonly string[]
  /** To whom the mail that is answered went. */
  readonly sealedFor: Evidence['sealedFor']
}

/** Of those named for a meeting at present, who was invited under one of these addresses, and who is answering. */
export async function invitedAs(
  store: Store,
  meetingId: Id,
  { addresses, sealedFor }: Meant,
): Promise<Invited[]> {
  if (addresses.length === 0) return []
  const rows = await store.db
    .selectFrom('delegates')
    .innerJoin('persons', 'persons.id', 'delegates.person_id')
    .select(['delegates.id', 'delegates.person_id', 'persons.email'])
    .where('delegates.meeting_id', '=', meetingId)
    .where('delegates.state', '=', 'nominated')
    .where((eb) =>
      eb.or([
        // SQLite knows the small letters of ASCII only; others are stored small.
        eb('persons.email', 'in', addresses),
        eb(eb.fn('lower', ['persons.email']), 'in', addresses),
        eb('delegates.person_id', '=', sealedFor?.personId ?? ''),
        eb('delegates.id', '=', sealedFor?.delegateId ?? ''),
      ]),
    )
    .orderBy('delegates.id')
    .execute()
  return rows.map((row) => ({
    delegateId: row.id,
    personId: row.person_id,
    address: row.email.toLowerCase(),
  }))
}

/** What a mail of ours was, for an answer to it or a report about it. */
type Sent = Pick<OutboxTable, 'id' | 'person_id' | 'subject_id' | 'meeting_id' | 'to_address' | 'state'>

/** The mails of ours with these ids. */
export function sentMails(store: Store, ids: readonly Id[]): Promise<Sent[]> {
  return store.db
    .selectFrom('outbox')
    .select(['id', 'person_id', 'subject_id', 'meeting_id', 'to_address', 'state'])
    .where(inList('id', ids))
    .orderBy('id')
    .execute()
}

/** How many reports of a full or slow mailbox an address had in the last two weeks. */
export async function softBounces(store: Store, address: string): Promise<number> {
  const row = await store.db
    .selectFrom('bounces')
    .select((eb) => eb.fn.countAll<number>().as('number'))
    .where('address', '=', address)
    .where('class', '=', 'soft')
    .where('at', '>', plus(store.now, { days: -14 }))
    .executeTakeFirst()
  return Number(row?.number ?? 0)
}

/** The meeting about which we last wrote to the person with this address, or null. */
export async function lastMeetingOf(store: Store, address: string): Promise<Id | null> {
  const row = await store.db
    .selectFrom('outbox')
    .innerJoin('persons', 'persons.id', 'outbox.person_id')
    .select('outbox.meeting_id')
    .where('persons.email', '=', address)
    .where('outbox.meeting_id', 'is not', null)
    .orderBy('outbox.created_at', 'desc')
    .orderBy('outbox.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.meeting_id ?? null
}
