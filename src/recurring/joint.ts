/** What the page of a commitment shows of this room: its rhythm, the latest period, its parts. */

import type { Recurrence } from './recurrence.ts'
import type { Completeness, Share } from './share.ts'

/** How complete the reports on a period are. */
export interface PeriodCount extends Completeness {
  readonly key: string
  readonly dueOn: Share['dueOn']
}

/** One commitment with what recurs and what is shared in it. */
export interface Joint {
  readonly recurrence: Recurrence | null
  readonly latest: PeriodCount | null
  readonly parts: readonly Share[]
}
