/** A mail that came in, as it is kept: what it was and what was done. Its text is not kept. Pure. */

import type { Verdict } from './reading.ts'

/**
 * What was done with a mail: `applied` an answer holds; `kept` an answer is in the history and does not hold;
 * `review` somebody has to look; `resent` the entry went out again; `bounced` and `complained` a mail of ours did
 * not arrive or was not wanted; `stopped` a kind of mail; `forwarded` a person's words to the organisers; `nothing` there was nothing to do.
 */
export type InboundOutcome =
  | 'applied'
  | 'kept'
  | 'review'
  | 'resent'
  | 'bounced'
  | 'complained'
  | 'stopped'
  | 'forwarded'
  | 'nothing'

/** In the order in which they tell more: what a mail with several events is summed up as. */
const WEIGHT: readonly InboundOutcome[] = ['nothing', 'kept', 'resent', 'applied', 'review']

/** What a door is told of a mail. */
export interface TakenMail {
  readonly verdict: Verdict
  readonly outcome: InboundOutcome
}

/** One outcome for several. */
export function summedUp(outcomes: readonly InboundOutcome[]): InboundOutcome {
  return outcomes.reduce<InboundOutcome>(
    (most, one) => (WEIGHT.indexOf(one) > WEIGHT.indexOf(most) ? one : most),
    'nothing',
  )
}
