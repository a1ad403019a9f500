/**
 * What stands against sending a settled mail once more, told in one place: for its page, the act on it, the acts on
 * many, and the tasks. Expressions over a row of `outbox`, and the read of one mail.
 */

import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'
import type { Id } from '../kernel/id.ts'
import { holdsWord } from '../store/search.ts'
import type { Store } from '../store/store.ts'
import { type Hindrance, LEFT } from './undelivered.ts'

type Condition = RawBuilder<SqlBool>

/** The same bytes to the same address, or the same words as a new mail to the address that the reader has now. */
export type Repetition = 'same' | 'anew'

/** The first thing that stands against each, or null. */
export interface Hindrances {
  readonly same: Hindrance | null
  readonly anew: Hindrance | null
}

/** Of a mail that is there; one query. */
export async function hindrancesOf(store: Store, id: Id): Promise<Hindrances> {
  const row = await store.db
    .selectFrom('outbox')
    .select([hindrance(store, 'same').as('same'), hindrance(store, 'anew').as('anew')])
    .where('outbox.id', '=', id)
    .executeTakeFirst()
  return row ?? { same: 'gone', anew: 'gone' }
}

/** The first thing that stands against repeating a mail of the outbox. */
export function hindrance({ now }: Pick<Store, 'now'>, how: Repetition): RawBuilder<Hindrance | null> {
  // Retention or an erasure took the letter, or the links out of it: what is left must not go out.
  const gone = sql`outbox.body_text = '' or ${holdsWord('outbox.body_text', '/p/…')}`
  return sql<Hindrance | null>`case when outbox.settled_at is null then 'busy'
    when ${gone} then 'gone'
    when outbox.not_after < ${now} then 'over'
    when ${hasCeased} then 'ceased'
    when ${isOvertaken} then 'overtaken'
    ${how === 'same' ? againstSame() : againstAnew()} else null end`
}

// After a move to a new address, the cancellation to the old one must still go out.
function againstSame() {
  return sql`when ${isDead(sql`outbox.to_address`)} then 'dead'
    when ${isSuppressed('outbox')} or ${isUnsubscribed('outbox')} then 'stopped'
    when outbox.kind <> 'calendar_cancel' and ${HAS_MOVED} then 'moved'`
}

// An entry belongs to the address that was invited; the new one got its own when it was recorded. Sent anew to
// somebody who answered since, it would show the answer that held before.
function againstAnew() {
  return sql`when ${isDead(ADDRESS_NOW)} then 'dead'
    when outbox.kind in ${REQUESTS} and ${HAS_MOVED} then 'moved'
    when outbox.kind in ${REQUESTS} and ${HAS_ANSWERED} then 'answered'`
}

// Lists stand in the text: a statement takes a hundred parameters, and no more.
const REQUESTS = sql`('calendar_request', 'calendar_update')`

/** The date is known to the invited, and the meeting is not over. */
const TOLD = sql`('announced', 'confirmed', 'in_session')`

const SILENT = sql`('sent', 'acknowledged')`

/** Nothing follows any more. */
const ENDED = sql`('verified', 'superseded', 'dropped')`

// Nobody is invited to a cancelled meeting, or reminded of what they answered.
const INVITED_NO_MORE = sql<SqlBool>`exists (select 1 from invitations as cause
  inner join meetings as occasion on occasion.id = cause.meeting_id
  where cause.id = outbox.subject_id and (occasion.state = 'cancelled' or cause.state = 'withdrawn'
    or (outbox.kind = 'invitation_reminder' and cause.state not in ${SILENT})))`

const INVITED_AGAIN = sql<SqlBool>`exists (select 1 from invitations as cause
  where cause.id = outbox.subject_id and cause.state <> 'withdrawn')`

const EXPECTED_NO_MORE = sql<SqlBool>`exists (select 1 from delegates as cause
  inner join meetings as occasion on occasion.id = cause.meeting_id
  where cause.id = outbox.subject_id
  and (cause.state <> 'nominated' or occasion.state not in ${TOLD}))`

// Named anew since: the entry is to stand in the calendar at this address.
const EXPECTED_AGAIN = sql<SqlBool>`exists (select 1 from delegates as cause
  inner join meetings as occasion on occasion.id = cause.meeting_id
  inner join persons as reader on reader.id = cause.person_id
  where cause.person_id = outbox.person_id and cause.meeting_id = outbox.meeting_id
  and cause.state = 'nominated' and occasion.state in ${TOLD} and reader.email = outbox.to_address)`

/** The lead institution owes the result. */
const OWING = sql`('agreed', 'in_progress', 'blocked', 'returned')`

function committed(to: Condition): Condition {
  return sql`exists (select 1 from commitments as cause where cause.id = outbox.subject_id and ${to})`
}

/** Does the person of `naming_letters` answer still for a commitment that is owed? */
export function stillNamed(commitment: 'cause' | 'commitments'): Condition {
  const own = (column: string) => sql.ref(`${commitment}.${column}`)
  // Nobody is an answer too: a comparison with null would be none.
  return sql`(coalesce(${own('person_id')}, '') = naming_letters.person_id and ${own('state')} in ${OWING})`
}

/** Does a plan wait for the answer to the presentation of `plan_notices`, from the institution of its reader? */
export function stillPresented(plan: 'cause' | 'plans'): Condition {
  const own = (column: string) => sql.ref(`${plan}.${column}`)
  return sql`(${own('state')} = 'presented' and not exists (select 1 from plan_presentations
    where plan_presentations.plan_id = ${own('id')} and plan_presentations.number > plan_notices.number)
    and exists (select 1 from affiliations where affiliations.person_id = plan_notices.person_id
    and affiliations.institution_id = ${own('monitor_id')}))`
}

function promised(to: Condition): Condition {
  return sql`exists (select 1 from commitments as cause where cause.meeting_id = outbox.subject_id
    and cause.lead_institution_id = outbox.institution_id and ${to})`
}

const STATUS_CLOSED = sql<SqlBool>`exists (select 1 from status_requests as cause
  where cause.id = outbox.subject_id and cause.state = 'closed')`

// The institution has said something of all it was asked about since it was asked.
const STATUS_TOLD = sql<SqlBool>`not exists (select 1 from status_lines
  inner join status_requests on status_requests.id = status_lines.request_id
  inner join commitments as cause on cause.id = status_lines.commitment_id
  where status_lines.request_id = outbox.subject_id and cause.lead_institution_id = outbox.institution_id
  and cause.state in ${OWING} and not exists (select 1 from reports
    where reports.commitment_id = cause.id and reports.at >= status_requests.opened_at))`

// Every month it asked for was reported by now, its place reports no more, or is asked no more.
const REPORTED = sql<SqlBool>`not exists (select 1 from stock_requests as cause
  inner join supply_places on supply_places.id = cause.place_id
  inner join stock_askings on stock_askings.medicine_id = supply_places.medicine_id and stock_askings.asked = 1
  where cause.subject_id = outbox.subject_id and supply_places.closed_at is null
  and not exists (select 1 from stock_reports where stock_reports.place_id = cause.place_id
    and stock_reports.month = cause.month and stock_reports.superseded_at is null))`

// Somebody else answers for all that was asked about, or it is owed no more.
const SUCCEEDED = sql<SqlBool>`not exists (select 1 from commitments as cause
  inner join succession_requests on succession_requests.commitment_id = cause.id
  and succession_requests.person_id = cause.person_id
  where cause.lead_institution_id = outbox.institution_id and cause.state not in ${ENDED})`

// Handed in, or no longer wanted.
const HANDED_IN = sql<SqlBool>`not exists (select 1 from plans as cause
  where cause.id = outbox.subject_id and cause.state in ('requested', 'drafted', 'returned'))`

// What was told is kept with the first mail: of its copies only the subject is known.
const IS_COPY = sql`outbox.dedupe_key like 'renewal:%'`

// Answered, handed in anew, or over.
const ANSWERED = sql<SqlBool>`not exists (select 1 from plan_notices
  inner join plans as cause on cause.id = plan_notices.plan_id
  where plan_notices.outbox_id = outbox.id and ${stillPresented('cause')})
  and not (${IS_COPY} and exists (select 1 from plans as cause
  where cause.id = outbox.subject_id and cause.state = 'presented'))`

// Somebody else answers for all it told of, or it is owed no more.
const NAMED_NO_MORE = sql<SqlBool>`not exists (select 1 from naming_letters
  inner join commitments as cause on cause.id = naming_letters.commitment_id
  where naming_letters.outbox_id = outbox.id and ${stillNamed('cause')})
  and not (${IS_COPY} and ${committed(sql`cause.person_id = outbox.person_id and cause.state in ${OWING}`)})`

const HAS_ENDED = sql<SqlBool>`cause.state in ${ENDED}`

/**
 * Is what made somebody write this mail no longer so (product.md rule 8)? What an institution promised at a meeting is
 * told as long as anything of it is open. Other kinds stand for themselves.
 */
export const hasCeased = sql<SqlBool>`(case
  when outbox.kind in ('invitation_letter', 'invitation_reminder') then ${INVITED_NO_MORE}
  when outbox.kind = 'invitation_withdrawn' then ${INVITED_AGAIN}
  when outbox.kind in ${REQUESTS} then ${EXPECTED_NO_MORE}
  when outbox.kind = 'calendar_cancel' then ${EXPECTED_AGAIN}
  when outbox.kind = 'verification_request' then ${committed(sql`cause.state <> 'reported_done'`)}
  when outbox.kind = 'report_returned' then ${committed(sql`cause.state <> 'returned'`)}
  when outbox.kind in ('due_moved', 'due_refused') then ${committed(HAS_ENDED)}
  when outbox.kind = 'successor_asked' then ${SUCCEEDED}
  when outbox.kind = 'person_named' then ${NAMED_NO_MORE}
  when outbox.kind = 'status_request' then ${STATUS_CLOSED}
  when outbox.kind = 'status_reminder' then (${STATUS_CLOSED} or ${STATUS_TOLD})
  when outbox.kind in ('stock_request', 'stock_reminder') then ${REPORTED}
  when outbox.kind = 'plan_reminder' then ${HANDED_IN}
  when outbox.kind = 'plan_presented' then ${ANSWERED}
  when outbox.kind = 'promised' then ${promised(HAS_ENDED)} and not ${promised(sql`not ${HAS_ENDED}`)}
  else 1 = 0 end)`

const ALONE = sql`('forwarded', 'person_named', 'plan_presented')`

/**
 * A newer mail of the same matter to the same reader says it all; if that is lost too, it is the task. A forwarded
 * answer says only itself, but for its own copy; so does what gathers several matters, of which it names one.
 */
export const isOvertaken = sql<SqlBool>`exists (select 1 from outbox as newer
  where newer.subject_id = outbox.subject_id
  and coalesce(newer.institution_id, '') = coalesce(outbox.institution_id, '')
  and coalesce(newer.person_id, newer.to_address) = coalesce(outbox.person_id, outbox.to_address)
  and (newer.state <> 'skipped' or newer.last_reply in (${sql.join(LEFT)}))
  and (newer.dedupe_key = 'renewal:' || outbox.id
    or (newer.kind = outbox.kind and newer.kind not in ${ALONE} and newer.created_at > outbox.created_at)
    or newer.calendar_sequence > outbox.calendar_sequence
    or (newer.calendar_sequence = outbox.calendar_sequence and newer.created_at > outbox.created_at)))`

const ADDRESS_NOW = sql<string>`case when outbox.kind = 'calendar_cancel' then outbox.to_address else
  coalesce((select reader.email from persons as reader where reader.id = outbox.person_id), outbox.to_address) end`

const HAS_MOVED = sql<SqlBool>`exists (select 1 from persons as reader
  where reader.id = outbox.person_id and reader.email <> outbox.to_address)`

const HAS_ANSWERED = sql<SqlBool>`exists (select 1 from delegates as cause
  where cause.id = outbox.subject_id and cause.partstat_at > outbox.created_at)`

function isDead(address: Expression<unknown>): Condition {
  return sql`${address} = '' or exists (select 1 from suppressions as dead
    where dead.address in (${address}, lower(${address})) and dead.scope = 'all')`
}

/** Is nothing, or nothing of its list, sent to a mail's address? */
export function isSuppressed(mail: 'due' | 'outbox'): Condition {
  const own = (column: string) => sql.ref(`${mail}.${column}`)
  return sql`exists (select 1 from suppressions
    where suppressions.address in (${own('to_address')}, lower(${own('to_address')}))
    and (suppressions.scope = 'all' or suppressions.scope = ${own('list_id')}))`
}

/** Did its reader switch off the list that a mail is on? */
export function isUnsubscribed(mail: 'due' | 'outbox'): Condition {
  const own = (column: string) => sql.ref(`${mail}.${column}`)
  return sql`exists (select 1 from persons where persons.id = ${own('person_id')}
    and ((${own('list_id')} = 'digest' and persons.digest = 'off')
      or (${own('list_id')} = 'reminders' and persons.reminders = 'off')))`
}
