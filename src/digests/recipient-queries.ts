/** Everybody concerned: the people for whom something may wait, and their last digest. One query for all. */

import { OPEN_STATES } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import type { Zone } from '../kernel/zone.ts'
import type { PersonCard } from '../people/person.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { mondayOf } from './mail-day.ts'
import { UNDER_WAY, utcDay } from './queries.ts'

/** Somebody who may get a digest now. */
export interface Concerned {
  readonly id: Id
  readonly email: string
  readonly digest: PersonCard['digest']
  readonly zone: Zone
  readonly holidayCalendar: string
  /** Local date and end of the window of the latest digest; null before the first. */
  readonly last: LocalDate | null
  readonly lastTo: Instant | null
}

/**
 * Owners of open commitments, everybody who may speak or verify for an institution with one, delegates and focal
 * points with a meeting ahead, organisers and coordinators: those who want the digest and have not had this
 * week's. Whether anything waits for them is decided by their digest; this only spares the others the look.
 */
export async function concernedPeople(store: Store): Promise<Concerned[]> {
  // No zone is ahead of UTC by more than a day: who had a digest since has had this week's everywhere.
  const week = mondayOf(addDays(utcDay(store), 1))
  const last = store.db
    .selectFrom('digests')
    .select((eb) => ['person_id', eb.fn.max('local_date').as('date'), eb.fn.max('window_to').as('window_to')])
    .groupBy('person_id')
    .as('last')
  const rows = await store.db
    .selectFrom('persons')
    .leftJoin(last, 'last.person_id', 'persons.id')
    .select(['persons.id', 'persons.email', 'persons.digest', 'persons.zone', 'persons.holiday_calendar'])
    .select(['last.date', 'last.window_to'])
    .where('persons.digest', '=', 'weekly')
    .where('persons.email', '<>', '')
    .where((eb) => eb.or([eb('last.date', 'is', null), eb('last.date', '<', week)]))
    .where('persons.id', 'in', concernedIds(store))
    .orderBy('persons.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    email: row.email,
    digest: row.digest,
    zone: row.zone,
    holidayCalendar: row.holiday_calendar,
    last: row.date,
    lastTo: row.window_to,
  }))
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
 * Focal points of institutions that owe something, are to verify something, or have an invitation to answer.
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
