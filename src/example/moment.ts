/** When the example's acts took place, and what it means when one of them is refused. */

import type { Instant } from '../kernel/instant.ts'
import { localDate, localTime } from '../kernel/local-date.ts'
import type { Outcome } from '../kernel/outcome.ts'
import { instantOf, zone } from '../kernel/zone.ts'
import type { Store } from '../store/store.ts'

/** The same database, frozen at any instant: every act of the example happens on its own day. */
export type OpenStoreAt = (instant: Instant) => Store

const ASTANA = zone('Asia/Almaty')

/** The instant of a wall time in Astana such as `2025-10-14 09:00`. @throws RangeError for anything else. */
export function astana(wall: string): Instant {
  const [date = '', time = ''] = wall.split(' ')
  return instantOf({ date: localDate(date), time: localTime(time) }, ASTANA)
}

/** The morning on which the example is looked at: its acts end the evening before (domain.md §5). */
export const EXAMPLE_NOW = astana('2026-01-15 09:00')

/** The value of an act that cannot be refused unless the example itself is wrong. @throws Error if it was. */
export function must<T>(outcome: Outcome<T>, act: string): T {
  if (outcome.ok) return outcome.value
  const at = outcome.faults?.map((fault) => `${fault.field}: ${fault.messageKey}`).join(', ')
  throw new Error(`the example cannot be loaded, ${act} was refused: ${at ?? outcome.messageKey}`)
}

/** The entry of a table of the example. @throws Error for a name that nothing has. */
export function named<T>(table: ReadonlyMap<string, T>, name: string): T {
  const found = table.get(name)
  if (found === undefined) throw new Error(`the example refers to ${name}, which it does not have`)
  return found
}
