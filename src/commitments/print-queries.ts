/** What the table of commitments tells beside the list: people, parties, last reports, verifications, objectives. */

import { institutionNames } from '../institutions/queries.ts'
import type { Id } from '../kernel/id.ts'
import { type Actor, may } from '../people/may.ts'
import { personCards } from '../people/queries.ts'
import { sees } from '../people/visible.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { Commitment } from './commitment.ts'
import { objectiveNames } from './objective-queries.ts'
import type { PrintedCommitment } from './printed.ts'
import { supportersOf } from './queries.ts'

/** Some commitments as `actor` may have them as a table, in a fixed number of queries. */
export async function printedCommitments(
  store: Store,
  actor: Actor,
  commitments: readonly Commitment[],
): Promise<PrintedCommitment[]> {
  const ids = commitments.map(({ id }) => id)
  const supporters = await supportersOf(store, ids)
  const [institutions, people, objectives, reports, verifications] = await Promise.all([
    institutionNames(store, [
      ...new Set(commitments.flatMap((one) => partiesOf(one, supporters.get(one.id)))),
    ]),
    personCards(store, [...new Set(commitments.flatMap(({ personId }) => personId ?? []))]),
    objectiveNames(store, [...new Set(commitments.flatMap(({ objectiveId }) => objectiveId ?? []))]),
    reportsIn(store, ids),
    verificationsIn(store, ids),
  ])
  return commitments.map((commitment) => {
    const { id, dialogueId } = commitment
    const seesUnlisted = sees(actor, 'unlistedInstitution', dialogueId)
    const named = (institutionId: Id | null) => {
      const found = institutions.get(institutionId ?? '')
      return found && (seesUnlisted || found.listable !== 'never') ? found : null
    }
    const person = people.get(commitment.personId ?? '')
    return {
      commitment,
      lead: named(commitment.leadId),
      supporters: (supporters.get(id) ?? []).map(named),
      verifier: named(commitment.verifierId),
      person: person && (!person.protected || sees(actor, 'protectedPerson', dialogueId)) ? person : null,
      seesContact: may(actor, 'coordinate', dialogueId) && sees(actor, 'contact', dialogueId),
      objective: objectives.get(commitment.objectiveId ?? '')?.code ?? '',
      ...(reports.get(id) ?? { reports: 0, lastClaim: null }),
      verification: verifications.get(id) ?? null,
    }
  })
}

function partiesOf({ leadId, verifierId }: Commitment, supporters: readonly Id[] = []): Id[] {
  return [leadId, ...(verifierId ? [verifierId] : []), ...supporters]
}

/** How many reports, and what the last one said. */
async function reportsIn(store: Store, ids: readonly Id[]) {
  const [counts, last] = await Promise.all([
    store.db
      .selectFrom('reports')
      .select((eb) => ['commitment_id', eb.fn.countAll<number>().as('count')])
      .where(inList('commitment_id', ids))
      .groupBy('commitment_id')
      .execute(),
    store.db
      .selectFrom('reports')
      .innerJoin('commitments', 'commitments.id', 'reports.commitment_id')
      .select(['reports.commitment_id', 'reports.claim'])
      .whereRef('reports.at', '=', 'commitments.last_report_at')
      .where(inList('reports.commitment_id', ids))
      .orderBy('reports.id')
      .execute(),
  ])
  const claims = new Map(last.map(({ commitment_id, claim }) => [commitment_id, claim]))
  return new Map(
    counts.map(({ commitment_id, count }) => [
      commitment_id,
      { reports: Number(count), lastClaim: claims.get(commitment_id) ?? null },
    ]),
  )
}

/** The last verification of each. */
async function verificationsIn(store: Store, ids: readonly Id[]) {
  const rows = await store.db
    .selectFrom('verifications')
    .select(['commitment_id', 'result', 'at'])
    .where(inList('commitment_id', ids))
    .orderBy('at')
    .orderBy('id')
    .execute()
  return new Map(rows.map(({ commitment_id, result, at }) => [commitment_id, { result, at }]))
}
