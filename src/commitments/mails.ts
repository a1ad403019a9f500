/** Statements that queue the letters of this room with the links they carry; commands put them into their batch. */

import { type LinkPurpose, linkUrls } from '../auth/links.ts'
import { findDialogue } from '../dialogues/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { plus } from '../kernel/instant.ts'
import { enqueue, type Mail } from '../mail/outbox.ts'
import type { PersonCard } from '../people/person.ts'
import type { Statement, Store } from '../store/store.ts'
import { type Commitment, LINK_LIFE } from './commitment.ts'
import type { DueMove } from './due.ts'
import { dueMoved, type LetterFacts, reportReturned, verificationRequest } from './letters.tsx'
import { ownersOf, verifiersOf } from './owner-queries.ts'
import type { Report } from './report.ts'

/** Asks the focal points of the verifying institution; nothing when none was chosen or can be written to. */
export async function verificationRequests(
  store: Store,
  commitment: Commitment,
  report: Pick<Report, 'id' | 'text' | 'evidence'>,
): Promise<Statement[]> {
  const people = await verifiersOf(store, commitment)
  const addressed = { people, institutionId: commitment.verifierId, purpose: 'verify' as const }
  return lettersTo(store, commitment, addressed, (facts) => verificationRequest(facts, report))
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

async function lettersToOwners(
  store: Store,
  commitment: Commitment,
  write: (facts: LetterFacts) => Mail,
): Promise<Statement[]> {
  const people = (await ownersOf(store, [commitment])).get(commitment.id) ?? []
  const addressed = { people, institutionId: commitment.leadId, purpose: 'report' as const }
  return lettersTo(store, commitment, addressed, write)
}

interface Addressed {
  readonly people: readonly PersonCard[]
  readonly institutionId: Id | null
  readonly purpose: LinkPurpose
}

async function lettersTo(
  store: Store,
  commitment: Commitment,
  { people, institutionId, purpose }: Addressed,
  write: (facts: LetterFacts) => Mail,
): Promise<Statement[]> {
  if (people.length === 0 || !institutionId) return []
  const expiresAt = plus(store.now, LINK_LIFE)
  const requests = people.map(({ id }) => ({
    personId: id,
    purpose,
    subjectId: commitment.id,
    expiresAt,
  }))
  const [dialogue, names, links] = await Promise.all([
    findDialogue(store, commitment.dialogueId, 'all'),
    institutionNames(store, [commitment.leadId, institutionId]),
    linkUrls(store, requests),
  ])
  const [lead, of] = [names.get(commitment.leadId), names.get(institutionId)]
  if (!dialogue || !lead || !of) return []
  const mails = people.map((person, at) =>
    write({ dialogue, commitment, lead, of, person, url: links.urls[at] ?? '' }),
  )
  return [...links.statements, ...mails.flatMap((mail) => enqueue(store, mail).statements)]
}
