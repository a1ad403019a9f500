/**
 * Rate limits in the database, so that they hold after a restart, for several processes and for isolates that
 * share no memory (safety.md §2.2, T61–T62).
 */

import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { Store } from '../store/store.ts'
import { LIMITS, type LimitName, minutesUntil, windowOf } from './limit.ts'

/** One use of a limit by an address or a network. */
interface Use {
  readonly limit: LimitName
  readonly by: string
}

/**
 * Counts these uses, all in one atomic statement. A limit that is reached is not written any more, so a flood
 * costs look-ups and no disk. @returns `too_many` (`forms.too_often`, param `minutes`, which `page` also turns
 * into Retry-After) when any of them is used up.
 */
export async function spend(store: Store, uses: readonly Use[]): Promise<Outcome<null>> {
  const rows = uses.map((use) => rowOf(store, use)).sort((a, b) => (a.id < b.id ? -1 : 1))
  const counted = await store.tidy<{ id: string }>(
    store.db
      .insertInto('rate_limits')
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet((eb) => ({ remaining: eb('rate_limits.remaining', '-', 1) }))
          .where('rate_limits.remaining', '>', 0),
      )
      .returning('id'),
  )
  const used = new Set(counted.map(({ id }) => id))
  const waits = rows.filter(({ id }) => !used.has(id)).map((row) => minutesUntil(store.now, row.expires_at))
  if (waits.length === 0) return done(null)
  return refuse('too_many', 'forms.too_often', undefined, { minutes: Math.max(...waits) })
}

function rowOf(store: Store, { limit, by }: Use) {
  const { begins, ends } = windowOf(LIMITS[limit], store.now)
  const id = store.instance.seal(`limit:${limit}:${begins}:${by}`)
  return { id, remaining: LIMITS[limit].most - 1, expires_at: ends }
}

/** Throws away the counters of windows that are over. @returns how many. */
export async function tidyLimits(store: Store): Promise<number> {
  const gone = store.db.deleteFrom('rate_limits').where('expires_at', '<=', store.now).returning('id')
  return (await store.tidy(gone)).length
}
