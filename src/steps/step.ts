/** A step of a commitment: what is done by whom until when, and after which others (domain.md §4.3). Pure. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { chooseText, type Locale, type Versions } from '../kernel/locale.ts'
import type { CommitmentStepsTable, StepMovesTable } from '../store/step-schema.ts'

export type StepState = CommitmentStepsTable['state']

/** One change of a date; they are only ever added. */
export interface StepMove {
  readonly kind: StepMovesTable['kind']
  readonly oldOn: LocalDate | null
  readonly newOn: LocalDate | null
  readonly reason: string
  readonly movedBy: Id
  readonly movedAt: Instant
}

/** The dates and ties of a step: all that a schedule needs. */
export interface DatedStep {
  readonly id: Id
  readonly state: StepState
  /** The usual duration in calendar days, if anybody knows it. */
  readonly days: number | null
  /** The end as planned, first and now. */
  readonly firstPlannedOn: LocalDate | null
  readonly plannedOn: LocalDate | null
  /** The end that somebody has said last. */
  readonly forecastOn: LocalDate | null
  readonly startedOn: LocalDate | null
  readonly doneOn: LocalDate | null
  /** The steps that have to end before this one begins. */
  readonly after: readonly Id[]
  /** Are its dates need-to-know, as those of a shipment are (domain.md §2.9)? */
  readonly guarded: boolean
}

/** One step with its words. */
export interface Step extends DatedStep {
  readonly commitmentId: Id
  /** Counted from 1 within the commitment. */
  readonly position: number
  readonly title: Versions
  /** Who does it and what will prove it, in the words of a template; often empty. */
  readonly who: Versions
  readonly proof: Versions
  /** The responsible institution; null means the lead. */
  readonly institutionId: Id | null
  /** Why it is blocked or skipped; else empty. */
  readonly reason: string
  /** What proves that it is done. */
  readonly evidence: string
  /** Oldest first. */
  readonly moves: readonly StepMove[]
  readonly version: number
}

/** More steps than anybody reads. */
export const MOST_STEPS = 200

/** A duration in days that a form takes at most. */
export const MOST_DAYS = 3650

/** Nothing waits for it any more. */
export function isSettled({ state }: Pick<DatedStep, 'state'>): boolean {
  return state === 'done' || state === 'skipped'
}

/** Has nothing happened to it yet, so that it may go without a trace? */
export function isUntouched(step: Pick<Step, 'state' | 'startedOn' | 'forecastOn' | 'moves'>): boolean {
  return step.state === 'pending' && !step.startedOn && !step.forecastOn && step.moves.length === 0
}

/** What has to end before a step begins. Who waits for a skipped step waits for those before it. */
export function stepsBefore<S extends DatedStep>(
  step: Pick<DatedStep, 'after'>,
  byId: ReadonlyMap<Id, S>,
): S[] {
  const found = new Map<Id, S>()
  const seen = new Set<Id>()
  const walk = [...step.after]
  for (const id of walk) {
    const before = byId.get(id)
    if (!before || seen.has(id)) continue
    seen.add(id)
    if (before.state === 'skipped') walk.push(...before.after)
    else found.set(id, before)
  }
  return [...found.values()]
}

/** The titles of some steps for a message. */
export function titlesOf(steps: readonly Pick<Step, 'title'>[], locale: Locale): string {
  return steps.map(({ title }) => `«${chooseText(title, locale).text}»`).join(', ')
}
