/** For which steps a personal link speaks. Pure. */

import type { PersonalLink } from '../auth/links.ts'
import type { Commitment } from '../commitments/commitment.ts'
import type { Step } from './step.ts'

/** What of a link counts here. */
export type LinkHolder = Pick<PersonalLink, 'purpose' | 'subjectId' | 'actor'>

/** `report`: the lead, of all steps of its commitment. `promises`: an institution, of the steps it answers for. */
export function speaksForStep(
  { purpose, subjectId, actor }: LinkHolder,
  commitment: Pick<Commitment, 'id' | 'leadId'>,
  step: Pick<Step, 'commitmentId' | 'institutionId'>,
): boolean {
  const { leadId } = commitment
  if (purpose === 'report') return subjectId === step.commitmentId && actor.speaksFor.includes(leadId)
  if (purpose !== 'promises' || !actor.speaksFor.includes(subjectId)) return false
  return (step.institutionId ?? leadId) === subjectId
}
