/** An agenda item: what is taken when, by whom, under which attribution, and who may read it. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { LOCALES, type Locale, type Versions } from '../kernel/locale.ts'
import { done, type Fault, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import { mentionFaults } from '../people/mention.ts'
import type { AgendaItemsTable, AttributionRule } from '../store/schema.ts'

export type ItemKind = AgendaItemsTable['kind']
export type ItemState = AgendaItemsTable['state']
export type Visibility = AgendaItemsTable['visibility']

export const ITEM_KINDS: readonly ItemKind[] = [
  'procedural',
  'information',
  'discussion',
  'decision',
  'follow_up',
]
export const VISIBILITIES: readonly Visibility[] = ['members', 'public', 'closed']

/** One item as the editor and every timetable need it. */
export interface AgendaItem {
  readonly id: Id
  readonly meetingId: Id
  readonly day: LocalDate
  /** Counted within the day; only the order counts, gaps are allowed. */
  readonly position: number
  readonly kind: ItemKind
  readonly isBreak: boolean
  readonly minutes: number
  readonly presenterInstitutionId: Id | null
  readonly presenterPersonId: Id | null
  /** Overrides the meeting's rule; null when the meeting's holds. */
  readonly attribution: AttributionRule | null
  readonly visibility: Visibility
  /** The item of the previous meeting that this one continues. */
  readonly carriedFromId: Id | null
  /** Stands on every agenda: it returns although it was taken. */
  readonly recurs: boolean
  /** Follow-up was asked for: it returns once more although it was taken. */
  readonly followUp: boolean
  readonly state: ItemState
  readonly title: Versions
  readonly version: number
}

/** What an organiser asks for, before it was checked. */
export interface ItemDraft {
  readonly day: LocalDate
  readonly kind: ItemKind
  readonly isBreak: boolean
  readonly minutes: number
  readonly presenterInstitutionId: Id | null
  readonly presenterPersonId: Id | null
  readonly attribution: AttributionRule | null
  readonly visibility: Visibility
  /** See {@link AgendaItem}; not where it is left out. */
  readonly recurs?: boolean
  readonly followUp?: boolean
  readonly title: Readonly<Partial<Record<Locale, string>>>
}

/**
 * Checks an item against the days of its meeting.
 * @returns the item, a break without presenter and attribution; `invalid` with every fault:
 *   `agenda.title_missing` (`title_<first language>`), `agenda.day_unknown` (`day`).
 */
export function decideItem(asked: ItemDraft, days: readonly LocalDate[]): Outcome<ItemDraft> {
  const faults: Fault[] = []
  if (!LOCALES.some((lang) => asked.title[lang]))
    faults.push({ field: `title_${LOCALES[0]}`, messageKey: 'agenda.title_missing' })
  if (!days.includes(asked.day)) faults.push({ field: 'day', messageKey: 'agenda.day_unknown' })
  if (faults.length > 0) return refuseFaults(faults)
  if (!asked.isBreak) return done(asked)
  return done({
    ...asked,
    kind: 'procedural',
    presenterInstitutionId: null,
    presenterPersonId: null,
    attribution: null,
    recurs: false,
    followUp: false,
  })
}

/** Who presents, as far as a rule lets it be kept. */
interface Presented {
  readonly presenterInstitutionId: Id | null
  readonly presenterPersonId: Id | null
}

/**
 * What may be stored of who presents an item (product.md rule 5): nobody under the Chatham House Rule, where
 * neither person nor institution may be told; the institution alone under `institution_only`.
 * @param rule the item's own rule, else its meeting's.
 */
export function withoutSpeaker<T extends Presented>(item: T, rule: AttributionRule): T {
  if (rule === 'attributed') return item
  const { presenterInstitutionId } = item
  return {
    ...item,
    presenterInstitutionId: rule === 'chatham_house' ? null : presenterInstitutionId,
    presenterPersonId: null,
  }
}

/** Titles that name somebody they must not: `agenda.names_somebody` (param `name`) at `title_<lang>`. */
export function titleFaults({ title }: Pick<ItemDraft, 'title'>, people: readonly string[]): Fault[] {
  return mentionFaults(title, people, { field: 'title', messageKey: 'agenda.names_somebody' })
}

/** What can happen to an item while or after the meeting sits, named as its POST is. */
export type ItemMove = 'taking' | 'deferral' | 'scheduling' | 'removal'

const MOVES: Readonly<Record<ItemMove, { readonly from: readonly ItemState[]; readonly to: ItemState }>> = {
  taking: { from: ['scheduled'], to: 'taken' },
  deferral: { from: ['scheduled'], to: 'deferred' },
  // The way back from a slip of the hand.
  scheduling: { from: ['taken', 'deferred', 'withdrawn'], to: 'scheduled' },
  removal: { from: ['draft', 'scheduled', 'deferred'], to: 'withdrawn' },
}

/** The moves that are open from a state. */
export function itemMoves(state: ItemState): readonly ItemMove[] {
  return (['taking', 'deferral', 'scheduling', 'removal'] as const).filter((move) =>
    MOVES[move].from.includes(state),
  )
}

/**
 * Decides a move of an item.
 * @param sits is the meeting in session or held? Only then can an item be taken.
 * @param continued was the item carried over into a later meeting? Then it stays deferred.
 * @returns the new state; `conflict` `agenda.cannot_move` (params `state`, `move`), `agenda.not_in_session`,
 *   `agenda.carried_on`.
 */
export function decideItemMove(
  state: ItemState,
  move: ItemMove,
  { sits, continued }: { readonly sits: boolean; readonly continued: boolean },
): Outcome<ItemState> {
  if (!MOVES[move].from.includes(state))
    return refuse('conflict', 'agenda.cannot_move', undefined, { state, move })
  if (move === 'taking' && !sits) return refuse('conflict', 'agenda.not_in_session')
  if (continued) return refuse('conflict', 'agenda.carried_on')
  return done(MOVES[move].to)
}

/** Who reads a timetable: `secretariat` prepares it, `members` are the institutions invited. */
export type Audience = 'secretariat' | 'members' | 'public'

/** What of an item an audience may know of its presenter. */
interface ShownPresenter {
  readonly institutionId: Id | null
  readonly personId: Id | null
}

/** Does the item exist for this audience? Drafts and withdrawn items are the secretariat's own. */
export function isVisible(item: Pick<AgendaItem, 'state' | 'visibility'>, audience: Audience): boolean {
  if (audience === 'secretariat') return true
  if (item.state === 'draft' || item.state === 'withdrawn' || item.visibility === 'closed') return false
  return audience === 'members' || item.visibility === 'public'
}

/**
 * Whom a timetable may name beside an item (product.md rule 5): nobody under Chatham House, only the
 * institution under `institution_only`, and never a person to the public.
 */
export function shownPresenter(
  item: AgendaItem,
  meetingRule: AttributionRule,
  audience: Audience,
): ShownPresenter {
  const { presenterInstitutionId: institutionId, presenterPersonId: personId } = item
  if (audience === 'secretariat') return { institutionId, personId }
  const rule = item.attribution ?? meetingRule
  if (rule === 'chatham_house') return { institutionId: null, personId: null }
  return { institutionId, personId: rule === 'attributed' && audience === 'members' ? personId : null }
}
