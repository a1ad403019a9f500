/** Takes reports and verifications, and sends reports back: load, decide, commit one batch. */

import { addDocument } from '../documents/documents.ts'
import { decideSpace } from '../documents/paper.ts'
import { spaceTaken } from '../documents/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { withdrawUnsent } from '../mail/outbox.ts'
import type { Actor } from '../people/may.ts'
import { openParts } from '../recurring/share.ts'
import { partsOf } from '../recurring/share-queries.ts'
import type { Statement, Store } from '../store/store.ts'
import { openCommitmentFor } from './commands.ts'
import type { Commitment } from './commitment.ts'
import { insertVerification, settleReport, stateColumns, updateCommitment } from './commitments.ts'
import { returnedLetters, verificationRequests } from './mails.ts'
import { findCommitment } from './queries.ts'
import { reachOf } from './reach.ts'
import { reportsOf } from './record-queries.ts'
import {
  type AskedReport,
  decideReport,
  decideReturn,
  type Report,
  reportToVerify,
  type TakenReport,
} from './report.ts'
import { reportStatements } from './reporting.ts'
import { type AskedVerification, decideVerification, type TakenVerification } from './verification.ts'

export interface AskedToReport extends Omit<AskedReport, 'today'> {
  readonly id: Id
  /** The version that the page showed: a form sent twice is taken once. */
  readonly version: number
}

/**
 * Takes a report, by personal link or noted down by the secretariat. Unsent reminders are withdrawn; a report of
 * "done" asks the verifying institution in the same commit.
 * @returns the report; `not_found`, `conflict` `forms.changed_meanwhile`, the refusals of `decideReport`.
 */
export async function takeReport(store: Store, asked: AskedToReport): Promise<Outcome<TakenReport>> {
  const { actor, channel } = asked
  const commitment = await findCommitment(store, asked.id, channel === 'link' ? 'all' : reachOf(actor))
  if (!commitment) return refuse('not_found', 'forms.unknown')
  const taken = decideReport(commitment, { ...asked, today: dateOf(store.now, commitment.zone) })
  if (!taken.ok) return taken
  if (commitment.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')

  const id = store.newId()
  const proof = await proofOf(store, commitment, { ...asked, id })
  if (!proof.ok) return proof
  const [fact, ...written] = reportStatements(store, commitment, taken.value, {
    id,
    actorId: actor.personId,
    channel,
  })
  const report = { ...reported(asked, taken.value), id }
  const toVerify = taken.value.claim === 'done' ? await verificationRequests(store, commitment, report) : []
  return store.commit([fact, ...written, proof.value, toVerify], taken.value)
}

/** The statements that keep the file of a report; none without one. @returns the refusal of `decideSpace`. */
async function proofOf(
  store: Store,
  { dialogueId }: Commitment,
  { file, actor, id }: AskedToReport,
): Promise<Outcome<readonly Statement[]>> {
  if (!file) return done([])
  const space = decideSpace(await spaceTaken(store, dialogueId), file.bytes.length)
  if (!space.ok) return space
  const hook = { kind: 'report' as const, subjectId: id, dialogueId }
  return done(addDocument(store, { ...file, createdBy: actor.personId }, hook).statements)
}

/** For the letter: where a file is all the proof, it is named. */
function reported({ file }: AskedToReport, taken: TakenReport): TakenReport {
  return { ...taken, evidence: taken.evidence || (file?.name ?? '') }
}

interface AskedOnReport {
  readonly actor: Actor
  readonly id: Id
  readonly reportId: Id
}

/**
 * Accepts a report as it is. It does not verify anything.
 * @returns done; `not_found`, `forbidden`, `conflict` `commitments.report_settled`.
 */
export async function acceptReport(store: Store, asked: AskedOnReport): Promise<Outcome<null>> {
  const found = await reportFor(store, asked)
  if (!found.ok) return found
  const { commitment, report } = found.value
  if (report.state !== 'sent') return refuse('conflict', 'commitments.report_settled')
  const fact = { kind: 'commitment.report_accepted', actorId: asked.actor.personId }
  return store.commit(
    [
      recordFact(store, commitment, { ...fact, details: { report: report.id } }),
      updateCommitment(store, commitment, {}),
      settleReport(store, report.id, 'accepted'),
    ],
    null,
  )
}

/**
 * Sends a report back with a reason and tells the owner; a request to verify it that still waits is withdrawn.
 * @returns done; `not_found`, `forbidden`, the refusals of `decideReturn`.
 */
export async function returnReport(
  store: Store,
  asked: AskedOnReport & { readonly reason: string },
): Promise<Outcome<null>> {
  const found = await reportFor(store, asked)
  if (!found.ok) return found
  const { commitment, report } = found.value
  const decision = decideReturn(commitment, report, asked.reason)
  if (!decision.ok) return decision
  const { reason, state } = decision.value
  const fact = { kind: 'commitment.report_returned', actorId: asked.actor.personId }
  return store.commit(
    [
      recordFact(store, commitment, { ...fact, details: { report: report.id } }),
      updateCommitment(store, commitment, stateColumns(store, commitment, state)),
      settleReport(store, report.id, 'returned', reason),
      withdrawUnsent(store, { subjectId: commitment.id, kind: 'verification_request' }),
      ...(await returnedLetters(store, commitment, { report, reason })),
    ],
    null,
  )
}

interface AskedToVerify extends Omit<AskedVerification, 'institutionId'> {
  readonly id: Id
  /** Whom the coordinator notes it down for; by link it is always the institution that was asked. */
  readonly institutionId: Id | null
}

/**
 * Takes a verification: confirmed closes the commitment, anything else sends the report back and tells the
 * owner.
 * @returns the verification; `not_found`, the refusals of `decideVerification`.
 */
export async function verifyCommitment(
  store: Store,
  asked: AskedToVerify,
): Promise<Outcome<TakenVerification>> {
  const { actor, by } = asked
  const commitment = await findCommitment(store, asked.id, by === 'link' ? 'all' : reachOf(actor))
  if (!commitment) return refuse('not_found', 'forms.unknown')
  const institutionId = by === 'link' ? commitment.verifierId : asked.institutionId
  if (!institutionId) return refuse('forbidden', 'commitments.only_verifier_verifies')
  if (!(await institutionNames(store, [institutionId])).has(institutionId))
    return refuse('invalid', 'forms.not_a_choice', 'institution')
  const parts = await partsOf(store, [commitment.id])
  const partOwners = parts.filter((part) => part.state !== 'dropped').map((part) => part.institutionId)
  const taken = decideVerification(commitment, { ...asked, institutionId, partOwners })
  if (!taken.ok) return taken
  const report = reportToVerify(await reportsOf(store, [commitment.id]))
  if (!report) return refuse('conflict', 'commitments.nothing_to_verify')

  const { result, text, state } = taken.value
  const confirmed = result === 'confirmed'
  const open = openParts(parts).length
  const details = { report: report.id, result, institution: institutionId, open_parts: open }
  const origin = {
    commitmentId: commitment.id,
    reportId: report.id,
    institutionId,
    recordedBy: actor.personId,
  }
  return store.commit(
    [
      recordFact(store, commitment, { kind: 'commitment.verified', actorId: actor.personId, details }),
      updateCommitment(store, commitment, stateColumns(store, commitment, state)),
      insertVerification(store, { ...origin, personId: by === 'link' ? actor.personId : null }, taken.value),
      settleReport(store, report.id, confirmed ? 'accepted' : 'returned', confirmed ? '' : text),
      withdrawUnsent(store, { subjectId: commitment.id, kind: 'verification_request' }),
      confirmed ? [] : await returnedLetters(store, commitment, { report, reason: text }),
    ],
    taken.value,
  )
}

async function reportFor(
  store: Store,
  { actor, id, reportId }: AskedOnReport,
): Promise<Outcome<{ commitment: Commitment; report: Report }>> {
  const found = await openCommitmentFor(store, { actor, id }, 'coordinate')
  if (!found.ok) return found
  const report = (await reportsOf(store, [id])).find((entry) => entry.id === reportId)
  return report ? done({ commitment: found.value, report }) : refuse('not_found', 'forms.unknown')
}
