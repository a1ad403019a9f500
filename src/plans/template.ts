/** What plans are made from: the parts that are asked for, with own words, for a period (domain.md §2.3, §4.3). */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import type { Locale, Versions } from '../kernel/locale.ts'
import { done, type Fault, type Outcome, refuseFaults } from '../kernel/outcome.ts'
import type { Zone } from '../kernel/zone.ts'
import type { PlanPartsTable } from '../store/plan-schema.ts'

export type PartKey = PlanPartsTable['part']

/** The fixed vocabulary in its order: three texts, then the activities with who does them and what comes of it. */
export const PARTS: readonly PartKey[] = [
  'audience',
  'message',
  'channel',
  'activity',
  'responsible',
  'result',
]

/** The parts that are one text of the plan. */
export const TEXT_PARTS = ['audience', 'message', 'channel'] as const
export type TextPart = (typeof TEXT_PARTS)[number]

/** How much a part is asked for. */
export type Wanted = 'required' | 'optional' | 'no'

/** A part as one template asks for it; empty texts mean the usual words. */
export interface Part {
  readonly part: PartKey
  readonly required: boolean
  readonly title: Versions
  readonly hint: Versions
}

/** One edition. */
export interface Template {
  readonly id: Id
  readonly dialogueId: Id
  readonly zone: Zone
  readonly seriesId: Id
  readonly edition: number
  readonly roadmapId: Id | null
  readonly authoritative: Locale
  readonly title: Versions
  readonly from: LocalDate
  readonly to: LocalDate
  /** In the order of {@link PARTS}. */
  readonly parts: readonly Part[]
  readonly version: number
}

type Texts = Readonly<Partial<Record<Locale, string>>>

export interface PartDraft {
  readonly part: PartKey
  readonly wanted: Wanted
  readonly titles: Texts
  readonly hints: Texts
}

export interface TemplateDraft {
  readonly titles: Texts
  readonly authoritative: Locale
  readonly from: LocalDate
  readonly to: LocalDate
  readonly roadmapId: Id | null
  readonly parts: readonly PartDraft[]
}

/** Characters of a title and of a hint. */
export const TITLE = 200
export const HINT = 500

/**
 * Checks what is asked to be recorded; activities are always required.
 * @returns `invalid` with every fault: `forms.required` (`title_<lang>`), `plans.ends_before` (`to`).
 */
export function decideTemplate(draft: TemplateDraft): Outcome<TemplateDraft> {
  const faults: Fault[] = []
  if (!draft.titles[draft.authoritative])
    faults.push({ field: `title_${draft.authoritative}`, messageKey: 'forms.required' })
  if (draft.to < draft.from) faults.push({ field: 'to', messageKey: 'plans.ends_before' })
  if (faults.length > 0) return refuseFaults(faults)
  const parts = draft.parts.map((one) =>
    one.part === 'activity' ? { ...one, wanted: 'required' as const } : one,
  )
  return done({ ...draft, parts })
}

/** The part of a template, if it is asked for. */
export function partOf({ parts }: Pick<Template, 'parts'>, key: PartKey): Part | undefined {
  return parts.find(({ part }) => part === key)
}
