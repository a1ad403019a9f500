/** Erasing a person, and the copy of what is held about them: load, decide, commit. */

import { administratorsLock } from '../auth/accounts.ts'
import { lostAccess } from '../auth/lost-access.ts'
import { endedRoles } from '../dialogues/ended-roles.ts'
import { forgottenComments } from '../invitations/forgotten.ts'
import type { Id } from '../kernel/id.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import { forgottenReader } from '../mail/forgotten.ts'
import { mailsNaming, respelledMails } from '../mail/respelled.ts'
import { erasedPerson } from '../people/erased.ts'
import { type Actor, mayAdminister } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import { heldAbout, type PersonalCopy } from './copy-queries.ts'
import { decideErasure, namesAfter, spellingsOf } from './erasure.ts'
import { erasable } from './erasure-queries.ts'
import { scrubDue, scrubIfDue } from './scrub.ts'

/**
 * Erases a person for good: name, address, telephone, access, links, comments and letters. Facts, decisions,
 * commitments and answers stay, under the name of whom they represented (T57, T59).
 * @returns `forbidden` unless an administrator asks, `not_found`, or the refusals of {@link decideErasure}.
 */
export async function erasePerson(store: Store, asked: { actor: Actor; id: Id }): Promise<Outcome<Id>> {
  const { actor, id } = asked
  if (!mayAdminister(actor)) return refuse('forbidden', 'forms.forbidden')
  // Before it is read who administers: two who erase each other must not leave nobody.
  const lock = await administratorsLock(store, actor.personId)
  const person = await erasable(store, id)
  if (!person) return refuse('not_found', 'forms.unknown')
  const decision = decideErasure(person, actor.personId)
  if (!decision.ok) return decision

  const spellings = spellingsOf(person)
  const ids = await mailsNaming(
    store,
    spellings.map(({ from }) => from),
  )
  const outcome = await store.commit(
    [
      recordFact(store, person, { kind: 'person.erased', actorId: actor.personId }),
      person.administers ? lock : null,
      erasedPerson(store, person, namesAfter(person.represented)),
      endedRoles(store, id),
      lostAccess(store, person),
      forgottenComments(store, id),
      forgottenReader(store, person),
      respelledMails(store, { ids, spellings }),
      scrubDue(store),
    ],
    id,
  )
  if (outcome.ok) await scrubIfDue(store)
  return outcome
}

/**
 * All that is held about a person, for them to have; who took it and when is recorded.
 * @returns `forbidden` unless an administrator asks, `not_found`.
 */
export async function copyPerson(
  store: Store,
  asked: { actor: Actor; id: Id },
): Promise<Outcome<PersonalCopy>> {
  if (!mayAdminister(asked.actor)) return refuse('forbidden', 'forms.forbidden')
  const copy = await heldAbout(store, asked.id)
  if (!copy) return refuse('not_found', 'forms.unknown')
  const fact = recordFact(
    store,
    { id: `copy:${store.newId()}`, version: 0 },
    { kind: 'person.copied', actorId: asked.actor.personId, details: { person: asked.id } },
  )
  return store.commit([fact], copy)
}
