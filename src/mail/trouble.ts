/** What is wrong with the mail to one person or institution: for the pages of the directory. */

import type { Id } from '../kernel/id.ts'
import type { Store } from '../store/store.ts'
import { type BounceLine, listBounces } from './bounces.ts'
import type { MailScope } from './record.ts'
import type { UndeliveredMail } from './undelivered.ts'
import { listUndelivered } from './undelivered-queries.ts'

/** The latest open reports, and the official mails that did not arrive. */
export interface MailTrouble {
  readonly returned: readonly BounceLine[]
  readonly lost: readonly UndeliveredMail[]
}

const FEW = { size: 10 }

/** As far as the scope reaches; three queries. */
export async function troubleOf(
  store: Store,
  scope: MailScope,
  of: { readonly personId: Id } | { readonly institutionId: Id },
): Promise<MailTrouble> {
  const [returned, lost] = await Promise.all([
    listBounces(store, scope, { show: 'open', class: null, ...of }, FEW),
    listUndelivered(store, scope, { show: 'tasks', ...of }, FEW),
  ])
  return { returned: returned.lines, lost: lost.lines }
}
