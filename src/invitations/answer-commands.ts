/** Takes a delegate's answer, their own or one that an organiser records: load, decide, commit. */

import type { Id } from '../kernel/id.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { findMeeting, meetingFor } from '../meetings/queries.ts'
import type { Actor } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import { type AskedAnswer, answeredSequence, decideAnswer, type Reply } from './answer.ts'
import { factsOf, readFacts, timeMoved } from './calendar-facts.ts'
import type { AnswerChannel } from './invitation.ts'
import type { Delegate } from './nomination.ts'
import { findDelegate } from './queries.ts'

interface AskedOwnAnswer extends AskedAnswer {
  readonly actor: Actor
  readonly delegateId: Id
  readonly reply: Reply
  readonly comment: string
  /** May the name stand on the list of participants? */
  readonly listingConsent: boolean
}

/**
 * Takes the answer that a delegate gives by their own link.
 * @returns `not_found` for anybody else's seat, or as {@link decideAnswer}.
 */
export async function answer(store: Store, asked: AskedOwnAnswer): Promise<Outcome<void>> {
  const delegate = await findDelegate(store, asked.delegateId)
  if (!delegate || delegate.personId !== asked.actor.personId) return refuse('not_found', 'forms.unknown')
  const meeting = await findMeeting(store, delegate.meetingId, 'all')
  if (!meeting) return refuse('not_found', 'forms.unknown')
  return save(store, { meeting, delegate, channel: 'link' }, asked)
}

interface AskedRecordedAnswer extends AskedAnswer {
  readonly actor: Actor
  readonly meetingId: Id
  readonly delegateId: Id
  readonly reply: Reply
  /** The call or letter by which the answer came. */
  readonly comment: string
  readonly channel: AnswerChannel
}

/**
 * Records an answer that reached the secretariat by other means; the history keeps who wrote it down.
 * @returns `not_found` for a delegate of another meeting, `forbidden`, or as {@link decideAnswer}.
 */
export async function recordAnswer(store: Store, asked: AskedRecordedAnswer): Promise<Outcome<void>> {
  const found = await meetingFor(store, asked.actor, asked.meetingId, 'organise')
  if (!found.ok) return found
  const delegate = await findDelegate(store, asked.delegateId)
  if (!delegate || delegate.meetingId !== asked.meetingId) return refuse('not_found', 'forms.unknown')
  const { listingConsent } = delegate
  return save(store, { meeting: found.value, delegate, channel: asked.channel }, { ...asked, listingConsent })
}

interface Place {
  readonly meeting: Meeting
  readonly delegate: Delegate
  readonly channel: AnswerChannel
}

async function save(
  store: Store,
  { meeting, delegate, channel }: Place,
  asked: AskedOwnAnswer,
): Promise<Outcome<void>> {
  const decision = decideAnswer(meeting, delegate, asked)
  if (!decision.ok) return decision
  const was = readFacts(meeting.mailedFacts)
  const timeWaits = was !== null && timeMoved(was, factsOf(meeting))
  const sequence = answeredSequence(meeting.calendarSequence, timeWaits)
  const actorId = asked.actor.personId
  return store.commit(
    [
      recordFact(store, delegate, {
        kind: 'delegate.answered',
        actorId,
        details: { answer: asked.reply, sequence, channel },
      }),
      store.db.insertInto('delegate_answers').values({
        id: store.newId(),
        delegate_id: delegate.id,
        partstat: asked.reply,
        comment: asked.comment,
        sequence,
        at: store.now,
        channel,
        recorded_by: actorId,
      }),
      store.db
        .updateTable('delegates')
        .set({
          partstat: asked.reply,
          partstat_sequence: sequence,
          partstat_at: store.now,
          listing_consent: asked.listingConsent ? 1 : 0,
          version: delegate.version + 1,
        })
        .where('id', '=', delegate.id),
    ],
    undefined,
  )
}
