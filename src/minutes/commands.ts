/** Records, corrects and settles decisions: load, decide, commit one batch. */

import { agendaOf } from '../agenda/queries.ts'
import { findDialogue } from '../dialogues/queries.ts'
import { participantNames } from '../invitations/participant-queries.ts'
import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { meetingFor } from '../meetings/queries.ts'
import type { Actor } from '../people/may.ts'
import type { Statement, Store } from '../store/store.ts'
import {
  type CheckedDecision,
  type DecisionDraft,
  type DecisionMove,
  type DecisionState,
  decideDecision,
  decideMove,
  isEditable,
  speakerFaults,
} from './decision.ts'
import { decisionFor, lastNumber } from './queries.ts'

export interface AskedDecision extends DecisionDraft {
  readonly actor: Actor
  readonly meetingId: Id
  /** True if the meeting has adopted it already, false for a proposal. */
  readonly adopted: boolean
}

/**
 * Records a decision of a meeting with the next free number.
 * @returns its id; `not_found`, `forbidden`, the faults of `decideDecision` and `speakerFaults`, `conflict`
 *   `minutes.not_carried`.
 */
export async function recordDecision(store: Store, asked: AskedDecision): Promise<Outcome<Id>> {
  const place = await meetingFor(store, asked.actor, asked.meetingId, 'record')
  if (!place.ok) return place
  const meeting = place.value
  const checked = await decideDraft(store, asked, meeting)
  if (!checked.ok) return checked
  const state = asked.adopted ? await adoptedState(store, meeting, checked.value) : done('proposed' as const)
  if (!state.ok) return state

  const id = store.newId()
  const last = await lastNumber(store, meeting.id)
  const details = { meeting: meeting.id, number: last + 1, state: state.value }
  return store.commit(
    [
      // Numbers are counted in the ledger too: two rapporteurs who take the same one collide there.
      recordFact(
        store,
        { id: `${meeting.id}:decisions`, version: last },
        { kind: 'meeting.decision_numbered', actorId: asked.actor.personId, details: { decision: id } },
      ),
      recordFact(
        store,
        { id, version: 0 },
        { kind: 'decision.recorded', actorId: asked.actor.personId, details },
      ),
      store.db.insertInto('decisions').values({
        id,
        meeting_id: meeting.id,
        number: last + 1,
        state: state.value,
        recorded_at: store.now,
        version: 1,
        ...columnsOf(checked.value),
      }),
      ...textRows(store, id, checked.value),
    ],
    id,
  )
}

async function adoptedState(
  store: Store,
  meeting: Meeting,
  checked: CheckedDecision,
): Promise<Outcome<DecisionState>> {
  const rule = await ruleOf(store, meeting)
  return decideMove({ state: 'proposed', votes: checked.votes }, 'adoption', rule)
}

interface AskedEdit extends DecisionDraft {
  readonly actor: Actor
  readonly id: Id
  /** The version that the form was filled from. */
  readonly version: number
}

/**
 * Corrects the words of a decision.
 * @returns its id; `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile` or `minutes.decision_fixed`,
 *   the faults of `decideDecision` and `speakerFaults`.
 */
export async function editDecision(store: Store, asked: AskedEdit): Promise<Outcome<Id>> {
  const found = await decisionFor(store, asked.actor, asked.id, 'record')
  if (!found.ok) return found
  const { decision, meeting } = found.value
  if (decision.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  if (!isEditable(decision.state, meeting.state)) return refuse('conflict', 'minutes.decision_fixed')
  const checked = await decideDraft(store, asked, meeting)
  if (!checked.ok) return checked

  return store.commit(
    [
      recordFact(store, decision, { kind: 'decision.edited', actorId: asked.actor.personId }),
      store.db
        .updateTable('decisions')
        .set({ ...columnsOf(checked.value), version: decision.version + 1 })
        .where('id', '=', decision.id),
      store.db.deleteFrom('decision_texts').where('decision_id', '=', decision.id),
      ...textRows(store, decision.id, checked.value),
    ],
    decision.id,
  )
}

interface AskedMove {
  readonly actor: Actor
  readonly id: Id
  readonly move: DecisionMove
}

/**
 * Adopts, rejects, withdraws or supersedes a decision.
 * @returns the new state; `not_found`, `forbidden`, `conflict` `minutes.cannot_move` or `minutes.not_carried`.
 */
export async function moveDecision(store: Store, asked: AskedMove): Promise<Outcome<DecisionState>> {
  const found = await decisionFor(store, asked.actor, asked.id, 'record')
  if (!found.ok) return found
  const { decision, meeting } = found.value
  const state = decideMove(decision, asked.move, await ruleOf(store, meeting))
  if (!state.ok) return state

  return store.commit(
    [
      recordFact(store, decision, { kind: `decision.${state.value}`, actorId: asked.actor.personId }),
      store.db
        .updateTable('decisions')
        .set({ state: state.value, version: decision.version + 1 })
        .where('id', '=', decision.id),
    ],
    state.value,
  )
}

async function decideDraft(
  store: Store,
  draft: DecisionDraft,
  meeting: Meeting,
): Promise<Outcome<CheckedDecision>> {
  const items = await agendaOf(store, meeting.id)
  const checked = decideDecision(
    draft,
    items.map((item) => item.id),
  )
  if (!checked.ok) return checked
  const rule = items.find((item) => item.id === draft.itemId)?.attribution ?? meeting.attribution
  const faults = speakerFaults(draft, { rule, ...(await participantNames(store, meeting, rule)) })
  return faults.length > 0 ? refuseFaults(faults) : checked
}

async function ruleOf(store: Store, meeting: Meeting) {
  const dialogue = await findDialogue(store, meeting.dialogueId, 'all')
  return dialogue?.decisionRule ?? 'consensus'
}

function columnsOf({ itemId, method, votes, reservations, authoritative }: CheckedDecision) {
  return {
    item_id: itemId,
    method,
    votes_for: votes?.for ?? null,
    votes_against: votes?.against ?? null,
    votes_abstained: votes?.abstained ?? null,
    reservations,
    authoritative_lang: authoritative,
  }
}

function textRows(store: Store, decisionId: Id, { text }: CheckedDecision): Statement[] {
  const rows = (['kk', 'ru', 'en'] as const).flatMap((lang) => {
    const written = text[lang]
    return written ? [{ decision_id: decisionId, lang, text: written }] : []
  })
  return rows.length > 0 ? [store.db.insertInto('decision_texts').values(rows)] : []
}
