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
import type { Statement, Store } from '../store/store.ts'
import { type Commitment, type CommitmentDraft, decideCommitment } from './commitment.ts'
import { insertCommitment, rewriteCommitment, stateColumns, updateCommitment } from './commitments.ts'
import { lastNumber } from './count-queries.ts'
import { verificationRequests } from './mails.ts'
import { commitmentFor } from './queries.ts'
import { reportsOf } from './record-queries.ts'
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
  const checked = await checkDraft(store, asked, meeting)
  if (!checked.ok) return checked

  const id = store.newId()
  const actorId = asked.actor.personId
  const last = await lastNumber(store, meeting.dialogueId)
  return store.commit(
    [
      // Numbers are counted in the ledger too: two rapporteurs who take the same one collide there.
      recordFact(
        store,
        { id: `${meeting.dialogueId}:commitments`, version: last },
        { kind: 'dialogue.commitment_numbered', actorId, details: { commitment: id } },
      ),
      recordFact(
        store,
        { id, version: 0 },
        { kind: 'commitment.recorded', actorId, details: { meeting: meeting.id, number: last + 1 } },
      ),
      ...insertCommitment(store, originOf(id, meeting, last + 1), checked.value),
    ],
    id,
  )
}

function originOf(id: Id, meeting: Meeting, number: number) {
  return { id, dialogueId: meeting.dialogueId, meetingId: meeting.id, number }
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
  const checked = await checkDraft(store, asked, meeting)
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
 * former person are void, and so is the former person's link.
 * @returns done; `not_found`, `forbidden`, `conflict` from a final state, `invalid`
 *   `commitments.person_of_other_institution` (field `person`).
 */
export async function namePerson(store: Store, asked: AskedPerson): Promise<Outcome<null>> {
  const found = await openCommitmentFor(store, asked, 'record')
  if (!found.ok) return found
  const { id, personId: former, leadId, zone, dateVersion } = found.value
  if (former === asked.personId) return done(null)
  const staff = await peopleOf(store, [leadId], dateOf(store.now, zone))
  if (!staff.some(({ card }) => card.id === asked.personId))
    return refuse('invalid', 'commitments.person_of_other_institution', 'person')
  const details = { person: asked.personId }
  return store.commit(
    [
      recordFact(store, found.value, {
        kind: 'commitment.person_named',
        actorId: asked.actor.personId,
        details,
      }),
      updateCommitment(store, found.value, { person_id: asked.personId, date_version: dateVersion + 1 }),
      ...voidReminders(store, id),
      ...(former ? revokeLinks(store, { personId: former, purpose: 'report', subjectId: id }) : []),
    ],
    null,
  )
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

async function checkDraft(
  store: Store,
  draft: CommitmentDraft,
  meeting: Meeting | null,
): Promise<Outcome<CommitmentDraft>> {
  const checked = decideCommitment(draft)
  if (!checked.ok) return checked
  const [items, decisions, institutions] = await Promise.all([
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
  if (!institutions.has(draft.leadId)) faults.push({ field: 'lead', messageKey: 'forms.not_a_choice' })
  if (!draft.supporterIds.every((id) => institutions.has(id)))
    faults.push({ field: 'supporters', messageKey: 'forms.not_a_choice' })
  if (draft.verifierId && !institutions.has(draft.verifierId))
    faults.push({ field: 'verifier', messageKey: 'forms.not_a_choice' })
  return faults.length > 0 ? refuseFaults(faults) : checked
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
