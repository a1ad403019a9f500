/**
 * Sessions after the model that Lucia's author published in place of the discontinued package
 * (docs/decisions/0003): the cookie is `id.secret`, the table holds only a hash of the secret.
 * Rights are read from the database at every request, never from the session.
 */

import type { Id } from '../kernel/id.ts'
import { type Instant, millisOfSpan, plus } from '../kernel/instant.ts'
import type { DialogueRole, Viewer } from '../people/may.ts'
import { fullName, type NameParts } from '../people/name.ts'
import { kept } from '../store/readings.ts'
import type { Statement, Store } from '../store/store.ts'
import type { Proof, ProvedBy } from './passkey.ts'

/** Organisers sign in every working day; nothing extends a session, so a GET never writes. */
const SESSION_LIFE = { hours: 12 }

/** Seconds, for the cookie. */
export const SESSION_SECONDS = millisOfSpan(SESSION_LIFE) / 1000

/** A new session: its row as a statement, and the cookie's value, which is shown once. */
export function createSession(
  store: Store,
  personId: Id,
  userAgent: string,
  by: ProvedBy = 'mail',
): { cookie: string; statement: Statement } {
  const id = store.newId()
  const secret = store.instance.random(32)
  const statement = store.db.insertInto('sessions').values({
    id,
    person_id: personId,
    secret_hash: store.instance.digest(secret),
    created_at: store.now,
    verified_at: store.now,
    verified_by: by,
    expires_at: plus(store.now, SESSION_LIFE),
    user_agent: userAgent.slice(0, 200),
  })
  return { cookie: `${id}.${secret}`, statement }
}

/** Who holds this cookie, or null if it is unknown, expired, revoked or its account was disabled. */
export async function validateSession(
  store: Store,
  cookie: string,
): Promise<(Viewer & { sessionId: Id }) | null> {
  const [id, secret] = cookie.split('.')
  if (!id || !secret) return null
  const row = await store.db
    .selectFrom('sessions')
    .innerJoin('accounts', 'accounts.person_id', 'sessions.person_id')
    .innerJoin('persons', 'persons.id', 'sessions.person_id')
    .select(['sessions.id', 'sessions.person_id', 'sessions.secret_hash', 'accounts.rank'])
    .select(['persons.reading_lang', 'persons.zone'])
    .where('sessions.id', '=', id)
    .where('sessions.expires_at', '>', store.now)
    .where('accounts.disabled_at', 'is', null)
    .executeTakeFirst()
  if (!row || !sameText(row.secret_hash, store.instance.digest(secret))) return null
  const { roles, names } = await kept(store, rolesAndNames, row.person_id)
  const name = fullName({ names, locale: row.reading_lang }, row.reading_lang)
  const viewer = { personId: row.person_id, rank: row.rank, roles, speaksFor: [], name }
  return { ...viewer, locale: row.reading_lang, zone: row.zone, sessionId: row.id }
}

/** One session as its owner sees it. */
export interface OwnSession {
  readonly id: Id
  readonly begunAt: Instant
  readonly userAgent: string
}

/** The sessions of a person that are not over, the newest first. */
export async function sessionsOf(store: Store, personId: Id): Promise<OwnSession[]> {
  const rows = await store.db
    .selectFrom('sessions')
    .select(['id', 'created_at', 'user_agent'])
    .where('person_id', '=', personId)
    .where('expires_at', '>', store.now)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map((row) => ({ id: row.id, begunAt: row.created_at, userAgent: row.user_agent }))
}

/** How and when the holder of a session last proved who they are; null once it is over. */
export async function proofOf(store: Store, sessionId: Id): Promise<Proof | null> {
  const row = await store.db
    .selectFrom('sessions')
    .leftJoin('passkeys', 'passkeys.person_id', 'sessions.person_id')
    .select(['sessions.verified_at', 'sessions.verified_by', 'passkeys.id as passkey'])
    .where('sessions.id', '=', sessionId)
    .limit(1)
    .executeTakeFirst()
  return row ? { at: row.verified_at, by: row.verified_by, hasPasskey: row.passkey !== null } : null
}

/**
 * Renews the proof of a session. The secret changes with it (ASVS 7.2.4), so a cookie that somebody copied
 * before is worth nothing after.
 */
export function renewSession(
  store: Store,
  sessionId: Id,
  by: ProvedBy,
): { cookie: string; statement: Statement } {
  const secret = store.instance.random(32)
  const statement = store.db
    .updateTable('sessions')
    .set({ secret_hash: store.instance.digest(secret), verified_at: store.now, verified_by: by })
    .where('id', '=', sessionId)
  return { cookie: `${sessionId}.${secret}`, statement }
}

/** The session that a cookie names; whether it holds is for {@link validateSession} to say. */
export function sessionIdOf(cookie: string): Id {
  return cookie.split('.', 1)[0] ?? ''
}

/** Ends one session: the next request with its cookie is a visitor's. */
export async function invalidateSession(store: Store, id: Id): Promise<void> {
  await store.tidy(store.db.deleteFrom('sessions').where('id', '=', id))
}

/** Ends all sessions of a person, such as when the account is disabled. */
export function invalidateUserSessions(store: Store, personId: Id): Statement {
  return store.db.deleteFrom('sessions').where('person_id', '=', personId)
}

/** Ends all sessions of a person but this one, such as when one of their passkeys is given up. */
export function invalidateOtherSessions(store: Store, personId: Id, sessionId: Id): Statement {
  return store.db.deleteFrom('sessions').where('person_id', '=', personId).where('id', '<>', sessionId)
}

async function rolesAndNames(store: Store, personId: Id) {
  const [roleRows, nameRows] = await Promise.all([
    store.db
      .selectFrom('dialogue_roles')
      .select(['dialogue_id', 'role'])
      .where('person_id', '=', personId)
      .where('ended_at', 'is', null)
      .execute(),
    store.db.selectFrom('person_names').selectAll().where('person_id', '=', personId).execute(),
  ])
  const roles: Record<Id, DialogueRole[]> = {}
  for (const row of roleRows) roles[row.dialogue_id] = [...(roles[row.dialogue_id] ?? []), row.role]
  const names = Object.fromEntries(nameRows.map((row) => [row.lang, row as NameParts]))
  return { roles, names }
}

/** Compares without telling by its time how much was right. */
export function sameText(a: string, b: string): boolean {
  let different = a.length ^ b.length
  for (let i = 0; i < a.length; i++) different |= a.charCodeAt(i) ^ b.charCodeAt(i)
  return different === 0
}
