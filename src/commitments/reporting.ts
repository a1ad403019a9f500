/** The batch of a report that was taken: one commitment's facts and rows, for who takes one and who takes many. */

import type { Id } from '../kernel/id.ts'
import { recordFact } from '../ledger/facts.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import type { Commitment } from './commitment.ts'
import { insertReport, settleReport, stateColumns, updateCommitment } from './commitments.ts'
import type { ReportChannel, TakenReport } from './report.ts'

/** Who reports how, and under which id. */
export interface Reporting {
  readonly id: Id
  readonly actorId: Id
  readonly channel: ReportChannel
  /** The report of "done" that is taken back by this one (`takesBack`). */
  readonly replaces?: Id | null
}

/**
 * What opens the batch of a report, and what follows: the report, the commitment's new state, no more reminders. The
 * letters that ask to verify a "done" are the caller's (`verificationRequests`): many of them go in one query.
 */
export function reportStatements(
  store: Store,
  commitment: Commitment,
  taken: TakenReport,
  { id, actorId, channel, replaces }: Reporting,
): [FactStatement, ...Statement[]] {
  const { claim, late, state } = taken
  const details = { report: id, claim, channel, late: late ? 1 : 0, ...(replaces ? { replaces } : {}) }
  const personId = channel === 'link' ? actorId : null
  const takenBack = replaces
    ? [
        settleReport(store, replaces, 'returned'),
        withdrawUnsent(store, { subjectId: commitment.id, kind: 'verification_request' }),
      ]
    : []
  return [
    recordFact(store, commitment, { kind: 'commitment.reported', actorId, details }),
    insertReport(store, commitment.id, { id, channel, personId }, taken),
    updateCommitment(store, commitment, {
      ...stateColumns(store, commitment, state),
      last_report_at: store.now,
    }),
    ...takenBack,
    withdrawUnsent(store, { subjectId: commitment.id, kind: 'reminder' }),
  ]
}
