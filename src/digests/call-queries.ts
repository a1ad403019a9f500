/** Whom to phone, with names: for the secretariat's pages and digests. */

import { callKey, rests } from '../calls/call-note.ts'
import { lastCalls } from '../calls/queries.ts'
import { commitmentsById } from '../commitments/queries.ts'
import type { Id } from '../kernel/id.ts'
import { addDays } from '../kernel/local-date.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Scope } from '../people/may.ts'
import { personCards } from '../people/queries.ts'
import type { Store } from '../store/store.ts'
import { type Call, callsAmong, type Stopped, shareCallsAmong, silentIn, stoppedAmong } from './call.ts'
import { owedForCalls } from './owed-queries.ts'
import { utcDay } from './queries.ts'
import { sharesNow } from './share-queries.ts'

/** Who has to be phoned, and by whom reminders are not read. */
export interface ToPhone {
  readonly calls: readonly Call[]
  /** Phoned already, and to be looked at again on a later day. */
  readonly resting: readonly Call[]
  readonly stopped: readonly Stopped[]
}

/**
 * Whom to call: owners silent after the last reminder about a commitment, a period or a part, longest first; and
 * owners who switched reminders off or pause them, or whose address takes no mail (domain.md §6.7, §6.8).
 * @param most how many of either list of calls are shown: the words of the others are not read, nor those of what
 *   the stopped ones owe.
 */
export async function whomToPhone(
  store: Store,
  scope: Scope,
  most = Number.POSITIVE_INFINITY,
): Promise<ToPhone> {
  const { calls, resting, stopped } = await silentAmong(store, scope)
  const shown = [...calls.slice(0, most), ...resting.slice(0, most)]
  const named = [
    ...[...calls, ...resting].flatMap(({ owners }) => owners),
    ...stopped.map(({ person }) => person),
  ]
  const [told, cards] = await Promise.all([
    commitmentsById(store, [...new Set(shown.map(({ commitment }) => commitment.id))]),
    personCards(store, [...new Set(named)]),
  ])
  const known = (call: Call<Id>): Call => ({
    ...call,
    commitment: told.get(call.commitment.id) ?? call.commitment,
    owners: call.owners.flatMap((id) => cards.get(id) ?? []),
  })
  return {
    calls: calls.map(known),
    resting: resting.map(known),
    stopped: stopped.flatMap((one): Stopped[] => {
      const person = cards.get(one.person)
      return person ? [{ ...one, person }] : []
    }),
  }
}

/** The same lists, longest silent first, as yet without names and words. */
interface Silent {
  readonly calls: readonly Call<Id>[]
  readonly resting: readonly Call<Id>[]
  readonly stopped: readonly Stopped<Id>[]
}

/** Of all that is owed in a scope, who is silent and whom no reminder reaches. */
export async function silentAmong(store: Store, scope: Scope): Promise<Silent> {
  const until = addDays(utcDay(store), 1)
  const [owed, shares] = await Promise.all([
    owedForCalls(store, scope),
    sharesNow(store, scope === 'all' ? { until } : { until, dialogues: scope }),
  ])
  const silent = [...callsAmong(owed, store.now), ...shareCallsAmong(shares, store.now)].sort(soonestFirst)
  const notes = await lastCalls(
    store,
    silent.map(({ commitment }) => commitment),
  )
  const known = silent.map(
    (call): Call<Id> => ({ ...call, note: notes.get(callKey(call.commitment, call.institutionId)) ?? null }),
  )
  const later = ({ note, commitment }: Call<Id>) => rests(note, dateOf(store.now, commitment.zone))
  return {
    calls: known.filter((call) => !later(call)),
    resting: known.filter(later),
    stopped: stoppedAmong(owed, shares),
  }
}

/** Without a date last. */
function soonestFirst(a: Call<Id>, b: Call<Id>): number {
  const [one, other] = [silentIn(a).dueOn ?? '9999', silentIn(b).dueOn ?? '9999']
  return one < other ? -1 : one > other ? 1 : 0
}
