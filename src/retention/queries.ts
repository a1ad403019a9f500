/** Reads for retention and erasure: letters with links, and where a name still stands. */

import type { Id } from '../kernel/id.ts'
import { type Instant, plus } from '../kernel/instant.ts'
import { holdsWord } from '../store/search.ts'
import type { Store } from '../store/store.ts'

/** A job that slept for weeks still finds them; older ones were done long ago. */
const LOOKED_BACK = { days: -90 }

/**
 * Mails that went out, or never will, and still hold personal links. Those that were kept are left alone: an
 * instance without a mail server hands the links out from its mail page.
 */
export async function mailsWithLinks(store: Store, cut: Instant): Promise<Id[]> {
  const rows = await store.db
    .selectFrom('outbox')
    .select('id')
    .where('settled_at', '<=', cut)
    .where('settled_at', '>', plus(cut, LOOKED_BACK))
    .where('state', 'in', ['sent', 'skipped', 'failed', 'uncertain'])
    .where((eb) =>
      eb.or([
        eb.and([holdsWord('body_text', '/p/'), eb.not(holdsWord('body_text', '/p/…'))]),
        eb('unsubscribe_token', 'is not', null),
      ]),
    )
    .execute()
  return rows.map((row) => row.id)
}
