/** What one institution promised: what it leads and supports, and the steps it answers for. Pure. */

import type { Dialogue } from '../dialogues/dialogue.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { PersonCard } from '../people/person.ts'
import { dueOfShare } from '../recurring/asked.ts'
import type { Share } from '../recurring/share.ts'
import type { Schedule, ScheduledStep } from '../steps/schedule.ts'
import { isSettled, type Step } from '../steps/step.ts'
import type { Commitment } from './commitment.ts'
import { awaitsLead } from './state.ts'

/** One commitment as the institution is told of it. */
export interface PromisedLine {
  readonly commitment: Commitment
  readonly part: 'lead' | 'support'
  /** Who leads it, as far as it may be told; null for the institution itself. */
  readonly lead: InstitutionName | null
  /** Who is named for it, as far as it may be told. */
  readonly person: PersonCard | null
  /** Steps of the institution that are still to be done. */
  readonly steps: readonly ScheduledStep<Step>[]
  /** Periods and parts on which it still owes a report. */
  readonly shares: readonly Share[]
  /** The day on which something is next expected of it; null when nothing dated is. */
  readonly nextOn: LocalDate | null
}

/** What is still open in one dialogue, soonest due first. */
export interface PromisedPart {
  readonly dialogue: Dialogue
  readonly lines: readonly PromisedLine[]
}

/** The steps that an institution answers for and that are still to be done, in their order. */
export function ownSteps(
  schedule: Schedule<Step> | null,
  commitment: Pick<Commitment, 'leadId'>,
  institutionId: Id,
): ScheduledStep<Step>[] {
  return (schedule?.steps ?? []).filter(
    ({ step }) => !isSettled(step) && (step.institutionId ?? commitment.leadId) === institutionId,
  )
}

/** The soonest of the planned ends of its steps, of its periods and parts, and of the due date while it owes the result. */
export function nextDay(
  commitment: Pick<Commitment, 'dueOn' | 'reviewOn' | 'state'>,
  part: PromisedLine['part'],
  steps: readonly ScheduledStep<Step>[],
  shares: readonly Share[] = [],
): LocalDate | null {
  const own =
    part === 'lead' && awaitsLead(commitment.state) ? (commitment.dueOn ?? commitment.reviewOn) : null
  const ends = steps.map(({ step, endsOn }) => step.plannedOn ?? endsOn)
  const asked = shares.map((share) => dueOfShare(share, commitment))
  const days = [own, ...ends, ...asked].flatMap((day) => day ?? [])
  return days.reduce<LocalDate | null>((first, day) => (first === null || day < first ? day : first), null)
}
