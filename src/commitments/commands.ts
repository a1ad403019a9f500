/** Records, corrects, agrees and ends commitments: load, decide, commit one batch. */

import type { AgendaItem } from '../agenda/item.ts'
import { agendaOf } from '../agenda/queries.ts'
import { revokeLinks } from '../auth/links.ts'
import { institutionNames } from '../institutions/queries.ts'
import { surnamesKeptOut } from '../invitations/participant-queries.ts'
import type { Id } from '../kernel/id.ts'
import { done, type Fault, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { findMeeting, meetingFor } from '../meetings/queries.ts'
import { adoptedDecisions, decisionsOfMeeting } from '../minutes/queries.ts'
import type { Act, Actor } from '../people/may.ts'
import { mentionFaults } from '../people/mention.ts'
import { peopleOf } from '../people/queries.ts'
import { findObjective } from '../roadmaps/queries.ts'
import type { Statement, Store } from '../store/store.ts'
import { type Commitment, type CommitmentDraft, decideCommitment } from './commitment.ts'
import { rewriteCommitment, stateColumns, updateCommitment } from './commitments.ts'
import { lastNumber } from './count-queries.ts'
import { verificationRequests } from './mails.ts'
import { ownerNamed } from './naming.ts'
import { commitmentFor } from './queries.ts'
import { reportsOf } from './record-queries.ts'
import { recording } from './recording.ts'
import { reportToVerify } from './report.ts'
import { type AskedClosing, decideClosing, decideMove, isFinal } from './state.ts'

interface AskedCommitment extends CommitmentDraft {
  readonly actor: Actor
  readonly meetingId: Id
}

/**
 * Records a commitment made at a meeting with the next number of its dialogue.
 * @returns its id; `not_found`, `forbidden`, the faults of `decideCommitment`, `commitments.item_unknown`
 *   (field `item`), `commitments.decision_unknown` (`decision`), `forms.not_a_choice` for an institution that
 *   is not there, `minutes.names_somebody` (`text_<lang>`) for a participant under the Chatham House Rule.
 */
export async function recordCommitment(store: Store, asked: AskedCommitment): Promise<Outcome<Id>> {
  const found = await meetingFor(store, asked.actor, asked.meetingId, 'record')
  if (!found.ok) return found
  const meeting = found.value
  const checked = await checkDraft(store, asked, { dialogueId: meeting.dialogueId, meeting })
  if (!checked.ok) return checked

  const id = store.newId()
  const { dialogueId } = meeting
  const number = (await lastNumber(store, dialogueId)) + 1
  const { facts, statements } = recording(store, {
    origin: { id, dialogueId, meetingId: meeting.id, number },
    actorId: asked.actor.personId,
    draft: checked.value,
  })
  return store.commit([...facts, ...statements], id)
}

interface AskedEdit extends CommitmentDraft {
  readonly actor: Actor
  readonly id: Id
  /** The version that the form was filled from. */
  readonly version: number
}

/**
 * Corrects a commitment. The due date is taken only while it is proposed; later it moves by `moveDueDate`.
 * Another lead means a new owner: the person is open again, old links and unsent reminders are void.
 * @returns its id; `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile` or from a final state, faults
 *   as {@link recordCommitment} and `commitments.lead_fixed` (field `lead`) once the lead has reported.
 */
export async function editCommitment(store: Store, asked: AskedEdit): Promise<Outcome<Id>> {
  const found = await openCommitmentFor(store, asked, 'record')
  if (!found.ok) return found
  const commitment = found.value
  if (commitment.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const meeting = commitment.meetingId ? await findMeeting(store, commitment.meetingId, 'all') : null
  const checked = await checkDraft(store, asked, { dialogueId: commitment.dialogueId, meeting })
  if (!checked.ok) return checked
  const newLead = checked.value.leadId !== commitment.leadId
  if (newLead && commitment.lastReportAt) return refuse('invalid', 'commitments.lead_fixed', 'lead')

  const { due, verifierId } = checked.value
  const redated = commitment.state === 'proposed' ? { ...dueColumns(due), first_due_on: due.dueOn } : {}
  const owner = newLead ? { person_id: null, date_version: commitment.dateVersion + 1 } : {}
  const fact = { kind: 'commitment.edited', actorId: asked.actor.personId }
  return store.commit(
    [
      recordFact(store, commitment, fact),
      ...rewriteCommitment(store, commitment, checked.value, { ...redated, ...owner }),
      ...(newLead ? voidReminders(store, commitment.id) : []),
      ...(newLead ? revokeLinks(store, { purpose: 'report', subjectId: commitment.id }) : []),
      ...(verifierId === commitment.verifierId ? [] : await newVerifier(store, commitment, verifierId)),
    ],
    commitment.id,
  )
}

function dueColumns(due: CommitmentDraft['due']) {
  return { due_on: due.dueOn, due_precision: due.duePrecision, review_on: due.reviewOn }
}

async function newVerifier(
  store: Store,
  commitment: Commitment,
  verifierId: Id | null,
): Promise<Statement[]> {
  const id = commitment.id
  const statements = [
    ...revokeLinks(store, { purpose: 'verify', subjectId: id }),
    withdrawUnsent(store, { subjectId: id, kind: 'verification_request' }),
  ]
  const report = reportToVerify(await reportsOf(store, [id]))
  if (commitment.state !== 'reported_done' || !report) return statements
  return [...statements, ...(await verificationRequests(store, { ...commitment, verifierId }, report))]
}

/** @returns done; `not_found`, `forbidden`, `conflict` `commitments.cannot_move` unless it is proposed. */
export async function agreeCommitment(
  store: Store,
  asked: { readonly actor: Actor; readonly id: Id },
): Promise<Outcome<null>> {
  const found = await openCommitmentFor(store, asked, 'record')
  if (!found.ok) return found
  const state = decideMove(found.value, 'agreed')
  if (!state.ok) return state
  return store.commit(
    [
      recordFact(store, found.value, { kind: 'commitment.agreed', actorId: asked.actor.personId }),
      updateCommitment(store, found.value, stateColumns(store, found.value, state.value)),
    ],
    null,
  )
}

/**
 * Ends a commitment that is no longer to be kept; all unsent mail about it is withdrawn.
 * @returns done; `not_found`, `forbidden`, the refusals of `decideClosing`, `invalid`
 *   `commitments.decision_unknown` (field `decision`).
 */
export async function closeCommitment(
  store: Store,
  asked: AskedClosing & { readonly actor: Actor; readonly id: Id },
): Promise<Outcome<null>> {
  const found = await openCommitmentFor(store, asked, 'coordinate')
  if (!found.ok) return found
  const commitment = found.value
  const closing = decideClosing(commitment, asked)
  if (!closing.ok) return closing
  const { to, reason, decisionId } = closing.value
  if (decisionId && !(await isAdopted(store, commitment.dialogueId, decisionId)))
    return refuse('invalid', 'commitments.decision_unknown', 'decision')
  const details = { decision: decisionId }
  return store.commit(
    [
      recordFact(store, commitment, { kind: `commitment.${to}`, actorId: asked.actor.personId, details }),
      updateCommitment(store, commitment, { ...stateColumns(store, commitment, to), state_note: reason }),
      withdrawUnsent(store, { subjectId: commitment.id }),
    ],
    null,
  )
}

async function isAdopted(store: Store, dialogueId: Id, decisionId: Id): Promise<boolean> {
  return (await adoptedDecisions(store, dialogueId)).some((decision) => decision.id === decisionId)
}

interface AskedPerson {
  readonly actor: Actor
  readonly id: Id
  readonly personId: Id
}

/**
 * Names the person who answers for a commitment; the promise stays with the institution. Reminders of the
 * former person are void, and so is the former person's link. Who is named is told by mail a little later.
 * @returns done; `not_found`, `forbidden`, `conflict` from a final state, `invalid`
 *   `commitments.person_of_other_institution` (field `person`).
 */
export async function namePerson(store: Store, asked: AskedPerson): Promise<Outcome<null>> {
  const found = await openCommitmentFor(store, asked, 'record')
  if (!found.ok) return found
  const { personId: former, leadId, zone } = found.value
  if (former === asked.personId) return done(null)
  const staff = await peopleOf(store, [leadId], dateOf(store.now, zone))
  if (!staff.some(({ card }) => card.id === asked.personId))
    return refuse('invalid', 'commitments.person_of_other_institution', 'person')
  const named = ownerNamed(store, found.value, { personId: asked.personId, actorId: asked.actor.personId })
  return store.commit([named.fact, ...named.statements], null)
}

function voidReminders(store: Store, id: Id): Statement[] {
  return [withdrawUnsent(store, { subjectId: id, kind: 'reminder' })]
}

/** As {@link commitmentFor}, and `conflict` `commitments.is_final` once nothing can follow any more. */
export async function openCommitmentFor(
  store: Store,
  asked: { readonly actor: Actor; readonly id: Id },
  act: Act,
): Promise<Outcome<Commitment>> {
  const found = await commitmentFor(store, asked.actor, asked.id, act)
  if (!found.ok) return found
  const { state } = found.value
  return isFinal(state) ? refuse('conflict', 'commitments.is_final', undefined, { state }) : found
}

/**
 * Checks a draft against what there is. @returns it, or `invalid` with the faults named at {@link recordCommitment}.
 */
export async function checkDraft(
  store: Store,
  draft: CommitmentDraft,
  { dialogueId, meeting }: { readonly dialogueId: Id; readonly meeting: Meeting | null },
): Promise<Outcome<CommitmentDraft>> {
  const checked = decideCommitment(draft)
  if (!checked.ok) return checked
  const [objectives, items, decisions, institutions] = await Promise.all([
    objectiveFaults(store, draft, dialogueId),
    meeting ? agendaOf(store, meeting.id) : [],
    meeting ? decisionsOfMeeting(store, meeting.id) : [],
    institutionNames(store, [
      draft.leadId,
      ...draft.supporterIds,
      ...(draft.verifierId ? [draft.verifierId] : []),
    ]),
  ])
  const item = items.find(({ id }) => id === draft.itemId)
  const faults = meeting ? await namedIn(store, draft.text, { meeting, item }) : []
  if (draft.itemId && !item) faults.push({ field: 'item', messageKey: 'commitments.item_unknown' })
  if (draft.decisionId && !decisions.some((decision) => decision.id === draft.decisionId))
    faults.push({ field: 'decision', messageKey: 'commitments.decision_unknown' })
  faults.push(...objectives)
  if (!institutions.has(draft.leadId)) faults.push({ field: 'lead', messageKey: 'forms.not_a_choice' })
  if (!draft.supporterIds.every((id) => institutions.has(id)))
    faults.push({ field: 'supporters', messageKey: 'forms.not_a_choice' })
  if (draft.verifierId && !institutions.has(draft.verifierId))
    faults.push({ field: 'verifier', messageKey: 'forms.not_a_choice' })
  return faults.length > 0 ? refuseFaults(faults) : checked
}

/** An objective has to be of the same dialogue. */
async function objectiveFaults(
  store: Store,
  { objectiveId }: Pick<CommitmentDraft, 'objectiveId'>,
  dialogueId: Id,
): Promise<Fault[]> {
  if (!objectiveId || (await findObjective(store, objectiveId, [dialogueId]))) return []
  return [{ field: 'objective', messageKey: 'forms.not_a_choice' }]
}

/** Under the Chatham House Rule the words of a promise must not tell who was there (product.md rule 5). */
async function namedIn(
  store: Store,
  text: CommitmentDraft['text'],
  {
    meeting,
    item,
  }: { readonly meeting: Meeting; readonly item: Pick<AgendaItem, 'attribution'> | undefined },
): Promise<Fault[]> {
  const people = await surnamesKeptOut(store, meeting, item?.attribution ?? meeting.attribution)
  return mentionFaults(text, people, { field: 'text', messageKey: 'minutes.names_somebody' })
}
