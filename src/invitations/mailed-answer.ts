/**
 * An answer that a calendar program sent by mail: which of all answers counts, whatever the order in which they
 * come and however often (calendar-mail.md §6.7–8, property P9). Pure.
 */

import type { Instant } from '../kernel/instant.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { decideAnswer, type GivenAnswer, type PartStat, REPLIES, type Reply } from './answer.ts'
import { factsOf, readFacts, timeMoved } from './calendar-facts.ts'
import type { Delegate } from './nomination.ts'

/** The answer as the calendar gave it. */
export interface MailedAnswer {
  readonly reply: Reply
  readonly comment: string
  /** SEQUENCE as claimed, 0 when missing. */
  readonly sequence: number
  /** DTSTAMP, or when the mail was written, or when it came. */
  readonly at: Instant
}

/** An answer with the revision it is taken to answer. */
export type WeighedAnswer = Pick<GivenAnswer, 'partstat' | 'comment' | 'sequence' | 'at'>

/** What becomes of a delegate by a mailed answer. */
export interface MailedDecision {
  /** The answer as the history keeps it; null when it stands there already. */
  readonly added: WeighedAnswer | null
  readonly inForce: { readonly partstat: PartStat; readonly sequence: number; readonly at: Instant }
  /** Does this very answer hold now? */
  readonly holds: boolean
}

/**
 * Weighs a mailed answer against the history. A SEQUENCE or a time ahead of ours is taken for ours and for now: some
 * programs count on by themselves, and no clock of others may lock a person out of answering again.
 * @returns as `decideAnswer` when there is nothing to answer to.
 */
export function decideMailedAnswer(
  { meeting, delegate, history }: { meeting: Meeting; delegate: Delegate; history: readonly GivenAnswer[] },
  asked: MailedAnswer,
  now: Instant,
): Outcome<MailedDecision> {
  const open = decideAnswer(meeting, delegate, { dateVersion: meeting.dateVersion })
  if (!open.ok) return open
  const was = readFacts(meeting.mailedFacts)
  const newest = meeting.calendarSequence + (was && timeMoved(was, factsOf(meeting)) ? 1 : 0)
  const answer: WeighedAnswer = {
    partstat: asked.reply,
    comment: asked.comment,
    sequence: Math.min(asked.sequence, meeting.calendarSequence),
    at: asked.at > now ? now : asked.at,
  }
  const known = history.some((given) => given.channel === 'email' && weigh(given, answer) === 0)
  // An answer to a time that only the page showed, and that was taken back, is none any more.
  const counted = [answer, ...history.filter(({ sequence }) => sequence <= newest)]
  const winner = counted.reduce((best, one) => (weigh(one, best) > 0 ? one : best))
  const partstat = winner.sequence >= (was?.timeSequence ?? 0) ? winner.partstat : 'needs_action'
  return done({
    added: known ? null : answer,
    inForce: { partstat, sequence: winner.sequence, at: winner.at },
    holds: partstat !== 'needs_action' && weigh(winner, answer) === 0,
  })
}

/** Positive if `a` counts more: the newer revision, then the later moment; the rest only so that there is an order. */
function weigh(a: WeighedAnswer, b: WeighedAnswer): number {
  return (
    a.sequence - b.sequence ||
    compare(a.at, b.at) ||
    REPLIES.indexOf(a.partstat) - REPLIES.indexOf(b.partstat) ||
    compare(a.comment, b.comment)
  )
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1
}
