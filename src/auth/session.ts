/**
 * Sessions after the model that Lucia's author published in place of the discontinued package
 * (docs/decisions/0003): the cookie is `id.secret`, the table holds only a hash of the secret.
 * Rights are read from the database at every request, never from the session.
 */

import type { Id } from '../kernel/id.ts'
import { millisOfSpan, plus } from '../kernel/instant.ts'
import type { DialogueRole, Viewer } from '../people/may.ts'
import { fullName, type NameParts } from '../people/name.ts'
import type { Statement, Store } from '../store/store.ts'

/** Organisers sign in every working day; nothing extends a session, so a GET never writes. */
const SESSION_LIFE = { hours: 12 }

/** Seconds, for the cookie. */
export const SESSION_SECONDS = millisOfSpan(SESSION_LIFE) / 1000

/** A new session: its row as a statement, and the cookie's value, which is shown once. */
export function createSession(
  store: Store,
  personId: Id,
  userAgent: string,
): { cookie: string; statement: Statement } {
  const id = store.newId()
  const secret = store.instance.random(32)
  const statement = store.db.insertInto('sessions').values({
    id,
    person_id: personId,
    secret_hash: store.instance.digest(secret),
    created_at: store.now,
    verified_at: store.now,
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
  const { roles, names } = await rolesAndNames(store, row.person_id)
  const name = fullName({ names, locale: row.reading_lang }, row.reading_lang)
  const viewer = { personId: row.person_id, rank: row.rank, roles, speaksFor: [], name }
  return { ...viewer, locale: row.reading_lang, zone: row.zone, sessionId: row.id }
}

/** Ends one session: the next request with its cookie is a visitor's. */
export async function invalidateSession(store: Store, id: Id): Promise<void> {
  await store.tidy(store.db.deleteFrom('sessions').where('id', '=', id))
}

/** Ends all sessions of a person, such as when the account is disabled. */
export function invalidateUserSessions(store: Store, personId: Id): Statement {
  return store.db.deleteFrom('sessions').where('person_id', '=', personId)
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
function sameText(a: string, b: string): boolean {
  let different = a.length ^ b.length
  for (let i = 0; i < a.length; i++) different |= a.charCodeAt(i) ^ b.charCodeAt(i)
  return different === 0
}
