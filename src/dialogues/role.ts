/** Roles in a dialogue: who has which, and why the last organiser cannot go. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { DialogueRole } from '../people/may.ts'

export type { DialogueRole }

/** In the order in which lists show them. */
export const DIALOGUE_ROLES: readonly DialogueRole[] = ['organiser', 'coordinator', 'rapporteur', 'viewer']

/** A role in force, or one that ended. */
export interface HeldRole {
  readonly id: Id
  readonly personId: Id
  readonly role: DialogueRole
  readonly grantedAt: Instant
  readonly endedAt: Instant | null
}

/** What is known of the person whose address was typed; null when nobody has it. */
export interface Candidate {
  readonly personId: Id
  readonly email: string
  /** Null when the person never had an account. */
  readonly account: 'open' | 'disabled' | null
}

/**
 * May the person be given the role?
 * @param held roles of the dialogue that are in force.
 * @returns `invalid` at `email`: `dialogues.nobody_with_address`, `dialogues.account_disabled`,
 *   `dialogues.has_role_already`.
 */
export function decideGrant(
  held: readonly HeldRole[],
  candidate: Candidate | null,
  role: DialogueRole,
): Outcome<Candidate> {
  if (!candidate) return refuse('invalid', 'dialogues.nobody_with_address', 'email')
  if (candidate.account === 'disabled') return refuse('invalid', 'dialogues.account_disabled', 'email')
  const has = held.some((entry) => entry.personId === candidate.personId && entry.role === role)
  return has ? refuse('invalid', 'dialogues.has_role_already', 'email') : done(candidate)
}

/**
 * May the role be ended?
 * @returns `not_found` `dialogues.role_unknown` when it is not in force, `conflict` `dialogues.last_organiser`
 *   when nobody would be left to organise.
 */
export function decideRoleEnd(held: readonly HeldRole[], roleId: Id): Outcome<HeldRole> {
  const ending = held.find((entry) => entry.id === roleId && entry.endedAt === null)
  if (!ending) return refuse('not_found', 'dialogues.role_unknown')
  const organisers = held.filter((entry) => entry.role === 'organiser' && entry.endedAt === null)
  if (ending.role === 'organiser' && organisers.length === 1)
    return refuse('conflict', 'dialogues.last_organiser')
  return done(ending)
}
