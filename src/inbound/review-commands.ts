/** The secretariat decides what an answer without proof was: load, decide, commit. */

import { takeMailedAnswer } from '../invitations/mailed-answers.ts'
import { findDelegate } from '../invitations/queries.ts'
import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingFor } from '../meetings/queries.ts'
import type { Actor } from '../people/may.ts'
import type { InboundAnswersTable } from '../store/inbound-schema.ts'
import type { Statement, Store } from '../store/store.ts'
import { counts, type Decision, decideReview } from './review.ts'
import { findAnswer } from './review-queries.ts'

interface AskedDecision {
  readonly actor: Actor
  readonly id: Id
  readonly decision: Decision
  readonly version: number
}

/**
 * Writes the decision down and, if the answer counts, takes it as the person's own: by the same rules as one with
 * proof, so that a newer answer stays.
 * @returns `not_found`, `forbidden`, `conflict` when somebody was faster, `invalid` `inbound.not_possible`, or as
 *   `decideAnswer` when there is nothing to answer to any more.
 */
export async function decideAnswerReview(store: Store, asked: AskedDecision): Promise<Outcome<Id>> {
  const entry = await findAnswer(store, asked.id)
  if (!entry) return refuse('not_found', 'forms.unknown')
  const meeting = await meetingFor(store, asked.actor, entry.meeting_id, 'organise')
  if (!meeting.ok) return meeting
  if (entry.state !== 'open' || entry.version !== asked.version)
    return refuse('conflict', 'forms.changed_meanwhile')
  const { kind, partstat: reply, delegate_id: delegateId } = entry
  const decision = decideReview({ kind, reply, delegateId }, asked.decision)
  if (!decision.ok) return decision
  const taken = counts(decision.value) ? await taking(store, asked, entry, meeting.value) : done([])
  if (!taken.ok) return taken
  const fact = recordFact(store, entry, {
    kind: 'answer.reviewed',
    actorId: asked.actor.personId,
    details: { decision: decision.value, delegate: delegateId, answer: reply },
  })
  const update = store.db
    .updateTable('inbound_answers')
    .set({
      state: decision.value,
      decided_by: asked.actor.personId,
      decided_at: store.now,
      version: entry.version + 1,
    })
    .where('id', '=', entry.id)
  return store.commit([fact, update, taken.value], entry.id)
}

async function taking(
  store: Store,
  { actor, decision }: AskedDecision,
  entry: InboundAnswersTable,
  meeting: Meeting,
): Promise<Outcome<readonly Statement[]>> {
  const delegate = await findDelegate(store, entry.delegate_id ?? '')
  const { partstat: reply, comment, sequence, answered_at: at } = entry
  if (!delegate || !reply) return refuse('not_found', 'forms.unknown')
  const answer = { reply, comment, sequence, at }
  const taken = await takeMailedAnswer(store, {
    meeting,
    delegate,
    answer,
    actorId: actor.personId,
    proof: decision,
  })
  return taken.ok ? done(taken.value.statements) : taken
}
