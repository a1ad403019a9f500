/** What a meeting takes over from its dialogue and from the meeting before it: never more open than either. */

import type { AttributionRule, Dialogue, ParticipantList } from '../dialogues/dialogue.ts'
import { narrowerList, stricterRule } from '../people/visible.ts'
import type { Meeting } from './meeting.ts'

type Rules = Pick<Dialogue, 'attribution' | 'participantList'>

/** The mode of the list of participants that a new meeting begins with. */
export function listAfter(
  dialogue: Rules,
  previous: Pick<Meeting, 'participantList'> | null,
): ParticipantList {
  const { participantList } = dialogue
  return previous ? narrowerList(participantList, previous.participantList) : participantList
}

/** The rule of attribution that a new meeting begins with. */
export function ruleAfter(dialogue: Rules, previous: Pick<Meeting, 'attribution'> | null): AttributionRule {
  return previous ? stricterRule(dialogue.attribution, previous.attribution) : dialogue.attribution
}
