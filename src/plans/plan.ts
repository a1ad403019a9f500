/** The plan of one institution: its texts and activities, its states, what is missing in it. Pure. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import { done, type Fault, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import type { Zone } from '../kernel/zone.ts'
import type { PlanRemarksTable, PlansTable } from '../store/plan-schema.ts'
import type { Activity } from './activity.ts'
import { type PartKey, partOf, TEXT_PARTS, type Template, type TextPart } from './template.ts'

export type PlanState = PlansTable['state']

/** In their order. */
export const PLAN_STATES: readonly PlanState[] = [
  'requested',
  'drafted',
  'presented',
  'returned',
  'approved',
  'monitored',
  'closed',
]

export interface Plan {
  readonly id: Id
  readonly templateId: Id
  readonly dialogueId: Id
  readonly zone: Zone
  readonly institutionId: Id
  readonly monitorId: Id | null
  readonly dueOn: LocalDate
  readonly state: PlanState
  readonly stateSince: Instant
  /** Null while nobody was written to. */
  readonly askedAt: Instant | null
  /** Null for one that was never approved, even if it is closed. */
  readonly approvedAt: Instant | null
  readonly reminders: number
  readonly version: number
}

/** One text of a plan; version 0 is one that nobody has written. */
export interface PlanText {
  readonly text: string
  readonly writtenBy: Id | null
  readonly writtenAt: Instant | null
  readonly version: number
}

/** A time it was handed in, and what was answered. */
export interface Presentation {
  readonly number: number
  readonly presentedBy: Id
  readonly presentedAt: Instant
  readonly decision: 'approved' | 'returned' | null
  readonly decidedBy: Id | null
  /** The monitor, if it answered itself. */
  readonly decidedFor: Id | null
  readonly decidedAt: Instant | null
}

export type RemarkPart = PlanRemarksTable['part']

export interface Remark {
  readonly number: number
  readonly part: RemarkPart
  readonly text: string
}

/** All that is written in a plan. */
export interface Written {
  readonly texts: ReadonlyMap<TextPart, PlanText>
  readonly activities: readonly Activity[]
  readonly presentations: readonly Presentation[]
  readonly remarks: readonly Remark[]
}

/** Nobody has written this yet. */
export const UNWRITTEN: PlanText = { text: '', writtenBy: null, writtenAt: null, version: 0 }

/** The text of a part. */
export function textOf({ texts }: Pick<Written, 'texts'>, part: TextPart): PlanText {
  return texts.get(part) ?? UNWRITTEN
}

/** Characters of a text, of an activity and of a short line in it. */
export const TEXT = 5_000
export const LINE = 500

/** Activities that one plan holds. */
export const MOST_ACTIVITIES = 40

/** What can still be changed by those who draft it. */
const OPEN: readonly PlanState[] = ['requested', 'drafted', 'returned']

/** May its owners write in it now? */
export function isOpen({ state }: Pick<Plan, 'state'>): boolean {
  return OPEN.includes(state)
}

/** Was it accepted, so that its activities are reported on? */
export function isAccepted({ approvedAt }: Pick<Plan, 'approvedAt'>): boolean {
  return approvedAt !== null
}

/** @returns done; `forbidden` `plans.not_yours`, `conflict` `plans.not_open`. */
export function decideWriting(plan: Plan, speaksFor: readonly Id[]): Outcome<null> {
  if (!speaksFor.includes(plan.institutionId)) return refuse('forbidden', 'plans.not_yours')
  return isOpen(plan) ? done(null) : refuse('conflict', 'plans.not_open')
}

/** The state after something was written: a returned plan stays returned until it is handed in again. */
export function stateWhenWritten({ state }: Pick<Plan, 'state'>): PlanState {
  return state === 'requested' ? 'drafted' : state
}

/** One thing that a plan still lacks; `activityId` when it is lacking in one row. */
export interface Missing {
  readonly part: PartKey
  readonly what: 'text' | 'activities' | 'dates' | 'responsible' | 'result'
  readonly activityId?: Id
}

/** What has to be there before it can be handed in, in the order of the page. */
export function missingIn(
  template: Pick<Template, 'parts'>,
  written: Pick<Written, 'texts' | 'activities'>,
): Missing[] {
  const texts = TEXT_PARTS.flatMap((part): Missing[] =>
    partOf(template, part)?.required && !textOf(written, part).text ? [{ part, what: 'text' }] : [],
  )
  if (written.activities.length === 0) return [...texts, { part: 'activity', what: 'activities' }]
  return [...texts, ...written.activities.flatMap((activity) => missingInRow(template, activity))]
}

function missingInRow(template: Pick<Template, 'parts'>, activity: Activity): Missing[] {
  const activityId = activity.id
  const faults: Missing[] = []
  if (!activity.endsOn) faults.push({ part: 'activity', what: 'dates', activityId })
  if (partOf(template, 'responsible')?.required && !activity.responsible)
    faults.push({ part: 'responsible', what: 'responsible', activityId })
  if (partOf(template, 'result')?.required && !activity.result)
    faults.push({ part: 'result', what: 'result', activityId })
  return faults
}

/** @returns done; the refusals of {@link decideWriting}, `invalid` `plans.incomplete` while something is missing. */
export function decidePresentation(
  plan: Plan,
  { speaksFor, missing }: { readonly speaksFor: readonly Id[]; readonly missing: readonly Missing[] },
): Outcome<null> {
  const open = decideWriting(plan, speaksFor)
  if (!open.ok) return open
  return missing.length === 0 ? done(null) : refuse('invalid', 'plans.incomplete')
}

/** What is answered to a plan that was handed in. */
export interface AskedDecision {
  readonly decision: 'approved' | 'returned'
  readonly remarks: readonly { readonly part: RemarkPart; readonly text: string }[]
}

/** Days to correct a plan that came back, at the least. */
const DAYS_TO_CORRECT = 14

/** When a plan that is sent back `today` is due: not before there was time to correct it. */
export function dueAgain({ dueOn }: Pick<Plan, 'dueOn'>, today: LocalDate): LocalDate {
  const soonest = addDays(today, DAYS_TO_CORRECT)
  return dueOn < soonest ? soonest : dueOn
}

/**
 * Approves or sends back.
 * @returns the answer; `conflict` `plans.not_presented`, `invalid` `plans.remark_missing` (`remark_whole`) for a
 *   return that says nothing.
 */
export function decideAnswer(plan: Pick<Plan, 'state'>, asked: AskedDecision): Outcome<AskedDecision> {
  if (plan.state !== 'presented') return refuse('conflict', 'plans.not_presented')
  const remarks = asked.remarks.filter(({ text }) => text !== '')
  const faults: Fault[] = [{ field: 'remark_whole', messageKey: 'plans.remark_missing' }]
  if (asked.decision === 'returned' && remarks.length === 0) return refuseFaults(faults)
  return done({ decision: asked.decision, remarks })
}

/** The remarks that wait for an answer in the text: those of the last return. */
export function standingRemarks({
  presentations,
  remarks,
}: Pick<Written, 'presentations' | 'remarks'>): Remark[] {
  const last = presentations.filter(({ decision }) => decision !== null).at(-1)
  return last ? remarks.filter(({ number }) => number === last.number) : []
}
