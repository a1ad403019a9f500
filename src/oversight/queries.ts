/** Reads what whoever coordinates has to see, in a fixed number of queries. */

import { NOT_OWING_STATES, OWING_STATES } from '../commitments/state.ts'
import { UNDER_WAY } from '../digests/queries.ts'
import type { Id } from '../kernel/id.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { upcomingMeetings } from '../meetings/queries.ts'
import { type Actor, type Scope, scopeFor } from '../people/may.ts'
import { duePeriodsBetween } from '../recurring/queries.ts'
import { openDueRequests } from '../steps/queries.ts'
import { inList } from '../store/lists.ts'
import { kept } from '../store/readings.ts'
import type { Store } from '../store/store.ts'
import { gapsByDialogue } from '../succession/queries.ts'
import { medicinesById } from '../supply/queries.ts'
import { stockReportCounts } from '../supply/request-queries.ts'
import { medicinesAtRisk } from '../supply/risk-queries.ts'
import {
  type Expected,
  type ExpectedStatus,
  type LateLead,
  type MeetingAhead,
  missingFor,
  type Oversight,
  type Preparations,
} from './oversight.ts'

/** Days ahead that count as "this week". */
const WEEK = 7

const MEETINGS = 5

/**
 * All of it for one actor; some thirty queries, whatever there is.
 * @param today in the reader's zone.
 * @param shown the next meetings, where the caller has read them already.
 */
export async function oversightFor(
  store: Store,
  actor: Actor,
  today: LocalDate,
  shown?: readonly Meeting[],
): Promise<Oversight> {
  const scope = scopeFor(actor, 'coordinate')
  const [toGrant, gaps, risks, late, expected, ahead] = await Promise.all([
    kept(store, openDueRequests, scope),
    kept(store, gapsByDialogue, scope),
    kept(store, medicinesAtRisk, actor),
    kept(store, lateByLead, scope, today),
    kept(store, expectedWithin, scope, today),
    meetingsAhead(store, shown ? within(scope, shown) : await nextMeetings(store, scope)),
  ])
  return { toGrant, gaps, risks, late, expected, ahead }
}

/** What each lead is late with, by dialogue; one query. */
export async function lateByLead(store: Store, scope: Scope, today: LocalDate): Promise<LateLead[]> {
  const query = store.db
    .selectFrom('commitments')
    .innerJoin('dialogues', 'dialogues.id', 'commitments.dialogue_id')
    .select(['commitments.dialogue_id', 'commitments.lead_institution_id'])
    .select((eb) => [
      eb.fn.countAll<number | string>().as('late'),
      eb.fn.count<number | string>('commitments.last_report_at').as('reported'),
      eb.fn.min('commitments.due_on').as('oldest'),
    ])
    .where('commitments.state', 'in', OWING_STATES)
    .where('commitments.due_on', '<', today)
    .where('dialogues.state', 'in', UNDER_WAY)
    .groupBy(['commitments.dialogue_id', 'commitments.lead_institution_id'])
  const rows = await (scope === 'all'
    ? query
    : query.where(inList('commitments.dialogue_id', scope))
  ).execute()
  return rows.flatMap(({ dialogue_id, lead_institution_id, late, reported, oldest }) =>
    oldest === null
      ? []
      : [
          {
            dialogueId: dialogue_id,
            institutionId: lead_institution_id,
            late: Number(late),
            silent: Number(late) - Number(reported),
            oldestDueOn: oldest,
          },
        ],
  )
}

async function expectedWithin(store: Store, scope: Scope, today: LocalDate): Promise<Expected> {
  const until = addDays(today, WEEK)
  const [due, periods, statuses, counts] = await Promise.all([
    dueBetween(store, scope, { from: today, until }),
    duePeriodsBetween(store, scope, today, until),
    openStatuses(store, scope, until),
    stockReportCounts(store, scope, today),
  ])
  const open = counts.filter(({ reported, places }) => reported < places)
  const medicines = await medicinesById(
    store,
    open.map(({ medicineId }) => medicineId),
  )
  const stocks = open.flatMap((count) => {
    const medicine = medicines.get(count.medicineId)
    return medicine ? [{ ...count, medicine: medicine.name }] : []
  })
  return { due, periods, statuses, stocks }
}

async function dueBetween(
  store: Store,
  scope: Scope,
  { from, until }: { readonly from: LocalDate; readonly until: LocalDate },
): Promise<Expected['due']> {
  const query = store.db
    .selectFrom('commitments')
    .select('dialogue_id')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where('state', 'in', OWING_STATES)
    .where('due_on', '>=', from)
    .where('due_on', '<=', until)
    .groupBy('dialogue_id')
    .orderBy('dialogue_id')
  const rows = await (scope === 'all' ? query : query.where(inList('dialogue_id', scope))).execute()
  return rows.map(({ dialogue_id, count }) => ({ dialogueId: dialogue_id, count: Number(count) }))
}

/** Status requests that are open and due by then, and how many of the asked institutions have reported since. */
async function openStatuses(store: Store, scope: Scope, until: LocalDate): Promise<ExpectedStatus[]> {
  const open = store.db
    .selectFrom('status_requests')
    .select(['id', 'dialogue_id', 'due_on', 'opened_at'])
    .where('state', '=', 'open')
    .where('due_on', '<=', until)
    .orderBy('due_on')
    .orderBy('id')
  const requests = await (scope === 'all' ? open : open.where(inList('dialogue_id', scope))).execute()
  const ids = requests.map(({ id }) => id)
  const [parts, heard] = await Promise.all([
    store.db
      .selectFrom('status_parts')
      .select(['request_id', 'institution_id'])
      .where(inList('request_id', ids))
      .where('asked', '=', 1)
      .execute(),
    heardSince(store, ids),
  ])
  const byRequest = Map.groupBy(parts, ({ request_id }) => request_id)
  return requests.map(({ id, dialogue_id, due_on }) => {
    const own = byRequest.get(id) ?? []
    const answered = own.filter((part) => heard.has(`${id} ${part.institution_id}`)).length
    return { requestId: id, dialogueId: dialogue_id, dueOn: due_on, answered, asked: own.length }
  })
}

/** Which leads have reported on something they were asked about, as `request institution`. */
async function heardSince(store: Store, requestIds: readonly Id[]): Promise<Set<string>> {
  const rows = await store.db
    .selectFrom('status_lines')
    .innerJoin('status_requests', 'status_requests.id', 'status_lines.request_id')
    .innerJoin('commitments', 'commitments.id', 'status_lines.commitment_id')
    .select(['status_lines.request_id', 'commitments.lead_institution_id'])
    .distinct()
    .where(inList('status_lines.request_id', requestIds))
    .whereRef('commitments.last_report_at', '>=', 'status_requests.opened_at')
    .execute()
  return new Set(rows.map((row) => `${row.request_id} ${row.lead_institution_id}`))
}

/** Some for each dialogue. */
function nextMeetings(store: Store, scope: Scope): Promise<Meeting[]> {
  return upcomingMeetings(store, scope, scope === 'all' ? MEETINGS : MEETINGS * Math.max(1, scope.length))
}

function within(scope: Scope, meetings: readonly Meeting[]): readonly Meeting[] {
  return scope === 'all' ? meetings : meetings.filter(({ dialogueId }) => scope.includes(dialogueId))
}

/** Meetings with what is missing for them; six queries. */
async function meetingsAhead(store: Store, meetings: readonly Meeting[]): Promise<MeetingAhead[]> {
  const ids = meetings.map(({ id }) => id)
  const dialogues = [...new Set(meetings.map(({ dialogueId }) => dialogueId))]
  const [letters, items, published, held, asked, owing] = await Promise.all([
    invitationStates(store, ids),
    itemCounts(store, ids),
    publishedAmong(store, ids),
    heldWithoutMinutes(store, dialogues),
    askedMeetings(store, ids),
    owingDialogues(store, dialogues),
  ])
  return meetings.map((meeting) => {
    const states = letters.get(meeting.id)
    const before = (held.get(meeting.dialogueId) ?? []).filter(
      ({ starts_at }) => starts_at < meeting.startsAt,
    )
    const last = before.at(-1)
    const known: Preparations = {
      draftLetters: states?.get('draft') ?? 0,
      openInvitations: (states?.get('sent') ?? 0) + (states?.get('acknowledged') ?? 0),
      items: items.get(meeting.id) ?? 0,
      published: published.has(meeting.id),
      unminuted: last ? { id: last.id, heldOn: dateOf(last.starts_at, meeting.zone) } : null,
      statusDue: owing.has(meeting.dialogueId) && !asked.has(meeting.id),
    }
    return { meeting, missing: missingFor(meeting, known, dateOf(store.now, meeting.zone)) }
  })
}

async function invitationStates(store: Store, ids: readonly Id[]): Promise<Map<Id, Map<string, number>>> {
  const rows = await store.db
    .selectFrom('invitations')
    .select(['meeting_id', 'state'])
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where(inList('meeting_id', ids))
    .groupBy(['meeting_id', 'state'])
    .execute()
  const found = new Map<Id, Map<string, number>>()
  for (const { meeting_id, state, count } of rows)
    found.set(meeting_id, (found.get(meeting_id) ?? new Map()).set(state, Number(count)))
  return found
}

async function itemCounts(store: Store, ids: readonly Id[]): Promise<Map<Id, number>> {
  const rows = await store.db
    .selectFrom('agenda_items')
    .select('meeting_id')
    .select((eb) => eb.fn.countAll<number | string>().as('count'))
    .where(inList('meeting_id', ids))
    .where('state', '<>', 'withdrawn')
    .groupBy('meeting_id')
    .execute()
  return new Map(rows.map(({ meeting_id, count }) => [meeting_id, Number(count)]))
}

async function publishedAmong(store: Store, ids: readonly Id[]): Promise<Set<Id>> {
  const query = store.db.selectFrom('meetings').select('id').where('agenda_published_at', 'is not', null)
  return new Set((await query.where(inList('id', ids)).execute()).map(({ id }) => id))
}

/** By dialogue, oldest first. */
async function heldWithoutMinutes(store: Store, dialogueIds: readonly Id[]) {
  const rows = await store.db
    .selectFrom('meetings')
    .select(['id', 'dialogue_id', 'starts_at'])
    .where('state', '=', 'held')
    .where(inList('dialogue_id', dialogueIds))
    .orderBy('starts_at')
    .orderBy('id')
    .execute()
  return Map.groupBy(rows, ({ dialogue_id }) => dialogue_id)
}

async function askedMeetings(store: Store, ids: readonly Id[]): Promise<Set<Id>> {
  const rows = await store.db
    .selectFrom('status_requests')
    .select('meeting_id')
    .where('state', '<>', 'draft')
    .where(inList('meeting_id', ids))
    .execute()
  return new Set(rows.flatMap(({ meeting_id }) => meeting_id ?? []))
}

async function owingDialogues(store: Store, dialogueIds: readonly Id[]): Promise<Set<Id>> {
  const rows = await store.db
    .selectFrom('dialogues')
    .select('id')
    .where(inList('id', dialogueIds))
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('commitments')
          .select('commitments.id')
          .whereRef('commitments.dialogue_id', '=', 'dialogues.id')
          // By what they are not: the first one of the dialogue is mostly one already.
          .where('commitments.state', 'not in', NOT_OWING_STATES),
      ),
    )
    .execute()
  return new Set(rows.map(({ id }) => id))
}
