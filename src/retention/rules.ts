/**
 * How long which kind of personal data is kept (safety.md §2.3, product.md rule 14): one row per rule, read by the
 * nightly job, by the report of the settings page and by `intersession retention`. Sessions, sign-in requests and
 * personal links go a week after they expired (`jobs/tidying.ts`). Facts hold no names and stay for ever.
 */

import { type Instant, plus } from '../kernel/instant.ts'

/** From when the days of a rule count. */
type RetentionClock = 'attempt' | 'received' | 'settled' | 'meeting_end' | 'dialogue_end'

export type RuleName =
  | 'answer_comments'
  | 'relay_replies'
  | 'inbound_answers'
  | 'inbound_writers'
  | 'convenience_letters'
  | 'letter_links'
  | 'official_letters'
  | 'contacts'

/** One rule. */
export interface RetentionRule {
  readonly name: RuleName
  /** The class of safety.md §2.3: P2 is for the own institution, P3 for the secretariat. */
  readonly fieldClass: 'P2' | 'P3'
  readonly clock: RetentionClock
  readonly days: number
}

/** One rule with how much it would clear now, in rows. */
export interface DueRule extends RetentionRule {
  readonly due: number
}

/** In the order in which they are applied. */
export const RETENTION_RULES: readonly RetentionRule[] = [
  { name: 'answer_comments', fieldClass: 'P3', clock: 'meeting_end', days: 30 },
  { name: 'relay_replies', fieldClass: 'P3', clock: 'attempt', days: 30 },
  { name: 'inbound_answers', fieldClass: 'P3', clock: 'meeting_end', days: 30 },
  { name: 'inbound_writers', fieldClass: 'P3', clock: 'received', days: 90 },
  { name: 'convenience_letters', fieldClass: 'P2', clock: 'settled', days: 7 },
  { name: 'letter_links', fieldClass: 'P2', clock: 'settled', days: 7 },
  { name: 'official_letters', fieldClass: 'P3', clock: 'dialogue_end', days: 365 },
  { name: 'contacts', fieldClass: 'P3', clock: 'dialogue_end', days: 365 },
]

/** What lies at or before this instant has been kept long enough. */
export function cutOff(rule: RetentionRule, now: Instant): Instant {
  return plus(now, { days: -rule.days })
}
