/** Places by months: who reported, and what that comes to together, never without how many it is of. Pure. */

import type { Month } from './consumption.ts'
import type { Place } from './place.ts'
import type { MonthCell } from './timeliness.ts'

/** One place with a cell for each month, oldest first; null before it was there. */
export interface PlaceMonths {
  readonly place: Place
  readonly cells: readonly (MonthCell | null)[]
}

/** All places in one month. */
export interface MonthTotal {
  readonly month: Month
  readonly reported: number
  readonly places: number
  /** On hand at those that reported; null when none did, which is not zero. */
  readonly onHandUnits: number | null
}

/** One total for each month, oldest first. */
export function monthTotals(rows: readonly PlaceMonths[], months: readonly Month[]): MonthTotal[] {
  return months.map((month, at) => {
    const cells = rows.flatMap((row) => row.cells[at] ?? [])
    const reports = cells.flatMap(({ report }) => report ?? [])
    return {
      month,
      reported: reports.length,
      places: cells.length,
      onHandUnits: reports.length > 0 ? reports.reduce((sum, one) => sum + one.onHandUnits, 0) : null,
    }
  })
}
