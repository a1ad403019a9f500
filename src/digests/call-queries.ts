/** Whom to phone, with names: for the secretariat's pages and digests. */

import { rests } from '../calls/call-note.ts'
import { lastCalls } from '../calls/queries.ts'
import type { Id } from '../kernel/id.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Scope } from '../people/may.ts'
import { personCards } from '../people/queries.ts'
import type { Store } from '../store/store.ts'
import { type Call, callsAmong, type Stopped, stoppedAmong } from './call.ts'
import { type OwedNow, owedNow } from './queries.ts'

/** Who has to be phoned, and by whom reminders are not read. */
export interface ToPhone {
  readonly calls: readonly Call[]
  /** Phoned already, and to be looked at again on a later day. */
  readonly resting: readonly Call[]
  readonly stopped: readonly Stopped[]
}

/**
 * Whom to call: owners silent after the last reminder, longest first; and owners who switched reminders off or pause
 * them, or whose address takes no mail (domain.md §6.7, §6.8).
 */
export async function whomToPhone(store: Store, scope: Scope): Promise<ToPhone> {
  return toPhone(
    store,
    await owedNow(store, scope === 'all' ? {} : { among: { leads: [], dialogues: scope } }),
  )
}

/** The lists of what is owed; names are read of those only who stand in them. */
export async function toPhone(store: Store, owed: OwedNow): Promise<ToPhone> {
  const silent = callsAmong(owed, store.now)
  const stopped = stoppedAmong(owed)
  const ids = [...silent.flatMap(({ owners }) => owners), ...stopped.map(({ person }) => person)]
  const [cards, notes] = await Promise.all([
    personCards(store, [...new Set<Id>(ids)]),
    lastCalls(
      store,
      silent.map(({ commitment }) => commitment.id),
    ),
  ])
  const known = silent.map(
    (call): Call => ({
      ...call,
      owners: call.owners.flatMap((id) => cards.get(id) ?? []),
      note: notes.get(call.commitment.id) ?? null,
    }),
  )
  const later = ({ note, commitment }: Call) => rests(note, dateOf(store.now, commitment.zone))
  return {
    calls: known.filter((call) => !later(call)),
    resting: known.filter(later),
    stopped: stopped.flatMap((one): Stopped[] => {
      const person = cards.get(one.person)
      return person ? [{ ...one, person }] : []
    }),
  }
}
