/**
 * One turn of a meeting's calendar: its next SEQUENCE and stamp, and the statements that mail and store it
 * (calendar-mail.md §3.4). Every turn is taken under a fact of the meeting, so that no two share their numbers.
 */

import type { CancelReason } from '../../views/letters/calendar.tsx'
import { linkUrls } from '../auth/links.ts'
import { currentAnswer, nextStamp } from '../calendar/revision.ts'
import { type Instant, plus } from '../kernel/instant.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import type { Statement, Store } from '../store/store.ts'
import {
  type CalendarFacts,
  changesFor,
  type MailedFacts,
  nextFacts,
  toldAt,
  writeFacts,
} from './calendar-facts.ts'
import { cancelMail, requestMail, type Seat, updateMail } from './calendar-letters.tsx'
import type { Calendar } from './calendar-queries.ts'
import { isTold } from './invitation.ts'

/** The numbers of the turn and the facts that hold after it. */
export interface Turn {
  readonly sequence: number
  readonly stamp: Instant
  readonly facts: MailedFacts
}

/** After the meeting a link still shows what was answered, for this long (safety.md §2.2). */
const LINK_LIFE = { days: 30 }

/** Until when links about the meeting hold. */
export function linkExpiry({ meeting }: Pick<Calendar, 'meeting'>): Instant {
  return plus(meeting.endsAt, LINK_LIFE)
}

/** May requests go out now: the date is told, not over, and no change waits to be mailed first? */
export function takesRequests({ meeting }: Calendar, now: Instant): boolean {
  return isTold(meeting.state) && meeting.endsAt > now && meeting.gatherUntil === null
}

/**
 * The next turn. `moves`: something is mailed that older entries must give way to, so SEQUENCE grows; else
 * only the stamp does. While a change waits to be mailed the facts stay those mailed last.
 */
export function openTurn(store: Store, calendar: Calendar, moves: boolean): Turn {
  const { meeting, was, is } = calendar
  const sequence = meeting.calendarSequence + (moves ? 1 : 0)
  const waits = meeting.gatherUntil !== null && was !== null
  const facts = waits ? was : nextFacts(was, is, sequence)
  return { sequence, stamp: nextStamp(store.now, meeting.calendarStamp), facts }
}

/** Stores the turn; the fact of the meeting that it needs is the caller's. */
export function saveTurn(store: Store, { meeting }: Calendar, turn: Turn): Statement {
  return store.db
    .updateTable('meetings')
    .set({
      calendar_sequence: turn.sequence,
      calendar_stamp: turn.stamp,
      mailed_facts: writeFacts(turn.facts),
    })
    .where('id', '=', meeting.id)
}

/** Queues a request for each of these seats and notes what then stands in their calendars. */
export async function requests(
  store: Store,
  calendar: Calendar,
  turn: Turn,
  seats: readonly Seat[],
): Promise<Statement[]> {
  const addressed = seats.filter(hasAddress)
  const { urls, statements } = await attendLinks(store, calendar, addressed)
  const mails = addressed.flatMap((seat, at) => {
    const answered = { ...seat, partstat: answerOf(seat, turn) }
    const mail = requestMail(store, calendar, turn, { seat: answered, url: urls[at] ?? '' })
    return [...mail.statements, ...noteMailed(store, seat, turn, mail.messageId)]
  })
  return [...statements, ...mails]
}

/** Queues an update for each of these seats, against what each of them was told last. */
export async function updates(
  store: Store,
  calendar: Calendar,
  turn: Turn,
  seats: readonly Seat[],
): Promise<Statement[]> {
  const { urls, statements } = await attendLinks(store, calendar, seats)
  const mails = seats.flatMap((seat, at) => {
    const partstat = answerOf(seat, turn)
    const askAgain = partstat !== seat.partstat
    const was = toldTo(calendar, seat)
    const updated = { seat: { ...seat, partstat }, url: urls[at] ?? '', was, askAgain }
    const mail = updateMail(store, calendar, turn, updated)
    return [...mail.statements, ...noteMailed(store, seat, turn, mail.messageId)]
  })
  return [...statements, ...mails]
}

/**
 * Takes the entry out of these calendars. Somebody whose request never left the outbox is not told of a
 * meeting they never heard of: the request is withdrawn instead (calendar-mail.md §5.5).
 */
export function removals(
  store: Store,
  calendar: Calendar,
  turn: Turn,
  { seats, reason }: { readonly seats: readonly Seat[]; readonly reason: CancelReason },
): Statement[] {
  return seats.flatMap((seat) => [
    withdrawUnsent(store, { subjectId: seat.delegateId }),
    ...(isReached(calendar, seat) ? cancelMail(store, calendar, turn, { seat, reason }).statements : []),
    store.db.updateTable('delegates').set({ mailed_sequence: null }).where('id', '=', seat.delegateId),
  ])
}

/** Did a calendar mail reach this person, or may have? */
export function isReached({ reached }: Pick<Calendar, 'reached'>, seat: Seat): boolean {
  return seat.firstMessageId !== null && hasAddress(seat) && reached.get(seat.delegateId) !== null
}

/** Does this person see a difference between what they were told last and what holds now? */
export function seesChange(calendar: Calendar, seat: Seat): boolean {
  return changesFor(toldTo(calendar, seat), calendar.is, seat.person.locale).length > 0
}

// An update that waited while the relay was down gives way to the newer one, which has to tell both changes.
function toldTo({ was, is, reached }: Calendar, seat: Seat): CalendarFacts {
  return was ? toldAt(was, reached.get(seat.delegateId) ?? null) : is
}

/** People without an address are told by other means. */
export function hasAddress(seat: Seat): boolean {
  return seat.person.email !== ''
}

function answerOf(seat: Seat, turn: Turn) {
  return currentAnswer({ partstat: seat.partstat, sequence: seat.partstatSequence }, turn.facts.timeSequence)
}

function attendLinks(store: Store, calendar: Calendar, seats: readonly Seat[]) {
  const expiresAt = linkExpiry(calendar)
  return linkUrls(
    store,
    seats.map((seat) => ({
      personId: seat.person.id,
      purpose: 'attend',
      subjectId: seat.delegateId,
      expiresAt,
    })),
  )
}

// Calendar bookkeeping under the meeting's fact; the delegate's own version counts decisions about them.
function noteMailed(store: Store, seat: Seat, turn: Turn, messageId: string): Statement[] {
  return [
    store.db
      .updateTable('delegates')
      .set({ mailed_sequence: turn.sequence, first_message_id: seat.firstMessageId ?? messageId })
      .where('id', '=', seat.delegateId),
  ]
}
