/** Meetings that were concluded lately, and whom each concerns. */

import { OPEN_STATES } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { MeetingState } from '../meetings/meeting.ts'
import { meetingsById } from '../meetings/queries.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { UNDER_WAY, utcDay } from './queries.ts'
import type { Conclusion } from './situation.ts'

/** What a meeting may be after it was concluded. */
export const CONCLUDED = ['held', 'minuted', 'closed'] as const satisfies readonly MeetingState[]

/** Concluded when it was held, and again when its minutes are done; closing it tells nobody anything new. */
const CONCLUSIONS = ['held', 'minuted'] as const

/**
 * The conclusions since an instant that concern some people, by person, soonest first; some ten queries. A meeting
 * concerns its delegates, the focal points of its institutions, and who organises or coordinates its dialogue:
 * they are told of it. It also concerns those who answer for an open commitment of the dialogue: their digest is
 * due as well, but the meeting is none of theirs and does not stand in it.
 */
export async function conclusionsFor(
  store: Store,
  personIds: readonly Id[],
  since: Instant,
): Promise<Map<Id, Conclusion[]>> {
  const events = await eventsSince(store, since)
  if (events.length === 0) return new Map()
  const asked = { store, personIds, meetingIds: [...new Set(events.map(({ meeting }) => meeting.id))] }
  const [delegates, points, secretariat, owners] = await Promise.all([
    delegatesOf(asked),
    focalPointsOf(asked),
    secretariatOf(asked),
    ownersOf(asked),
  ])
  const named = byPerson([...delegates, ...points, ...secretariat])
  const concerned = byPerson(owners)
  return new Map(
    personIds.flatMap((id): [Id, Conclusion[]][] => {
      const found = events.flatMap(({ meeting, ...event }): Conclusion[] => {
        const told = named.get(id)?.has(meeting.id) ?? false
        return told || concerned.get(id)?.has(meeting.id) ? [{ meeting, ...event, named: told }] : []
      })
      return found.length > 0 ? [[id, found]] : []
    }),
  )
}

/** From the ledger: the meeting itself knows only what became of it last. */
async function eventsSince(store: Store, since: Instant): Promise<Omit<Conclusion, 'named'>[]> {
  const rows = await store.db
    .selectFrom('meetings')
    .innerJoin('dialogues', 'dialogues.id', 'meetings.dialogue_id')
    .innerJoin('facts', 'facts.subject_id', 'meetings.id')
    .select(['meetings.id', 'facts.at', 'facts.kind'])
    .where('meetings.state_since', '>=', since)
    .where('meetings.state', 'in', CONCLUDED)
    .where('dialogues.state', 'in', UNDER_WAY)
    .where('facts.at', '>=', since)
    .where(
      'facts.kind',
      'in',
      CONCLUSIONS.map((state) => `meeting.${state}`),
    )
    .orderBy('facts.at')
    .orderBy('meetings.id')
    .execute()
  const meetings = await meetingsById(store, [...new Set(rows.map(({ id }) => id))])
  return rows.flatMap(({ id, at, kind }) => {
    const meeting = meetings.get(id)
    const state = CONCLUSIONS.find((one) => kind === `meeting.${one}`)
    return meeting && state ? [{ meeting, at, state }] : []
  })
}

function byPerson(pairs: readonly Pair[]): Map<Id, Set<Id>> {
  const found = new Map<Id, Set<Id>>()
  for (const { person_id, meeting_id } of pairs)
    if (person_id) found.set(person_id, (found.get(person_id) ?? new Set()).add(meeting_id))
  return found
}

interface Asked {
  readonly store: Store
  readonly personIds: readonly Id[]
  readonly meetingIds: readonly Id[]
}

interface Pair {
  readonly person_id: Id | null
  readonly meeting_id: Id
}

function delegatesOf({ store, personIds, meetingIds }: Asked): Promise<Pair[]> {
  return store.db
    .selectFrom('delegates')
    .select(['person_id', 'meeting_id'])
    .where(inList('meeting_id', meetingIds))
    .where(inList('person_id', personIds))
    .where('state', '=', 'nominated')
    .execute()
}

function focalPointsOf({ store, personIds, meetingIds }: Asked): Promise<Pair[]> {
  return focalPoints(store, personIds)
    .innerJoin('invitations', 'invitations.institution_id', 'affiliations.institution_id')
    .select(['affiliations.person_id', 'invitations.meeting_id'])
    .where(inList('invitations.meeting_id', meetingIds))
    .where('invitations.state', 'in', ['sent', 'acknowledged', 'nominated'])
    .execute()
}

function secretariatOf({ store, personIds, meetingIds }: Asked): Promise<Pair[]> {
  return store.db
    .selectFrom('meetings')
    .innerJoin('dialogue_roles', 'dialogue_roles.dialogue_id', 'meetings.dialogue_id')
    .select(['dialogue_roles.person_id', 'meetings.id as meeting_id'])
    .where(inList('meetings.id', meetingIds))
    .where(inList('dialogue_roles.person_id', personIds))
    .where('dialogue_roles.role', 'in', ['organiser', 'coordinator'])
    .where('dialogue_roles.ended_at', 'is', null)
    .execute()
}

async function ownersOf({ store, personIds, meetingIds }: Asked): Promise<Pair[]> {
  const open = store.db
    .selectFrom('meetings')
    .innerJoin('commitments', 'commitments.dialogue_id', 'meetings.dialogue_id')
    .where(inList('meetings.id', meetingIds))
    .where('commitments.state', 'in', OPEN_STATES)
  const [named, points] = await Promise.all([
    open
      .select(['commitments.person_id', 'meetings.id as meeting_id'])
      .where(inList('commitments.person_id', personIds))
      .distinct()
      .execute(),
    focalPoints(store, personIds)
      .innerJoin(
        open.select(['commitments.lead_institution_id', 'meetings.id as meeting_id']).distinct().as('owing'),
        'owing.lead_institution_id',
        'affiliations.institution_id',
      )
      .select(['affiliations.person_id', 'owing.meeting_id'])
      .execute(),
  ])
  return [...named, ...points]
}

function focalPoints(store: Store, personIds: readonly Id[]) {
  const today = utcDay(store)
  return store.db
    .selectFrom('affiliations')
    .where(inList('affiliations.person_id', personIds))
    .where('affiliations.role', '=', 'focal_point')
    .where('affiliations.valid_from', '<=', today)
    .where((eb) => eb.or([eb('affiliations.valid_to', 'is', null), eb('affiliations.valid_to', '>=', today)]))
}
