/** Reads of commitments without a person, and of those who can name one. */

import type { Commitment } from '../commitments/commitment.ts'
import { ownersOf } from '../commitments/owner-queries.ts'
import { commitmentsById } from '../commitments/queries.ts'
import { NOT_OWING_STATES, OWING_STATES } from '../commitments/state.ts'
import { UNDER_WAY, utcDay } from '../digests/queries.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { addDays } from '../kernel/local-date.ts'
import type { Scope } from '../people/may.ts'
import { personCards } from '../people/queries.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import type { Gap } from './gap.ts'

/** Rows of one page of the list. */
export const GAPS_A_PAGE = 100

/** One page of what hangs in the air, soonest due first; six queries. */
export async function gapsIn(
  store: Store,
  scope: Scope,
  pageNumber = 1,
): Promise<{ gaps: Gap[]; hasNext: boolean }> {
  const rows = await unattended(store, scope, 'all')
    .limit(GAPS_A_PAGE + 1)
    .offset((pageNumber - 1) * GAPS_A_PAGE)
    .execute()
  const ids = rows.slice(0, GAPS_A_PAGE).map(({ id }) => id)
  return { gaps: await assembled(store, ids), hasNext: rows.length > GAPS_A_PAGE }
}

/** How many commitments hang in the air, by dialogue; one query. */
export async function gapsByDialogue(
  store: Store,
  scope: Scope,
): Promise<{ readonly dialogueId: Id; readonly count: number }[]> {
  const rows = await unattended(store, scope, 'all')
    .clearSelect()
    .clearOrderBy()
    .select('commitments.dialogue_id')
    .select((eb) => eb.fn.countAll<number | string>().as('n'))
    .groupBy('commitments.dialogue_id')
    .orderBy('commitments.dialogue_id')
    .execute()
  return rows.map(({ dialogue_id, n }) => ({ dialogueId: dialogue_id, count: Number(n) }))
}

/**
 * Commitments whose person left and whose institution was not asked for another one yet, though somebody of it can be
 * written to; at most so many.
 */
export async function orphaned(store: Store, most: number): Promise<Commitment[]> {
  const today = utcDay(store)
  const rows = await unattended(store, 'all', 'left')
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('affiliations')
          .innerJoin('persons', 'persons.id', 'affiliations.person_id')
          .select('affiliations.id')
          .whereRef('affiliations.institution_id', '=', 'commitments.lead_institution_id')
          .where('affiliations.role', '=', 'focal_point')
          .where('affiliations.valid_from', '<=', today)
          .where((or) =>
            or.or([or('affiliations.valid_to', 'is', null), or('affiliations.valid_to', '>=', today)]),
          )
          .where('persons.email', '<>', ''),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('succession_requests')
            .select('asked_at')
            .whereRef('succession_requests.commitment_id', '=', 'commitments.id')
            .whereRef('succession_requests.person_id', '=', 'commitments.person_id'),
        ),
      ),
    )
    .limit(most)
    .execute()
  const ids = rows.map(({ id }) => id)
  const commitments = await commitmentsById(store, ids)
  return ids.flatMap((id) => commitments.get(id) ?? [])
}

async function assembled(store: Store, ids: readonly Id[]): Promise<Gap[]> {
  const commitments = [...(await commitmentsById(store, ids)).values()]
  const [owners, formers, asked] = await Promise.all([
    ownersOf(store, commitments),
    personCards(store, [...new Set(commitments.flatMap(({ personId }) => personId ?? []))]),
    askedAt(store, ids),
  ])
  const byId = new Map(commitments.map((commitment) => [commitment.id, commitment]))
  return ids.flatMap((id): Gap[] => {
    const commitment = byId.get(id)
    if (!commitment) return []
    const { personId } = commitment
    return [
      {
        commitment,
        kind: personId ? 'left' : 'unnamed',
        former: personId ? (formers.get(personId) ?? null) : null,
        points: owners.get(id) ?? [],
        askedAt: (personId && asked.get(`${id} ${personId}`)) || null,
      },
    ]
  })
}

async function askedAt(store: Store, ids: readonly Id[]): Promise<Map<string, Instant>> {
  const rows = await store.db
    .selectFrom('succession_requests')
    .selectAll()
    .where(inList('commitment_id', ids))
    .execute()
  return new Map(rows.map((row) => [`${row.commitment_id} ${row.person_id}`, row.asked_at]))
}

/** Owed commitments of dialogues under way without a person who still speaks for the lead. */
function unattended(store: Store, scope: Scope, which: 'all' | 'left') {
  // Who leaves today still speaks today: the institution is asked tomorrow, when another name may stand already.
  const today = utcDay(store)
  // Who was named after midnight speaks from a day that UTC has yet to reach.
  const begun = addDays(today, 1)
  const query = store.db
    .selectFrom('commitments')
    .innerJoin('dialogues', 'dialogues.id', 'commitments.dialogue_id')
    .select('commitments.id')
    // By what they are not, where dialogues are named: SQLite would go by the state to those of all dialogues.
    .where((eb) =>
      scope === 'all'
        ? eb('commitments.state', 'in', OWING_STATES)
        : eb('commitments.state', 'not in', NOT_OWING_STATES),
    )
    .where('dialogues.state', 'in', UNDER_WAY)
    .where((eb) =>
      eb.or([
        ...(which === 'all' ? [eb('commitments.person_id', 'is', null)] : []),
        eb.and([
          eb('commitments.person_id', 'is not', null),
          eb.not(
            eb.exists(
              eb
                .selectFrom('affiliations')
                .select('affiliations.id')
                .whereRef('affiliations.person_id', '=', 'commitments.person_id')
                .whereRef('affiliations.institution_id', '=', 'commitments.lead_institution_id')
                .where('affiliations.valid_from', '<=', begun)
                .where((or) =>
                  or.or([or('affiliations.valid_to', 'is', null), or('affiliations.valid_to', '>=', today)]),
                ),
            ),
          ),
        ]),
      ]),
    )
    .orderBy('commitments.due_on', (due) => due.asc().nullsLast())
    .orderBy('commitments.id')
  return scope === 'all' ? query : query.where(inList('commitments.dialogue_id', scope))
}
