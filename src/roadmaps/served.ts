/** What serves the objectives of a roadmap: promises, and activities of plans that were accepted. Pure. */

import type { Commitment } from '../commitments/commitment.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'

export interface ServedCommitment {
  readonly commitment: Commitment
  /** Undefined where it may not be named. */
  readonly lead: InstitutionName | undefined
}

export interface ServedActivity {
  readonly id: Id
  readonly title: string
  readonly endsOn: LocalDate | null
  readonly institution: InstitutionName | undefined
}

/** By objective. */
export interface Served {
  readonly commitments: ReadonlyMap<Id, readonly ServedCommitment[]>
  readonly activities: ReadonlyMap<Id, readonly ServedActivity[]>
}
