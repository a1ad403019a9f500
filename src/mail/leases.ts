/** The statements of delivery: whose turn it is, claiming with lease and fence, skipping, settling. */

import { type SqlBool, sql } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { plus } from '../kernel/instant.ts'
import type { MailAttemptsTable, OutboxTable } from '../store/followup-schema.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { isSuppressed, isUnsubscribed } from './hindrance-queries.ts'
import { MAIL_HOLD } from './hold.ts'
import { domainOf } from './pace.ts'
import { isElsewhere, isFree } from './pace-statements.ts'
import { type Candidate, type Change, LEASE, type SkipReason } from './settlement.ts'
import { skippedFor } from './skipped.ts'

/**
 * Rows whose turn it is at `now`: unsettled, due, in nobody's hands (a lease that ran out is nobody's), and mail
 * as a whole not held (`hold.ts`), so that no process can claim after another has restored. The states are told by
 * what they are not: SQLite would look a list of states up in `outbox_state` and sort all that waits.
 */
function isDue(now: Instant) {
  return sql<SqlBool>`outbox.settled_at is null
    and outbox.state not in ('sent', 'kept', 'failed', 'skipped') and outbox.not_before <= ${now}
    and (outbox.state <> 'sending' or outbox.lease_until <= ${now})
    and not exists (select 1 from settings where settings.name = ${MAIL_HOLD})`
}

/** Longer than a domain is ever left alone at a time: mail that pace holds back for longer is late like any other. */
const HELD_LONG = { minutes: 45 }

/** Since when the mail that has waited longest could have gone; null when none waits. */
export async function oldestDue(store: Store): Promise<Instant | null> {
  const long = plus(store.now, { minutes: -HELD_LONG.minutes })
  const row = await store.db
    .selectFrom('outbox')
    .select('not_before')
    .where(isDue(store.now))
    .where((eb) => eb.or([isFree(store.now), eb('not_before', '<=', long)]))
    .orderBy('not_before')
    .limit(1)
    .executeTakeFirst()
  return row?.not_before ?? null
}

// By person first: a meeting has thousands of mails, a person few. The coalesce keeps the planner to that.
// By address too: after a move to a new one, the CANCEL to the old must still go out.
function sameEntry(mail: 'due' | 'outbox') {
  const own = (column: string) => sql.ref(`${mail}.${column}`)
  return sql<SqlBool>`other.person_id = ${own('person_id')}
    and coalesce(other.meeting_id, '') = ${own('meeting_id')} and other.id <> ${own('id')}
    and other.to_address = ${own('to_address')} and other.calendar_sequence is not null`
}

const SAME_ENTRY = sameEntry('due')

/** Another revision of the same entry is on its way at this moment. */
function isBlocked(mail: 'due' | 'outbox', now: Instant) {
  return sql<SqlBool>`(${sql.ref(`${mail}.calendar_sequence`)} is not null and exists (
    select 1 from outbox as other
    where ${sameEntry(mail)} and other.state = 'sending' and other.lease_until > ${now}))`
}

// Every attempt that is not known to have been refused may have arrived.
const REACHED = sql<SqlBool>`(other.state = 'kept' or other.attempts > (
  select count(*) from mail_attempts as tried
  where tried.outbox_id = other.id and tried.outcome in ('retry', 'rejected')))`

const OVERTAKEN = sql<SqlBool>`(due.calendar_sequence is not null and exists (
  select 1 from outbox as other where ${SAME_ENTRY} and other.state <> 'skipped'
  and (other.calendar_sequence > due.calendar_sequence
    or (other.calendar_sequence = due.calendar_sequence and other.id > due.id))))`

// An invitation counts until a cancellation newer than it went out.
const INVITED = sql<SqlBool>`(due.calendar_method = 'CANCEL' and exists (
  select 1 from outbox as other where ${SAME_ENTRY} and other.calendar_method = 'REQUEST' and ${REACHED}
  and not exists (select 1 from outbox as gone where gone.person_id = other.person_id
    and coalesce(gone.meeting_id, '') = other.meeting_id and gone.calendar_method = 'CANCEL'
    and gone.state in ('sent', 'kept') and gone.calendar_sequence > other.calendar_sequence)))`

/**
 * The next `limit` rows whose turn it is, with all that decides whether they may go; one query. What relay or domain
 * hold is left out, and what goes to the domains `closed` by this very process.
 */
export async function nextCandidates(
  store: Store,
  limit: number,
  closed: readonly string[] = [],
): Promise<Candidate[]> {
  const { now } = store
  const free = store.db.selectFrom('outbox').selectAll().where(isDue(now)).where(isFree(now))
  const due = (closed.length > 0 ? free.where(isElsewhere(closed)) : free)
    .orderBy('priority')
    .orderBy('not_before')
    .orderBy('id')
    .limit(limit)
    .as('due')
  const blocked = isBlocked('due', now)
  const known = sql<number>`(select count(*) from mail_attempts where outbox_id = due.id)`
  const repeated = sql<SqlBool>`exists (select 1 from mail_attempts
    where outbox_id = due.id and outcome = 'uncertain')`
  const rows = await store.db
    .selectFrom(due)
    .select(['due.id', 'due.state', 'due.not_after', 'due.calendar_method', 'due.attempts'])
    .select(['due.to_address', 'due.priority'])
    .select([OVERTAKEN.as('overtaken'), blocked.as('blocked'), INVITED.as('invited')])
    .select([isSuppressed('due').as('suppressed'), isUnsubscribed('due').as('unsubscribed')])
    .select([known.as('known'), repeated.as('repeated')])
    .orderBy('due.priority')
    .orderBy('due.not_before')
    .orderBy('due.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    state: row.state,
    domain: domainOf(row.to_address),
    priority: row.priority,
    notAfter: row.not_after,
    method: row.calendar_method,
    overtaken: Boolean(row.overtaken),
    blocked: Boolean(row.blocked),
    invited: Boolean(row.invited),
    suppressed: Boolean(row.suppressed),
    unsubscribed: Boolean(row.unsubscribed),
    crashes: row.attempts - Number(row.known),
    repeated: Boolean(row.repeated),
  }))
}

/**
 * Takes rows into the hands of one worker, if nobody was faster with them or with another revision of the same
 * entry: the fence grows, the attempt counts from here, so that one which crashes the process counts too.
 */
export function claim(store: Store, ids: readonly Id[], worker: string): Promise<OutboxTable[]> {
  return store.tidy<OutboxTable>(
    store.db
      .updateTable('outbox')
      .set((eb) => ({
        state: 'sending',
        fence: eb('fence', '+', 1),
        attempts: eb('attempts', '+', 1),
        lease_until: plus(store.now, LEASE),
        lease_holder: worker,
      }))
      .where(inList('outbox.id', ids))
      .where(isDue(store.now))
      .where((eb) => eb.not(isBlocked('outbox', store.now)))
      .returningAll(),
  )
}

/** Ends rows whose reason ceased. */
export function skip(store: Store, ids: readonly Id[], reason: SkipReason): Promise<{ id: Id }[]> {
  return store.tidy<{ id: Id }>(
    store.db
      .updateTable('outbox')
      .set(skippedFor(store, reason))
      .where(inList('outbox.id', ids))
      .where(isDue(store.now))
      .returning('id'),
  )
}

/** Without a relay: rows end `kept`, to be read on the mail page. */
export function keep(store: Store, ids: readonly Id[]): Promise<{ id: Id }[]> {
  return store.tidy<{ id: Id }>(
    store.db
      .updateTable('outbox')
      .set({ state: 'kept', settled_at: store.now, last_reply: '', lease_until: null, lease_holder: null })
      .where(inList('outbox.id', ids))
      .where(isDue(store.now))
      .returning('id'),
  )
}

/**
 * Writes one change to all rows that share it and their fence. The relay's words may name the address: where the reader
 * was erased meanwhile they are left out (T57). @returns the rows still ours, and whether somebody reads them.
 */
export async function writeChange(
  store: Store,
  { ids, fence, change }: { ids: readonly Id[]; fence: number; change: Change },
): Promise<Map<Id, { readonly read: boolean }>> {
  const reply = sql<string>`case when to_address = '' then '' else cast(${change.last_reply} as text) end`
  const rows = await store.tidy<{ id: Id; to_address: string }>(
    store.db
      .updateTable('outbox')
      .set({ ...change, last_reply: reply })
      .where(inList('outbox.id', ids))
      .where('fence', '=', fence)
      .returning(['id', 'to_address']),
  )
  return new Map(rows.map((row) => [row.id, { read: row.to_address !== '' }]))
}

// Six columns each: D1 binds at most 100 parameters.
const ATTEMPTS_AT_ONCE = 16

/** Adds lines to the histories of mails. */
export async function writeAttempts(store: Store, attempts: readonly MailAttemptsTable[]): Promise<void> {
  for (let at = 0; at < attempts.length; at += ATTEMPTS_AT_ONCE) {
    const some = attempts.slice(at, at + ATTEMPTS_AT_ONCE)
    await store.tidy(
      store.db
        .insertInto('mail_attempts')
        .values(some)
        .onConflict((conflict) => conflict.doNothing()),
    )
  }
}
