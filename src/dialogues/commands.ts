/** Opens, edits and closes dialogues and gives out their roles: load, decide, commit. */

import { openAccount } from '../auth/accounts.ts'
import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import { type Actor, mayOpenDialogue } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import {
  type DialogueDraft,
  type DialogueMove,
  type DialogueState,
  decideDialogue,
  decideDialogueMove,
  sameDialogue,
} from './dialogue.ts'
import { insertDialogue, insertRole, nextVersion, rewriteDialogue } from './dialogues.ts'
import { candidateByAddress, codeTaken, dialogueFor, meetingsAhead, rolesInForce } from './queries.ts'
import { type DialogueRole, decideGrant, decideRoleEnd } from './role.ts'

interface AskedDialogue extends DialogueDraft {
  readonly actor: Actor
}

/**
 * Opens a dialogue as a draft; who opens it becomes its organiser.
 * @returns its id; `forbidden`, or the faults of `decideDialogue` and `dialogues.code_taken` (field `code`).
 */
export async function openDialogue(store: Store, asked: AskedDialogue): Promise<Outcome<Id>> {
  const { actor } = asked
  if (!mayOpenDialogue(actor)) return refuse('forbidden', 'forms.forbidden')
  const draft = await decideDraft(store, asked, null)
  if (!draft.ok) return draft

  const id = store.newId()
  return store.commit(
    [
      recordFact(store, { id, version: 0 }, { kind: 'dialogue.opened', actorId: actor.personId }),
      ...insertDialogue(store, id, draft.value),
      insertRole(store, { dialogueId: id, personId: actor.personId, role: 'organiser' }),
    ],
    id,
  )
}

interface AskedDialogueEdit extends DialogueDraft {
  readonly actor: Actor
  readonly id: Id
  /** The version that the form was filled from. */
  readonly version: number
}

/**
 * Changes texts and rules of a dialogue; saving without a change writes nothing.
 * @returns its id; `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile` or `dialogues.archived`, or
 *   faults as {@link openDialogue}.
 */
export async function editDialogue(store: Store, asked: AskedDialogueEdit): Promise<Outcome<Id>> {
  const { actor, id } = asked
  const found = await dialogueFor(store, actor, id, 'organise')
  if (!found.ok) return found
  const dialogue = found.value
  if (dialogue.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  if (dialogue.state === 'archived') return refuse('conflict', 'dialogues.archived')
  const draft = await decideDraft(store, asked, id)
  if (!draft.ok) return draft
  if (sameDialogue(dialogue, draft.value)) return done(id)

  return store.commit(
    [
      recordFact(store, dialogue, { kind: 'dialogue.edited', actorId: actor.personId }),
      ...rewriteDialogue(store, dialogue, draft.value),
    ],
    id,
  )
}

/**
 * Activates, closes or archives a dialogue.
 * @returns the new state; `not_found`, `forbidden`, or the refusals of `decideDialogueMove`.
 */
export async function moveDialogue(
  store: Store,
  { actor, id, move }: { readonly actor: Actor; readonly id: Id; readonly move: DialogueMove },
): Promise<Outcome<DialogueState>> {
  const found = await dialogueFor(store, actor, id, 'organise')
  if (!found.ok) return found
  const dialogue = found.value
  const to = decideDialogueMove(dialogue.state, move, await meetingsAhead(store, id))
  if (!to.ok) return to

  return store.commit(
    [
      recordFact(store, dialogue, { kind: `dialogue.${to.value}`, actorId: actor.personId }),
      store.db
        .updateTable('dialogues')
        .set({ state: to.value, version: dialogue.version + 1 })
        .where('id', '=', id),
    ],
    to.value,
  )
}

interface AskedGrant {
  readonly actor: Actor
  readonly dialogueId: Id
  /** The address under which the directory knows the person. */
  readonly email: string
  readonly role: DialogueRole
}

/**
 * Gives a person of the directory a role, and an account if there is none yet, so that they can sign in.
 * @returns the person's id; `not_found`, `forbidden`, or the refusals of `decideGrant` (field `email`).
 */
export async function grantRole(store: Store, asked: AskedGrant): Promise<Outcome<Id>> {
  const { actor, dialogueId, role } = asked
  const found = await dialogueFor(store, actor, dialogueId, 'organise')
  if (!found.ok) return found
  const held = await rolesInForce(store, dialogueId)
  const decision = decideGrant(held, await candidateByAddress(store, asked.email), role)
  if (!decision.ok) return decision

  const { personId, email, account } = decision.value
  const details = { person: personId, role }
  return store.commit(
    [
      recordFact(store, found.value, {
        kind: 'dialogue.role_granted',
        actorId: actor.personId,
        details,
      }),
      nextVersion(store, found.value),
      ...(account === null ? openAccount(store, { personId, email }) : []),
      insertRole(store, { dialogueId, personId, role }),
    ],
    personId,
  )
}

/**
 * Ends a role from now on.
 * @returns the person's id; `not_found`, `forbidden`, or the refusals of `decideRoleEnd`.
 */
export async function endRole(
  store: Store,
  asked: { readonly actor: Actor; readonly dialogueId: Id; readonly roleId: Id },
): Promise<Outcome<Id>> {
  const { actor, dialogueId, roleId } = asked
  const found = await dialogueFor(store, actor, dialogueId, 'organise')
  if (!found.ok) return found
  const decision = decideRoleEnd(await rolesInForce(store, dialogueId), roleId)
  if (!decision.ok) return decision

  const { personId, role } = decision.value
  return store.commit(
    [
      recordFact(store, found.value, {
        kind: 'dialogue.role_ended',
        actorId: actor.personId,
        details: { person: personId, role },
      }),
      nextVersion(store, found.value),
      // Granted is version 1; a role ends once.
      store.db
        .updateTable('dialogue_roles')
        .set({ ended_at: store.now, version: 2 })
        .where('id', '=', roleId),
    ],
    personId,
  )
}

async function decideDraft(
  store: Store,
  asked: DialogueDraft,
  id: Id | null,
): Promise<Outcome<DialogueDraft>> {
  const draft = decideDialogue(asked)
  if (!draft.ok || !(await codeTaken(store, draft.value.code, id))) return draft
  return refuse('invalid', 'dialogues.code_taken', 'code')
}
