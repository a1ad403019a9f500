/** Whom to phone, with names: for the secretariat's pages and digests. */

import type { Id } from '../kernel/id.ts'
import type { Scope } from '../people/may.ts'
import { personCards } from '../people/queries.ts'
import type { Store } from '../store/store.ts'
import { type Call, callsAmong, type Stopped, stoppedAmong } from './call.ts'
import { type OwedNow, owedNow } from './queries.ts'

/**
 * Whom to call: owners silent after the last reminder, longest first; and owners who switched reminders off or pause
 * them, or whose address takes no mail (domain.md §6.7, §6.8).
 */
export async function whomToPhone(
  store: Store,
  scope: Scope,
): Promise<{ calls: Call[]; stopped: Stopped[] }> {
  return toPhone(
    store,
    await owedNow(store, scope === 'all' ? {} : { among: { leads: [], dialogues: scope } }),
  )
}

/** Both lists of what is owed; names are read of those only who stand in them. */
export async function toPhone(store: Store, owed: OwedNow): Promise<{ calls: Call[]; stopped: Stopped[] }> {
  const calls = callsAmong(owed, store.now)
  const stopped = stoppedAmong(owed)
  const ids = [...calls.flatMap(({ owners }) => owners), ...stopped.map(({ person }) => person)]
  const cards = await personCards(store, [...new Set<Id>(ids)])
  return {
    calls: calls.map((call) => ({ ...call, owners: call.owners.flatMap((id) => cards.get(id) ?? []) })),
    stopped: stopped.flatMap((one): Stopped[] => {
      const person = cards.get(one.person)
      return person ? [{ ...one, person }] : []
    }),
  }
}
