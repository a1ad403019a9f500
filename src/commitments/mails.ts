/** Statements that queue the letters of this room with the links they carry; commands put them into their batch. */

import { type LinkPurpose, linkUrls } from '../auth/links.ts'
import { findDialogue } from '../dialogues/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { plus } from '../kernel/instant.ts'
import { enqueue, type Mail } from '../mail/outbox.ts'
import type { PersonCard } from '../people/person.ts'
import type { DueRequest } from '../steps/due-request.ts'
import type { Statement, Store } from '../store/store.ts'
import { type Commitment, LINK_LIFE } from './commitment.ts'
import type { DueMove } from './due.ts'
import { dueMoved, dueRefused, type LetterFacts, reportReturned, verificationRequest } from './letters.tsx'
import { allVerifiersOf, ownersOf } from './owner-queries.ts'
import type { Report } from './report.ts'

/** Asks the focal points of the verifying institution; nothing when none was chosen or can be written to. */
export async function verificationRequests(
  store: Store,
  commitment: Commitment,
  report: Pick<Report, 'id' | 'text' | 'evidence'>,
): Promise<Statement[]> {
  return allVerificationRequests(store, [{ commitment, report }])
}

/** One report of "done" and the commitment it is about. */
export interface ToVerify {
  readonly commitment: Commitment
  readonly report: Pick<Report, 'id' | 'text' | 'evidence'>
}

/** As {@link verificationRequests} for several commitments of one dialogue, in as many queries as for one. */
export async function allVerificationRequests(
  store: Store,
  asked: readonly ToVerify[],
): Promise<Statement[]> {
  const verifiers = await allVerifiersOf(
    store,
    asked.map(({ commitment }) => commitment),
  )
  return lettersTo(
    store,
    asked.map(({ commitment, report }) => ({
      commitment,
      people: verifiers.get(commitment.id) ?? [],
      institutionId: commitment.verifierId,
      purpose: 'verify',
      write: (facts) => verificationRequest(facts, report),
    })),
  )
}

/** Tells the owners why a report was sent back. */
export async function returnedLetters(
  store: Store,
  commitment: Commitment,
  { report, reason }: { report: Pick<Report, 'id'>; reason: string },
): Promise<Statement[]> {
  return lettersToOwners(store, commitment, (facts) => reportReturned(facts, { id: report.id, reason }))
}

/** Tells the owners the new due date. */
export async function dueMovedLetters(
  store: Store,
  commitment: Commitment,
  move: DueMove,
): Promise<Statement[]> {
  return lettersToOwners(store, commitment, (facts) => dueMoved(facts, move))
}

/** Tells the owners that another date was not granted. */
export async function dueRefusedLetters(
  store: Store,
  commitment: Commitment,
  request: Pick<DueRequest, 'id' | 'dueOn' | 'duePrecision' | 'answer'>,
): Promise<Statement[]> {
  return lettersToOwners(store, commitment, (facts) => dueRefused(facts, request))
}

async function lettersToOwners(
  store: Store,
  commitment: Commitment,
  write: (facts: LetterFacts) => Mail,
): Promise<Statement[]> {
  const people = (await ownersOf(store, [commitment])).get(commitment.id) ?? []
  return lettersTo(store, [
    { commitment, people, institutionId: commitment.leadId, purpose: 'report', write },
  ])
}

interface Addressed {
  readonly commitment: Commitment
  readonly people: readonly PersonCard[]
  readonly institutionId: Id | null
  readonly purpose: LinkPurpose
  readonly write: (facts: LetterFacts) => Mail
}

/** The letters about commitments of one dialogue. */
async function lettersTo(store: Store, addressed: readonly Addressed[]): Promise<Statement[]> {
  const lots = addressed.filter(({ people, institutionId }) => people.length > 0 && institutionId)
  const [first] = lots
  if (!first) return []
  const expiresAt = plus(store.now, LINK_LIFE)
  const requests = lots.flatMap(({ commitment, people, purpose }) =>
    people.map(({ id }) => ({ personId: id, purpose, subjectId: commitment.id, expiresAt })),
  )
  const bodies = lots.flatMap(({ commitment, institutionId }) => [commitment.leadId, institutionId ?? ''])
  const [dialogue, names, links] = await Promise.all([
    findDialogue(store, first.commitment.dialogueId, 'all'),
    institutionNames(store, [...new Set(bodies)]),
    linkUrls(store, requests),
  ])
  const urls = links.urls.values()
  const mails = lots.flatMap(({ commitment, people, institutionId, write }) => {
    const [lead, of] = [names.get(commitment.leadId), names.get(institutionId ?? '')]
    const addressees = people.map((person) => ({ person, url: urls.next().value ?? '' }))
    if (!dialogue || !lead || !of) return []
    return addressees.map((to) => write({ dialogue, commitment, lead, of, ...to }))
  })
  return [...links.statements, ...mails.flatMap((mail) => enqueue(store, mail).statements)]
}
