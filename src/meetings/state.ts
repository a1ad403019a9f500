/** The states of a meeting and the moves between them (domain.md §4.2). */

import { type Instant, plus, type Span } from '../kernel/instant.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { Act } from '../people/may.ts'
import { delegatesSee, type Meeting, type MeetingFact, type MeetingState } from './meeting.ts'

/** A move, named as its POST is: `/meetings/:id/<move>`. */
export type MeetingMove =
  | 'announcement'
  | 'confirmation'
  | 'opening'
  | 'holding'
  | 'minuting'
  | 'closing'
  | 'postponement'
  | 'cancellation'

interface Rule {
  readonly from: readonly MeetingState[]
  readonly to: MeetingState
}

const RULES: Readonly<Record<MeetingMove, Rule>> = {
  announcement: { from: ['draft', 'postponed'], to: 'announced' },
  confirmation: { from: ['announced'], to: 'confirmed' },
  opening: { from: ['confirmed'], to: 'in_session' },
  holding: { from: ['in_session'], to: 'held' },
  minuting: { from: ['held'], to: 'minuted' },
  closing: { from: ['minuted'], to: 'closed' },
  postponement: { from: ['announced', 'confirmed'], to: 'postponed' },
  cancellation: { from: ['draft', 'announced', 'confirmed', 'postponed', 'in_session'], to: 'cancelled' },
}

/** All moves in the order in which a page offers them. */
export const MEETING_MOVES = Object.keys(RULES) as readonly MeetingMove[]

/** The moves that are open from a state, in the order of {@link MEETING_MOVES}. */
export function possibleMoves(state: MeetingState): readonly MeetingMove[] {
  return MEETING_MOVES.filter((move) => RULES[move].from.includes(state))
}

/**
 * Decides a move from a state.
 * @returns the new state, or `conflict` `meetings.cannot_move` with `state`, `move` and `possible` (moves
 *   joined by commas, empty when the meeting stays as it is), so that the message can name what is open.
 */
export function decideMove(state: MeetingState, move: MeetingMove): Outcome<MeetingState> {
  if (RULES[move].from.includes(state)) return done(RULES[move].to)
  const possible = possibleMoves(state).join(',')
  return refuse('conflict', 'meetings.cannot_move', undefined, { state, move, possible })
}

/** Do delegates hold, or wait for, a calendar entry, so that a change has to reach them? */
function isAnnounced(state: MeetingState): boolean {
  return state === 'announced' || state === 'confirmed'
}

/** May the facts of the meeting still be corrected? A cancelled one stays cancelled, a closed one closed. */
export function isEditable(state: MeetingState): boolean {
  return state !== 'cancelled' && state !== 'closed'
}

/** Is the meeting still to come, so that a day off or an overlap is worth a word? */
export function isAhead(state: MeetingState): boolean {
  return state === 'draft' || state === 'announced' || state === 'confirmed' || state === 'postponed'
}

/** States in which a meeting is planned for the days it names. */
export const EXPECTED: readonly MeetingState[] = ['draft', 'announced', 'confirmed', 'in_session']

/** States in which people were told days and times that they now count on: in session, those of the other days. */
export const TOLD: readonly MeetingState[] = ['announced', 'confirmed', 'in_session']

/** The soonest meeting that is planned and not over; null when there is none. */
export function nextAmong(meetings: readonly Meeting[], now: Instant): Meeting | null {
  const ahead = meetings.filter((meeting) => EXPECTED.includes(meeting.state) && meeting.endsAt >= now)
  return ahead.sort((a, b) => (a.startsAt < b.startsAt ? -1 : 1))[0] ?? null
}

/** Moves that are mailed to everybody named: they ask on a page of their own, which shows who gets what. */
export const ASKING_MOVES = ['announcement', 'postponement', 'cancellation'] as const
export type AskingMove = (typeof ASKING_MOVES)[number]

/** Is it one of {@link ASKING_MOVES}? */
export function asksFirst(move: MeetingMove): move is AskingMove {
  return ASKING_MOVES.some((one) => one === move)
}

/** How long further edits are gathered into one mail after the first one that delegates have to learn. */
export const GATHERING = { minutes: 5 }
/** The same while the meeting is in session: long enough to set a slip right, since people stand before a door. */
const GATHERING_IN_SESSION = { minutes: 1 }

/** What an edit did to a meeting, as far as it decides whether delegates are told. */
interface Edited {
  readonly changed: readonly MeetingFact[]
  /** When the meeting ends, after the edit. */
  readonly endsAt: Instant
  readonly now: Instant
}

/**
 * For how long an edit waits for further ones before delegates are told of all together; null when they are not told.
 * In session only what leads people to the right place at the right time is mailed, and nothing from the end on.
 */
export function gatheringFor(state: MeetingState, { changed, endsAt, now }: Edited): Span | null {
  const span = spanFor(state, changed)
  return span && plus(now, span) < endsAt ? span : null
}

function spanFor(state: MeetingState, changed: readonly MeetingFact[]): Span | null {
  if (isAnnounced(state)) return delegatesSee(changed) ? GATHERING : null
  const leads = changed.some((fact) => LEADS_THERE.includes(fact))
  return state === 'in_session' && leads ? GATHERING_IN_SESSION : null
}

const LEADS_THERE: readonly MeetingFact[] = ['time', 'venue', 'link', 'format']

/** The right a move needs: who keeps the record may also open, hold and minute a meeting. */
export function actFor(move: MeetingMove): Act {
  return move === 'opening' || move === 'holding' || move === 'minuting' ? 'record' : 'organise'
}
