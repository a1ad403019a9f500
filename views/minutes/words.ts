/** Words that several pages say about a decision. */

import { formatNumber } from '../../src/i18n/numbers.ts'
import type { Decision, DecisionState } from '../../src/minutes/decision.ts'
import type { Tone } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'

const TONES: Readonly<Record<DecisionState, Tone>> = {
  proposed: 'neutral',
  adopted: 'good',
  rejected: 'bad',
  withdrawn: 'quiet',
  superseded: 'quiet',
}

/** The shape that goes with a state. */
export function toneOf(state: DecisionState): Tone {
  return TONES[state]
}

/** `by vote: for 12, against 1, abstained 3`, or the method alone. */
export function methodWords(
  { t, locale }: Reader,
  { method, votes }: Pick<Decision, 'method' | 'votes'>,
): string {
  const { methods, votes: counted } = t.minutes
  if (!votes) return methods[method]
  const [yes, no, none] = [votes.for, votes.against, votes.abstained].map((n) => formatNumber(locale, n))
  return `${methods[method]}: ${counted({ for: yes ?? '', against: no ?? '', abstained: none ?? '' })}`
}
