/**
 * What earlier meetings left open: which items return to an agenda, why, and what an item has behind it. An item keeps
 * its identity by naming the one it continues; what nobody ticked is offered again the next time (field.md §5, 28). Pure.
 */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { AgendaItem } from './item.ts'

/**
 * Why an item is offered. `not_taken` and `deferred`: it waits; `open_commitments`, `recurs`, `follow_up`: it was taken,
 * but is not over; `ahead`: its meeting has not sat yet; `taken`: over, but it can be taken up again.
 */
export type Reason =
  | 'not_taken'
  | 'deferred'
  | 'open_commitments'
  | 'recurs'
  | 'follow_up'
  | 'ahead'
  | 'taken'

/** Reasons for which an item returns without anybody deciding so. */
const BY_RULE: readonly Reason[] = ['not_taken', 'deferred', 'open_commitments', 'recurs', 'follow_up']

/** One item with the one that it continues, as far as its history needs it. */
export type ItemLink = Pick<AgendaItem, 'id' | 'carriedFromId' | 'day'>

/** On how many agendas a matter has stood, this one counted, and on which day first. */
export interface ItemHistory {
  readonly first: LocalDate
  readonly times: number
  /** All items that are the same matter, the first one first. */
  readonly chain: readonly Id[]
}

/** An earlier meeting of the chain with its agenda. */
export interface EarlierAgenda {
  readonly meetingId: Id
  /** Has it sat, or will it never? */
  readonly over: boolean
  readonly items: readonly AgendaItem[]
}

/** One item that is offered. */
export interface Candidate {
  readonly item: AgendaItem
  readonly reasons: readonly Reason[]
  /** Does it return by rule? */
  readonly ticked: boolean
  readonly openCommitments: number
  readonly history: ItemHistory
}

/**
 * The matter behind an item: back over the items that it continues.
 * @param links all items of the dialogue by id; an unknown predecessor ends the walk, a circle too.
 */
export function historyOf(item: ItemLink, links: ReadonlyMap<Id, ItemLink>): ItemHistory {
  const chain: ItemLink[] = [item]
  for (let from = item.carriedFromId; from !== null; ) {
    const before = links.get(from)
    if (!before || chain.includes(before)) break
    chain.unshift(before)
    from = before.carriedFromId
  }
  return { first: chain[0]?.day ?? item.day, times: chain.length, chain: chain.map(({ id }) => id) }
}

/**
 * What can return to an agenda: of each matter its latest item, neither a break nor withdrawn, and not here already.
 * The last agenda comes first, in its order, also the matters that were taken there for good; then what older ones left,
 * so that nothing is lost because it was skipped.
 * @param earlier the meetings before this one, the last one first.
 * @param links all items of the dialogue by id.
 * @param open how many commitments of each item are open, by item.
 */
export function candidates(
  earlier: readonly EarlierAgenda[],
  links: ReadonlyMap<Id, ItemLink>,
  open: ReadonlyMap<Id, number>,
): Candidate[] {
  const continued = new Set([...links.values()].map(({ carriedFromId }) => carriedFromId))
  return earlier.flatMap(({ items, over }, back) =>
    items
      .filter((item) => !item.isBreak && item.state !== 'withdrawn' && !continued.has(item.id))
      .map((item) => candidateOf(item, { over, links, open }))
      .filter((one) => !one.reasons.includes('taken') || (back === 0 && one.item.kind !== 'procedural')),
  )
}

function candidateOf(
  item: AgendaItem,
  { over, links, open }: { over: boolean; links: ReadonlyMap<Id, ItemLink>; open: ReadonlyMap<Id, number> },
): Candidate {
  const history = historyOf(item, links)
  const openCommitments = history.chain.reduce((sum, id) => sum + (open.get(id) ?? 0), 0)
  const reasons = reasonsOf(item, { over, openCommitments })
  return { item, history, openCommitments, reasons, ticked: reasons.some((one) => BY_RULE.includes(one)) }
}

function reasonsOf(
  { state, recurs, followUp }: AgendaItem,
  { over, openCommitments }: { over: boolean; openCommitments: number },
): readonly Reason[] {
  if (state === 'deferred') return ['deferred']
  if (!over && state !== 'taken') return ['ahead']
  if (state !== 'taken') return ['not_taken']
  const reasons: Reason[] = [
    ...(openCommitments > 0 ? (['open_commitments'] as const) : []),
    ...(recurs ? (['recurs'] as const) : []),
    ...(followUp ? (['follow_up'] as const) : []),
  ]
  return reasons.length > 0 ? reasons : ['taken']
}

/**
 * Chooses among the candidates those that were asked for.
 * @returns them in the order of the earlier agendas; `invalid` `agenda.nothing_chosen` (field `item`) without
 *   any, `conflict` `agenda.not_open` when one of them cannot return, or has returned already.
 */
export function decideCarryOver(
  offered: readonly Candidate[],
  asked: readonly Id[],
): Outcome<readonly AgendaItem[]> {
  if (asked.length === 0) return refuse('invalid', 'agenda.nothing_chosen', 'item')
  const chosen = offered.filter(({ item }) => asked.includes(item.id)).map(({ item }) => item)
  return chosen.length === new Set(asked).size ? done(chosen) : refuse('conflict', 'agenda.not_open')
}
