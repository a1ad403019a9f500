/** Who answers for what, and who speaks for which institution at present, as jobs over many people need it. Pure. */

import type { Commitment } from '../commitments/commitment.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { AffiliationRole, PersonCard } from '../people/person.ts'
import type { MailScope } from './preference.ts'

/** As little of a person as it takes to decide whether and when mail goes to them; no names. */
export type Reader = Pick<PersonCard, 'id' | 'email' | 'zone' | 'holidayCalendar' | MailScope> & {
  readonly pausedUntil: LocalDate | null
}

/** Somebody who speaks for an institution at present. */
export interface Speaker {
  readonly personId: Id
  readonly institutionId: Id
  readonly role: AffiliationRole
}

/**
 * Who answers for each commitment: its person if that person still speaks for the lead institution, else the
 * focal points (as `commitments/owner-queries.ts`). Nobody is an empty list: the coordinator has to phone.
 * @param staff of the leads, as far as they can be written to.
 */
export function ownersAmong(
  commitments: readonly Pick<Commitment, 'id' | 'leadId' | 'personId'>[],
  staff: readonly Speaker[],
): Map<Id, readonly Id[]> {
  const present = new Set(staff.map(({ institutionId, personId }) => `${institutionId}/${personId}`))
  const points = new Map<Id, Id[]>()
  for (const { institutionId, personId, role } of staff)
    if (role === 'focal_point') points.set(institutionId, [...(points.get(institutionId) ?? []), personId])
  return new Map(
    commitments.map(({ id, leadId, personId }) => {
      const named = personId !== null && present.has(`${leadId}/${personId}`)
      return [id, named ? [personId] : [...new Set(points.get(leadId))]]
    }),
  )
}

/** The focal points of the institution asked to verify, without those who also speak for the lead. */
export function verifiersAmong(
  { leadId, verifierId }: Pick<Commitment, 'leadId' | 'verifierId'>,
  speakers: ReadonlyMap<Id, readonly Speaker[]>,
): Id[] {
  const lead = new Set((speakers.get(leadId) ?? []).map(({ personId }) => personId))
  const points = (verifierId ? (speakers.get(verifierId) ?? []) : []).filter(
    ({ personId, role }) => role === 'focal_point' && !lead.has(personId),
  )
  return [...new Set(points.map(({ personId }) => personId))]
}

/** The institutions that each person speaks for. */
export function institutionsByPerson(speakers: readonly Speaker[]): Map<Id, Set<Id>> {
  const found = new Map<Id, Set<Id>>()
  for (const { personId, institutionId } of speakers)
    found.set(personId, (found.get(personId) ?? new Set()).add(institutionId))
  return found
}
