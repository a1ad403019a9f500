/** Keeps, renames and drops views: load, decide, commit. Everybody has only their own. */

import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { savedFilters } from './queries.ts'
import { type AskedFilter, decideRenaming, decideSaving, type SavedFilter } from './saved.ts'

/**
 * Keeps a view as the last tab. Two at once collide, so that none comes beyond the last or under a name in use.
 * @returns its id; the refusals of {@link decideSaving}, `conflict` `forms.changed_meanwhile`.
 */
export async function saveFilter(
  store: Store,
  asked: AskedFilter & { readonly personId: Id },
): Promise<Outcome<Id>> {
  const { personId, name, query } = asked
  const lock = await viewsLock(store, personId)
  const position = decideSaving(asked, await savedFilters(store, personId))
  if (!position.ok) return position
  const id = store.newId()
  return store.commit(
    [
      recordFact(store, { id, version: 0 }, { kind: 'filter.saved', actorId: personId }),
      lock,
      store.db.insertInto('saved_filters').values({
        id,
        person_id: personId,
        name,
        query,
        position: position.value,
        is_default: 0,
        created_at: store.now,
        version: 1,
      }),
    ],
    id,
  )
}

/**
 * The lock of all views of a person: how many there are and what they are called is decided there. Call it before
 * reading them, so that what is kept in between collides.
 */
async function viewsLock(store: Store, personId: Id): Promise<FactStatement> {
  const id = `filters:${personId}`
  const last = await store.db
    .selectFrom('facts')
    .select((eb) => eb.fn.max('subject_version').as('version'))
    .where('subject_id', '=', id)
    .executeTakeFirst()
  return recordFact(
    store,
    { id, version: Number(last?.version ?? 0) },
    { kind: 'filters.changed', actorId: personId },
  )
}

interface AskedOfFilter {
  readonly personId: Id
  readonly id: Id
  readonly version: number
}

/**
 * Gives a view another name, and makes it the one that the list opens with, or no longer.
 * @returns done; `not_found`, `conflict` `forms.changed_meanwhile`, the refusal of {@link decideRenaming}.
 */
export async function changeFilter(
  store: Store,
  asked: AskedOfFilter & { readonly name: string; readonly isDefault: boolean },
): Promise<Outcome<null>> {
  const lock = await viewsLock(store, asked.personId)
  const found = await ownFilter(store, asked)
  if (!found.ok) return found
  const { filter, others } = found.value
  const name = decideRenaming(asked.name, others)
  if (!name.ok) return name
  return store.commit(
    [
      recordFact(store, filter, { kind: 'filter.changed', actorId: asked.personId }),
      lock,
      asked.isDefault ? noDefault(store, asked.personId) : [],
      store.db
        .updateTable('saved_filters')
        .set({ name: name.value, is_default: asked.isDefault ? 1 : 0, version: filter.version + 1 })
        .where('id', '=', filter.id),
    ],
    null,
  )
}

// Without a new version: which view comes first is no change of the one that no longer does.
function noDefault(store: Store, personId: Id): Statement {
  return store.db.updateTable('saved_filters').set({ is_default: 0 }).where('person_id', '=', personId)
}

/** Drops a view. @returns done; `not_found`, `conflict` `forms.changed_meanwhile`. */
export async function removeFilter(store: Store, asked: AskedOfFilter): Promise<Outcome<null>> {
  const found = await ownFilter(store, asked)
  if (!found.ok) return found
  const { filter } = found.value
  return store.commit(
    [
      recordFact(store, filter, { kind: 'filter.removed', actorId: asked.personId }),
      store.db.deleteFrom('saved_filters').where('id', '=', filter.id),
    ],
    null,
  )
}

async function ownFilter(
  store: Store,
  { personId, id, version }: AskedOfFilter,
): Promise<Outcome<{ filter: SavedFilter; others: readonly SavedFilter[] }>> {
  const kept = await savedFilters(store, personId)
  const filter = kept.find((one) => one.id === id)
  if (!filter) return refuse('not_found', 'forms.unknown')
  if (filter.version !== version) return refuse('conflict', 'forms.changed_meanwhile')
  return done({ filter, others: kept.filter((one) => one.id !== id) })
}
