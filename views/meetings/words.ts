/** Words and shapes that several pages use for a meeting. */

import type { MeetingState } from '../../src/meetings/meeting.ts'
import type { Tone } from '../parts/status.tsx'

const TONES: Readonly<Record<MeetingState, Tone>> = {
  draft: 'neutral',
  announced: 'neutral',
  confirmed: 'good',
  postponed: 'warn',
  in_session: 'good',
  held: 'good',
  minuted: 'good',
  closed: 'quiet',
  cancelled: 'bad',
}

/** The shape that goes with a state. */
export function meetingTone(state: MeetingState): Tone {
  return TONES[state]
}
