/** Names another person for a commitment, by an institution's own link: load, decide, commit. */

import type { Commitment } from '../commitments/commitment.ts'
import { ownerNamed } from '../commitments/naming.ts'
import { findCommitment } from '../commitments/queries.ts'
import { awaitsLead } from '../commitments/state.ts'
import { findInstitution } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Actor } from '../people/may.ts'
import { meetPerson, type Newcomer } from '../people/newcomers.ts'
import { peopleOf } from '../people/queries.ts'
import type { Store } from '../store/store.ts'
import type { NamedSuccessor } from './forms.ts'

interface AskedSuccessor {
  /** A focal point, come by a link for `institutionId`. */
  readonly actor: Actor
  readonly institutionId: Id
  readonly commitmentId: Id
  readonly named: NamedSuccessor
}

/**
 * Gives a commitment of the institution another person: one of its own, or somebody new, who is told by mail.
 * @returns done; the refusals of {@link commitmentToName}, `conflict` `forms.changed_meanwhile`, `invalid`
 *   `forms.not_a_choice` (field `person`) for somebody of another institution.
 */
export async function nameSuccessor(store: Store, asked: AskedSuccessor): Promise<Outcome<null>> {
  const found = await commitmentToName(store, asked)
  if (!found.ok) return found
  const commitment = found.value
  if (commitment.version !== asked.named.version) return refuse('conflict', 'forms.changed_meanwhile')
  const newcomer = await chosen(store, asked, commitment)
  if (!newcomer) return refuse('invalid', 'forms.not_a_choice', 'person')
  const { id, statements } = newcomer
  if (id === commitment.personId) return done(null)
  const by = { actorId: asked.actor.personId, namedFor: asked.institutionId }
  const named = ownerNamed(store, commitment, { personId: id, ...by })
  return store.commit([named.fact, ...statements, ...named.statements], null)
}

/**
 * The commitment for which somebody of the institution may name a person.
 * @returns `not_found` when it is not led by the institution, or the actor does not speak for it; `conflict`
 *   `succession.nothing_owed` once nothing is owed any more.
 */
export async function commitmentToName(
  store: Store,
  { actor, institutionId, commitmentId }: Omit<AskedSuccessor, 'named'>,
): Promise<Outcome<Commitment>> {
  const commitment = await findCommitment(store, commitmentId, 'all')
  const own = actor.speaksFor.includes(institutionId) && commitment?.leadId === institutionId
  // What is only proposed was promised by nobody yet.
  if (!commitment || !own || commitment.state === 'proposed') return refuse('not_found', 'forms.unknown')
  return awaitsLead(commitment.state) ? done(commitment) : refuse('conflict', 'succession.nothing_owed')
}

async function chosen(
  store: Store,
  { actor, institutionId, named }: AskedSuccessor,
  { zone }: Commitment,
): Promise<(Pick<Newcomer, 'statements'> & { readonly id: Id }) | null> {
  const on = dateOf(store.now, zone)
  if ('personId' in named) {
    const staff = await peopleOf(store, [institutionId], on)
    return staff.some(({ card }) => card.id === named.personId)
      ? { id: named.personId, statements: [] }
      : null
  }
  const institution = await findInstitution(store, institutionId)
  if (!institution) return null
  const met = await meetPerson(store, { person: named, institution, on, actorId: actor.personId })
  return { id: met.card.id, statements: met.statements }
}
