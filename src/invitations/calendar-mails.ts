/**
 * What other rooms and the tick need of delegates' calendars: cancel, announce, follow a changed address, and
 * mail the changes gathered since the last edit as one update.
 */

import { linkUrls } from '../auth/links.ts'
import type { Id } from '../kernel/id.ts'
import type { Outcome } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingsById } from '../meetings/queries.ts'
import type { Statement, Store } from '../store/store.ts'
import { timeMoved } from './calendar-facts.ts'
import { type Calendar, loadCalendar } from './calendar-queries.ts'
import { isAwaited } from './invitation.ts'
import { delegationsOf, gatheredMeetings, invitationList, nominationLinks } from './queries.ts'
import {
  hasAddress,
  linkExpiry,
  mailEntries,
  mayHold,
  openTurn,
  removals,
  requests,
  saveTurn,
  type Turn,
  takesRequests,
} from './turn.ts'
import { meetingAt } from './update.ts'
import { type Plan, planRemoval, planUpdate } from './update-plan.ts'

/** The actor of what the tick does. */
const SYSTEM: Id = 'system'

/**
 * Statements that cancel the meeting in every calendar it reached; SEQUENCE grows by one. For the batch that
 * cancels `meeting` (as loaded before), whose own fact is the lock and names the actor.
 */
export async function cancellationMails(store: Store, meeting: Meeting): Promise<Statement[]> {
  const calendar = await loadCalendar(store, meeting)
  return takeOut(store, calendar, planRemoval(store, calendar, 'cancel'), 'cancel')
}

/**
 * Statements that send a request to everybody named so far, for the batch that announces `meeting` (as loaded
 * before), whose own fact is the lock and names the actor.
 */
export async function announcementMails(store: Store, meeting: Meeting): Promise<Statement[]> {
  const calendar = await loadCalendar(store, meetingAt(meeting, 'announcement'))
  return carryOut(store, calendar, planUpdate(store, calendar))
}

/** Whose address changes, and to what; both are plain addresses. */
interface ChangedAddress {
  readonly personId: Id
  readonly to: string
  readonly actorId: Id
}

/**
 * Statements that move a person's calendar entries to a new address: CANCEL to the old one, REQUEST to the
 * new, in every meeting still to come (calendar-mail.md §3.4). They hold a fact of each such meeting, so the
 * batch may put them anywhere after its first fact.
 */
export async function addressChangeMails(store: Store, asked: ChangedAddress): Promise<Statement[]> {
  const delegations = await delegationsOf(store, asked.personId)
  const meetings = await meetingsById(
    store,
    delegations.map((delegate) => delegate.meetingId),
  )
  const statements: Statement[] = []
  for (const meeting of meetings.values()) {
    if (!isAwaited(meeting, store.now)) continue
    statements.push(...(await movedTo(store, await loadCalendar(store, meeting), asked)))
  }
  return statements
}

/** Sends what was gathered and is due; the tick calls it. @returns the number of mails queued. */
export async function flushGathered(store: Store): Promise<number> {
  const due = await gatheredMeetings(store)
  const meetings = await meetingsById(store, due)
  let mails = 0
  for (const id of due) {
    const meeting = meetings.get(id)
    if (!meeting) continue
    const outcome = await settleMeeting(store, meeting, SYSTEM)
    // A meeting changed at this very moment is settled by the next tick.
    if (outcome.ok) mails += outcome.value
  }
  return mails
}

/**
 * Closes the gathering window of a meeting and mails what it held; `quiet`: updates without their covering note.
 * @returns the number of mails queued, 0 when the edits cancelled each other out; `conflict` when the
 *   meeting changed meanwhile.
 */
export async function settleMeeting(
  store: Store,
  meeting: Meeting,
  actorId: Id,
  quiet = false,
): Promise<Outcome<number>> {
  const calendar = await loadCalendar(store, meeting)
  const plan = planUpdate(store, calendar, quiet)
  const mails = plan.sendings.length
  const details = { mails, ...(quiet ? { quiet: 1 } : {}) }
  const kind = mails > 0 ? 'meeting.calendar_mailed' : 'meeting.calendar_settled'
  return store.commit(
    [
      recordFact(store, meeting, { kind, actorId, details }),
      store.db
        .updateTable('meetings')
        .set({ gather_until: null, version: meeting.version + 1 })
        .where('id', '=', meeting.id),
      await carryOut(store, calendar, plan),
    ],
    mails,
  )
}

async function carryOut(store: Store, calendar: Calendar, plan: Plan): Promise<Statement[]> {
  if (isAwaited(calendar.meeting, store.now)) return revise(store, calendar, plan)
  return calendar.meeting.state === 'postponed' ? takeOut(store, calendar, plan, 'postponed') : []
}

/** Brings every calendar to the present facts, as planned. */
async function revise(
  store: Store,
  calendar: Calendar,
  { turn, sendings, spares, changed }: Plan,
): Promise<Statement[]> {
  // Older mails that wait tell what no longer holds, also to those who are where they were.
  const waiting = changed
    ? calendar.seats.filter((seat) => hasAddress(seat) && seat.mailedSequence !== null)
    : []
  return [
    ...waiting.map((seat) => withdrawUnsent(store, { subjectId: seat.delegateId })),
    ...(await mailEntries(store, calendar, turn, { sendings, spares })),
    saveTurn(store, calendar, turn),
    dropOutdatedAnswers(store, calendar, turn),
    ...(hasMoved(calendar) ? await prolongLinks(store, calendar) : []),
  ]
}

function hasMoved({ was, is }: Calendar): boolean {
  return was !== null && timeMoved(was, is)
}

/** Answers to another time than the one now in force no longer hold; the history keeps them. */
function dropOutdatedAnswers(store: Store, calendar: Calendar, turn: Turn): Statement {
  const outdated = store.db
    .updateTable('delegates')
    .set({ partstat: 'needs_action' })
    .where('meeting_id', '=', calendar.meeting.id)
    .where('partstat', '<>', 'needs_action')
  if (hasMoved(calendar)) return outdated.where('partstat_sequence', '<', turn.sequence)
  // Given to a time that only the page showed, and that was taken back before it was mailed.
  return outdated.where('partstat_sequence', '>', calendar.meeting.calendarSequence)
}

/** A later meeting needs focal points' links for longer; nobody gets a new one. */
async function prolongLinks(store: Store, calendar: Calendar): Promise<Statement[]> {
  const invitations = await invitationList(store, calendar.meeting.id)
  const holders = await nominationLinks(
    store,
    invitations.map((invitation) => invitation.id),
  )
  const expiresAt = linkExpiry(calendar)
  const { statements } = await linkUrls(
    store,
    holders.map(({ personId, invitationId }) => ({
      personId,
      purpose: 'nominate',
      subjectId: invitationId,
      expiresAt,
    })),
  )
  return statements
}

function takeOut(
  store: Store,
  calendar: Calendar,
  { turn }: Plan,
  reason: 'cancel' | 'postponed',
): Statement[] {
  return [
    ...removals(store, calendar, turn, { seats: calendar.seats, reason }),
    ...(turn.sequence > calendar.meeting.calendarSequence ? [saveTurn(store, calendar, turn)] : []),
  ]
}

async function movedTo(store: Store, calendar: Calendar, asked: ChangedAddress): Promise<Statement[]> {
  const { meeting } = calendar
  const seats = calendar.seats.filter((seat) => seat.person.id === asked.personId)
  const holds = seats.some((seat) => mayHold(calendar, seat))
  const turn = openTurn(store, calendar, holds)
  // One more for the request: the outbox takes the higher of two revisions to one person for the newer.
  const next = holds ? { ...turn, sequence: turn.sequence + 1 } : turn
  const moved = seats.map((seat) => ({ ...seat, person: { ...seat.person, email: asked.to } }))
  return [
    recordFact(store, meeting, { kind: 'meeting.address_changed', actorId: asked.actorId }),
    store.db
      .updateTable('meetings')
      .set({ version: meeting.version + 1 })
      .where('id', '=', meeting.id),
    ...removals(store, calendar, turn, { seats, reason: 'moved' }),
    // While a change waits, its own mail will be the first one to the new address.
    ...(takesRequests(calendar, store.now) ? await requests(store, calendar, next, moved) : []),
    saveTurn(store, calendar, next),
  ]
}
