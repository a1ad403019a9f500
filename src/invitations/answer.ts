/** A delegate's answer: append-only, given to one revision of the calendar entry, in force until the time moves. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { MeetingState } from '../meetings/meeting.ts'
import type { AnswerChannel, DelegateAnswersTable, DelegatesTable } from '../store/followup-schema.ts'
import { isTold } from './invitation.ts'
import type { Delegate } from './nomination.ts'

export type PartStat = DelegatesTable['partstat']
/** What a person can say; `needs_action` is the absence of an answer. */
export type Reply = DelegateAnswersTable['partstat']

export const REPLIES: readonly Reply[] = ['accepted', 'tentative', 'declined']

/** One answer of the history. */
export interface GivenAnswer {
  readonly id: Id
  readonly delegateId: Id
  readonly partstat: Reply
  readonly comment: string
  readonly sequence: number
  readonly at: Instant
  readonly channel: AnswerChannel
  /** Who wrote it down: the delegate, or an organiser. */
  readonly recordedBy: Id
}

export interface AskedAnswer {
  /** The dates that the page showed (`Meeting.dateVersion`). */
  readonly dateVersion: number
}

/**
 * Decides whether an answer can be taken.
 * @returns `gone` `invitations.no_longer_delegate`; `conflict` `invitations.meeting_cancelled`,
 *   `invitations.meeting_postponed` or `invitations.meeting_over` when there is no date to answer to, and
 *   `invitations.time_moved` when the answer was given to other dates than those in force.
 */
export function decideAnswer(
  meeting: { readonly state: MeetingState; readonly dateVersion: number },
  delegate: Pick<Delegate, 'state'>,
  asked: AskedAnswer,
): Outcome<void> {
  if (delegate.state !== 'nominated') return refuse('gone', 'invitations.no_longer_delegate')
  if (meeting.state === 'cancelled') return refuse('conflict', 'invitations.meeting_cancelled')
  if (meeting.state === 'postponed' || meeting.state === 'draft')
    return refuse('conflict', 'invitations.meeting_postponed')
  if (!isTold(meeting.state)) return refuse('conflict', 'invitations.meeting_over')
  if (asked.dateVersion !== meeting.dateVersion) return refuse('conflict', 'invitations.time_moved')
  return done(undefined)
}

/**
 * The calendar revision that an answer given now refers to: the one mailed last, or the coming one while a
 * change of time that the page already shows waits to be mailed.
 */
export function answeredSequence(calendarSequence: number, timeWaits: boolean): number {
  return timeWaits ? calendarSequence + 1 : calendarSequence
}

/** The latest answer of a history, whatever its order; null without any. */
export function latestAnswer(history: readonly GivenAnswer[]): GivenAnswer | null {
  return history.reduce<GivenAnswer | null>(
    (latest, answer) => (latest === null || answer.at >= latest.at ? answer : latest),
    null,
  )
}

/** The answer that was given to an earlier time and no longer holds; null when one is in force or none came. */
export function outdatedAnswer(
  delegate: Pick<Delegate, 'partstat'>,
  history: readonly GivenAnswer[],
): GivenAnswer | null {
  return delegate.partstat === 'needs_action' ? latestAnswer(history) : null
}

/** How many of a meeting's delegates said what; those not named any more are left out. */
export function tally(
  delegates: readonly Pick<Delegate, 'state' | 'partstat'>[],
): Readonly<Record<PartStat, number>> {
  const counts = { accepted: 0, tentative: 0, declined: 0, needs_action: 0 }
  for (const delegate of delegates) if (delegate.state === 'nominated') counts[delegate.partstat] += 1
  return counts
}
