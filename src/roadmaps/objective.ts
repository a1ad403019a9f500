/** What a roadmap wants to reach: objectives, with those below them. Pure. */

import type { Id } from '../kernel/id.ts'
import { LOCALES, type Locale, type Versions } from '../kernel/locale.ts'
import { done, type Fault, type Outcome, refuseFaults } from '../kernel/outcome.ts'

type Texts = Readonly<Partial<Record<Locale, string>>>

export interface Objective {
  readonly id: Id
  readonly roadmapId: Id
  readonly dialogueId: Id
  /** Null for one that stands on top. */
  readonly parentId: Id | null
  /** As the roadmap numbers it: `1`, `2.1`. */
  readonly code: string
  readonly position: number
  readonly ownerId: Id | null
  readonly title: Versions
  readonly description: Versions
  /** Said of it when the roadmap was evaluated. */
  readonly closing: Versions
}

export interface ObjectiveDraft {
  readonly code: string
  readonly parentId: Id | null
  readonly ownerId: Id | null
  readonly position: number
  readonly titles: Texts
  readonly descriptions: Texts
}

/** Codes stand in letters and lists: letters and digits with points, strokes and hyphens between. */
const CODE = /^[\p{L}\d][\p{L}\d./-]{0,11}$/u

interface Among {
  /** The objectives of the roadmap, without the one that is changed. */
  readonly others: readonly Objective[]
  readonly authoritative: Locale
  /** The one that is changed. */
  readonly id: Id | null
}

/**
 * @returns the draft, or `invalid` with every fault: a code of another form (`roadmaps.code_form`) or of another
 *   objective (`roadmaps.code_taken`), no title in the language that binds or a description without a title
 *   (`forms.required`), below itself or below one that stands below another (`roadmaps.parent`).
 */
export function decideObjective(draft: ObjectiveDraft, among: Among): Outcome<ObjectiveDraft> {
  const { others, authoritative } = among
  const faults: Fault[] = LOCALES.filter(
    (lang) => !draft.titles[lang] && (lang === authoritative || draft.descriptions[lang]),
  ).map((lang) => ({ field: `title_${lang}`, messageKey: 'forms.required' }))
  if (!CODE.test(draft.code)) faults.push({ field: 'code', messageKey: 'roadmaps.code_form' })
  if (others.some(({ code }) => code === draft.code))
    faults.push({ field: 'code', messageKey: 'roadmaps.code_taken' })
  if (!fits(draft, among)) faults.push({ field: 'parent', messageKey: 'roadmaps.parent' })
  return faults.length > 0 ? refuseFaults(faults) : done(draft)
}

/** Two floors are enough: one objective and what it is made of. */
function fits({ parentId }: ObjectiveDraft, { others, id }: Among): boolean {
  if (parentId === null) return true
  const parent = others.find((one) => one.id === parentId)
  return (
    parent !== undefined &&
    parent.parentId === null &&
    (id === null || !others.some((one) => one.parentId === id))
  )
}

/** In the order of the roadmap: each one is followed by those below it. */
export function inOrder(objectives: readonly Objective[]): Objective[] {
  const sorted = objectives.toSorted(byPosition)
  const ids = new Set(objectives.map(({ id }) => id))
  const tops = sorted.filter(({ parentId }) => parentId === null || !ids.has(parentId))
  return tops.flatMap((top) => [top, ...sorted.filter(({ parentId }) => parentId === top.id)])
}

function byPosition(a: Objective, b: Objective): number {
  return a.position - b.position || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
}
