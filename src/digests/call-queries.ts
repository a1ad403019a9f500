/** The call list for the secretariat's pages. */

import type { Scope } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import { type Call, callsAmong, type Stopped, stoppedAmong } from './call.ts'
import { type OwedNow, owedNow } from './queries.ts'

/** Commitments whose reminders ended without an answer, or never reach anybody (product.md rule 9). */
export async function callList(store: Store, scope: Scope): Promise<Call[]> {
  return callsAmong(within(await owedNow(store), scope), store.now)
}

/** Owners who switched reminders off or whose address takes no mail: "phone this person" (domain.md §6.8). */
export async function stoppedReminders(store: Store, scope: Scope): Promise<Stopped[]> {
  return stoppedAmong(within(await owedNow(store), scope))
}

function within(owed: OwedNow, scope: Scope): OwedNow {
  if (scope === 'all') return owed
  return { ...owed, promises: owed.promises.filter(({ dialogueId }) => scope.includes(dialogueId)) }
}
