/** Everybody concerned: the people for whom something may wait, and where each stands. */

import type { ExpressionBuilder } from 'kysely'
import { OPEN_STATES } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import { plus } from '../kernel/instant.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import type { PersonCard } from '../people/person.ts'
import type { Database } from '../store/database.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { CONCLUDED } from './conclusion-queries.ts'
import { mondayOf } from './mail-day.ts'
import { UNDER_WAY, utcDay } from './queries.ts'
import type { Standing } from './rhythm.ts'

/** Longer than any pause: whoever comes back is told of what was concluded meanwhile. */
const CONCLUDED_LATELY = { days: -190 }

/** Somebody who may get a digest now. */
export interface Concerned extends Standing {
  readonly id: Id
  readonly email: string
  readonly digest: PersonCard['digest']
  readonly holidayCalendar: string
}

/**
 * Owners of open commitments, everybody who may speak or verify for an institution with one, delegates and focal
 * points with a meeting ahead, organisers and coordinators, and who was at a meeting concluded lately, or whose
 * institution was invited to it, and asked to be told: those who want the digest and do not pause. Ids only, for there may be very many; people of one
 * institution come together, because they are told of the same things.
 */
export async function concernedPeople(store: Store): Promise<Id[]> {
  const rows = await store.db
    .selectFrom('persons')
    .select('id')
    .where('digest', '<>', 'off')
    .where('email', '<>', '')
    .where((eb) => eb.or([eb('paused_until', 'is', null), eb('paused_until', '<=', tomorrow(store))]))
    // In two lists: D1 joins no more than five.
    .where((eb) => eb.or([eb('id', 'in', concernedIds(store)), eb('id', 'in', toldAfterMeetings(store))]))
    .orderBy((eb) =>
      eb
        .selectFrom('affiliations')
        .select((inner) => inner.fn.min('affiliations.institution_id').as('home'))
        .whereRef('affiliations.person_id', '=', 'persons.id'),
    )
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

/** No zone is ahead of UTC by more than a day. */
function tomorrow(store: Store): LocalDate {
  return addDays(utcDay(store), 1)
}

/**
 * Where some people stand with their digests, in the order of `ids`; without those who have had this week's, or
 * today's, wherever they are. Whether anything waits for the others is decided by their digest.
 */
export async function standingsOf(store: Store, ids: readonly Id[]): Promise<Concerned[]> {
  const rows = await store.db
    .selectFrom(withLast(store, ids).as('person'))
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('last_date', 'is', null),
        eb('last_date', '<', mondayOf(tomorrow(store))),
        eb.and([eb('digest_rhythm', '=', 'meetings'), eb('last_date', '<', tomorrow(store))]),
      ]),
    )
    .execute()
  const found = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id): Concerned[] => {
    const row = found.get(id)
    if (!row) return []
    const { email, digest, zone, holiday_calendar, paused_until, last_date, last_to } = row
    const rhythm = row.digest_rhythm ?? 'weekly'
    const standing = { zone, rhythm, pausedUntil: paused_until, last: last_date, lastTo: last_to }
    return [{ id, email, digest, holidayCalendar: holiday_calendar, ...standing }]
  })
}

/**
 * Each with their last digest: found by its key, not among all. One that a pause took back (`recheck.ts`) told them
 * nothing, so the next begins where it began.
 */
function withLast(store: Store, ids: readonly Id[]) {
  return store.db
    .selectFrom('persons')
    .select(['id', 'email', 'digest', 'digest_rhythm', 'zone', 'holiday_calendar', 'paused_until'])
    .select((eb) => {
      const last = eb
        .selectFrom('digests')
        .whereRef('digests.person_id', '=', 'persons.id')
        .orderBy('digests.local_date', 'desc')
        .limit(1)
      return [last.select('local_date').as('last_date'), last.select(toldUntil).as('last_to')]
    })
    .where(inList('id', ids))
}

function toldUntil(eb: ExpressionBuilder<Database, 'digests'>) {
  const takenBack = eb
    .selectFrom('outbox')
    .select('outbox.id')
    .whereRef('outbox.id', '=', 'digests.outbox_id')
    .where('outbox.state', '=', 'skipped')
    .where('outbox.last_reply', '=', 'withdrawn')
  const [from, to] = [eb.ref('digests.window_from'), eb.ref('digests.window_to')]
  return eb.case().when(eb.exists(takenBack)).then(from).else(to).end().as('told_until')
}

function concernedIds(store: Store) {
  const { db } = store
  return namedOwners(store)
    .unionAll(focalPointsAsked(store))
    .unionAll(
      db
        .selectFrom('delegates')
        .innerJoin('meetings', 'meetings.id', 'delegates.meeting_id')
        .select('delegates.person_id')
        .where('delegates.state', '=', 'nominated')
        .where('delegates.partstat', '=', 'needs_action')
        .where('meetings.ends_at', '>', store.now),
    )
    .unionAll(
      db
        .selectFrom('dialogue_roles')
        .innerJoin('dialogues', 'dialogues.id', 'dialogue_roles.dialogue_id')
        .select('dialogue_roles.person_id')
        .where('dialogues.state', 'in', UNDER_WAY)
        .where('dialogue_roles.ended_at', 'is', null)
        .where('dialogue_roles.role', 'in', ['organiser', 'coordinator']),
    )
}

/** Who wants to be told after each meeting, when one was concluded lately. */
function toldAfterMeetings(store: Store) {
  return tellDelegates(store).unionAll(tellFocalPoints(store))
}

/** Who was at such a meeting. */
function tellDelegates({ db, now }: Store) {
  return db
    .selectFrom('meetings')
    .innerJoin('delegates', 'delegates.meeting_id', 'meetings.id')
    .innerJoin('persons', 'persons.id', 'delegates.person_id')
    .select('delegates.person_id')
    .where('meetings.state_since', '>=', plus(now, CONCLUDED_LATELY))
    .where('meetings.state', 'in', CONCLUDED)
    .where('delegates.state', '=', 'nominated')
    .where('persons.digest_rhythm', '=', 'meetings')
}

/** Focal points of the institutions that were invited to such a meeting, of the same wish. */
function tellFocalPoints({ db, now }: Store) {
  const invited = db
    .selectFrom('meetings')
    .innerJoin('invitations', 'invitations.meeting_id', 'meetings.id')
    .select('invitations.institution_id')
    .where('meetings.state_since', '>=', plus(now, CONCLUDED_LATELY))
    .where('meetings.state', 'in', CONCLUDED)
    .where('invitations.state', 'in', ['sent', 'acknowledged', 'nominated'])
  return db
    .selectFrom('affiliations')
    .innerJoin('persons', 'persons.id', 'affiliations.person_id')
    .select('affiliations.person_id')
    .where('affiliations.institution_id', 'in', invited)
    .where('affiliations.role', '=', 'focal_point')
    .where('persons.digest_rhythm', '=', 'meetings')
}

/** Named owners who speak, or spoke, for the lead institution. */
function namedOwners(store: Store) {
  return store.db
    .selectFrom('commitments')
    .select((eb) => eb.ref('commitments.person_id').$castTo<Id>().as('person_id'))
    .where('commitments.state', 'in', OPEN_STATES)
    .where('commitments.person_id', 'is not', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('affiliations')
          .select('affiliations.id')
          .whereRef('affiliations.person_id', '=', 'commitments.person_id')
          .whereRef('affiliations.institution_id', '=', 'commitments.lead_institution_id'),
      ),
    )
}

/**
 * Focal points of institutions that owe something, a part or a report by period too, are to verify something, or have an invitation to answer.
 * The institutions as one list, not as joins, let SQLite go by the index on institution and role.
 */
function focalPointsAsked({ db, now }: Store) {
  const institutions = db
    .selectFrom('commitments')
    .select('lead_institution_id as id')
    .where('state', 'in', OPEN_STATES)
    .unionAll(
      db
        .selectFrom('commitments')
        .select((eb) => eb.ref('verifier_institution_id').$castTo<Id>().as('id'))
        .where('state', '=', 'reported_done')
        .where('verifier_institution_id', 'is not', null),
    )
    .unionAll(
      db
        .selectFrom('invitations')
        .innerJoin('meetings', 'meetings.id', 'invitations.meeting_id')
        .select('invitations.institution_id as id')
        .where('invitations.state', 'in', ['sent', 'acknowledged'])
        .where('meetings.ends_at', '>', now),
    )
    .unionAll(db.selectFrom('commitment_shares').select('institution_id as id').where('state', '=', 'open'))
  return db
    .selectFrom('affiliations')
    .select('affiliations.person_id')
    .where('affiliations.institution_id', 'in', institutions)
    .where('affiliations.role', '=', 'focal_point')
}

/** The dialogues that each of these people organises or coordinates, as far as they are under way. */
export async function coordinatedBy(store: Store, personIds: readonly Id[]): Promise<Map<Id, Set<Id>>> {
  const rows = await store.db
    .selectFrom('dialogue_roles')
    .innerJoin('dialogues', 'dialogues.id', 'dialogue_roles.dialogue_id')
    .select(['dialogue_roles.person_id', 'dialogue_roles.dialogue_id'])
    .where(inList('dialogue_roles.person_id', personIds))
    .where('dialogues.state', 'in', UNDER_WAY)
    .where('dialogue_roles.ended_at', 'is', null)
    .where('dialogue_roles.role', 'in', ['organiser', 'coordinator'])
    .execute()
  const found = new Map<Id, Set<Id>>()
  for (const row of rows)
    found.set(row.person_id, (found.get(row.person_id) ?? new Set()).add(row.dialogue_id))
  return found
}
