/** To whom letters about commitments go: the named person while in office, else the institution's focal points. */

import type { Id } from '../kernel/id.ts'
import { dateOf } from '../kernel/zone.ts'
import type { PersonCard } from '../people/person.ts'
import { personCards, staffOf } from '../people/queries.ts'
import type { Store } from '../store/store.ts'
import type { Commitment } from './commitment.ts'

type Owned = Pick<Commitment, 'id' | 'leadId' | 'personId' | 'zone'>

/**
 * Who answers for each commitment and can be written to, by commitment: its person if that person still belongs
 * to the lead institution, else the focal points. Nobody is an empty list: the coordinator has to phone.
 */
export async function ownersOf(store: Store, commitments: readonly Owned[]): Promise<Map<Id, PersonCard[]>> {
  const [first] = commitments
  if (!first) return new Map()
  const leads = [...new Set(commitments.map((commitment) => commitment.leadId))]
  const named = [...new Set(commitments.flatMap(({ personId }) => personId ?? []))]
  const staff = await staffOf(store, leads, { on: dateOf(store.now, first.zone), named })
  const cards = await personCards(store, [...new Set(staff.map(({ personId }) => personId))])
  const people = staff.flatMap((affiliation) => {
    const card = cards.get(affiliation.personId)
    return card?.email ? [{ card, affiliation }] : []
  })
  const byInstitution = Map.groupBy(people, ({ affiliation }) => affiliation.institutionId)
  return new Map(
    commitments.map(({ id, leadId, personId }) => {
      const own = byInstitution.get(leadId) ?? []
      const chosen = own.filter(({ card }) => card.id === personId)
      const points = own.filter(({ affiliation }) => affiliation.role === 'focal_point')
      const owners = (chosen.length > 0 ? chosen : points).map(({ card }) => card)
      return [id, [...new Map(owners.map((card) => [card.id, card])).values()]]
    }),
  )
}

type Verified = Pick<Commitment, 'id' | 'leadId' | 'verifierId' | 'zone'>

/**
 * The focal points of the institution that is asked to verify, as far as they can be written to. Who also
 * speaks for the lead is not asked: nobody verifies their own institution.
 */
export async function verifiersOf(store: Store, commitment: Verified): Promise<PersonCard[]> {
  return (await allVerifiersOf(store, [commitment])).get(commitment.id) ?? []
}

/** As {@link verifiersOf} for several commitments, by commitment. */
export async function allVerifiersOf(
  store: Store,
  commitments: readonly Verified[],
): Promise<Map<Id, PersonCard[]>> {
  const verified = commitments.filter(({ verifierId }) => verifierId !== null)
  const [first] = verified
  if (!first) return new Map()
  const bodies = verified.flatMap(({ leadId, verifierId }) => [leadId, verifierId ?? ''])
  const staff = await staffOf(store, [...new Set(bodies)], { on: dateOf(store.now, first.zone) })
  const points = staff.filter(({ role }) => role === 'focal_point')
  const cards = await personCards(store, [...new Set(points.map(({ personId }) => personId))])
  const byInstitution = Map.groupBy(staff, ({ institutionId }) => institutionId)
  return new Map(
    verified.map(({ id, leadId, verifierId }) => {
      const barred = new Set((byInstitution.get(leadId) ?? []).map(({ personId }) => personId))
      const asked = (byInstitution.get(verifierId ?? '') ?? []).flatMap(({ role, personId }) => {
        const card = role === 'focal_point' && !barred.has(personId) ? cards.get(personId) : undefined
        return card?.email ? [card] : []
      })
      return [id, [...new Map(asked.map((card) => [card.id, card])).values()]]
    }),
  )
}
