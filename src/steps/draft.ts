/** A step as it is asked for, new or changed, and what can be wrong with it. Pure. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES, type Locale } from '../kernel/locale.ts'
import { done, type Fault, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import { isPlausible } from './progress.ts'
import { isSettled, MOST_STEPS, type Step, titlesOf } from './step.ts'
import { circleIn } from './ties.ts'

type Words = Readonly<Partial<Record<Locale, string>>>

/** What is asked for. */
export interface StepDraft {
  readonly title: Words
  readonly who: Words
  readonly proof: Words
  readonly authoritative: Locale
  readonly institutionId: Id | null
  readonly days: number | null
  readonly plannedOn: LocalDate | null
  readonly after: readonly Id[]
  readonly guarded: boolean
  /** Why a planned end moves; needed only for that. */
  readonly reason: string
}

/** Among which steps it stands. */
interface Place {
  readonly steps: readonly Step[]
  /** The step that is changed; null for a new one. */
  readonly own: Step | null
  readonly locale: Locale
}

/**
 * Checks a step among the others.
 * @returns `conflict` `steps.too_many`, `steps.is_settled` when the dates or ties of a step change that is done or
 *   skipped; `invalid` with all faults: `forms.required` (`title_kk`), `commitments.authoritative_missing`
 *   (`authoritative`), `forms.not_a_choice`, `steps.circle`, `steps.began_before` (`after`, the latter two name steps),
 *   `steps.date_out_of_range`, `steps.planned_before`, `steps.planned_after` (`planned_on`, naming steps),
 *   `steps.reason_missing` (`reason`).
 */
export function decideStep(draft: StepDraft, place: Place): Outcome<StepDraft> {
  const { steps, own } = place
  if (!own && steps.length >= MOST_STEPS)
    return refuse('conflict', 'steps.too_many', undefined, { most: MOST_STEPS })
  if (own && isSettled(own) && !sameCourse(draft, own)) return refuse('conflict', 'steps.is_settled')
  const faults = [...wordFaults(draft), ...tieFaults(draft, place), ...planFaults(draft, place)]
  return faults.length > 0 ? refuseFaults(faults) : done(draft)
}

function sameCourse(draft: StepDraft, own: Step): boolean {
  const ties = (after: readonly Id[]) => [...after].sort().join()
  return draft.plannedOn === own.plannedOn && ties(draft.after) === ties(own.after)
}

function wordFaults({ title, authoritative }: StepDraft): Fault[] {
  if (!LOCALES.some((lang) => title[lang]))
    return [{ field: `title_${LOCALES[0]}`, messageKey: 'forms.required' }]
  if (title[authoritative]) return []
  return [{ field: 'authoritative', messageKey: 'commitments.authoritative_missing' }]
}

function tieFaults(draft: StepDraft, { steps, own, locale }: Place): Fault[] {
  const at = (messageKey: string, named: readonly Step[] = []): Fault => ({
    field: 'after',
    messageKey,
    params: { steps: titlesOf(named, locale) },
  })
  const before = steps.filter(({ id }) => draft.after.includes(id))
  if (before.length < draft.after.length) return [at('forms.not_a_choice')]
  if (!own) return []
  const tied = steps.map((step) => (step.id === own.id ? { ...step, after: draft.after } : step))
  const circle = circleIn(tied)
  if (circle.length > 0) return [at('steps.circle', circle)]
  const open = before.filter((step) => !isSettled(step))
  return own.startedOn !== null && open.length > 0 ? [at('steps.began_before', open)] : []
}

function planFaults(draft: StepDraft, { steps, own, locale }: Place): Fault[] {
  const { plannedOn, after, reason } = draft
  const faults: Fault[] = []
  const at = (messageKey: string, named: readonly Step[]) =>
    faults.push({ field: 'planned_on', messageKey, params: { steps: titlesOf(named, locale) } })
  if (plannedOn !== null) {
    const before = steps.filter((step) => after.includes(step.id) && (step.plannedOn ?? '') > plannedOn)
    const next = steps.filter((step) => own && step.after.includes(own.id))
    const behind = next.filter((step) => step.plannedOn !== null && step.plannedOn < plannedOn)
    if (!isPlausible(plannedOn)) at('steps.date_out_of_range', [])
    else if (before.length > 0) at('steps.planned_before', before)
    else if (behind.length > 0) at('steps.planned_after', behind)
  }
  if (own?.plannedOn && own.plannedOn !== plannedOn && !reason.trim())
    faults.push({ field: 'reason', messageKey: 'steps.reason_missing' })
  return faults
}
