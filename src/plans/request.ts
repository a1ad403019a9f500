/** The half-yearly request: everybody whose plan was accepted says how the activities of these months stand. Pure. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { addDays, type LocalDate, localDate } from '../kernel/local-date.ts'
import { done, type Fault, type Outcome, refuseFaults } from '../kernel/outcome.ts'
import { type Activity, type ActivityReport, type Claim, fallsInto } from './activity.ts'
import type { Plan } from './plan.ts'
import type { Template } from './template.ts'

export interface Request {
  readonly id: Id
  readonly templateId: Id
  readonly from: LocalDate
  readonly to: LocalDate
  readonly dueOn: LocalDate
  readonly askedAt: Instant
  readonly closedAt: Instant | null
  readonly version: number
}

export interface RequestDraft {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly dueOn: LocalDate
}

/** @returns the draft; `invalid` `plans.ends_before` (`to`), `plans.outside_period` (`from`), `plans.past` (`due_on`). */
export function decideRequest(
  draft: RequestDraft,
  template: Pick<Template, 'from' | 'to'>,
  today: LocalDate,
): Outcome<RequestDraft> {
  const faults: Fault[] = []
  if (draft.to < draft.from) faults.push({ field: 'to', messageKey: 'plans.ends_before' })
  if (draft.from > template.to || draft.to < template.from)
    faults.push({ field: 'from', messageKey: 'plans.outside_period' })
  if (draft.dueOn < today) faults.push({ field: 'due_on', messageKey: 'plans.past' })
  return faults.length > 0 ? refuseFaults(faults) : done(draft)
}

/** The half year that ended last before `today`, else the one that runs, else all of the template's period. */
export function halfYearFor(
  { from, to }: Pick<Template, 'from' | 'to'>,
  today: LocalDate,
): { from: LocalDate; to: LocalDate } {
  const running = halfOf(today)
  const ended = halfOf(addDays(running.from, -1))
  return [ended, running].find((half) => half.from <= to && half.to >= from) ?? { from, to }
}

function halfOf(day: LocalDate): { from: LocalDate; to: LocalDate } {
  const year = day.slice(0, 4)
  return day.slice(5) > '06-30'
    ? { from: localDate(`${year}-07-01`), to: localDate(`${year}-12-31`) }
    : { from: localDate(`${year}-01-01`), to: localDate(`${year}-06-30`) }
}

/** Did a request go to the owner of a plan? It went to those whose plan was approved by then and not closed yet. */
export function wasAsked(
  { templateId, approvedAt, state, stateSince }: Plan,
  request: Pick<Request, 'templateId' | 'askedAt'>,
): boolean {
  return (
    templateId === request.templateId &&
    approvedAt !== null &&
    approvedAt <= request.askedAt &&
    (state !== 'closed' || stateSince > request.askedAt)
  )
}

/** The activities that a request is about. */
export function askedAbout(
  activities: readonly Activity[],
  { from, to }: Pick<Request, 'from' | 'to'>,
): Activity[] {
  return activities.filter((activity) => fallsInto(activity, from, to))
}

/** What was answered to a request about an activity: nothing said before it was asked counts. */
export function answerTo(
  request: Pick<Request, 'askedAt'>,
  report: ActivityReport | undefined,
): ActivityReport | null {
  return report && report.reportedAt >= request.askedAt ? report : null
}

/** One answer of a form. */
export interface Answer {
  readonly activityId: Id
  readonly claim: Claim
  readonly text: string
}
