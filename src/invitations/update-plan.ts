/**
 * Decides who gets what in a turn of a meeting's calendar. The commands that send and the page that shows it
 * beforehand both ask here, so that what was shown is what is sent.
 */

import type { CancelReason } from '../../views/letters/calendar.tsx'
import type { Store } from '../store/store.ts'
import { differs, nextFacts } from './calendar-facts.ts'
import type { Seat, Sending } from './calendar-letters.tsx'
import type { Calendar } from './calendar-queries.ts'
import { isAwaited } from './invitation.ts'
import {
  hasAddress,
  isAgain,
  isReached,
  mayHold,
  openTurn,
  requestTo,
  seesChange,
  spareFor,
  type Turn,
  updateTo,
} from './turn.ts'
import type { LeftOut } from './update.ts'

/** One turn with all that goes out in it. */
export interface Plan {
  readonly turn: Turn
  readonly sendings: readonly Sending[]
  /** Queued for the case that a mail which waits leaves before this turn is committed (turn.ts). */
  readonly spares: readonly Sending[]
  /** Everybody else who is named. */
  readonly left: readonly { readonly seat: Seat; readonly why: LeftOut }[]
  /** What was mailed last no longer holds. */
  readonly changed: boolean
}

/** The turn that brings calendars to the present facts of a meeting, or out of a postponed one; none once it is over. */
export function planUpdate(store: Store, calendar: Calendar, quiet = false): Plan {
  const { meeting } = calendar
  if (isAwaited(meeting, store.now)) return planRevision(store, calendar, quiet)
  if (meeting.state === 'postponed') return planRemoval(store, calendar, 'postponed')
  const left = calendar.seats.map((seat) => ({ seat, why: 'over' as const }))
  return { turn: openTurn(store, calendar, false), changed: false, sendings: [], spares: [], left }
}

/**
 * Requests to those who hold nothing or whom none ever reached, updates to those who see a difference.
 * `quiet` is for updates only: whoever hears of the meeting for the first time gets the whole letter.
 */
function planRevision(store: Store, calendar: Calendar, quiet: boolean): Plan {
  const { was, is, seats } = calendar
  const changed = was !== null && differs(was, is)
  const due = seats.map((seat) => ({ seat, what: dueTo(calendar, seat, changed) }))
  const again = due.some(({ seat, what }) => what === 'request' && isAgain(calendar, seat))
  const opened = openTurn(store, calendar, again || (changed && seats.length > 0))
  const turn = { ...opened, facts: nextFacts(was, is, opened.sequence) }
  return {
    turn,
    changed,
    sendings: due.flatMap(({ seat, what }) => {
      if (what === 'request') return [requestTo(turn, seat)]
      return what === 'update' ? [updateTo(calendar, turn, { seat, quiet })] : []
    }),
    spares: due.flatMap(({ seat, what }) => {
      const spare = what === 'unseen' ? spareFor(calendar, turn, { seat, quiet }) : null
      return spare ? [spare] : []
    }),
    left: due.flatMap(({ seat, what }) =>
      what === 'request' || what === 'update' ? [] : [{ seat, why: what }],
    ),
  }
}

/** Takes the entry out of every calendar it reached. */
export function planRemoval(store: Store, calendar: Calendar, reason: CancelReason): Plan {
  const { seats } = calendar
  const [told, left] = [
    seats.filter((seat) => isReached(calendar, seat)),
    seats.filter((seat) => !isReached(calendar, seat)),
  ]
  return {
    turn: openTurn(
      store,
      calendar,
      seats.some((seat) => mayHold(calendar, seat)),
    ),
    changed: false,
    sendings: told.map((seat) => ({ kind: 'cancel', seat, reason })),
    // `removals` makes them itself.
    spares: [],
    left: left.map((seat) => ({ seat, why: hasAddress(seat) ? 'never_told' : 'no_address' })),
  }
}

function dueTo(calendar: Calendar, seat: Seat, changed: boolean): 'request' | 'update' | LeftOut {
  if (!hasAddress(seat)) return 'no_address'
  if (seat.mailedSequence === null) return 'request'
  if (!changed) return 'up_to_date'
  if (!isReached(calendar, seat)) return 'request'
  return seesChange(calendar, seat) ? 'update' : 'unseen'
}
