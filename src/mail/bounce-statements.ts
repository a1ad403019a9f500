/** The one way in which a report about a mail is noted, and what it stops (calendar-mail.md §7): statements for one batch. */

import type { Id } from '../kernel/id.ts'
import { recordFact } from '../ledger/facts.ts'
import type { BouncesTable } from '../store/inbound-schema.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'

/** What was reported about which mail. */
interface Reported extends Pick<BouncesTable, 'id' | 'class' | 'status' | 'words'> {
  readonly mail: { readonly id: Id; readonly address: string }
  /** The address was full so often that what can do without stops. */
  readonly full: boolean
}

/** Notes a report under a fact of its own; no address goes into the fact. */
export function reported(store: Store, report: Reported): [FactStatement, ...Statement[]] {
  const { id, mail, status, words, full } = report
  const details = { mail: mail.id, class: report.class, status }
  const insert = store.db.insertInto('bounces').values({
    ...{ id, outbox_id: mail.id, address: mail.address, class: report.class, status, words },
    ...{ at: store.now, lifted_at: null, lifted_by: null, version: 1 },
  })
  return [
    recordFact(store, { id, version: 0 }, { kind: 'mail.bounced', actorId: 'system', details }),
    insert,
    ...scopesOf(report.class, full).map((scope) => suppress(store, mail.address, scope, report.class)),
  ]
}

type SuppressedScope = 'all' | 'digest' | 'reminders'

/** What is not sent to the address any more; invitations stop only where there is nobody. */
function scopesOf(bounce: BouncesTable['class'], full: boolean): readonly SuppressedScope[] {
  if (bounce === 'hard') return ['all']
  return bounce === 'complaint' || full ? ['digest', 'reminders'] : []
}

function suppress(store: Store, address: string, scope: SuppressedScope, reason: string): Statement {
  return store.db
    .insertInto('suppressions')
    .values({ address, scope, reason, since: store.now, version: 1 })
    .onConflict((conflict) => {
      const known = conflict.columns(['address', 'scope'])
      // The reader's own wish weighs more than a full mailbox, and must not end with it.
      if (reason !== 'complaint') return known.doNothing()
      return known.doUpdateSet((eb) => ({ reason, version: eb('suppressions.version', '+', 1) }))
    })
}
