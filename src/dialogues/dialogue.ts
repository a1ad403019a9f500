/** A dialogue: the process that lasts from one meeting to the next, with its mandate and rules of procedure. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { LOCALES, type Locale, type Versions } from '../kernel/locale.ts'
import { done, type Fault, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import type { Zone } from '../kernel/zone.ts'
import type { AttributionRule, DialoguesTable } from '../store/schema.ts'

export type { AttributionRule }
export type DialogueState = DialoguesTable['state']
export type ParticipantList = DialoguesTable['participant_list']
type QuorumBasis = DialoguesTable['quorum_basis']
type DecisionRule = DialoguesTable['decision_rule']
type SilenceUnit = DialoguesTable['silence_unit']

export const ATTRIBUTIONS: readonly AttributionRule[] = ['attributed', 'institution_only', 'chatham_house']
export const PARTICIPANT_LISTS: readonly ParticipantList[] = ['names', 'institutions', 'counts', 'nobody']
export const QUORUM_BASES: readonly QuorumBasis[] = ['institutions', 'seats', 'none']
export const DECISION_RULES: readonly DecisionRule[] = ['consensus', 'simple_majority', 'two_thirds']
export const SILENCE_UNITS: readonly SilenceUnit[] = ['hours', 'working_days']

/** One process with everything its page and its meetings need. */
export interface Dialogue extends DialogueRules {
  readonly id: Id
  /** Short and unique on the instance, such as `OAT-KZ`. */
  readonly code: string
  readonly state: DialogueState
  readonly title: Versions
  readonly mandate: Versions
  readonly project: string
  readonly funder: string
  readonly zone: Zone
  /** Name of a holiday calendar, such as `KZ`; empty when only weekends are days off. */
  readonly holidayCalendar: string
  readonly languages: readonly Locale[]
  readonly authoritative: Locale
  readonly createdAt: Instant
  readonly version: number
}

/** The rules of procedure, which differ from dialogue to dialogue (domain.md §2.1). */
interface DialogueRules {
  /** What a new meeting begins with; each meeting may set its own. */
  readonly attribution: AttributionRule
  /** How much participants see of each other. */
  readonly participantList: ParticipantList
  readonly quorumBasis: QuorumBasis
  /** Share of the basis that has to be exceeded, 1–99. */
  readonly quorumPercent: number
  readonly decisionRule: DecisionRule
  readonly silenceLength: number
  readonly silenceUnit: SilenceUnit
}

/** What an organiser asks for, before it was checked. */
export interface DialogueDraft extends DialogueRules {
  readonly code: string
  readonly title: Readonly<Partial<Record<Locale, string>>>
  readonly mandate: Readonly<Partial<Record<Locale, string>>>
  readonly project: string
  readonly funder: string
  readonly zone: Zone
  readonly holidayCalendar: string
  readonly languages: readonly Locale[]
  readonly authoritative: Locale
}

/** A code is what people write into subjects and file names: Latin capitals, digits, hyphens. */
const CODE = /^[A-Z0-9][A-Z0-9-]{1,19}$/

/**
 * Checks what an organiser asks for.
 * @returns `invalid` with every fault: `dialogues.code_form` (field `code`), `dialogues.no_language`
 *   (`languages`), `dialogues.authoritative_not_offered` (`authoritative`), `dialogues.title_missing`
 *   (`title_<lang>` of the authoritative language), `dialogues.mandate_without_title` (`title_<lang>`).
 */
export function decideDialogue(asked: DialogueDraft): Outcome<DialogueDraft> {
  const code = asked.code.toUpperCase()
  const faults = [...languageFaults(asked), ...titleFaults(asked)]
  if (!CODE.test(code)) faults.unshift({ field: 'code', messageKey: 'dialogues.code_form' })
  if (faults.length > 0) return refuseFaults(faults)
  return done({ ...asked, code, languages: LOCALES.filter((lang) => asked.languages.includes(lang)) })
}

function languageFaults(asked: DialogueDraft): Fault[] {
  if (asked.languages.length === 0) return [{ field: 'languages', messageKey: 'dialogues.no_language' }]
  if (asked.languages.includes(asked.authoritative)) return []
  return [{ field: 'authoritative', messageKey: 'dialogues.authoritative_not_offered' }]
}

function titleFaults(asked: DialogueDraft): Fault[] {
  return LOCALES.flatMap((lang): Fault[] => {
    if (asked.title[lang]) return []
    const field = `title_${lang}`
    if (lang === asked.authoritative) return [{ field, messageKey: 'dialogues.title_missing' }]
    return asked.mandate[lang] ? [{ field, messageKey: 'dialogues.mandate_without_title' }] : []
  })
}

// What is compared as it is; texts and languages need more care.
const PLAIN = [
  'code',
  'project',
  'funder',
  'zone',
  'holidayCalendar',
  'authoritative',
  'attribution',
  'participantList',
  'quorumBasis',
  'quorumPercent',
  'decisionRule',
  'silenceLength',
  'silenceUnit',
] as const

/** Would saving `draft` change nothing? */
export function sameDialogue(dialogue: Dialogue, draft: DialogueDraft): boolean {
  return (
    PLAIN.every((key) => dialogue[key] === draft[key]) &&
    dialogue.languages.join() === draft.languages.join() &&
    LOCALES.every((lang) => (dialogue.title.texts[lang] ?? '') === (draft.title[lang] ?? '')) &&
    LOCALES.every((lang) => (dialogue.mandate.texts[lang] ?? '') === (draft.mandate[lang] ?? ''))
  )
}

/** What can be done to a dialogue as a whole, named as its POST is. */
export type DialogueMove = 'activation' | 'closure' | 'archiving'

const MOVES: Readonly<Record<DialogueMove, { readonly from: DialogueState; readonly to: DialogueState }>> = {
  activation: { from: 'draft', to: 'active' },
  closure: { from: 'active', to: 'closed' },
  archiving: { from: 'closed', to: 'archived' },
}

/** The moves that are open from a state: draft → active → closed → archived (domain.md §4.2). */
export function dialogueMoves(state: DialogueState): readonly DialogueMove[] {
  return (['activation', 'closure', 'archiving'] as const).filter((move) => MOVES[move].from === state)
}

/**
 * Decides a move.
 * @param meetingsAhead how many meetings are announced, confirmed, postponed or in session.
 * @returns the new state; `conflict` `dialogues.cannot_move` (params `state`, `move`, `possible`) from another
 *   state, or `dialogues.meetings_ahead` (param `count`) for closing while delegates still expect a meeting.
 */
export function decideDialogueMove(
  state: DialogueState,
  move: DialogueMove,
  meetingsAhead: number,
): Outcome<DialogueState> {
  if (MOVES[move].from !== state) {
    const possible = dialogueMoves(state).join(',')
    return refuse('conflict', 'dialogues.cannot_move', undefined, { state, move, possible })
  }
  if (move === 'closure' && meetingsAhead > 0)
    return refuse('conflict', 'dialogues.meetings_ahead', undefined, { count: meetingsAhead })
  return done(MOVES[move].to)
}

/** May meetings still be planned in a dialogue of this state? */
export function takesMeetings(state: DialogueState): boolean {
  return state === 'draft' || state === 'active'
}
