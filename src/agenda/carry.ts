/** What the previous meeting left open: which items return, and as what. */

import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { AgendaItem } from './item.ts'

/**
 * The items of the previous meeting that can return: neither taken nor withdrawn, no breaks, and not here
 * already (field.md §5, 28: what was not ticked comes back).
 * @param here the items of the meeting that they would return to.
 */
export function openItems(previous: readonly AgendaItem[], here: readonly AgendaItem[]): AgendaItem[] {
  const returned = new Set(here.map((item) => item.carriedFromId))
  return previous.filter(
    (item) => !item.isBreak && item.state !== 'taken' && item.state !== 'withdrawn' && !returned.has(item.id),
  )
}

/**
 * Chooses among the open items those that were asked for.
 * @returns them in the order of the previous agenda; `invalid` `agenda.nothing_chosen` (field `item`) without
 *   any, `conflict` `agenda.not_open` when one of them is not open any more.
 */
export function decideCarryOver(open: readonly AgendaItem[], asked: readonly Id[]): Outcome<AgendaItem[]> {
  if (asked.length === 0) return refuse('invalid', 'agenda.nothing_chosen', 'item')
  const chosen = open.filter((item) => asked.includes(item.id))
  return chosen.length === new Set(asked).size ? done(chosen) : refuse('conflict', 'agenda.not_open')
}
