/** Reads for the letters "what your institution promised": who gets what, and who has it already. */

import { findDialogue } from '../dialogues/queries.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { promiseOf } from '../recurring/asked.ts'
import { openParts } from '../recurring/share.ts'
import { partsOf } from '../recurring/share-queries.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { Commitment } from './commitment.ts'
import { type PromiseFacts, promisedKey } from './letters.tsx'
import { ownersOf } from './owner-queries.ts'
import { promiseLots } from './promise.ts'
import { commitmentsOfMeeting } from './queries.ts'
import { awaitsLead } from './state.ts'

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
  const parts = await partsIn(store, commitments)
  const promised = [...commitments, ...parts.keys()]
  const [owners, institutions] = await Promise.all([
    ownersOf(store, promised),
    institutionNames(store, [...new Set(promised.map((commitment) => commitment.leadId))]),
  ])
  const { lots, unreachable } = promiseLots(promised, owners)
  const cards = new Map([...owners.values()].flat().map((card) => [card.id, card]))
  const prepared = lots.flatMap((lot) => {
    const [person, institution] = [cards.get(lot.personId), institutions.get(lot.institutionId)]
    if (!dialogue || !person || !institution) return []
    const promises = lot.commitments.map((commitment) => ({
      commitment: { ...commitment, id: parts.get(commitment) ?? commitment.id },
      url: '',
    }))
    const ids = lot.commitments.map((commitment) => commitment.id).join(' ')
    const facts = { dialogue, meeting, institution, person, promises, allUrl: '' }
    return [{ facts, revision: store.instance.digest(ids).slice(0, 16) }]
  })
  const sent = await keysSent(store, prepared)
  return {
    letters: prepared.map((letter) => ({ ...letter, sent: sent.has(keyOf(letter)) })),
    unreachable: unreachable.flatMap((id) => institutions.get(id) ?? []),
  }
}

/**
 * The open parts as promises of their institutions, each under its own id, with the id of the commitment that it
 * belongs to.
 */
async function partsIn(store: Store, commitments: readonly Commitment[]): Promise<Map<Commitment, Id>> {
  const standing = commitments.filter(({ state }) => awaitsLead(state))
  const byId = new Map(standing.map((commitment) => [commitment.id, commitment]))
  const parts = openParts(await partsOf(store, [...byId.keys()]))
  return new Map(
    parts.flatMap((part): [Commitment, Id][] => {
      const whole = byId.get(part.commitmentId)
      if (!whole) return []
      const { id, institutionId: leadId } = part
      return [[{ ...promiseOf(part, whole), id, leadId, personId: null }, whole.id]]
    }),
  )
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
