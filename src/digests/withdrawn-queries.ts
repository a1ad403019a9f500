/** Which reminders were withdrawn before they went, so that what they said may be said again. */

import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { SkipReason } from '../mail/settlement.ts'
import type { Database } from '../store/database.ts'

/**
 * Of reminders that were not sent, the ones whose promise moved or was reported on, or that grew too old while
 * the relay was down: what they said may be said again. Where nobody wants or takes mail, it may not.
 */
const REPLACEABLE: readonly SkipReason[] = ['withdrawn', 'expired']

/** Was a mail withdrawn, or did it expire, before it went? */
export function isWithdrawn(eb: ExpressionBuilder<Database, 'outbox'>): Expression<SqlBool> {
  return eb.and([eb('outbox.state', '=', 'skipped'), eb('outbox.last_reply', 'in', REPLACEABLE)])
}
