/** A supposition that was kept: its changes, who kept it, and whether it still rests on what is recorded. Pure. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Changes } from './supposition.ts'

export interface Scenario {
  readonly id: Id
  readonly medicineId: Id
  readonly name: string
  readonly note: string
  /** Of `inputsOf` when it was kept. */
  readonly inputsHash: string
  readonly madeBy: Id
  readonly madeAt: Instant
  readonly changes: Changes
}

/** A scenario as its list shows it. */
export interface ListedScenario {
  readonly scenario: Scenario
  /** Have the facts changed since? */
  readonly isStale: boolean
}
