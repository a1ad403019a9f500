/** Reads of invitations and delegations: a fixed number of queries, however many institutions are invited. */

import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { parseLocales } from '../kernel/locale.ts'
import type { PersonCard } from '../people/person.ts'
import { personCards } from '../people/queries.ts'
import type {
  DelegateAnswersTable,
  DelegatesTable,
  InvitationsTable,
  OutboxTable,
} from '../store/followup-schema.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { GivenAnswer } from './answer.ts'
import type { InvitationEntry } from './board.ts'
import { deliveryOf, letterStates } from './delivery-queries.ts'
import type { Invitation } from './invitation.ts'
import type { Delegate } from './nomination.ts'

/**
 * All invitations of a meeting with institutions, delegates and delivery, in seven queries. The caller has
 * checked the meeting; `on` is its first day, on which the institutions' names are taken.
 */
export async function invitationsOfMeeting(
  store: Store,
  meetingId: Id,
  on?: LocalDate,
): Promise<InvitationEntry[]> {
  const [invitations, delegates, letters] = await Promise.all([
    invitationList(store, meetingId),
    delegatesOfMeeting(store, meetingId),
    letterStates(store, meetingId),
  ])
  const [institutions, people] = await Promise.all([
    institutionNames(
      store,
      invitations.map((invitation) => invitation.institutionId),
      on,
    ),
    personCards(store, [...new Set(delegates.map((delegate) => delegate.personId))]),
  ])
  const byInvitation = Map.groupBy(delegates, (delegate) => delegate.invitationId)
  return invitations.flatMap((invitation) => {
    const institution = institutions.get(invitation.institutionId)
    if (!institution) return []
    const own = withPeople(byInvitation.get(invitation.id) ?? [], people)
    return [
      { invitation, institution, delegates: own, delivery: deliveryOf(letters.get(invitation.id) ?? []) },
    ]
  })
}

/** One institution's line with its own delegates only; null when the institution is gone. */
export async function findEntry(
  store: Store,
  invitation: Invitation,
  on?: LocalDate,
): Promise<InvitationEntry | null> {
  const [institutions, all] = await Promise.all([
    institutionNames(store, [invitation.institutionId], on),
    delegatesOfMeeting(store, invitation.meetingId),
  ])
  const institution = institutions.get(invitation.institutionId)
  if (!institution) return null
  const own = all.filter((delegate) => delegate.invitationId === invitation.id)
  const people = await personCards(
    store,
    own.map((delegate) => delegate.personId),
  )
  return { invitation, institution, delegates: withPeople(own, people), delivery: 'none' }
}

function withPeople(
  delegates: readonly Delegate[],
  people: ReadonlyMap<Id, PersonCard>,
): InvitationEntry['delegates'] {
  return delegates.flatMap((delegate) => {
    const person = people.get(delegate.personId)
    return person ? [{ delegate, person }] : []
  })
}

/** The invitations of a meeting, oldest first, in one query. */
export async function invitationList(store: Store, meetingId: Id): Promise<Invitation[]> {
  const rows = await store.db
    .selectFrom('invitations')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('id')
    .execute()
  return rows.map(invitationOf)
}

/** One invitation, looked up inside its meeting if that is known; null when it is not there. */
export async function findInvitation(store: Store, id: Id, meetingId?: Id): Promise<Invitation | null> {
  const row = await store.db.selectFrom('invitations').selectAll().where('id', '=', id).executeTakeFirst()
  if (!row || (meetingId !== undefined && row.meeting_id !== meetingId)) return null
  return invitationOf(row)
}

/** All delegates of a meeting in every state, in the order in which they were named. */
export async function delegatesOfMeeting(store: Store, meetingId: Id): Promise<Delegate[]> {
  const rows = await store.db
    .selectFrom('delegates')
    .selectAll()
    .where('meeting_id', '=', meetingId)
    .orderBy('id')
    .execute()
  return rows.map(delegateOf)
}

/** One delegate, or null. */
export async function findDelegate(store: Store, id: Id): Promise<Delegate | null> {
  const row = await store.db.selectFrom('delegates').selectAll().where('id', '=', id).executeTakeFirst()
  return row ? delegateOf(row) : null
}

/** The delegations in which a person is named at present, in any meeting. */
export async function delegationsOf(store: Store, personId: Id): Promise<Delegate[]> {
  const rows = await store.db
    .selectFrom('delegates')
    .selectAll()
    .where('person_id', '=', personId)
    .where('state', '=', 'nominated')
    .execute()
  return rows.map(delegateOf)
}

/** All answers of some delegates, oldest first. */
export async function answersOf(store: Store, delegateIds: readonly Id[]): Promise<GivenAnswer[]> {
  const rows = await store.db
    .selectFrom('delegate_answers')
    .selectAll()
    .where(inList('delegate_id', delegateIds))
    .orderBy('at')
    .orderBy('id')
    .execute()
  return rows.map(answerOf)
}

/** Mail that left us, or may have: what the person has to be taken to have received. */
export const LEFT: readonly OutboxTable['state'][] = ['sending', 'sent', 'kept', 'uncertain']

/**
 * The highest SEQUENCE that left the outbox for each of these delegates; null when requests were queued but
 * none left, so that there is nothing to take back. Somebody without any request is missing.
 */
export async function reachedSequences(
  store: Store,
  delegateIds: readonly Id[],
): Promise<Map<Id, number | null>> {
  const rows = await store.db
    .selectFrom('outbox')
    .select(['subject_id', 'state', 'calendar_sequence'])
    .where(inList('subject_id', delegateIds))
    .where('calendar_method', '=', 'REQUEST')
    .execute()
  const reached = new Map<Id, number | null>()
  for (const { subject_id, state, calendar_sequence } of rows) {
    const before = reached.get(subject_id) ?? null
    const sequence = LEFT.includes(state) ? Math.max(calendar_sequence ?? 0, before ?? 0) : before
    reached.set(subject_id, sequence)
  }
  return reached
}

/** Who holds a living link to nominate for one of these invitations. */
export async function nominationLinks(
  store: Store,
  invitationIds: readonly Id[],
): Promise<{ personId: Id; invitationId: Id }[]> {
  const rows = await store.db
    .selectFrom('personal_links')
    .select(['person_id', 'subject_id'])
    .where(inList('subject_id', invitationIds))
    .where('purpose', '=', 'nominate')
    .where('revoked_at', 'is', null)
    .execute()
  return rows.map((row) => ({ personId: row.person_id, invitationId: row.subject_id }))
}

/** The meetings whose gathering window is over. */
export async function gatheredMeetings(store: Store): Promise<Id[]> {
  const rows = await store.db
    .selectFrom('meetings')
    .select('id')
    .where('gather_until', 'is not', null)
    .where('gather_until', '<=', store.now)
    .orderBy('gather_until')
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}

function invitationOf(row: InvitationsTable): Invitation {
  return {
    id: row.id,
    meetingId: row.meeting_id,
    institutionId: row.institution_id,
    capacity: row.capacity,
    seats: row.seats,
    letterNumber: row.letter_number,
    letterDate: row.letter_date,
    addressee: row.addressee,
    letterForm: row.letter_form,
    languages: parseLocales(row.languages),
    replyBy: row.reply_by,
    state: row.state,
    stateSince: row.state_since,
    sentAt: row.sent_at,
    remindedAt: row.reminded_at,
    answer:
      row.answer_channel && row.answered_at
        ? { channel: row.answer_channel, source: row.answer_source, by: row.answered_by, at: row.answered_at }
        : null,
    version: row.version,
  }
}

function delegateOf(row: DelegatesTable): Delegate {
  return {
    id: row.id,
    invitationId: row.invitation_id,
    meetingId: row.meeting_id,
    personId: row.person_id,
    role: row.role,
    state: row.state,
    replacesId: row.replaces_id,
    partstat: row.partstat,
    partstatSequence: row.partstat_sequence,
    partstatAt: row.partstat_at,
    mailedSequence: row.mailed_sequence,
    firstMessageId: row.first_message_id,
    attendance: row.attendance,
    listingConsent: row.listing_consent === 1,
    createdAt: row.created_at,
    version: row.version,
  }
}

function answerOf(row: DelegateAnswersTable): GivenAnswer {
  return {
    id: row.id,
    delegateId: row.delegate_id,
    partstat: row.partstat,
    comment: row.comment,
    sequence: row.sequence,
    at: row.at,
    channel: row.channel,
    recordedBy: row.recorded_by,
  }
}
