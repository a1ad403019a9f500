/** Headings of a list: which of them, and which of their rows, stand on a page. Pure. */

import type { Id } from '../kernel/id.ts'
import type { Commitment } from './commitment.ts'
import type { Grouping } from './filter.ts'

/** A heading and how many commitments stand under it; null for those that belong to none. */
export interface GroupCount {
  readonly key: Id | null
  readonly count: number
}

/** The part of a group that stands on a page: rows `from` up to, not including, `to`. */
export interface GroupPart extends GroupCount {
  readonly from: number
  readonly to: number
}

/** The groups in their order, cut into pages of `size` rows; `page` is counted from 1. */
export function groupsOnPage(
  groups: readonly GroupCount[],
  { page, size }: { readonly page: number; readonly size: number },
): GroupPart[] {
  const [first, end] = [(page - 1) * size, page * size]
  let before = 0
  return groups.flatMap((group) => {
    const from = Math.max(0, first - before)
    const to = Math.min(group.count, end - before)
    before += group.count
    return from < to ? [{ ...group, from, to }] : []
  })
}

/** Groups in the order of their keys in `order`; those that belong to none come last. */
export function inGroupOrder(groups: readonly GroupCount[], order: readonly Id[]): GroupCount[] {
  const place = new Map(order.map((id, at) => [id, at]))
  const at = ({ key }: GroupCount) => (key === null ? order.length + 1 : (place.get(key) ?? order.length))
  return [...groups].sort((a, b) => at(a) - at(b) || (groupKey(a.key) < groupKey(b.key) ? -1 : 1))
}

/** What a map knows a group by. */
export function groupKey(key: Id | null): string {
  return key ?? ''
}

/** The heading that a commitment stands under. */
export function groupOf(commitment: Commitment, grouping: Grouping): Id | null {
  if (grouping === 'lead') return commitment.leadId
  return grouping === 'dialogue' ? commitment.dialogueId : commitment.objectiveId
}
