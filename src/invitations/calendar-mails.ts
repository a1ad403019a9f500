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
import { differs, nextFacts, timeMoved } from './calendar-facts.ts'
import { type Calendar, loadCalendar } from './calendar-queries.ts'
import { isTold } from './invitation.ts'
import { delegationsOf, gatheredMeetings, invitationList, nominationLinks } from './queries.ts'
import {
  hasAddress,
  isReached,
  linkExpiry,
  openTurn,
  removals,
  requests,
  saveTurn,
  seesChange,
  type Turn,
  takesRequests,
  updates,
} from './turn.ts'

/** The actor of what the tick does. */
const SYSTEM: Id = 'system'

/**
 * Statements that cancel the meeting in every calendar it reached; SEQUENCE grows by one. For the batch that
 * cancels `meeting` (as loaded before), whose own fact is the lock and names the actor.
 */
export async function cancellationMails(store: Store, meeting: Meeting, _actorId: Id): Promise<Statement[]> {
  return takenOut(store, await loadCalendar(store, meeting), 'cancel')
}

/**
 * Statements that send a request to everybody named so far, for the batch that announces `meeting` (as loaded
 * before), whose own fact is the lock and names the actor.
 */
export async function announcementMails(store: Store, meeting: Meeting, _actorId: Id): Promise<Statement[]> {
  const calendar = await loadCalendar(store, { ...meeting, state: 'announced' })
  const revision = await revise(store, calendar)
  return [...revision.statements]
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
    if (!isTold(meeting.state) || meeting.endsAt <= store.now) continue
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
 * Closes the gathering window of a meeting and mails what it held.
 * @returns the number of mails queued, 0 when the edits cancelled each other out; `conflict` when the
 *   meeting changed meanwhile.
 */
export async function settleMeeting(store: Store, meeting: Meeting, actorId: Id): Promise<Outcome<number>> {
  const calendar = await loadCalendar(store, meeting)
  const revision = await revisionFor(store, calendar)
  const kind = revision.mails > 0 ? 'meeting.calendar_mailed' : 'meeting.calendar_settled'
  return store.commit(
    [
      recordFact(store, meeting, { kind, actorId, details: { mails: revision.mails } }),
      store.db
        .updateTable('meetings')
        .set({ gather_until: null, version: meeting.version + 1 })
        .where('id', '=', meeting.id),
      revision.statements,
    ],
    revision.mails,
  )
}

interface Revised {
  readonly statements: readonly Statement[]
  readonly mails: number
}

async function revisionFor(store: Store, calendar: Calendar): Promise<Revised> {
  if (isTold(calendar.meeting.state)) return revise(store, calendar)
  if (calendar.meeting.state !== 'postponed') return { statements: [], mails: 0 }
  const mails = calendar.seats.filter((seat) => isReached(calendar, seat)).length
  return { statements: takenOut(store, calendar, 'postponed'), mails }
}

/** Brings every calendar to the present facts: requests to those who hold nothing, updates to the others. */
async function revise(store: Store, calendar: Calendar): Promise<Revised> {
  const { was, is } = calendar
  const seats = calendar.seats.filter(hasAddress)
  const changed = was !== null && differs(was, is)
  const fresh = seats.filter((seat) => seat.mailedSequence === null)
  const holding = seats.filter((seat) => seat.mailedSequence !== null)
  const unsent = changed ? holding.filter((seat) => !isReached(calendar, seat)) : []
  const told = changed
    ? holding.filter((seat) => isReached(calendar, seat) && seesChange(calendar, seat))
    : []
  // Older mails that wait tell what no longer holds, also to those who are where they were.
  const waiting = changed ? holding : []
  const turn = nextRevision(store, calendar, {
    changed,
    // A calendar that let the entry go takes only a higher SEQUENCE for a new one.
    again: fresh.some((seat) => seat.firstMessageId !== null),
  })
  return {
    mails: fresh.length + unsent.length + told.length,
    statements: [
      ...waiting.map((seat) => withdrawUnsent(store, { subjectId: seat.delegateId })),
      ...(await requests(store, calendar, turn, [...fresh, ...unsent])),
      ...(await updates(store, calendar, turn, told)),
      saveTurn(store, calendar, turn),
      dropOutdatedAnswers(store, calendar, turn),
      ...(hasMoved(calendar) ? await prolongLinks(store, calendar) : []),
    ],
  }
}

function nextRevision(
  store: Store,
  calendar: Calendar,
  { changed, again }: { readonly changed: boolean; readonly again: boolean },
): Turn {
  const { was, is, seats } = calendar
  const turn = openTurn(store, calendar, again || (changed && seats.length > 0))
  return { ...turn, facts: nextFacts(was, is, turn.sequence) }
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

function takenOut(store: Store, calendar: Calendar, reason: 'cancel' | 'postponed'): Statement[] {
  const { seats } = calendar
  const reached = seats.some((seat) => isReached(calendar, seat))
  const turn = openTurn(store, calendar, reached)
  return [
    ...removals(store, calendar, turn, { seats, reason }),
    ...(reached ? [saveTurn(store, calendar, turn)] : []),
  ]
}

async function movedTo(store: Store, calendar: Calendar, asked: ChangedAddress): Promise<Statement[]> {
  const { meeting } = calendar
  const seats = calendar.seats.filter((seat) => seat.person.id === asked.personId)
  const reached = seats.some((seat) => isReached(calendar, seat))
  const turn = openTurn(store, calendar, reached)
  // One more for the request: the outbox takes the higher of two revisions to one person for the newer.
  const next = reached ? { ...turn, sequence: turn.sequence + 1 } : turn
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
