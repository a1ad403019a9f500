/** What happens to a step: begun, done, expected on another day, blocked, skipped, taken up again. Pure. */

import type { LocalDate } from '../kernel/local-date.ts'
import { localDate } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { isSettled, type Step, stepsBefore, titlesOf } from './step.ts'

/** What somebody says of a step. */
export type Progress =
  | { readonly kind: 'started'; readonly on: LocalDate }
  | { readonly kind: 'done'; readonly on: LocalDate; readonly evidence: string }
  | { readonly kind: 'forecast'; readonly on: LocalDate; readonly reason: string }
  | { readonly kind: 'blocked' | 'skipped'; readonly reason: string }
  | { readonly kind: 'released' | 'reopened' }

export type ProgressKind = Progress['kind']

/** What the responsible institution itself may say by its link; to skip and to reopen is for who coordinates. */
export const SAID_BY_LINK = ['started', 'done', 'forecast', 'blocked', 'released'] as const

/** The columns that progress changes. */
export type StepChange = Partial<
  Pick<Step, 'state' | 'startedOn' | 'doneOn' | 'forecastOn' | 'reason' | 'evidence'>
>

/** Where and for whom it is decided. */
export interface Setting {
  /** All steps of the commitment. */
  readonly steps: readonly Step[]
  readonly today: LocalDate
  /** Of who reads the refusal: it names other steps. */
  readonly locale: Locale
}

/** Dates beyond are slips of the finger. */
const FIRST_DAY = localDate('1990-01-01')
const LAST_DAY = localDate('2199-12-31')

/** Can a date be meant? */
export function isPlausible(date: LocalDate): boolean {
  return date >= FIRST_DAY && date <= LAST_DAY
}

/**
 * Decides what becomes of a step.
 * @returns `conflict` `steps.is_settled`, `steps.is_running`, `steps.is_blocked`, `steps.not_blocked`,
 *   `steps.not_settled`, `steps.waits_for` and `steps.later_began` (both name steps); `invalid` at `on`:
 *   `steps.date_out_of_range`, `steps.in_future`, `steps.before_predecessor`, `steps.before_start`,
 *   `steps.forecast_past`, `steps.same_date`; at `reason`: `steps.reason_missing`.
 */
export function decideProgress(step: Step, progress: Progress, setting: Setting): Outcome<StepChange> {
  if (progress.kind === 'reopened') return decideReopening(step, setting)
  if (isSettled(step)) return refuse('conflict', 'steps.is_settled')
  if ('on' in progress && !isPlausible(progress.on)) return refuse('invalid', 'steps.date_out_of_range', 'on')
  switch (progress.kind) {
    case 'started':
      return decideStart(step, progress.on, setting)
    case 'done':
      return decideDone(step, progress, setting)
    case 'forecast':
      return decideForecast(step, progress, setting)
    case 'blocked':
    case 'skipped':
      return decideHalt(step, progress)
    default:
      if (step.state !== 'blocked') return refuse('conflict', 'steps.not_blocked')
      return done({ state: step.startedOn ? 'running' : 'pending', reason: '' })
  }
}

function decideStart(step: Step, on: LocalDate, setting: Setting): Outcome<StepChange> {
  if (step.state === 'running') return refuse('conflict', 'steps.is_running')
  if (step.state === 'blocked') return refuse('conflict', 'steps.is_blocked')
  const possible = decideBegin(step, on, setting)
  return possible.ok ? done({ state: 'running', startedOn: on }) : possible
}

function decideDone(
  step: Step,
  { on, evidence }: Extract<Progress, { kind: 'done' }>,
  setting: Setting,
): Outcome<StepChange> {
  const possible = decideBegin(step, on, setting)
  if (!possible.ok) return possible
  if (step.startedOn && on < step.startedOn) return refuse('invalid', 'steps.before_start', 'on')
  return done({ state: 'done', doneOn: on, reason: '', evidence: evidence.trim() })
}

/** Whatever begins or ends on a day has to have come, after all that had to come before. */
function decideBegin(step: Step, on: LocalDate, { steps, today, locale }: Setting): Outcome<null> {
  const before = stepsBefore(step, new Map(steps.map((one) => [one.id, one])))
  const open = before.filter((one) => !isSettled(one))
  if (open.length > 0)
    return refuse('conflict', 'steps.waits_for', undefined, { steps: titlesOf(open, locale) })
  if (on > today) return refuse('invalid', 'steps.in_future', 'on')
  const ended = before.filter(({ doneOn }) => doneOn !== null && doneOn > on)
  if (ended.length > 0)
    return refuse('invalid', 'steps.before_predecessor', 'on', { steps: titlesOf(ended, locale) })
  return done(null)
}

function decideForecast(
  step: Step,
  { on, reason }: Extract<Progress, { kind: 'forecast' }>,
  { today }: Setting,
): Outcome<StepChange> {
  if (on < today) return refuse('invalid', 'steps.forecast_past', 'on')
  if (on === step.forecastOn) return refuse('invalid', 'steps.same_date', 'on')
  if (!reason.trim()) return refuse('invalid', 'steps.reason_missing', 'reason')
  return done({ forecastOn: on })
}

function decideHalt(
  step: Step,
  { kind, reason }: { readonly kind: 'blocked' | 'skipped'; readonly reason: string },
): Outcome<StepChange> {
  if (kind === step.state) return refuse('conflict', 'steps.is_blocked')
  const words = reason.trim()
  if (!words) return refuse('invalid', 'steps.reason_missing', 'reason')
  return done({ state: kind, reason: words })
}

/** What was taken for done or skipped by mistake; not once a step after it has begun. */
function decideReopening(step: Step, { steps, locale }: Setting): Outcome<StepChange> {
  if (!isSettled(step)) return refuse('conflict', 'steps.not_settled')
  const byId = new Map(steps.map((one) => [one.id, one]))
  const began = steps.filter(
    (one) =>
      (one.startedOn !== null || one.state === 'done') &&
      (one.after.includes(step.id) || stepsBefore(one, byId).some(({ id }) => id === step.id)),
  )
  if (began.length > 0)
    return refuse('conflict', 'steps.later_began', undefined, { steps: titlesOf(began, locale) })
  return done({ state: step.startedOn ? 'running' : 'pending', doneOn: null, reason: '', evidence: '' })
}
