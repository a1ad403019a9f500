/** Institutions by periods: who was asked for a report on which period, and how it stands. Pure. */

import type { Id } from '../kernel/id.ts'
import type { PeriodCount } from './joint.ts'
import { completenessOf, dayOfPeriod, type Share } from './share.ts'

/** One period of the grid. */
export type GridPeriod = PeriodCount

/** One institution with its shares by period; a period on which it was not asked is missing. */
export interface GridRow {
  readonly institutionId: Id
  readonly shares: ReadonlyMap<string, Share>
}

/** The whole, periods oldest first. */
export interface Grid {
  readonly periods: readonly GridPeriod[]
  readonly rows: readonly GridRow[]
}

/** Periods on one page. */
export const GRID_PERIODS = 12

/** @param shares of one commitment, oldest period first. @param order of the institutions, as a page lists them. */
export function gridOf(shares: readonly Share[], order: readonly Id[]): Grid {
  const byPeriod = Map.groupBy(shares, ({ periodKey }) => periodKey)
  const periods = [...byPeriod].map(([key, own]) => ({
    key,
    dueOn: dayOfPeriod(own.map((share) => share.dueOn)),
    ...completenessOf(own),
  }))
  const byInstitution = Map.groupBy(shares, ({ institutionId }) => institutionId)
  const listed = order.filter((id) => byInstitution.has(id))
  const others = [...byInstitution.keys()].filter((id) => !order.includes(id))
  const rows = [...listed, ...others].map((institutionId) => ({
    institutionId,
    shares: new Map((byInstitution.get(institutionId) ?? []).map((share) => [share.periodKey, share])),
  }))
  return { periods, rows }
}
