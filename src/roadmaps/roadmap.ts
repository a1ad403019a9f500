/** A roadmap of a dialogue: its period, the act behind it, and how it goes from draft to evaluated (domain.md §4.3). Pure. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES, type Locale, type Versions } from '../kernel/locale.ts'
import { done, type Fault, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import type { RoadmapEventsTable, RoadmapsTable } from '../store/roadmap-schema.ts'

export type RoadmapState = RoadmapsTable['state']
type Texts = Readonly<Partial<Record<Locale, string>>>

/** What the secretariat says of a roadmap. */
export interface RoadmapDraft {
  readonly titles: Texts
  readonly authoritative: Locale
  readonly periodFrom: LocalDate
  readonly periodTo: LocalDate
  readonly ownerId: Id | null
  /** Title of the act, and who issued it, as the act itself says. */
  readonly actTitles: Texts
  readonly actBodies: Texts
  readonly actNumber: string
  readonly actOn: LocalDate | null
  /** A paper of the dialogue. */
  readonly actDocumentId: Id | null
  readonly actLink: string
}

export interface Roadmap extends Omit<RoadmapDraft, 'titles' | 'actTitles' | 'actBodies'> {
  readonly id: Id
  readonly dialogueId: Id
  readonly state: RoadmapState
  readonly title: Versions
  readonly actTitle: Versions
  readonly actBody: Versions
  readonly version: number
}

/** One line of its history; only ever added. */
export interface RoadmapEvent {
  readonly kind: RoadmapEventsTable['kind']
  readonly objectiveId: Id | null
  readonly reason: string
  readonly doneBy: Id
  readonly doneAt: Instant
}

/** The languages in which something is said of a roadmap although it has no title in them. */
function untitled({ titles, actTitles, actBodies }: RoadmapDraft): Locale[] {
  return LOCALES.filter((lang) => !titles[lang] && (actTitles[lang] || actBodies[lang]))
}

/**
 * @returns the draft, or `invalid` with every fault: no title in the language that binds
 *   (`roadmaps.needs_authoritative`), the act in a language without a title (`forms.required`), a period that ends
 *   before it begins (`roadmaps.period`).
 */
export function decideRoadmap(draft: RoadmapDraft): Outcome<RoadmapDraft> {
  const faults: Fault[] = untitled(draft).map((lang) => ({
    field: `title_${lang}`,
    messageKey: 'forms.required',
  }))
  if (!draft.titles[draft.authoritative])
    faults.push({ field: 'authoritative', messageKey: 'roadmaps.needs_authoritative' })
  if (draft.periodTo <= draft.periodFrom) faults.push({ field: 'period_to', messageKey: 'roadmaps.period' })
  return faults.length > 0 ? refuseFaults(faults) : done(draft)
}

/** What can be done to a roadmap as a whole, named as its POST is. */
export const ROADMAP_MOVES = ['approval', 'start', 'evaluation', 'return'] as const
export type RoadmapMove = (typeof ROADMAP_MOVES)[number]

const STEPS: readonly RoadmapState[] = ['draft', 'approved', 'running', 'evaluated']
const FORWARD: Readonly<Record<RoadmapState, RoadmapMove | null>> = {
  draft: 'approval',
  approved: 'start',
  running: 'evaluation',
  evaluated: null,
}

/** The moves that are open from a state: the next step, and back by one with a reason. */
export function roadmapMoves(state: RoadmapState): readonly RoadmapMove[] {
  const forward = FORWARD[state]
  return [...(forward ? [forward] : []), ...(state === 'draft' ? [] : (['return'] as const))]
}

/** What has to be known of a roadmap before it can move. */
export interface Readiness {
  readonly objectives: number
  /** Objectives without closing words in the language that binds. */
  readonly unclosed: number
}

/**
 * Decides a move.
 * @returns the new state; `conflict` `roadmaps.cannot_move` from another state; for an approval without an objective
 *   (`roadmaps.no_objectives`) or without an act and its date (`roadmaps.needs_act`); for an evaluation with objectives
 *   that have no closing words (`roadmaps.unclosed`, param `count`); `invalid` `forms.required` at `reason` for going
 *   back without one.
 */
export function decideMove(
  roadmap: Pick<Roadmap, 'state' | 'actOn' | 'actTitle'>,
  { move, reason }: { readonly move: RoadmapMove; readonly reason: string },
  ready: Readiness,
): Outcome<RoadmapState> {
  const { state } = roadmap
  if (!roadmapMoves(state).includes(move)) return refuse('conflict', 'roadmaps.cannot_move')
  if (move === 'return' && !reason) return refuse('invalid', 'forms.required', 'reason')
  if (move === 'approval') {
    if (ready.objectives === 0) return refuse('conflict', 'roadmaps.no_objectives')
    const named = roadmap.actTitle.texts[roadmap.actTitle.authoritative]
    if (!named || roadmap.actOn === null) return refuse('conflict', 'roadmaps.needs_act')
  }
  if (move === 'evaluation' && ready.unclosed > 0)
    return refuse('conflict', 'roadmaps.unclosed', undefined, { count: ready.unclosed })
  const to = STEPS[STEPS.indexOf(state) + (move === 'return' ? -1 : 1)]
  return to ? done(to) : refuse('conflict', 'roadmaps.cannot_move')
}

/**
 * May what it wants be changed, and does that need a reason? What was approved changes only with one; what was
 * evaluated does not change.
 * @returns `conflict` `roadmaps.evaluated`, `invalid` `forms.required` at `reason`.
 */
export function decideChange({ state }: Pick<Roadmap, 'state'>, reason: string): Outcome<null> {
  if (state === 'evaluated') return refuse('conflict', 'roadmaps.evaluated')
  return state !== 'draft' && !reason ? refuse('invalid', 'forms.required', 'reason') : done(null)
}

/** A draft is there for who keeps it; the others read what was approved. */
export function isShared({ state }: Pick<Roadmap, 'state'>): boolean {
  return state !== 'draft'
}

/** The date whose names it carries: that of its act, as every document; a draft is of today. */
export function namesDate({ state, actOn }: Pick<Roadmap, 'state' | 'actOn'>): LocalDate | undefined {
  return state === 'draft' || actOn === null ? undefined : actOn
}
