/** One activity of a plan and how it stands: planned, reported, verified or silent. Pure. */

import type { CommitmentState } from '../commitments/commitment.ts'
import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { done, type Fault, type Outcome, refuseFaults } from '../kernel/outcome.ts'
import type { PlanActivitiesTable, PlanReportsTable } from '../store/plan-schema.ts'

export type ActivityKind = PlanActivitiesTable['kind']

export const KINDS: readonly ActivityKind[] = [
  'training',
  'meeting',
  'material',
  'media',
  'service',
  'rules',
  'monitoring',
  'other',
]

/** What is typed of an activity. */
export interface ActivityDraft {
  readonly kind: ActivityKind
  readonly title: string
  readonly startsOn: LocalDate | null
  readonly endsOn: LocalDate | null
  readonly responsible: string
  readonly result: string
  readonly objectiveId: Id | null
}

export interface Activity extends ActivityDraft {
  readonly id: Id
  readonly planId: Id
  readonly position: number
  readonly commitmentId: Id | null
  readonly writtenBy: Id
  readonly writtenAt: Instant
  readonly version: number
}

/** @returns `invalid` `plans.ends_before` (`ends_on`) for dates the wrong way round. */
export function decideActivity(draft: ActivityDraft): Outcome<ActivityDraft> {
  const faults: Fault[] = []
  if (draft.startsOn && draft.endsOn && draft.endsOn < draft.startsOn)
    faults.push({ field: 'ends_on', messageKey: 'plans.ends_before' })
  return faults.length > 0 ? refuseFaults(faults) : done(draft)
}

export type Claim = PlanReportsTable['claim']

export const CLAIMS: readonly Claim[] = ['done', 'under_way', 'not_done']

/** The newest that was said of an activity. */
export interface ActivityReport {
  readonly id: Id
  readonly activityId: Id
  readonly requestId: Id | null
  readonly claim: Claim
  readonly text: string
  readonly reportedBy: Id
  readonly reportedAt: Instant
  readonly verifiedAt: Instant | null
}

/** The four states of the matrix. */
export type ActivityState = 'planned' | 'reported' | 'verified' | 'silent'

export const ACTIVITY_STATES: readonly ActivityState[] = ['planned', 'reported', 'verified', 'silent']

/** What counting activities needs of them: neither their words nor who wrote them. */
export type Counted = Pick<
  Activity,
  'id' | 'planId' | 'kind' | 'startsOn' | 'endsOn' | 'objectiveId' | 'commitmentId'
>

/** The promise that an activity became, as far as its state goes. */
export interface Promised {
  readonly state: CommitmentState
  readonly dueOn: LocalDate | null
  readonly lastReportAt: Instant | null
}

/** What is known of an activity beyond its plan. */
export interface Known {
  readonly promise: Promised | null
  readonly report: Pick<ActivityReport, 'claim' | 'verifiedAt'> | null
  /** Was it asked about in a request whose day is over, and nothing said since? */
  readonly askedInVain: boolean
}

/**
 * How an activity stands on `today`. A promise speaks for its activity; without one the newest report does. Nothing
 * said is silence once the activity's last day is over, or the day of a request that came after all that was said. What
 * was reported done needs no second report.
 */
export function stateOf(
  { endsOn }: Pick<Activity, 'endsOn'>,
  { promise, report, askedInVain }: Known,
  today: LocalDate,
): ActivityState {
  if (promise?.state === 'verified' || (!promise && report?.verifiedAt)) return 'verified'
  const done = report?.claim === 'done' || promise?.state === 'reported_done'
  if (askedInVain && !done) return 'silent'
  if (promise?.lastReportAt || report) return 'reported'
  const due = promise ? promise.dueOn : endsOn
  return due !== null && due < today ? 'silent' : 'planned'
}

/** Does an activity fall into these days, by its dates? One without dates falls into every time. */
export function fallsInto(
  { startsOn, endsOn }: Pick<Activity, 'startsOn' | 'endsOn'>,
  from: LocalDate,
  to: LocalDate,
): boolean {
  const last = endsOn ?? startsOn
  const first = startsOn ?? endsOn
  return (first === null || first <= to) && (last === null || last >= from)
}
