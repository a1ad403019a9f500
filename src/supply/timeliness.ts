/** Whether a month was reported, and in time: what tables of places and months show. Pure. */

import type { LocalDate } from '../kernel/local-date.ts'
import { dateOf, type Zone } from '../kernel/zone.ts'
import type { Month } from './consumption.ts'
import type { MonthVersions } from './entry.ts'
import type { StockReport } from './report.ts'

/**
 * `open`: nothing has come, and it is not due yet. `reported`: of a time before the place was there to be asked, so that
 * it is neither in time nor late.
 */
export type MonthState = 'in_time' | 'late' | 'missing' | 'open' | 'reported'

/** One month of one place. */
export interface MonthCell {
  readonly month: Month
  readonly state: MonthState
  /** Reported more than once: the newest counts, the first one says whether it was in time. */
  readonly corrected: boolean
  readonly report: StockReport | null
}

interface AskedMonth {
  readonly month: Month
  readonly report: StockReport | null
  readonly versions: MonthVersions | undefined
  readonly dueOn: LocalDate
  /** When the place was added; null if that is not known. */
  readonly since: LocalDate | null
  readonly today: LocalDate
  /** Of the institution. */
  readonly zone: Zone
}

/** The due day itself is in time. */
export function monthCell(asked: AskedMonth): MonthCell {
  const { month, report, versions, dueOn, today } = asked
  if (!report || !versions)
    return { month, state: today > dueOn ? 'missing' : 'open', corrected: false, report: null }
  return { month, state: stateOf(asked, versions), corrected: versions.count > 1, report }
}

function stateOf({ dueOn, since, zone }: AskedMonth, { firstAt }: MonthVersions): MonthState {
  if (since !== null && since > dueOn) return 'reported'
  return dateOf(firstAt, zone) <= dueOn ? 'in_time' : 'late'
}
