/**
 * One turn of a meeting's calendar: its next SEQUENCE and stamp, and the statements that mail and store it
 * (calendar-mail.md §3.4). Every turn is taken under a fact of the meeting, so that no two share their numbers.
 *
 * Delivery runs beside it: what waits in the outbox while a turn is planned may have left when it is committed.
 * So a mail that is needed only then is queued too, as a spare, and the batch itself takes it back when all that
 * waited was still there to be withdrawn (`dropSpares`).
 */

import type { CancelReason } from '../../views/letters/calendar.tsx'
import { linkUrls } from '../auth/links.ts'
import { currentAnswer, nextStamp } from '../calendar/revision.ts'
import { type Instant, plus } from '../kernel/instant.ts'
import { type Enqueued, enqueue, withdrawUnsent } from '../mail/outbox.ts'
import { inList } from '../store/lists.ts'
import type { Statement, Store } from '../store/store.ts'
import {
  type CalendarFacts,
  changesFor,
  type MailedFacts,
  nextFacts,
  toldAt,
  writeFacts,
} from './calendar-facts.ts'
import { calendarMail, type Seat, type Sending } from './calendar-letters.tsx'
import type { Calendar } from './calendar-queries.ts'
import { isAwaited } from './invitation.ts'
import { dropSpares } from './rows.ts'

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

/** May requests go out now: people are told, and no change waits to be mailed first? */
export function takesRequests({ meeting }: Calendar, now: Instant): boolean {
  return isAwaited(meeting, now) && meeting.gatherUntil === null
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
export function requests(
  store: Store,
  calendar: Calendar,
  turn: Turn,
  seats: readonly Seat[],
): Promise<Statement[]> {
  const sendings = seats.filter(hasAddress).map((seat) => requestTo(turn, seat))
  return mailEntries(store, calendar, turn, { sendings, spares: [] })
}

/** A request to this person, with the answer that still holds. */
export function requestTo(turn: Turn, seat: Seat): Sending {
  return { kind: 'request', seat: { ...seat, partstat: answerOf(seat, turn) } }
}

/** An update for this person, against what they were told last. */
export function updateTo(
  calendar: Calendar,
  turn: Turn,
  { seat, quiet }: { readonly seat: Seat; readonly quiet: boolean },
): Sending {
  return updateOf(turn, { seat, quiet }, toldTo(calendar, seat))
}

function updateOf(turn: Turn, { seat, quiet }: { seat: Seat; quiet: boolean }, was: CalendarFacts): Sending {
  const partstat = answerOf(seat, turn)
  const askAgain = partstat !== seat.partstat
  return { kind: 'update', seat: { ...seat, partstat }, was, askAgain, quiet }
}

/** The same against what still waits in the outbox, should it leave; null when that tells nothing else than holds. */
export function spareFor(calendar: Calendar, turn: Turn, to: { seat: Seat; quiet: boolean }): Sending | null {
  const { was, is, reached } = calendar
  const { seat } = to
  const [told, waiting] = [reached.get(seat.delegateId) ?? null, seat.mailedSequence]
  if (was === null || told === null || waiting === null || told >= waiting) return null
  const would = toldAt(was, waiting)
  const differs = changesFor(would, is, seat.person.locale).length > 0
  return differs ? updateOf(turn, to, would) : null
}

/** What a turn mails: for certain, and only if a mail that waits leaves before it (`dropSpares`). */
interface Entries {
  readonly sendings: readonly Sending[]
  readonly spares: readonly Sending[]
}

/** Queues these requests and updates and notes what then stands in the calendars. */
export async function mailEntries(
  store: Store,
  calendar: Calendar,
  turn: Turn,
  { sendings, spares }: Entries,
): Promise<Statement[]> {
  const all = [...sendings, ...spares]
  if (all.length === 0) return []
  const seats = all.map(({ seat }) => seat)
  const { urls, statements } = await attendLinks(store, calendar, seats)
  const queued = all.map((sending, at): Queued => {
    const mail = calendarMail(store, calendar, turn, { sending, url: urls[at] ?? '' })
    return { seat: sending.seat, mail: enqueue(store, mail) }
  })
  const first = queued.flatMap(({ seat, mail }) =>
    seat.firstMessageId === null ? [noteFirst(store, seat, mail.messageId)] : [],
  )
  return [
    ...statements,
    ...queued.flatMap(({ mail }) => mail.statements),
    ...dropUnneeded(store, calendar, queued.slice(sendings.length)),
    noteMailed(store, seats, turn),
    ...first,
  ]
}

interface Queued {
  readonly seat: Seat
  readonly mail: Enqueued
}

/** One statement for each SEQUENCE that the readers of these spares have; -1: none. */
function dropUnneeded(store: Store, { reached }: Calendar, spares: readonly Queued[]): Statement[] {
  const above = ({ seat }: Queued) => reached.get(seat.delegateId) ?? -1
  return [...Map.groupBy(spares, above)].map(([sequence, some]) =>
    dropSpares(store, { mailIds: some.map(({ mail }) => mail.id), above: sequence }),
  )
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
  const told = seats.filter((seat) => mayHold(calendar, seat))
  const queued = told.map((seat): Queued => {
    const sending = { kind: 'cancel', seat, reason } as const
    return { seat, mail: enqueue(store, calendarMail(store, calendar, turn, { sending, url: '' })) }
  })
  // Of somebody without an entry only the end of a former one can wait, and that still has to go.
  const holding = seats.filter(({ mailedSequence }) => mailedSequence !== null)
  return [
    ...holding.map(({ delegateId }) => withdrawUnsent(store, { subjectId: delegateId })),
    ...queued.flatMap(({ mail }) => mail.statements),
    ...dropUnneeded(
      store,
      calendar,
      queued.filter(({ seat }) => !isReached(calendar, seat)),
    ),
    ...(holding.length > 0 ? [noteMailed(store, holding, null)] : []),
  ]
}

/** Did a calendar mail reach this person, or may have? */
export function isReached({ reached }: Pick<Calendar, 'reached'>, seat: Seat): boolean {
  return seat.firstMessageId !== null && hasAddress(seat) && reached.get(seat.delegateId) !== null
}

/** Is there something to take back, now or when a request that waits leaves first? Then SEQUENCE has to grow. */
export function mayHold(calendar: Pick<Calendar, 'reached'>, seat: Seat): boolean {
  const waits = seat.firstMessageId !== null && seat.mailedSequence !== null
  return isReached(calendar, seat) || (waits && hasAddress(seat))
}

/**
 * Did this person's calendar let an entry go, that of this seat or of one they had before? Then it takes only a
 * higher SEQUENCE for a new one.
 */
export function isAgain({ before }: Calendar, { mailedSequence, firstMessageId, person }: Seat): boolean {
  return mailedSequence === null && (firstMessageId !== null || before.has(person.id))
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
function noteMailed(store: Store, seats: readonly Seat[], turn: Turn | null): Statement {
  const ids = seats.map(({ delegateId }) => delegateId)
  const mailed = turn === null ? null : turn.sequence
  return store.db.updateTable('delegates').set({ mailed_sequence: mailed }).where(inList('id', ids))
}

function noteFirst(store: Store, { delegateId }: Seat, messageId: string): Statement {
  return store.db.updateTable('delegates').set({ first_message_id: messageId }).where('id', '=', delegateId)
}
