/** Takes requests for another due date, grants and refuses them: load, decide, commit one batch. */

import type { Commitment } from '../commitments/commitment.ts'
import { updateCommitment } from '../commitments/commitments.ts'
import { type DueMove, decideDueMove } from '../commitments/due.ts'
import { moveDetails, movedDue } from '../commitments/due-moves.ts'
import { dueRefusedLetters } from '../commitments/mails.ts'
import { commitmentFor, findCommitment } from '../commitments/queries.ts'
import { isFinal } from '../commitments/state.ts'
import { nameOf } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Actor } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import { type AskedDue, type DueRequest, decideDueRequest } from './due-request.ts'
import type { LinkHolder } from './link.ts'
import { dueRequestsOf } from './queries.ts'
import { answerDueRequest, insertDueRequest } from './records.ts'

interface AskedByLead {
  readonly link: LinkHolder
  readonly due: AskedDue
  /** That of the commitment, as the page showed it. */
  readonly version: number
}

/**
 * Takes what the lead asks for by its report link; one that still waits is replaced and kept.
 * @returns `not_found`, `conflict` `forms.changed_meanwhile`, or as `decideDueRequest`.
 */
export async function askForDue(store: Store, { link, due, version }: AskedByLead): Promise<Outcome<null>> {
  const commitment = await commitmentByLink(store, link)
  if (!commitment.ok) return commitment
  const { value } = commitment
  const asked = decideDueRequest(value, due, dateOf(store.now, value.zone))
  if (!asked.ok) return asked
  if (value.version !== version) return refuse('conflict', 'forms.changed_meanwhile')
  const { personId } = link.actor
  return store.commit(
    [
      recordFact(store, value, {
        kind: 'commitment.due_asked',
        actorId: personId,
        details: { to: asked.value.dueOn },
      }),
      updateCommitment(store, value, {}),
      insertDueRequest(store, value.id, asked.value, personId),
    ],
    null,
  )
}

/** The commitment whose lead holds the link. @returns `not_found`. */
export async function commitmentByLink(store: Store, link: LinkHolder): Promise<Outcome<Commitment>> {
  const { purpose, subjectId, actor } = link
  const commitment = purpose === 'report' ? await findCommitment(store, subjectId, 'all') : null
  return commitment && actor.speaksFor.includes(commitment.leadId)
    ? done(commitment)
    : refuse('not_found', 'forms.unknown')
}

interface OnRequest {
  readonly actor: Actor
  /** The commitment. */
  readonly id: Id
  readonly requestId: Id
}

/** The commitment and a request about it. @returns `not_found`, `forbidden`. */
export async function requestFor(
  store: Store,
  { actor, id, requestId }: OnRequest,
): Promise<Outcome<{ commitment: Commitment; request: DueRequest }>> {
  const found = await commitmentFor(store, actor, id, 'coordinate')
  if (!found.ok) return found
  const request = (await dueRequestsOf(store, [id])).find((one) => one.id === requestId)
  return request ? done({ commitment: found.value, request }) : refuse('not_found', 'forms.unknown')
}

/**
 * Moves the due date as the lead asked; the move is one of the commitment's, told by the same letter.
 * @returns the move; `not_found`, `forbidden`, `conflict` `steps.request_settled`, or as `decideDueMove`.
 */
export async function grantDueRequest(store: Store, asked: OnRequest): Promise<Outcome<DueMove>> {
  const found = await requestFor(store, asked)
  if (!found.ok) return found
  const { commitment, request } = found.value
  if (request.state !== 'open') return refuse('conflict', 'steps.request_settled')
  const { dueOn, duePrecision, reason } = request
  const due = { dueOn, duePrecision, reviewOn: null }
  const requestedBy = await askerOf(store, commitment)
  const move = decideDueMove(commitment, { due, reason, requestedBy })
  if (!move.ok) return move
  const actorId = asked.actor.personId
  const details = { ...moveDetails(commitment, move.value), request: request.id }
  return store.commit(
    [
      recordFact(store, commitment, { kind: 'commitment.due_moved', actorId, details }),
      ...(await movedDue(store, commitment, move.value, actorId)),
      answerDueRequest(store, request, { state: 'granted', answer: '', by: actorId }),
    ],
    move.value,
  )
}

/** The request belongs to the institution; the person stands in the request itself. */
async function askerOf(store: Store, { leadId, text }: Commitment): Promise<string> {
  const lead = (await institutionNames(store, [leadId])).get(leadId)
  return lead ? nameOf(lead, text.authoritative).text : ''
}

/**
 * Leaves the due date as it is and tells the lead why.
 * @returns `not_found`, `forbidden`, `conflict` `steps.request_settled` or `commitments.is_final`, `invalid`
 *   `steps.reason_missing` (`reason`).
 */
export async function refuseDueRequest(
  store: Store,
  asked: OnRequest & { readonly reason: string },
): Promise<Outcome<null>> {
  const found = await requestFor(store, asked)
  if (!found.ok) return found
  const { commitment, request } = found.value
  if (request.state !== 'open') return refuse('conflict', 'steps.request_settled')
  const { state } = commitment
  if (isFinal(state)) return refuse('conflict', 'commitments.is_final', undefined, { state })
  const answer = asked.reason.trim()
  if (!answer) return refuse('invalid', 'steps.reason_missing', 'reason')
  const actorId = asked.actor.personId
  const details = { request: request.id }
  return store.commit(
    [
      recordFact(store, commitment, { kind: 'commitment.due_refused', actorId, details }),
      updateCommitment(store, commitment, {}),
      answerDueRequest(store, request, { state: 'refused', answer, by: actorId }),
      await dueRefusedLetters(store, commitment, { ...request, answer }),
    ],
    null,
  )
}
