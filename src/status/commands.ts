/** Prepares, changes, prolongs and closes status requests: load, decide, commit. Nothing here sends mail. */

import { commitmentsById } from '../commitments/queries.ts'
import { reachOf } from '../commitments/reach.ts'
import { dialogueFor } from '../dialogues/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf, type Zone } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import { findMeeting, meetingsById } from '../meetings/queries.ts'
import type { Actor } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import { isAskable } from './asking.ts'
import { linesNow } from './paper-queries.ts'
import { requestFor } from './queries.ts'
import {
  decideClosing,
  decideDraft,
  decideExtension,
  type RequestDraft,
  type StatusRequest,
} from './request.ts'
import { deleteRequest, insertRequest, keepPaper, rewriteRequest, updateRequest } from './requests.ts'

interface AskedToPrepare {
  readonly actor: Actor
  readonly dialogueId: Id
  readonly draft: RequestDraft
}

/**
 * Prepares a request; nobody is written to yet.
 * @returns its id; `not_found`, `forbidden`, the refusals of `decideDraft`, `invalid` `forms.not_a_choice` for a
 *   meeting or a commitment of another dialogue, or one that cannot be asked about.
 */
export async function prepareRequest(store: Store, asked: AskedToPrepare): Promise<Outcome<Id>> {
  const { actor, dialogueId } = asked
  const dialogue = await dialogueFor(store, actor, dialogueId, 'coordinate')
  if (!dialogue.ok) return dialogue
  const draft = await checked(store, asked, dialogue.value.zone)
  if (!draft.ok) return draft
  const place = { dialogueId, actorId: actor.personId }
  const { id, statements } = insertRequest(store, place, draft.value)
  return store.commit(statements, id)
}

interface AskedOnRequest {
  readonly actor: Actor
  readonly id: Id
}

/** Changes a draft. @returns as {@link prepareRequest}, and `conflict` `status.not_a_draft`, `forms.changed_meanwhile`. */
export async function editRequest(
  store: Store,
  asked: AskedOnRequest & { readonly version: number; readonly draft: RequestDraft },
): Promise<Outcome<Id>> {
  const found = await draftFor(store, asked)
  if (!found.ok) return found
  const request = found.value
  if (request.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const { dialogueId } = request
  const draft = await checked(store, { ...asked, dialogueId }, request.zone)
  if (!draft.ok) return draft
  const fact = { kind: 'status_request.changed', actorId: asked.actor.personId }
  return store.commit(
    [recordFact(store, request, fact), ...rewriteRequest(store, request, draft.value)],
    request.id,
  )
}

/** Throws a draft away. @returns its dialogue; `not_found`, `forbidden`, `conflict` `status.not_a_draft`. */
export async function discardRequest(store: Store, asked: AskedOnRequest): Promise<Outcome<Id>> {
  const found = await draftFor(store, asked)
  if (!found.ok) return found
  const fact = { kind: 'status_request.discarded', actorId: asked.actor.personId }
  return store.commit(
    [recordFact(store, found.value, fact), ...deleteRequest(store, found.value)],
    found.value.dialogueId,
  )
}

/** Gives more time, or less. @returns the day; `not_found`, `forbidden`, the refusals of `decideExtension`. */
export async function prolongRequest(
  store: Store,
  asked: AskedOnRequest & { readonly dueOn: LocalDate },
): Promise<Outcome<LocalDate>> {
  const found = await requestFor(store, asked.actor, asked.id, 'coordinate')
  if (!found.ok) return found
  const request = found.value
  const meetingOn = await firstDay(store, request.meetingId)
  const today = dateOf(store.now, request.zone)
  const dueOn = decideExtension(request, asked.dueOn, { today, meetingOn })
  if (!dueOn.ok) return dueOn
  const details = { from: request.dueOn, to: dueOn.value }
  const fact = { kind: 'status_request.due_moved', actorId: asked.actor.personId, details }
  return store.commit(
    [recordFact(store, request, fact), updateRequest(store, request, { due_on: dueOn.value })],
    dueOn.value,
  )
}

/**
 * Closes a request: the paper is kept as it stands, letters that did not go yet stay here, no answer is taken.
 * @returns done; `not_found`, `forbidden`, the refusals of `decideClosing`.
 */
export async function closeRequest(store: Store, asked: AskedOnRequest): Promise<Outcome<null>> {
  const found = await requestFor(store, asked.actor, asked.id, 'coordinate')
  if (!found.ok) return found
  const request = found.value
  const decision = decideClosing(request)
  if (!decision.ok) return decision
  const lines = await linesNow(store, request)
  const fact = {
    kind: 'status_request.closed',
    actorId: asked.actor.personId,
    details: { lines: lines.length },
  }
  return store.commit(
    [
      recordFact(store, request, fact),
      updateRequest(store, request, { state: 'closed', closed_at: store.now }),
      keepPaper(store, request.id, lines),
      withdrawUnsent(store, { subjectId: request.id }),
    ],
    null,
  )
}

async function draftFor(store: Store, { actor, id }: AskedOnRequest): Promise<Outcome<StatusRequest>> {
  const found = await requestFor(store, actor, id, 'coordinate')
  if (!found.ok || found.value.state === 'draft') return found
  return refuse('conflict', 'status.not_a_draft')
}

/** A draft whose meeting and commitments are of this dialogue. */
async function checked(
  store: Store,
  { actor, dialogueId, draft }: AskedToPrepare,
  zone: Zone,
): Promise<Outcome<RequestDraft>> {
  const { meetingId } = draft
  const meeting = meetingId ? await findMeeting(store, meetingId, [dialogueId]) : null
  if (meetingId && !meeting) return refuse('invalid', 'forms.not_a_choice', 'meeting')
  const days = { today: dateOf(store.now, zone), meetingOn: meeting?.days[0]?.date ?? null }
  const decided = decideDraft(draft, days)
  if (!decided.ok) return decided
  const reach = reachOf(actor)
  const known = await commitmentsById(store, draft.commitmentIds)
  const all = draft.commitmentIds.every((id) => isAskable(known.get(id), { dialogueId, reach }))
  return all ? done(draft) : refuse('invalid', 'forms.not_a_choice', 'commitment')
}

async function firstDay(store: Store, meetingId: Id | null): Promise<LocalDate | null> {
  if (!meetingId) return null
  return (await meetingsById(store, [meetingId])).get(meetingId)?.days[0]?.date ?? null
}
