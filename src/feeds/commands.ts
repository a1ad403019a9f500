/** Opens, changes, renews and ends a feed: load, decide, commit. */

import type { Id } from '../kernel/id.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Store } from '../store/store.ts'
import { type DueAs, type FeedKind, feedSubject } from './feed.ts'
import { feedOf, feedToken } from './queries.ts'

/** Whose feed, and who acts; the caller has checked that they may. */
export interface FeedOwner {
  readonly kind: FeedKind
  readonly id: Id
  readonly actorId: Id
}

interface AskedFeed {
  readonly dueAs: DueAs
  /** A new address; the old one ends at once. */
  readonly renew: boolean
}

/**
 * Opens the feed if there is none, else changes how it is told, with a new address if asked.
 * @returns `conflict` `forms.changed_meanwhile` when two such requests collide.
 */
export async function openFeed(store: Store, owner: FeedOwner, asked: AskedFeed): Promise<Outcome<null>> {
  const { id, kind, actorId } = owner
  const [row, shown] = await Promise.all([generationOf(store, id), feedOf(store, id)])
  const version = shown.version + 1
  const generation = row + (asked.renew || shown.address === null ? 1 : 0)
  const token_hash = store.instance.digest(feedToken(store, id, generation))
  const told = { due_as: asked.dueAs, generation, token_hash, version }
  const write = store.db
    .insertInto('feeds')
    .values({ id, kind, opened_at: store.now, ...told })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(told))
  const what = generation === row ? 'feed.changed' : 'feed.opened'
  const fact = { kind: what, actorId, details: { due_as: asked.dueAs } }
  return store.commit([recordFact(store, { id: feedSubject(id), version: shown.version }, fact), write], null)
}

/**
 * Ends the address at once; what programs have read stays with them. Without an address nothing is left to do.
 * @returns `conflict` `forms.changed_meanwhile` when two such requests collide.
 */
export async function endFeed(store: Store, { id, actorId }: FeedOwner): Promise<Outcome<null>> {
  const { address, version } = await feedOf(store, id)
  if (address === null) return done(null)
  const write = store.db
    .updateTable('feeds')
    .set({ token_hash: null, version: version + 1 })
    .where('id', '=', id)
  const fact = { kind: 'feed.ended', actorId }
  return store.commit([recordFact(store, { id: feedSubject(id), version }, fact), write], null)
}

async function generationOf(store: Store, id: Id): Promise<number> {
  const row = await store.db.selectFrom('feeds').select('generation').where('id', '=', id).executeTakeFirst()
  return row?.generation ?? 0
}
