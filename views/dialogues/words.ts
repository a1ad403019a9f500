/** Words and shapes that several pages use for a dialogue. */

import type { Dialogue, DialogueState } from '../../src/dialogues/dialogue.ts'
import type { Tone } from '../parts/status.tsx'
import type { Reader } from '../reader.ts'

const TONES: Readonly<Record<DialogueState, Tone>> = {
  draft: 'neutral',
  active: 'good',
  closed: 'quiet',
  archived: 'quiet',
}

/** The shape that goes with a state. */
export function dialogueTone(state: DialogueState): Tone {
  return TONES[state]
}

/** The quorum as one phrase. */
export function quorumWords({ t }: Reader, { quorumBasis, quorumPercent }: Dialogue): string {
  const basis = t.dialogues.quorumBases[quorumBasis]
  return quorumBasis === 'none' ? basis : t.dialogues.quorum(basis, quorumPercent)
}
