/** Sends each institution what it promised at a meeting: load, decide, commit one batch. */

import { sql } from 'kysely'
import { type LinkRequest, linkUrls } from '../auth/links.ts'
import type { Id } from '../kernel/id.ts'
import { plus } from '../kernel/instant.ts'
import { done, type Outcome } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import { enqueue } from '../mail/outbox.ts'
import { meetingFor } from '../meetings/queries.ts'
import type { Actor } from '../people/may.ts'
import { inList } from '../store/lists.ts'
import type { Statement, Store } from '../store/store.ts'
import { type Commitment, LINK_LIFE } from './commitment.ts'
import { promisedMail } from './letters.tsx'
import { type PreparedPromise, preparePromises } from './promise-queries.ts'

interface AskedPromises {
  readonly actor: Actor
  readonly meetingId: Id
}

/**
 * Queues one letter per person with all open commitments of the institution from this meeting. Who has this
 * very list already gets nothing, so that pressing twice sends once.
 * @returns the number of letters queued, 0 if everybody has theirs; `not_found`, `forbidden`.
 */
export async function sendPromises(
  store: Store,
  { actor, meetingId }: AskedPromises,
): Promise<Outcome<number>> {
  const meeting = await meetingFor(store, actor, meetingId, 'organise')
  if (!meeting.ok) return meeting
  const letters = (await preparePromises(store, meeting.value)).letters.filter((letter) => !letter.sent)
  const [first, ...others] = commitmentsIn(letters).map((commitment) =>
    recordFact(store, commitment, {
      kind: 'commitment.promised',
      actorId: actor.personId,
      details: { meeting: meetingId },
    }),
  )
  if (!first) return done(0)
  return store.commit(
    [first, ...others, nextVersions(store, commitmentsIn(letters)), await mailsOf(store, letters)],
    letters.length,
  )
}

function commitmentsIn(letters: readonly PreparedPromise[]): Commitment[] {
  const all = letters.flatMap(({ facts }) => facts.promises.map(({ commitment }) => commitment))
  return [...new Map(all.map((commitment) => [commitment.id, commitment])).values()]
}

function nextVersions(store: Store, commitments: readonly Commitment[]): Statement {
  return store.db
    .updateTable('commitments')
    .set({ version: sql`version + 1` })
    .where(
      inList(
        'id',
        commitments.map((commitment) => commitment.id),
      ),
    )
}

async function mailsOf(store: Store, letters: readonly PreparedPromise[]): Promise<Statement[]> {
  const expiresAt = plus(store.now, LINK_LIFE)
  const requests = letters.flatMap(({ facts: { person, institution, promises } }): LinkRequest[] => {
    const common = { personId: person.id, expiresAt }
    return [
      { ...common, purpose: 'promises', subjectId: institution.id },
      ...promises.map(({ commitment: { id } }) => ({ ...common, purpose: 'report' as const, subjectId: id })),
    ]
  })
  const links = await linkUrls(store, requests)
  const urls = links.urls.values()
  const mails = letters.map(({ facts, revision }) => {
    // In the order of the requests: the whole, then each commitment.
    const allUrl = urls.next().value ?? ''
    const promises = facts.promises.map(({ commitment }) => ({ commitment, url: urls.next().value ?? '' }))
    return promisedMail({ ...facts, promises, allUrl }, revision)
  })
  return [...links.statements, ...mails.flatMap((mail) => enqueue(store, mail).statements)]
}
