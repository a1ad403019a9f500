/** Reads for the letters "what your institution promised": who gets what, and who has it already. */

import { findDialogue } from '../dialogues/queries.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { type PromiseFacts, promisedKey } from './letters.tsx'
import { ownersOf } from './owner-queries.ts'
import { promiseLots } from './promise.ts'
import { commitmentsOfMeeting } from './queries.ts'

/** One letter, ready but for its links. */
export interface PreparedPromise {
  /** With empty addresses. */
  readonly facts: PromiseFacts
  /** Stands for the list of commitments in it. */
  readonly revision: string
  /** This very list went to this person before. */
  readonly sent: boolean
}

interface PreparedPromises {
  readonly letters: readonly PreparedPromise[]
  readonly unreachable: readonly InstitutionName[]
}

/** The letters of a meeting in a fixed number of queries. The caller has checked the meeting. */
export async function preparePromises(store: Store, meeting: Meeting): Promise<PreparedPromises> {
  const [dialogue, commitments] = await Promise.all([
    findDialogue(store, meeting.dialogueId, 'all'),
    commitmentsOfMeeting(store, meeting.id),
  ])
  const [owners, institutions] = await Promise.all([
    ownersOf(store, commitments),
    institutionNames(store, [...new Set(commitments.map((commitment) => commitment.leadId))]),
  ])
  const { lots, unreachable } = promiseLots(commitments, owners)
  const cards = new Map([...owners.values()].flat().map((card) => [card.id, card]))
  const prepared = lots.flatMap((lot) => {
    const [person, institution] = [cards.get(lot.personId), institutions.get(lot.institutionId)]
    if (!dialogue || !person || !institution) return []
    const promises = lot.commitments.map((commitment) => ({ commitment, url: '' }))
    const ids = lot.commitments.map((commitment) => commitment.id).join(' ')
    const facts = { dialogue, meeting, institution, person, promises }
    return [{ facts, revision: store.instance.digest(ids).slice(0, 16) }]
  })
  const sent = await keysSent(store, prepared)
  return {
    letters: prepared.map((letter) => ({ ...letter, sent: sent.has(keyOf(letter)) })),
    unreachable: unreachable.flatMap((id) => institutions.get(id) ?? []),
  }
}

type Unsent = Pick<PreparedPromise, 'facts' | 'revision'>

function keyOf({ facts, revision }: Unsent): string {
  return promisedKey(facts, revision)
}

async function keysSent(store: Store, letters: readonly Unsent[]): Promise<Set<string>> {
  const rows = await store.db
    .selectFrom('outbox')
    .select('dedupe_key')
    .where(inList('dedupe_key', letters.map(keyOf)))
    .execute()
  return new Set(rows.map((row) => row.dedupe_key))
}
