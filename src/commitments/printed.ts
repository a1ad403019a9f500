/** A commitment as a table for other programs tells it. Pure. */

import type { InstitutionName } from '../institutions/institution.ts'
import type { Instant } from '../kernel/instant.ts'
import type { PersonCard } from '../people/person.ts'
import type { Commitment } from './commitment.ts'
import type { Claim } from './report.ts'
import type { VerificationResult } from './verification.ts'

/** One commitment with what may be told of it to one reader. */
export interface PrintedCommitment {
  readonly commitment: Commitment
  /** Null for one that is not for this reader. */
  readonly lead: InstitutionName | null
  readonly supporters: readonly (InstitutionName | null)[]
  readonly verifier: InstitutionName | null
  readonly person: PersonCard | null
  /** May this reader have the address of the person? */
  readonly seesContact: boolean
  readonly objective: string
  readonly reports: number
  readonly lastClaim: Claim | null
  readonly verification: { readonly result: VerificationResult; readonly at: Instant } | null
}
