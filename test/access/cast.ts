/** Everybody who may come: with an account and a session, or with a personal link, living and dead. */

import type { Rank } from '../../src/auth/account.ts'
import { openAccount } from '../../src/auth/accounts.ts'
import { ensureLink, type LinkPurpose, revokeLinks } from '../../src/auth/links.ts'
import type { ProvedBy } from '../../src/auth/passkey.ts'
import { insertKey } from '../../src/auth/passkeys.ts'
import { createSession } from '../../src/auth/session.ts'
import { endRole, grantRole } from '../../src/dialogues/commands.ts'
import { rolesInForce } from '../../src/dialogues/queries.ts'
import { saveFilter } from '../../src/filters/commands.ts'
import type { Id } from '../../src/kernel/id.ts'
import { plus } from '../../src/kernel/instant.ts'
import { zone } from '../../src/kernel/zone.ts'
import { endAffiliation } from '../../src/people/commands.ts'
import type { Actor, DialogueRole } from '../../src/people/may.ts'
import { newPerson } from '../../src/people/persons.ts'
import { findPerson } from '../../src/people/queries.ts'
import type { Statement, Store } from '../../src/store/store.ts'
import type { TestApp } from '../fixtures/app.ts'
import { value } from '../meetings/world.ts'
import { type Furnished, person, type Things } from './things.ts'

/**
 * Everybody who comes with a session cookie. `former`: a role that has ended; `opener`: may open dialogues;
 * `stale`: an administrator who proved an hour ago who they are.
 */
export type Account =
  | 'administrator'
  | 'stale'
  | 'organiser'
  | 'coordinator'
  | 'rapporteur'
  | 'viewer'
  | 'otherOrganiser'
  | 'opener'
  | 'nobody'
  | 'former'
  | 'disabled'
  | 'expired'

/**
 * Everybody who comes with a personal link. `acknowledger`: of an institution that has not answered at all;
 * `left`: speaks for the institution no longer.
 */
export type Holder =
  | 'focalPoint'
  | 'otherFocalPoint'
  | 'acknowledger'
  | 'delegate'
  | 'laterDelegate'
  | 'foreignDelegate'
  | 'reporter'
  | 'promiser'
  | 'stockKeeper'
  | 'planner'
  | 'answerer'
  | 'verifier'
  | 'reader'
  | 'left'
  | 'revoked'
  | 'lapsed'
  | 'unknown'

export interface Link {
  readonly token: string
  /** The dialogue as its holder sees it: `invitation`, `delegate` and `announced` are their own. */
  readonly things: Things
}

/** The administrator who builds the world. */
export async function firstOfAll(store: Store): Promise<Actor> {
  const email = 'administrator@example.org'
  const parts = { surname: 'Administrator', given: '', patronymic: '', salutation: '', position: '' }
  const made = newPerson(store, {
    names: { en: parts },
    readingLang: 'en',
    zone: zone('Asia/Almaty'),
    email,
    actorId: 'system',
  })
  const account = openAccount(store, { personId: made.id, email, rank: 'administrator' })
  await store.commit([made.fact, made.statements, account], null)
  return { personId: made.id, rank: 'administrator', roles: {}, speaksFor: [] }
}

const ROLE_OF: Readonly<Partial<Record<Account, DialogueRole>>> = {
  organiser: 'organiser',
  coordinator: 'coordinator',
  rapporteur: 'rapporteur',
  viewer: 'viewer',
  otherOrganiser: 'organiser',
  former: 'organiser',
  disabled: 'organiser',
}

/** People with accounts; all but `otherOrganiser` have their role in the first of the two dialogues. */
export async function enrol(
  store: Store,
  actor: Actor,
  [own, foreign]: readonly [Furnished, Furnished],
): Promise<Readonly<Record<Exclude<Account, 'expired'>, Id>>> {
  const one = async (name: Account, rank: Rank = 'member') => {
    const email = `${name.toLowerCase()}@example.org`
    const id = await person({ store, actor, code: name }, email)
    await run(store, openAccount(store, { personId: id, email, rank }))
    const role = ROLE_OF[name]
    const place = name === 'otherOrganiser' ? foreign : own
    const { dialogue, draftDialogue, idleDialogue, closedDialogue } = place
    for (const dialogueId of role ? [dialogue, draftDialogue, idleDialogue, closedDialogue] : [])
      if (role) value(await grantRole(store, { actor, dialogueId, email, role }))
    if (name === 'former') await endRoles(store, actor, { personId: id, place })
    return id
  }
  return {
    administrator: actor.personId,
    stale: await one('stale', 'administrator'),
    organiser: await one('organiser'),
    coordinator: await one('coordinator'),
    rapporteur: await one('rapporteur'),
    viewer: await one('viewer'),
    otherOrganiser: await one('otherOrganiser'),
    opener: await one('opener', 'organiser'),
    nobody: await one('nobody'),
    former: await one('former'),
    disabled: await one('disabled'),
  }
}

async function endRoles(
  store: Store,
  actor: Actor,
  { personId, place }: { personId: Id; place: Furnished },
): Promise<void> {
  for (const dialogueId of [place.dialogue, place.draftDialogue, place.idleDialogue, place.closedDialogue])
    for (const held of await rolesInForce(store, dialogueId))
      if (held.personId === personId) value(await endRole(store, { actor, dialogueId, roleId: held.id }))
}

/** A new session of somebody: the value of its cookie. */
export async function sessionOf(store: Store, personId: Id, by: ProvedBy = 'mail'): Promise<string> {
  const { cookie, statement } = createSession(store, personId, 'test', by)
  await run(store, [statement])
  return cookie
}

/** One link of every purpose, the same of others, and dead ones. */
export async function linksOf(
  app: TestApp,
  actor: Actor,
  { own, foreign }: { own: Things; foreign: Things },
): Promise<Readonly<Record<Holder, Link>>> {
  const store = app.now()
  const link = (personId: Id, purpose: LinkPurpose, subjectId: Id) =>
    tokenFor(store, { personId, purpose, subjectId })
  const seated = async (delegateId: Id) => {
    const seat = store.db.selectFrom('delegates').select('person_id').where('id', '=', delegateId)
    return link((await seat.executeTakeFirstOrThrow()).person_id, 'attend', delegateId)
  }
  const { invitation, leadPoint, verifierPoint } = own
  const other = { invitation: own.otherInvitation, delegate: own.otherDelegate, lead: own.verifier }
  const silent = { invitation: own.silentInvitation, announced: own.session }
  const later = { invitation: own.laterInvitation, delegate: own.laterDelegate, announced: own.confirmed }
  return {
    focalPoint: { token: await link(leadPoint, 'nominate', invitation), things: own },
    otherFocalPoint: {
      token: await link(verifierPoint, 'nominate', own.otherInvitation),
      things: { ...own, ...other },
    },
    acknowledger: {
      token: await link(verifierPoint, 'nominate', own.silentInvitation),
      things: { ...own, ...silent },
    },
    delegate: { token: await seated(own.delegate), things: own },
    laterDelegate: { token: await seated(own.laterDelegate), things: { ...own, ...later } },
    foreignDelegate: { token: await seated(foreign.delegate), things: foreign },
    reporter: { token: await link(leadPoint, 'report', own.commitment), things: own },
    promiser: { token: await link(leadPoint, 'promises', own.lead), things: own },
    answerer: { token: await link(leadPoint, 'status', own.statusPart), things: own },
    planner: { token: await link(leadPoint, 'plan', own.openPlan), things: own },
    stockKeeper: { token: await link(leadPoint, 'stock', own.stockPlace), things: own },
    verifier: { token: await link(verifierPoint, 'verify', own.reportedCommitment), things: own },
    reader: { token: await link(leadPoint, 'preferences', leadPoint), things: own },
    left: { token: await leftLink(app, actor, own), things: own },
    revoked: { token: await revokedLink(app, actor, own), things: own },
    lapsed: { token: await lapsedLink(app, actor, own), things: own },
    unknown: { token: store.instance.seal('never given out'), things: own },
  }
}

interface Asked {
  readonly personId: Id
  readonly purpose: LinkPurpose
  readonly subjectId: Id
}

async function tokenFor(store: Store, asked: Asked, days = 30): Promise<string> {
  const { url, statements } = await ensureLink(store, { ...asked, expiresAt: plus(store.now, { days }) })
  await run(store, statements)
  return url.split('/p/')[1] ?? ''
}

/** Somebody who spoke for the invited institution until three days ago. */
async function leftLink(app: TestApp, actor: Actor, { lead, invitation }: Things): Promise<string> {
  const before = app.at('2026-01-12T04:00:00Z')
  const personId = await person({ store: before, actor, code: 'LEFT' }, 'left@example.org', lead)
  const affiliationId = (await findPerson(before, personId))?.affiliations[0]?.id ?? ''
  value(await endAffiliation(before, { actor, personId, affiliationId }))
  return tokenFor(app.now(), { personId, purpose: 'nominate', subjectId: invitation })
}

async function revokedLink(app: TestApp, actor: Actor, { lead, invitation }: Things): Promise<string> {
  const store = app.now()
  const personId = await person({ store, actor, code: 'GONE' }, 'revoked@example.org', lead)
  const asked = { personId, purpose: 'nominate', subjectId: invitation } as const
  const token = await tokenFor(store, asked)
  await run(store, revokeLinks(store, asked))
  return token
}

async function lapsedLink(app: TestApp, actor: Actor, { lead, invitation }: Things): Promise<string> {
  const before = app.at('2026-01-12T04:00:00Z')
  const personId = await person({ store: before, actor, code: 'LATE' }, 'lapsed@example.org', lead)
  return tokenFor(before, { personId, purpose: 'nominate', subjectId: invitation }, 1)
}

/** A passkey of somebody. No device holds it: it can be named, removed and forgotten, but not used. */
export async function passkeyFor(store: Store, personId: Id): Promise<Id> {
  const id = store.newId()
  const key = { credentialId: id, publicKey: 'AQID', counter: 0, transports: [] }
  await run(store, [insertKey(store, key, { id, personId, label: 'Phone' })])
  return id
}

/** A kept view of somebody. */
export async function filterFor(store: Store, personId: Id): Promise<Id> {
  return value(await saveFilter(store, { personId, name: 'Late', query: 'show=late' }))
}

async function run(store: Store, statements: readonly Statement[]): Promise<void> {
  for (const statement of statements) await store.tidy(statement)
}

/** Who comes without an account to where one is needed: nobody known, and a holder of each kind of link. */
export const LOOKERS = [
  'anonymous',
  'focalPoint',
  'delegate',
  'foreignDelegate',
  'reporter',
  'verifier',
  'reader',
] as const
