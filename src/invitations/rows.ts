/** The writes of this room as statements: rows of invitations and delegates, with the facts they rest on. */

import { revokeLinks } from '../auth/links.ts'
import type { Id } from '../kernel/id.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Meeting } from '../meetings/meeting.ts'
import type { InvitationsTable } from '../store/followup-schema.ts'
import { inList } from '../store/lists.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import type { AnswerChannel, Invitation } from './invitation.ts'
import type { Delegate, DelegateRole } from './nomination.ts'
import { LEFT } from './queries.ts'

/** A decision about an invitation: what happened, and the columns that change with it. */
export interface InvitationMove {
  readonly kind: string
  readonly actorId: Id
  readonly set: Partial<InvitationsTable>
}

/** The fact and the row of an invitation that moves on; a new state is dated by itself. */
export function moveInvitation(
  store: Store,
  invitation: Invitation,
  { kind, actorId, set }: InvitationMove,
): [FactStatement, Statement] {
  const dated = set.state && set.state !== invitation.state ? { state_since: store.now } : {}
  return [
    recordFact(store, invitation, { kind, actorId, details: { meeting: invitation.meetingId } }),
    store.db
      .updateTable('invitations')
      .set({ ...set, ...dated, version: invitation.version + 1 })
      .where('id', '=', invitation.id),
  ]
}

/** The columns that say how an answer came. */
export function answerColumns(
  store: Store,
  answer: { readonly channel: AnswerChannel; readonly source: string; readonly by: Id },
): Partial<InvitationsTable> {
  return {
    answer_channel: answer.channel,
    answer_source: answer.source,
    answered_by: answer.by,
    answered_at: store.now,
  }
}

/** The fact and the version of a meeting whose delegations or calendar change: the lock of both. */
export function touchMeeting(store: Store, meeting: Meeting, actorId: Id): [FactStatement, Statement] {
  return [
    recordFact(store, meeting, { kind: 'meeting.delegations_changed', actorId }),
    store.db
      .updateTable('meetings')
      .set({ version: meeting.version + 1 })
      .where('id', '=', meeting.id),
  ]
}

interface NewDelegate {
  readonly id: Id
  readonly invitation: Invitation
  readonly personId: Id
  readonly role: DelegateRole
  readonly replacesId: Id | null
  readonly actorId: Id
}

/** The fact and the row of somebody newly named; mailing is noted by the calendar's own statements. */
export function insertDelegate(store: Store, named: NewDelegate): Statement[] {
  const { id, invitation } = named
  return [
    recordFact(
      store,
      { id, version: 0 },
      { kind: 'delegate.named', actorId: named.actorId, details: { role: named.role } },
    ),
    store.db.insertInto('delegates').values({
      id,
      invitation_id: invitation.id,
      meeting_id: invitation.meetingId,
      person_id: named.personId,
      role: named.role,
      state: 'nominated',
      replaces_id: named.replacesId,
      partstat: 'needs_action',
      partstat_sequence: null,
      partstat_at: null,
      mailed_sequence: null,
      first_message_id: null,
      attendance: 'expected',
      listing_consent: 0,
      created_at: store.now,
      version: 1,
    }),
  ]
}

/** Facts, rows and links of delegates who leave; their calendars are for `turn.ts`. */
export function leave(
  store: Store,
  delegates: readonly Delegate[],
  { state, actorId }: { readonly state: 'replaced' | 'withdrawn'; readonly actorId: Id },
): Statement[] {
  return delegates.flatMap((delegate) => [
    recordFact(store, delegate, { kind: `delegate.${state}`, actorId }),
    store.db
      .updateTable('delegates')
      .set({ state, version: delegate.version + 1 })
      .where('id', '=', delegate.id),
    ...revokeLinks(store, { purpose: 'attend', subjectId: delegate.id }),
  ])
}

/** Mails queued in the same batch only for the case that a request above this SEQUENCE leaves before it. */
interface Spare {
  readonly mailIds: readonly Id[]
  readonly above: number
}

/**
 * Takes these mails back unless such a request to the same delegate did leave. Stands in the batch after
 * `withdrawUnsent`, so that from here on no older mail can leave any more.
 */
export function dropSpares(store: Store, { mailIds, above }: Spare): Statement {
  return store.db
    .deleteFrom('outbox')
    .where(inList('id', mailIds))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as before')
            .select('before.id')
            .whereRef('before.subject_id', '=', 'outbox.subject_id')
            .where('before.calendar_method', '=', 'REQUEST')
            .where('before.calendar_sequence', '>', above)
            .where('before.state', 'in', LEFT),
        ),
      ),
    )
}
