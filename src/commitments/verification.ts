/** Verification: another institution than the lead says whether the commitment was kept. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { type Actor, may } from '../people/may.ts'
import type { VerificationsTable } from '../store/followup-schema.ts'
import type { Commitment, CommitmentState } from './commitment.ts'

export type VerificationResult = VerificationsTable['result']

export const RESULTS: readonly VerificationResult[] = ['confirmed', 'partly', 'not_confirmed']

/** One verification as it was given. */
export interface Verification {
  readonly id: Id
  readonly commitmentId: Id
  readonly reportId: Id
  readonly institutionId: Id
  /** Who answered by link; null when the coordinator noted it down. */
  readonly personId: Id | null
  readonly result: VerificationResult
  readonly text: string
  readonly at: Instant
}

/** What is answered, before it was checked. */
export interface AskedVerification {
  readonly actor: Actor
  /** The institution that verifies. */
  readonly institutionId: Id
  /** `link`: that institution itself; `noted`: the coordinator on its behalf. */
  readonly by: 'link' | 'noted'
  readonly result: VerificationResult
  readonly text: string
  /** Institutions with a part in it: none of them verifies what it contributed to. */
  readonly partOwners?: readonly Id[]
}

/** A verification that was taken, and the state the commitment has after it. */
export interface TakenVerification {
  readonly result: VerificationResult
  readonly text: string
  readonly state: Extract<CommitmentState, 'verified' | 'returned'>
}

/**
 * Decides whether a verification is taken. The lead institution can never verify itself (domain.md §4.6
 * invariant 2), nor can a person who also speaks for it.
 * @returns `forbidden` for the lead, for who has a part in it, and for anybody else than the verifying institution or the
 *   coordinator,
 *   `conflict` `commitments.nothing_to_verify` unless the commitment is reported done, `invalid`
 *   `commitments.verification_text_missing` (field `text`) for a doubt without words.
 */
export function decideVerification(
  commitment: Commitment,
  asked: AskedVerification,
): Outcome<TakenVerification> {
  const { actor, institutionId } = asked
  if (institutionId === commitment.leadId || actor.speaksFor.includes(commitment.leadId))
    return refuse('forbidden', 'commitments.lead_cannot_verify', 'institution')
  if (asked.partOwners?.some((id) => id === institutionId || actor.speaksFor.includes(id)))
    return refuse('forbidden', 'recurring.part_cannot_verify', 'institution')
  if (!maySpeak(commitment, asked)) return refuse('forbidden', 'commitments.only_verifier_verifies')
  if (commitment.state !== 'reported_done') return refuse('conflict', 'commitments.nothing_to_verify')
  const text = asked.text.trim()
  if (asked.result !== 'confirmed' && !text)
    return refuse('invalid', 'commitments.verification_text_missing', 'text')
  return done({ result: asked.result, text, state: asked.result === 'confirmed' ? 'verified' : 'returned' })
}

function maySpeak(commitment: Commitment, { actor, institutionId, by }: AskedVerification): boolean {
  if (by === 'noted') return may(actor, 'coordinate', commitment.dialogueId)
  return institutionId === commitment.verifierId && actor.speaksFor.includes(institutionId)
}
