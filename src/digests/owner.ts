/** Who speaks for which institution at present, and what follows for digests. Pure; owners come from commitments/. */

import type { Commitment } from '../commitments/commitment.ts'
import type { Id } from '../kernel/id.ts'
import type { Affiliation, PersonCard } from '../people/person.ts'

/** Somebody who speaks for an institution at present. */
interface Speaker {
  readonly card: PersonCard
  readonly affiliation: Affiliation
}

/** Everybody who speaks for an institution at present, by institution. */
export type Speakers = ReadonlyMap<Id, readonly Speaker[]>

/** The focal points of the institution asked to verify, without those who also speak for the lead. */
export function verifiersAmong(
  { leadId, verifierId }: Pick<Commitment, 'leadId' | 'verifierId'>,
  speakers: Speakers,
): Id[] {
  const lead = new Set((speakers.get(leadId) ?? []).map(({ card }) => card.id))
  const points = (verifierId ? (speakers.get(verifierId) ?? []) : []).filter(
    ({ card, affiliation }) => affiliation.role === 'focal_point' && !lead.has(card.id),
  )
  return [...new Set(points.map(({ card }) => card.id))]
}

/** The institutions that each person speaks for. */
export function institutionsByPerson(speakers: Speakers): Map<Id, Set<Id>> {
  const found = new Map<Id, Set<Id>>()
  for (const [institutionId, people] of speakers) {
    for (const { card } of people) found.set(card.id, (found.get(card.id) ?? new Set()).add(institutionId))
  }
  return found
}
