/** Reads of kept views. */

import type { Id } from '../kernel/id.ts'
import type { Store } from '../store/store.ts'
import type { SavedFilter } from './saved.ts'

/** The views of a person in the order of their tabs. */
export async function savedFilters(store: Store, personId: Id): Promise<SavedFilter[]> {
  const rows = await store.db
    .selectFrom('saved_filters')
    .select(['id', 'name', 'query', 'position', 'is_default', 'version'])
    .where('person_id', '=', personId)
    .orderBy('position')
    .orderBy('id')
    .execute()
  return rows.map(({ is_default, ...row }) => ({ ...row, isDefault: is_default === 1 }))
}
