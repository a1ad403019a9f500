/** Statements for what calendars send by mail: an answer, or the wish for the entry once more. For inbound mail. */

import type { Id } from '../kernel/id.ts'
import { plus } from '../kernel/instant.ts'
import { done, ifDone, type Outcome } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Meeting } from '../meetings/meeting.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { loadCalendar } from './calendar-queries.ts'
import { decideMailedAnswer, type MailedAnswer } from './mailed-answer.ts'
import type { Delegate } from './nomination.ts'
import { answersOf } from './queries.ts'
import { hasAddress, openTurn, requests, saveTurn, takesRequests } from './turn.ts'

interface Taken {
  readonly meeting: Meeting
  readonly delegate: Delegate
  readonly answer: MailedAnswer
  /** The delegate, or the organiser who decided that it counts. */
  readonly actorId: Id
  /** How the answer came to count, such as `sealed` or `on_behalf`; stands in the fact. */
  readonly proof: string
}

/** What a batch needs to take the answer; without statements when it stands in the history already. */
interface TakenAnswer {
  readonly statements: readonly (FactStatement | Statement)[]
  readonly holds: boolean
}

/**
 * The statements that keep a mailed answer and bring the delegate to what then holds; under the delegate's fact.
 * @returns as `decideAnswer` when there is nothing to answer to.
 */
export async function takeMailedAnswer(store: Store, asked: Taken): Promise<Outcome<TakenAnswer>> {
  const { meeting, delegate, answer, actorId, proof } = asked
  const history = await answersOf(store, [delegate.id])
  const decision = decideMailedAnswer({ meeting, delegate, history }, answer, store.now)
  return ifDone(decision, async ({ added, inForce, holds }) => {
    if (!added) return done({ statements: [], holds })
    const { partstat, comment, sequence, at } = added
    const fact = recordFact(store, delegate, {
      kind: 'delegate.answered',
      actorId,
      details: { answer: partstat, sequence, channel: 'email', proof },
    })
    const row = { id: store.newId(), delegate_id: delegate.id, partstat, comment, sequence, at }
    const insert = store.db
      .insertInto('delegate_answers')
      .values({ ...row, channel: 'email', recorded_by: actorId })
    const update = store.db
      .updateTable('delegates')
      .set({
        partstat: inForce.partstat,
        partstat_sequence: inForce.sequence,
        partstat_at: inForce.at,
        version: delegate.version + 1,
      })
      .where('id', '=', delegate.id)
    return done({ statements: [fact, insert, update], holds })
  })
}

/** Nobody gets the same entry more often than this. */
const AGAIN_AFTER = { hours: 1 } as const

/**
 * The statements that mail the entry as it stands once more, to the address that is invited; null when it went out
 * within the hour, waits to be changed, or there is nothing to send. Under a fact of the meeting.
 */
export async function resendEntry(
  store: Store,
  meeting: Meeting,
  delegate: Delegate,
): Promise<readonly (FactStatement | Statement)[] | null> {
  const recent = await store.db
    .selectFrom('outbox')
    .select('id')
    .where('subject_id', '=', delegate.id)
    .where('calendar_method', '=', 'REQUEST')
    .where('created_at', '>', plus(store.now, { hours: -AGAIN_AFTER.hours }))
    .limit(1)
    .execute()
  const calendar = recent.length === 0 ? await loadCalendar(store, meeting) : null
  const seat = calendar?.seats.find(({ delegateId }) => delegateId === delegate.id)
  if (!calendar || !seat || !hasAddress(seat) || !takesRequests(calendar, store.now)) return null
  const turn = openTurn(store, calendar, false)
  const fact = recordFact(store, meeting, {
    kind: 'meeting.entry_repeated',
    actorId: delegate.personId,
    details: { delegate: delegate.id },
  })
  const moved = store.db
    .updateTable('meetings')
    .set({ version: meeting.version + 1 })
    .where('id', '=', meeting.id)
  return [fact, moved, ...(await requests(store, calendar, turn, [seat])), saveTurn(store, calendar, turn)]
}
