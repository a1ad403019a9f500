/** Who may do what: the one pure policy. Queries take {@link dialogueScope}, commands ask {@link may}. */

import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import type { Zone } from '../kernel/zone.ts'

export type DialogueRole = 'organiser' | 'coordinator' | 'rapporteur' | 'viewer'

/** Somebody who acts: signed in, or with a personal link (`rank: 'none'`). */
export interface Actor {
  readonly personId: Id
  readonly rank: 'administrator' | 'organiser' | 'member' | 'none'
  /** Roles by dialogue id; read from the database at each request. */
  readonly roles: Readonly<Record<Id, readonly DialogueRole[]>>
  /** Institutions for which a person with a link may answer or report. */
  readonly speaksFor: readonly Id[]
}

/** An actor who is signed in and reads pages. */
export interface Viewer extends Actor {
  readonly name: string
  readonly locale: Locale
  readonly zone: Zone
}

/** `organise`: meetings and invitations · `record`: decisions and commitments · `coordinate`: follow-up. */
export type Act = 'read' | 'organise' | 'record' | 'coordinate'

const ROLES_FOR: Readonly<Record<Act, readonly DialogueRole[]>> = {
  read: ['organiser', 'coordinator', 'rapporteur', 'viewer'],
  organise: ['organiser'],
  record: ['organiser', 'coordinator', 'rapporteur'],
  coordinate: ['organiser', 'coordinator'],
}

/** May `actor` do `act` in this dialogue? An administrator may do everything. */
export function may(actor: Actor, act: Act, dialogueId: Id): boolean {
  if (actor.rank === 'administrator') return true
  const roles = actor.roles[dialogueId] ?? []
  return roles.some((role) => ROLES_FOR[act].includes(role))
}

/** What a reader may see: everything, or these dialogues. */
export type Scope = 'all' | readonly Id[]

/** The dialogues in which this actor may do `act`. */
export function scopeFor(actor: Actor, act: Act): Scope {
  if (actor.rank === 'administrator') return 'all'
  return Object.keys(actor.roles).filter((dialogueId) => may(actor, act, dialogueId))
}

/** The dialogues that exist for this actor; what lies outside is "not found". */
export function dialogueScope(actor: Actor): Scope {
  if (actor.rank === 'administrator') return 'all'
  return Object.entries(actor.roles)
    .filter(([, roles]) => roles.length > 0)
    .map(([dialogueId]) => dialogueId)
}

/** May `actor` see the directory of institutions and people at all? */
export function mayReadDirectory(actor: Actor): boolean {
  return mayEditDirectory(actor) || Object.values(actor.roles).some((roles) => roles.includes('coordinator'))
}

/** May `actor` add and change institutions and people? Administrators, and who organises something. */
export function mayEditDirectory(actor: Actor): boolean {
  if (actor.rank === 'administrator' || actor.rank === 'organiser') return true
  return Object.values(actor.roles).some((roles) => roles.includes('organiser'))
}

/** May `actor` open a new dialogue? */
export function mayOpenDialogue(actor: Actor): boolean {
  return actor.rank === 'administrator' || actor.rank === 'organiser'
}

/** May `actor` change settings of the whole instance: holidays, accounts? */
export function mayAdminister(actor: Actor): boolean {
  return actor.rank === 'administrator'
}
