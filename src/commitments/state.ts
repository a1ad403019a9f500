/** The states of a commitment and the moves between them (domain.md §4.3). */

import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { Commitment, CommitmentState } from './commitment.ts'

/**
 * Where each state may lead. A report of "done" straight from `agreed`, `blocked` or `returned` passes through
 * `in_progress` without a stop. What was verified stays verified: it can neither be dropped nor superseded.
 */
const NEXT: Readonly<Record<CommitmentState, readonly CommitmentState[]>> = {
  proposed: ['agreed', 'superseded', 'dropped'],
  agreed: ['in_progress', 'blocked', 'reported_done', 'superseded', 'dropped'],
  in_progress: ['blocked', 'reported_done', 'superseded', 'dropped'],
  blocked: ['in_progress', 'reported_done', 'superseded', 'dropped'],
  reported_done: ['verified', 'returned', 'superseded', 'dropped'],
  returned: ['in_progress', 'blocked', 'reported_done', 'superseded', 'dropped'],
  verified: [],
  superseded: [],
  dropped: [],
}

/** All states in the order of their life. */
export const COMMITMENT_STATES = Object.keys(NEXT) as readonly CommitmentState[]

/** States that something may still happen to. */
export const OPEN_STATES = COMMITMENT_STATES.filter((state) => !isFinal(state))

/** States in which the lead institution still owes the result: only these can be late. */
export const OWING_STATES = ['agreed', 'in_progress', 'blocked', 'returned'] as const

/** All others. */
export const NOT_OWING_STATES = COMMITMENT_STATES.filter((state) => !awaitsLead(state))

/** Nothing follows any more. */
export function isFinal(state: CommitmentState): boolean {
  return NEXT[state].length === 0
}

/** Does the lead institution still owe the result? */
export function awaitsLead(state: CommitmentState): boolean {
  return OWING_STATES.some((owing) => owing === state)
}

/** May a commitment go from one state to another? */
export function canMove(from: CommitmentState, to: CommitmentState): boolean {
  return NEXT[from].includes(to)
}

/** @returns the new state, or `conflict` `commitments.cannot_move` with `from` and `to`. */
export function decideMove(
  commitment: Pick<Commitment, 'state'>,
  to: CommitmentState,
): Outcome<CommitmentState> {
  const from = commitment.state
  return canMove(from, to) ? done(to) : refuse('conflict', 'commitments.cannot_move', undefined, { from, to })
}

/** What is asked when a commitment is given up or replaced. */
export interface AskedClosing {
  readonly to: 'superseded' | 'dropped'
  readonly reason: string
  /** The decision that ended it. */
  readonly decisionId: Id | null
}

/**
 * Decides that a commitment ends without having been kept.
 * @returns `conflict` from a final state, `invalid` `commitments.closing_reason_missing` (field `reason`) with
 *   neither a decision nor a reason.
 */
export function decideClosing(
  commitment: Pick<Commitment, 'state'>,
  asked: AskedClosing,
): Outcome<AskedClosing> {
  const move = decideMove(commitment, asked.to)
  if (!move.ok) return move
  const reason = asked.reason.trim()
  if (!reason && !asked.decisionId) return refuse('invalid', 'commitments.closing_reason_missing', 'reason')
  return done({ ...asked, reason })
}
