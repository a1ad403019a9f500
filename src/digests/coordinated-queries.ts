/**
 * Reads for the digests of those who coordinate: what is late in their dialogues and whom to phone there. All of it is
 * counted, but words and names are read only of what a section can show: there may be thousands of the rest.
 */

import type { Commitment } from '../commitments/commitment.ts'
import { commitmentsById, withoutWords } from '../commitments/queries.ts'
import { NOT_OWING_STATES } from '../commitments/state.ts'
import type { Id } from '../kernel/id.ts'
import { personCards } from '../people/queries.ts'
import { inList } from '../store/lists.ts'
import { pause } from '../store/part.ts'
import type { Store } from '../store/store.ts'
import type { Call, Stopped } from './call.ts'
import { silentAmong } from './call-queries.ts'
import { LINES } from './digest.ts'
import { utcDay } from './queries.ts'

/** A section shows no more lines, since one that would be left out alone is shown. */
const SHOWN = LINES + 1

/** What is seen of some dialogues by whoever coordinates them. */
export interface Coordinated {
  /** Soonest due first. */
  readonly late: readonly Commitment[]
  /** Soonest due first; of the owners only the first one, who is named. */
  readonly calls: readonly Call[]
  readonly stopped: readonly Stopped[]
}

/**
 * What is late and whom to phone in the dialogues `own`; a fixed number of queries, none for no dialogue. Words and
 * names are there of as many lines of each dialogue as a digest can show.
 * @param known what waits for the recipients themselves, with words: it stands in another section of their digests.
 */
export async function coordinatedIn(
  store: Store,
  own: ReadonlySet<Id>,
  known: ReadonlyMap<Id, Commitment>,
): Promise<Coordinated> {
  const scope = [...own]
  if (scope.length === 0) return { late: [], calls: [], stopped: [] }
  const { calls, stopped } = await silentAmong(store, scope)
  await pause()
  const late = await lateIn(store, scope)
  const called = new Set(
    calls.filter(({ shares }) => shares.length === 0).map(({ commitment }) => commitment.id),
  )
  const shownLate = firstOfEach(
    late.filter(({ id }) => !known.has(id) && !called.has(id)),
    dialogueOf,
  )
  const shownCalls = firstOfEach(calls, ({ commitment }) => dialogueOf(commitment))
  const named = [
    ...shownCalls.flatMap(({ owners }) => owners.slice(0, 1)),
    ...stopped.map(({ person }) => person),
  ]
  const told = [...shownLate, ...shownCalls.map(({ commitment }) => commitment)].map(({ id }) => id)
  const [cards, read] = await Promise.all([
    personCards(store, [...new Set(named)]),
    commitmentsById(store, [...new Set(told)]),
  ])
  const withWords = (one: Commitment) => read.get(one.id) ?? known.get(one.id) ?? one
  return {
    late: late.map(withWords),
    calls: calls.map((call) => ({
      ...call,
      commitment: withWords(call.commitment),
      owners: call.owners.slice(0, 1).flatMap((id) => cards.get(id) ?? []),
    })),
    stopped: stopped.flatMap(({ person, ...rest }): Stopped[] => {
      const card = cards.get(person)
      return card ? [{ ...rest, person: card }] : []
    }),
  }
}

/** Without words. */
function lateIn(store: Store, scope: readonly Id[]): Promise<Commitment[]> {
  const ids = store.db
    .selectFrom('commitments')
    .select('id')
    .where(inList('dialogue_id', scope))
    .where('state', 'not in', NOT_OWING_STATES)
    // In some zones it is tomorrow already.
    .where('due_on', '<=', utcDay(store))
  return withoutWords(store, ids)
}

function dialogueOf({ dialogueId }: Commitment): Id {
  return dialogueId
}

/** Whatever dialogues somebody coordinates: no more than these can be the first ones in all of them together. */
function firstOfEach<T>(items: readonly T[], keyOf: (item: T) => Id): T[] {
  return [...Map.groupBy(items, keyOf).values()].flatMap((some) => some.slice(0, SHOWN))
}
