/** Revisions of a calendar entry: which stamp comes next, and which answer still holds (calendar-mail.md §3.4). */

import { type Instant, later, plus } from '../kernel/instant.ts'

/** A person's answer to an invitation; `needs_action`: none yet (RFC 5545 §3.2.12). */
export type PartStat = 'needs_action' | 'accepted' | 'tentative' | 'declined'

/** The answer we hold for a person, and the SEQUENCE it answered; null before any answer. */
interface Answer {
  readonly partstat: PartStat
  readonly sequence: number | null
}

/**
 * DTSTAMP of the next revision: `now`, but at least a second after `last`, since DTSTAMP counts whole
 * seconds and clients order revisions of one SEQUENCE by it. Stored with the revision, never made anew for
 * a retry.
 */
export function nextStamp(now: Instant, last: Instant | null): Instant {
  return last ? later(now, plus(last, { seconds: 1 })) : now
}

/**
 * PARTSTAT in the mail to a person: the answer we hold, but `needs_action` once the time changed after it.
 *
 * @param timeSetAtSequence the SEQUENCE of the revision that first mailed the time now in force. An answer to
 *   it or to a later one holds, also to one higher than any of ours (calendar-mail.md §6.7). A change of
 *   place or title leaves the answer alone. The old answer stays in the history.
 */
export function currentAnswer(answer: Answer, timeSetAtSequence: number): PartStat {
  return answer.sequence !== null && answer.sequence >= timeSetAtSequence ? answer.partstat : 'needs_action'
}
