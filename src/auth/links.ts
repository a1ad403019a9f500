/**
 * Personal links: one person, one purpose, one subject, no account needed (product.md rule 2).
 *
 * The token is derived from the row's id with the instance secret, so that every mail to a person carries the
 * same link; the table holds only its hash. A link is no session and a GET with it never changes anything.
 */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf, type Zone } from '../kernel/zone.ts'
import type { Actor } from '../people/may.ts'
import { fullName } from '../people/name.ts'
import { personCard } from '../people/queries.ts'
import type { PersonalLinksTable } from '../store/auth-schema.ts'
import { inList } from '../store/lists.ts'
import { kept } from '../store/readings.ts'
import type { Statement, Store } from '../store/store.ts'

/** What a link is for. The table keeps the later ones as matters of `report`, so that an older program knows them. */
export type LinkPurpose = PersonalLinksTable['purpose'] | NonNullable<PersonalLinksTable['matter']>

type Kept = Pick<PersonalLinksTable, 'purpose' | 'matter'>

export interface LinkRequest {
  readonly personId: Id
  readonly purpose: LinkPurpose
  /**
   * Invitation (`nominate`), delegate (`attend`), commitment (`report`, `verify`), person (`preferences`), an
   * institution's part of a status request (`status`), place of a medicine (`stock`), regional plan (`plan`),
   * institution (`promises`).
   */
  readonly subjectId: Id
  readonly expiresAt: Instant
}

/** A link that was followed: who came, and what for. */
export interface PersonalLink {
  readonly id: Id
  readonly token: string
  readonly purpose: LinkPurpose
  readonly subjectId: Id
  readonly actor: Actor
  readonly person: { readonly id: Id; readonly name: string; readonly locale: Locale; readonly zone: Zone }
}

/** The living link of a person for a purpose, or a new one; the statements go into the batch of its letter. */
export async function ensureLink(
  store: Store,
  request: LinkRequest,
): Promise<{ url: string; statements: Statement[] }> {
  const { urls, statements } = await linkUrls(store, [request])
  return { url: urls[0] ?? '', statements }
}

/** As {@link ensureLink} for many people in one query; the urls come in the order of the requests. */
export async function linkUrls(
  store: Store,
  requests: readonly LinkRequest[],
): Promise<{ urls: string[]; statements: Statement[] }> {
  const people = [...new Set(requests.map((request) => request.personId))]
  const subjects = [...new Set(requests.map((request) => request.subjectId))]
  const rows = await store.db
    .selectFrom('personal_links')
    .select(['id', 'person_id', 'purpose', 'matter', 'subject_id', 'expires_at'])
    .where(inList('person_id', people))
    // A focal point may hold hundreds of links to other things.
    .where(inList('subject_id', subjects))
    .where('revoked_at', 'is', null)
    .execute()
  const alive = new Map(rows.map((row) => [`${row.person_id}/${purposeOf(row)}/${row.subject_id}`, row]))
  const statements: Statement[] = []
  const urls = requests.map((request) => {
    const key = `${request.personId}/${request.purpose}/${request.subjectId}`
    const old = alive.get(key)
    if (old && old.expires_at < request.expiresAt)
      statements.push(extendLink(store, old.id, request.expiresAt))
    if (old) return urlOf(store, old.id)
    const id = store.newId()
    alive.set(key, {
      id,
      person_id: request.personId,
      ...keptAs(request.purpose),
      subject_id: request.subjectId,
      expires_at: request.expiresAt,
    })
    statements.push(insertLink(store, id, request))
    return urlOf(store, id)
  })
  return { urls, statements }
}

/** Statements that end all links to a subject, or only one person's. */
export function revokeLinks(
  store: Store,
  which: { personId?: Id; purpose: LinkPurpose; subjectId: Id },
): Statement[] {
  const { purpose, matter } = keptAs(which.purpose)
  const update = store.db
    .updateTable('personal_links')
    .set({ revoked_at: store.now })
    .where('subject_id', '=', which.subjectId)
    .where('purpose', '=', purpose)
    .where('matter', matter === null ? 'is' : '=', matter)
    .where('revoked_at', 'is', null)
  return [which.personId ? update.where('person_id', '=', which.personId) : update]
}

/** Follows a link. @returns `not_found` for an unknown token, `gone` once it expired or was revoked. */
export async function findLink(store: Store, token: string): Promise<Outcome<PersonalLink>> {
  const row = await store.db
    .selectFrom('personal_links')
    .selectAll()
    .where('token_hash', '=', store.instance.digest(token))
    .executeTakeFirst()
  if (!row) return refuse('not_found', 'auth.link_unknown')
  if (row.revoked_at || row.expires_at <= store.now) return refuse('gone', 'auth.link_expired')
  const [card, speaksFor] = await Promise.all([
    kept(store, personCard, row.person_id),
    kept(store, institutionsOf, row.person_id),
  ])
  if (!card) return refuse('gone', 'auth.link_expired')
  return done({
    id: row.id,
    token,
    purpose: purposeOf(row),
    subjectId: row.subject_id,
    actor: { personId: card.id, rank: 'none', roles: {}, speaksFor },
    person: { id: card.id, name: fullName(card, card.locale), locale: card.locale, zone: card.zone },
  })
}

function purposeOf({ purpose, matter }: Kept): LinkPurpose {
  return matter ?? purpose
}

function keptAs(purpose: LinkPurpose): Kept {
  switch (purpose) {
    case 'status':
    case 'stock':
    case 'plan':
    case 'promises':
      return { purpose: 'report', matter: purpose }
    default:
      return { purpose, matter: null }
  }
}

async function institutionsOf(store: Store, personId: Id): Promise<Id[]> {
  const rows = await store.db
    .selectFrom('affiliations')
    .innerJoin('persons', 'persons.id', 'person_id')
    .select(['institution_id', 'valid_from', 'valid_to', 'zone'])
    .where('person_id', '=', personId)
    .execute()
  const active = rows.filter((row) => {
    const today = dateOf(store.now, row.zone)
    return row.valid_from <= today && (row.valid_to === null || row.valid_to >= today)
  })
  return [...new Set(active.map((row) => row.institution_id))]
}

function insertLink(store: Store, id: Id, request: LinkRequest): Statement {
  return store.db.insertInto('personal_links').values({
    id,
    person_id: request.personId,
    ...keptAs(request.purpose),
    subject_id: request.subjectId,
    token_hash: store.instance.digest(tokenOf(store, id)),
    created_at: store.now,
    expires_at: request.expiresAt,
    revoked_at: null,
  })
}

function extendLink(store: Store, id: Id, expiresAt: Instant): Statement {
  return store.db.updateTable('personal_links').set({ expires_at: expiresAt }).where('id', '=', id)
}

function tokenOf(store: Store, id: Id): string {
  return store.instance.seal(`link:${id}`)
}

function urlOf(store: Store, id: Id): string {
  return `${store.instance.baseUrl}/p/${tokenOf(store, id)}`
}
