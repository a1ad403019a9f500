/** Steps to use again, and the dates a plan gives them from its start or back from its end (domain.md §2.4). Pure. */

import type { Id } from '../kernel/id.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import { LOCALES, type Versions } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { isPlausible } from './progress.ts'
import type { Step } from './step.ts'
import { inOrder } from './ties.ts'

/** One step of a template. */
export interface TemplateStep {
  /** Counted from 1. */
  readonly position: number
  readonly title: Versions
  readonly who: Versions
  readonly proof: Versions
  readonly days: number
  readonly institutionId: Id | null
  /** Positions of those it waits for. */
  readonly after: readonly number[]
  readonly guarded: boolean
}

export interface StepTemplate {
  /** An id, or the key of one that is built in. */
  readonly id: string
  readonly builtIn: boolean
  /** Null for one of the whole instance. */
  readonly dialogueId: Id | null
  readonly title: Versions
  readonly steps: readonly TemplateStep[]
  readonly version: number
}

/** From which day a plan is reckoned: when it begins, or when it has to be over. */
export interface Anchor {
  readonly kind: 'start' | 'end'
  readonly on: LocalDate
}

/** A chosen step with its planned end. */
export interface PlannedStep extends TemplateStep {
  readonly plannedOn: LocalDate
}

/**
 * Plans the chosen steps: each as early as possible from a start, as late as possible before an end. Who waited for
 * a step that was not chosen waits for those before it.
 * @returns them, counted anew; `invalid` `steps.nothing_chosen` (field `steps`), `steps.date_out_of_range` (`on`).
 */
export function planned(
  template: Pick<StepTemplate, 'steps'>,
  chosen: readonly number[],
  anchor: Anchor,
): Outcome<readonly PlannedStep[]> {
  const steps = choose(template.steps, chosen)
  if (steps.length === 0) return refuse('invalid', 'steps.nothing_chosen', 'steps')
  const tied = steps.map((step) => ({ step, id: String(step.position), after: step.after.map(String) }))
  const ordered = inOrder(tied).map(({ step }) => step)
  const ends = anchor.kind === 'start' ? forwards(ordered) : backwards(ordered)
  const reach = [...ends.values(), ...steps.map((step) => (ends.get(step.position) ?? 0) - step.days)]
  // Of years beyond the calendar nothing can be reckoned.
  if (!isPlausible(anchor.on) || reach.some((days) => Math.abs(days) > MOST_REACH))
    return refuse('invalid', 'steps.date_out_of_range', 'on')
  const dated = steps.map((step) => ({
    ...step,
    plannedOn: addDays(anchor.on, ends.get(step.position) ?? 0),
  }))
  return dated.every(({ plannedOn }) => isPlausible(plannedOn))
    ? done(dated)
    : refuse('invalid', 'steps.date_out_of_range', 'on')
}

/** Two hundred years in days. */
const MOST_REACH = 73_050

function choose(steps: readonly TemplateStep[], chosen: readonly number[]): TemplateStep[] {
  const byPosition = new Map(steps.map((step) => [step.position, step]))
  const kept = steps.filter(({ position }) => chosen.includes(position))
  const anew = new Map(kept.map(({ position }, at) => [position, at + 1]))
  return kept.map((step, at) => {
    const walk = [...step.after]
    const seen = new Set<number>()
    for (const position of walk) {
      if (!anew.has(position) && !seen.has(position)) walk.push(...(byPosition.get(position)?.after ?? []))
      seen.add(position)
    }
    const after = [...seen].flatMap((position) => anew.get(position) ?? [])
    return { ...step, position: at + 1, after: after.sort((a, b) => a - b) }
  })
}

/** Ends in days after the start. */
function forwards(ordered: readonly TemplateStep[]): Map<number, number> {
  const ends = new Map<number, number>()
  for (const { position, after, days } of ordered)
    ends.set(position, Math.max(0, ...after.map((before) => ends.get(before) ?? 0)) + days)
  return ends
}

/** Ends in days before the end of all, as negative numbers. */
function backwards(ordered: readonly TemplateStep[]): Map<number, number> {
  const ends = new Map<number, number>(ordered.map(({ position }) => [position, 0]))
  for (const { position, after, days } of [...ordered].reverse())
    for (const before of after)
      ends.set(before, Math.min(ends.get(before) ?? 0, (ends.get(position) ?? 0) - days))
  return ends
}

/** The steps of a commitment as those of a template: words, durations and ties, no dates. */
export function templateSteps(steps: readonly Step[]): TemplateStep[] {
  const positions = new Map(steps.map((step, at) => [step.id, at + 1]))
  return steps.map((step, at) => ({
    position: at + 1,
    title: step.title,
    who: step.who,
    proof: step.proof,
    days: step.days ?? 0,
    institutionId: step.institutionId,
    after: step.after.flatMap((id) => positions.get(id) ?? []),
    guarded: step.guarded,
  }))
}

/** @returns the title, or `invalid` `forms.required` (`title_kk`), `commitments.authoritative_missing`. */
export function decideTitle(title: Versions): Outcome<Versions> {
  if (!LOCALES.some((lang) => title.texts[lang]))
    return refuse('invalid', 'forms.required', `title_${LOCALES[0]}`)
  return title.texts[title.authoritative]
    ? done(title)
    : refuse('invalid', 'commitments.authoritative_missing', 'authoritative')
}
