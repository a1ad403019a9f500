/** How the example writes a commitment down, with everything that happened to it until 15 January 2026. */

import type { DuePrecision, Visibility } from '../../commitments/commitment.ts'
import type { Claim } from '../../commitments/report.ts'
import type { VerificationResult } from '../../commitments/verification.ts'
import type { Locale } from '../../kernel/locale.ts'

/** Instants are wall times in Astana, `2025-11-26 10:00`; people are named by their key. */
export type PromiseEvent =
  | {
      readonly act: 'report'
      readonly at: string
      readonly by: string
      readonly claim: Claim
      readonly text: string
      readonly evidence?: string
    }
  | { readonly act: 'return'; readonly at: string; readonly reason: string }
  | {
      readonly act: 'verification'
      readonly at: string
      readonly by: string
      readonly result: VerificationResult
      readonly text: string
    }
  | {
      readonly act: 'move'
      readonly at: string
      readonly due: string
      readonly reason: string
      readonly requestedBy: string
    }
  | { readonly act: 'drop'; readonly at: string; readonly decision: number; readonly reason: string }

export interface ExamplePromise {
  /** Its number in the dialogue: 1 is shown as C-01. */
  readonly number: number
  readonly text: Readonly<Record<Locale, string>>
  readonly item: string
  /** Number of the decision behind it. */
  readonly decision: number
  readonly lead: string
  /** Key of the person named by the lead. */
  readonly person: string
  readonly supporters: readonly string[]
  readonly verifier: string | null
  /** A day inside the precision; for `undated` the day of review. */
  readonly due: string
  readonly precision: DuePrecision
  readonly visibility: Visibility
  readonly events: readonly PromiseEvent[]
}
