/** Asks institutions whose person left to name another one: load, decide, commit; once for each person. */

import { linkUrls } from '../auth/links.ts'
import { LINK_LIFE } from '../commitments/commitment.ts'
import { dialoguesById } from '../dialogues/queries.ts'
import { utcDay } from '../digests/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import { plus } from '../kernel/instant.ts'
import { recordFact } from '../ledger/facts.ts'
import { enqueue } from '../mail/outbox.ts'
import type { PersonCard } from '../people/person.ts'
import { focalPoints, personCards } from '../people/queries.ts'
import type { Part } from '../store/part.ts'
import type { Statement, Store } from '../store/store.ts'
import { type Asking, askingsOf } from './gap.ts'
import { successorMail } from './letters.tsx'
import { orphaned } from './queries.ts'

/** Commitments looked at in one run, and so in one batch: each takes one statement and each mail a few. */
const MOST = 50

/**
 * Asks the focal points of every institution whose named person no longer speaks for it. Where nobody can be written
 * to, the commitment stays on the list of what hangs in the air. Twice, late or in two processes: the same mails.
 * @returns how many institutions were asked, and whether there may be more.
 */
export async function askSuccessors(store: Store): Promise<number | Part> {
  const commitments = await orphaned(store, MOST)
  const points = await focalPoints(
    store,
    [...new Set(commitments.map(({ leadId }) => leadId))],
    utcDay(store),
  )
  const reachable = (id: string) => (points.get(id) ?? []).filter(({ email }) => email !== '')
  const askings = askingsOf(commitments).filter(({ institutionId }) => reachable(institutionId).length > 0)
  const [first, ...facts] = askings.map((asking) => factOf(store, asking))
  if (!first) return 0
  const mails = await lettersOf(
    store,
    askings.map((asking) => ({ asking, people: reachable(asking.institutionId) })),
  )
  const kept = askings.flatMap((asking) => asking.commitments.map((one) => askedRow(store, one)))
  const outcome = await store.commit([first, ...facts, ...kept.flat(), mails], askings.length)
  if (!outcome.ok) return 0
  return commitments.length === MOST ? { count: askings.length, more: true } : askings.length
}

/** One asking of an institution and dialogue a day: what two processes decide at once collides here. */
function revisionOf(store: Store, { dialogueId, institutionId }: Asking): string {
  return `${dialogueId}.${institutionId}.${utcDay(store)}`
}

function factOf(store: Store, asking: Asking) {
  const details = { institution: asking.institutionId, commitments: asking.commitments.length }
  const subject = { id: `succession.${revisionOf(store, asking)}`, version: 0 }
  return recordFact(store, subject, { kind: 'succession.asked', actorId: 'system', details })
}

function askedRow(store: Store, { id, personId }: Asking['commitments'][number]): Statement[] {
  if (!personId) return []
  const row = { commitment_id: id, person_id: personId, asked_at: store.now }
  return [store.db.insertInto('succession_requests').values(row)]
}

interface Addressed {
  readonly asking: Asking
  readonly people: readonly PersonCard[]
}

async function lettersOf(store: Store, addressed: readonly Addressed[]): Promise<Statement[]> {
  const commitments = addressed.flatMap(({ asking }) => asking.commitments)
  const expiresAt = plus(store.now, LINK_LIFE)
  const [dialogues, institutions, formers, links] = await Promise.all([
    dialoguesById(store, [...new Set(addressed.map(({ asking }) => asking.dialogueId))]),
    institutionNames(store, [...new Set(addressed.map(({ asking }) => asking.institutionId))]),
    personCards(store, [...new Set(commitments.flatMap(({ personId }) => personId ?? []))]),
    linkUrls(
      store,
      addressed.flatMap(({ asking, people }) =>
        people.map(({ id }) => ({
          personId: id,
          purpose: 'promises' as const,
          subjectId: asking.institutionId,
          expiresAt,
        })),
      ),
    ),
  ])
  const urls = links.urls.values()
  const mails = addressed.flatMap(({ asking, people }) => {
    const addressees = people.map((person) => ({ person, url: urls.next().value ?? '' }))
    const [dialogue, institution] = [dialogues.get(asking.dialogueId), institutions.get(asking.institutionId)]
    if (!dialogue || !institution) return []
    const about = asking.commitments.map((commitment) => ({
      commitment,
      former: (commitment.personId && formers.get(commitment.personId)) || null,
    }))
    return addressees.map((to) =>
      successorMail({ dialogue, institution, commitments: about, ...to }, revisionOf(store, asking)),
    )
  })
  return [...links.statements, ...mails.flatMap((mail) => enqueue(store, mail).statements)]
}
