/** Which addresses take no mail at all; one query for any number of them. */

import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'

/** Of these addresses, in lower case, those that delivery will leave out. */
export async function suppressedAmong(
  store: Store,
  addresses: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await store.db
    .selectFrom('suppressions')
    .select('address')
    .where(inList('address', [...addresses, ...addresses.map((address) => address.toLowerCase())]))
    .where('scope', '=', 'all')
    .execute()
  return new Set(rows.map((row) => row.address.toLowerCase()))
}
