/**
 * When the steps of a commitment will end, as far as anybody knows. Pure.
 *
 * A step begins when all that it waits for have ended, takes its usual days (without them: the gap that the plan left
 * for it), and is expected no earlier than planned. A date that somebody said holds as long as the steps before leave
 * room for it. Nothing that is not done ends before today, and what hangs on something unknown is unknown.
 */

import type { Commitment } from '../commitments/commitment.ts'
import type { Id } from '../kernel/id.ts'
import { addDays, daysBetween, type LocalDate } from '../kernel/local-date.ts'
import { type DatedStep, isSettled, stepsBefore } from './step.ts'
import { inOrder } from './ties.ts'

/** How a step stands: its state, and whether one that is pending could begin. */
export type Standing = 'waiting' | 'ready' | 'running' | 'blocked' | 'skipped' | 'done'

export interface ScheduledStep<S extends DatedStep = DatedStep> {
  readonly step: S
  readonly standing: Standing
  /** Done on, or expected on; null while it is unknown and for a step that was skipped. */
  readonly endsOn: LocalDate | null
  /** Days between the end first planned and {@link endsOn}; null when either is unknown. */
  readonly slipDays: number | null
  /** Days since the planned end of a step that is not settled; 0 for all others. */
  readonly lateDays: number
  /** What it still waits for. */
  readonly waitsFor: readonly S[]
  /** Are its dates kept from this reader ({@link scheduleFor})? */
  readonly withheld: boolean
}

export interface Schedule<S extends DatedStep = DatedStep> {
  /** In the order in which they were given. */
  readonly steps: readonly ScheduledStep<S>[]
  /** The end of the last step; null when one of them is unknown or there are none. */
  readonly forecastOn: LocalDate | null
  /** Days from the date first agreed (without one: the end first planned) to the forecast; null when unknown. */
  readonly slipDays: number | null
  readonly late: readonly ScheduledStep<S>[]
}

/** The dates of a commitment that a forecast is measured against. */
export type Measured = Pick<Commitment, 'dueOn' | 'firstDueOn'>

/** The schedule of one commitment's steps, in one pass over steps and ties. `today` is the dialogue's. */
export function scheduleOf<S extends DatedStep>(
  steps: readonly S[],
  due: Measured,
  today: LocalDate,
): Schedule<S> {
  const byId = new Map(steps.map((step) => [step.id, step]))
  const ends = new Map<Id, End>()
  const course: Course<S> = { byId, ends, today }
  for (const step of inOrder(steps)) ends.set(step.id, endOf(step, course))
  const scheduled = steps.map((step) => scheduledAs(step, course))
  const counted = scheduled.filter(({ step }) => step.state !== 'skipped')
  const forecastOn = latest(counted.map(({ endsOn }) => endsOn))
  const measure = due.firstDueOn ?? due.dueOn ?? latest(counted.map(({ step }) => step.firstPlannedOn))
  return {
    steps: scheduled,
    forecastOn,
    slipDays: forecastOn && measure ? daysBetween(measure, forecastOn) : null,
    late: scheduled.filter(({ lateDays }) => lateDays > 0),
  }
}

/** The steps whose dates only those may know who know of shipments: the guarded ones and all that come after one. */
export function withheldAmong(steps: readonly Pick<DatedStep, 'id' | 'guarded' | 'after'>[]): Set<Id> {
  const kept = new Set<Id>()
  for (const step of inOrder(steps))
    if (step.guarded || step.after.some((id) => kept.has(id))) kept.add(step.id)
  return kept
}

/**
 * What of a schedule may be shown to somebody who may not know of shipments: a guarded step and all that comes after
 * one lose their dates, from which the others could be reckoned, and with them the forecast.
 */
export function scheduleFor<S extends DatedStep & { moves?: unknown }>(
  schedule: Schedule<S>,
  seesGuarded: boolean,
): Schedule<S> {
  const kept = withheldAmong(schedule.steps.map((one) => one.step))
  if (seesGuarded || kept.size === 0) return schedule
  const known = (step: S): S => (kept.has(step.id) ? undated(step) : step)
  const steps = schedule.steps.map((one) => {
    const shown = { ...one, step: known(one.step), waitsFor: one.waitsFor.map(known) }
    return kept.has(one.step.id)
      ? { ...shown, endsOn: null, slipDays: null, lateDays: 0, withheld: true }
      : shown
  })
  return { steps, forecastOn: null, slipDays: null, late: steps.filter(({ lateDays }) => lateDays > 0) }
}

function undated<S extends DatedStep>(step: S): S {
  const nothing = { days: null, firstPlannedOn: null, plannedOn: null, forecastOn: null }
  return { ...step, ...nothing, startedOn: null, doneOn: null, moves: [], reason: '', evidence: '' }
}

/** The last of some dates; null when one of them is unknown, and for none. */
function latest(dates: readonly (LocalDate | null)[]): LocalDate | null {
  let last: LocalDate | null = null
  for (const date of dates) {
    if (date === null) return null
    if (last === null || date > last) last = date
  }
  return last
}

/** `free`: nothing holds the next step back (skipped at the beginning of everything). */
type End = LocalDate | 'free' | null

interface Course<S extends DatedStep> {
  readonly byId: ReadonlyMap<Id, S>
  readonly ends: ReadonlyMap<Id, End>
  readonly today: LocalDate
}

function endOf<S extends DatedStep>(step: S, course: Course<S>): End {
  if (step.state === 'done') return step.doneOn
  const start = startOf(step, course)
  if (step.state === 'skipped') return start
  if (start === null) return null
  const { forecastOn: said, startedOn } = step
  // Once it can begin, those who do it know best how long it takes.
  if (said && (startedOn !== null || waiting(step, course).length === 0)) return later(said, course.today)
  const days = durationOf(step, course)
  const room = start === 'free' ? null : addDays(start, days ?? 0)
  const known = said ?? step.plannedOn ?? (days === null ? null : room)
  return known === null ? null : later(later(known, room ?? known), course.today)
}

/** When it began, or the end of the last step before it; null when one of those is unknown. */
function startOf<S extends DatedStep>(step: S, { byId, ends }: Course<S>): End {
  if (step.startedOn) return step.startedOn
  let start: End = 'free'
  for (const id of step.after) {
    if (!byId.has(id)) continue
    const end = ends.get(id) ?? null
    if (end === null) return null
    if (end !== 'free' && (start === 'free' || end > start)) start = end
  }
  return start
}

/** In days: as usual, else as the plan has it; null when neither is known. */
function durationOf<S extends DatedStep>({ days, after, plannedOn }: S, { byId }: Course<S>): number | null {
  if (days !== null) return days
  if (plannedOn === null || after.length === 0) return null
  const before = latest(after.map((id) => byId.get(id)?.plannedOn ?? null))
  return before === null ? null : Math.max(0, daysBetween(before, plannedOn))
}

function later(a: LocalDate, b: LocalDate): LocalDate {
  return a > b ? a : b
}

function waiting<S extends DatedStep>(step: S, { byId }: Course<S>): S[] {
  return stepsBefore(step, byId).filter((before) => !isSettled(before))
}

function scheduledAs<S extends DatedStep>(step: S, course: Course<S>): ScheduledStep<S> {
  const waitsFor = isSettled(step) ? [] : waiting(step, course)
  const end = step.state === 'skipped' ? null : (course.ends.get(step.id) ?? null)
  const endsOn = end === 'free' ? null : end
  const { plannedOn, firstPlannedOn, state } = step
  const overdue = !isSettled(step) && plannedOn !== null ? daysBetween(plannedOn, course.today) : 0
  return {
    step,
    standing: state === 'pending' ? (waitsFor.length > 0 ? 'waiting' : 'ready') : state,
    endsOn,
    slipDays: endsOn && firstPlannedOn ? daysBetween(firstPlannedOn, endsOn) : null,
    lateDays: Math.max(0, overdue),
    waitsFor,
    withheld: false,
  }
}
