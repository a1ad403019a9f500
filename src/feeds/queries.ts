/** Reads of feeds themselves: whose a token is, whether anything has changed, what an owner is shown. */

import type { Expression, SqlBool } from 'kysely'
import type { Id } from '../kernel/id.ts'
import type { Locale } from '../kernel/locale.ts'
import { dateOf } from '../kernel/zone.ts'
import { inList } from '../store/lists.ts'
import { kept } from '../store/readings.ts'
import type { Store } from '../store/store.ts'
import { type DueAs, type FeedKind, type FeedShown, FORM, feedSubject } from './feed.ts'

/** Somebody's membership today: what they may be told of an institution's promises hangs on it. */
interface Membership {
  readonly id: Id
  readonly institutionId: Id
  readonly focalPoint: boolean
  readonly version: number
}

/** A living feed, and what of its owner decides what stands in it. */
export interface Subscription {
  readonly kind: FeedKind
  /** The person or the dialogue. */
  readonly id: Id
  readonly dueAs: DueAs
  readonly version: number
  /** The person's language; of a dialogue the one that binds. */
  readonly locale: Locale
  /** Roles count only while one may sign in. */
  readonly signsIn: boolean
  readonly memberships: readonly Membership[]
}

/** The feed of a token; null for a token that is none of ours, or was ours once. At most one query. */
export async function findSubscription(store: Store, token: string): Promise<Subscription | null> {
  const rows = await kept(store, subscriptionRows, store.instance.digest(token))
  const [row] = rows
  const locale = row?.reading_lang ?? row?.authoritative_lang
  if (!row || !locale || row.erased_at) return null
  const today = row.zone ? dateOf(store.now, row.zone) : ''
  return {
    kind: row.kind,
    id: row.id,
    dueAs: row.due_as,
    version: row.version,
    locale,
    signsIn: row.account !== null && row.disabled_at === null,
    memberships: rows.flatMap((one) => {
      const { membership: id, institution_id: institutionId, valid_from: from, valid_to: to } = one
      if (!id || !institutionId || !from || from > today || (to && to < today)) return []
      return [
        { id, institutionId, focalPoint: one.role === 'focal_point', version: one.membership_version ?? 0 },
      ]
    }),
  }
}

/** A row for each membership, whenever it holds: what is read does not depend on the day, and so can be kept. */
function subscriptionRows(store: Store, tokenHash: string) {
  return store.db
    .selectFrom('feeds')
    .leftJoin('dialogues', 'dialogues.id', 'feeds.id')
    .leftJoin('persons', 'persons.id', 'feeds.id')
    .leftJoin('accounts', 'accounts.person_id', 'feeds.id')
    .leftJoin('affiliations', 'affiliations.person_id', 'feeds.id')
    .select(['feeds.id', 'feeds.kind', 'feeds.due_as', 'feeds.version', 'dialogues.authoritative_lang'])
    .select(['persons.reading_lang', 'persons.zone', 'persons.erased_at'])
    .select(['accounts.person_id as account', 'accounts.disabled_at'])
    .select(['affiliations.id as membership', 'institution_id', 'role', 'valid_from', 'valid_to'])
    .select('affiliations.version as membership_version')
    .where('feeds.token_hash', '=', tokenHash)
    .orderBy('affiliations.id')
    .execute()
}

/** The strong tag of a feed (RFC 9110 §8.8.3): at most two queries, none while nothing was written that it is made of. */
export function etagOf(store: Store, feed: Subscription, locale: Locale): Promise<string> {
  return kept(store, readEtag, feed, locale)
}

async function readEtag(store: Store, feed: Subscription, locale: Locale): Promise<string> {
  return `"${store.instance.digest(await fingerprintOf(store, feed, locale))}"`
}

/**
 * Text that differs whenever the bytes of the feed do, answered from indexes of versions alone.
 *
 * Versions only grow, and seats, roles and meetings are never removed nor pass to another person or dialogue, so the
 * sum over all from which the feed could be made, told or not, is different after every change. It changes more often
 * than the bytes do; never less.
 */
async function fingerprintOf(store: Store, feed: Subscription, locale: Locale): Promise<string> {
  const { baseUrl, mailDomain } = store.instance
  const { id, kind, dueAs, version, signsIn, memberships } = feed
  const [sums, due] = await Promise.all(
    kind === 'person'
      ? [personSums(store, id), dueVersions(store, feed)]
      : [dialogueSums(store, id), Promise.resolve([])],
  )
  const members = memberships.map((one) => [one.id, one.version])
  return JSON.stringify([FORM, baseUrl, mailDomain, id, dueAs, version, locale, signsIn, members, sums, due])
}

async function personSums(store: Store, id: Id): Promise<number[]> {
  const row = await store.db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('delegates')
        .innerJoin('meetings', 'meetings.id', 'delegates.meeting_id')
        .innerJoin('dialogues', 'dialogues.id', 'meetings.dialogue_id')
        .select((of) => {
          const around = of('meetings.version', '+', of.ref('dialogues.version'))
          return of.fn.sum(of('delegates.version', '+', around)).as('sum')
        })
        .where('delegates.person_id', '=', id)
        .as('seats'),
      eb
        .selectFrom('dialogue_roles')
        .innerJoin('dialogues', 'dialogues.id', 'dialogue_roles.dialogue_id')
        .select((of) => of.fn.sum(of('dialogue_roles.version', '+', of.ref('dialogues.version'))).as('sum'))
        .where('dialogue_roles.person_id', '=', id)
        .as('roles'),
      eb
        .selectFrom('meetings')
        .select((of) => of.fn.sum('meetings.revision').as('sum'))
        .where('meetings.dialogue_id', 'in', (of) =>
          of.selectFrom('dialogue_roles').select('dialogue_id').where('person_id', '=', id),
        )
        .as('meetings'),
    ])
    .executeTakeFirstOrThrow()
  return [row.seats, row.roles, row.meetings].map((sum) => Number(sum ?? 0))
}

/** A promise may pass from one lead to another, so that a sum could stay what it was: each by itself. */
async function dueVersions(store: Store, { dueAs, memberships }: Subscription): Promise<unknown[]> {
  if (dueAs === 'none' || memberships.length === 0) return []
  const rows = await store.db
    .selectFrom('commitments')
    .select(['id', 'version'])
    .where(ofInstitutions(memberships))
    .orderBy('id')
    .execute()
  return rows.map((row) => [row.id, row.version])
}

async function dialogueSums(store: Store, id: Id): Promise<number[]> {
  const row = await store.db
    .selectNoFrom((eb) => [
      eb
        .selectFrom('meetings')
        .select((of) => of.fn.sum('revision').as('sum'))
        .where('dialogue_id', '=', id)
        .as('meetings'),
      eb.selectFrom('dialogues').select('version').where('id', '=', id).as('dialogue'),
    ])
    .executeTakeFirstOrThrow()
  return [row.meetings, row.dialogue].map((sum) => Number(sum ?? 0))
}

/** Led by an institution of these memberships. */
export function ofInstitutions(memberships: readonly Membership[]): Expression<SqlBool> {
  return inList(
    'commitments.lead_institution_id',
    memberships.map((one) => one.institutionId),
  )
}

/** The address of an owner's feed, as their page shows it; none where the secret of the instance is another now. */
export async function feedOf(store: Store, ownerId: Id): Promise<FeedShown> {
  const row = await store.db.selectFrom('feeds').selectAll().where('id', '=', ownerId).executeTakeFirst()
  if (!row) return { address: null, dueAs: 'event', version: 0 }
  const token = feedToken(store, ownerId, row.generation)
  const lives = row.token_hash !== null && row.token_hash === store.instance.digest(token)
  return { address: lives ? addressOf(store, token) : null, dueAs: row.due_as, version: row.version }
}

/** The token of a generation: 256 bits, the same for whoever asks with the same secret. */
export function feedToken(store: Store, ownerId: Id, generation: number): string {
  return store.instance.seal(`${feedSubject(ownerId)}:${generation}`)
}

function addressOf(store: Store, token: string): string {
  return `${store.instance.baseUrl}/feeds/${token}/calendar.ics`
}
