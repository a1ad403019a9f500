/** Asks institutions whose person left to name another one: load, decide, commit; once for each person. */

import { linkUrls } from '../auth/links.ts'
import { type Commitment, LINK_LIFE } from '../commitments/commitment.ts'
import { dialoguesById } from '../dialogues/queries.ts'
import { utcDay } from '../digests/queries.ts'
import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
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
  const askings = askingsOf(commitments)
  const [first, ...facts] = commitments.map((commitment) => factOf(store, commitment))
  if (!first) return 0
  const points = await focalPoints(
    store,
    [...new Set(commitments.map(({ leadId }) => leadId))],
    utcDay(store),
  )
  const reachable = (id: Id) => (points.get(id) ?? []).filter(({ email }) => email !== '')
  const mails = await lettersOf(
    store,
    askings.map((asking) => ({ asking, people: reachable(asking.institutionId) })),
  )
  const kept = commitments.flatMap((one) => askedRow(store, one))
  const outcome = await store.commit([first, ...facts, kept, mails], askings.length)
  if (!outcome.ok) return 0
  return commitments.length === MOST ? { count: askings.length, more: true } : askings.length
}

/** Once for each person of a commitment: what two processes decide at once collides here. */
function factOf(store: Store, { id, personId, leadId }: Commitment) {
  const details = { institution: leadId, commitment: id }
  const subject = { id: `succession.${id}.${personId}`, version: 0 }
  return recordFact(store, subject, { kind: 'succession.asked', actorId: 'system', details })
}

/** Stands for what one mail asks. */
function revisionOf(store: Store, { commitments }: Asking): string {
  return store.instance.digest(commitments.map(({ id, personId }) => `${id} ${personId}`).join('\n'))
}

function askedRow(store: Store, { id, personId }: Commitment): Statement[] {
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
