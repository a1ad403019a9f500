/** Decisions of a meeting: what was agreed, how, and with which reservations. Never who said what. */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { LOCALES, type Locale, type Versions } from '../kernel/locale.ts'
import { done, type Fault, type Outcome, refuse, refuseFaults } from '../kernel/outcome.ts'
import { mentioned, mentionFaults } from '../people/mention.ts'
import type { DecisionsTable } from '../store/followup-schema.ts'
import type { AttributionRule, DialoguesTable, MeetingsTable } from '../store/schema.ts'

/** `silence` is kept for the silence procedure; nobody can choose it in a form. */
type DecisionMethod = DecisionsTable['method']
export type DecisionState = DecisionsTable['state']

/** What the rapporteur can choose from. */
export const RECORDED_METHODS = ['consensus', 'vote'] as const

export interface Votes {
  readonly for: number
  readonly against: number
  readonly abstained: number
}

/** One decision. There is no speaker in it on purpose: under Chatham House nothing could be stored. */
export interface Decision {
  readonly id: Id
  readonly meetingId: Id
  /** The agenda item it was taken under; null for the meeting as a whole. */
  readonly itemId: Id | null
  /** Counted within the meeting, from 1, never given twice; shown by {@link decisionCode}. */
  readonly number: number
  readonly method: DecisionMethod
  readonly state: DecisionState
  /** Only after a vote. */
  readonly votes: Votes | null
  readonly reservations: string
  readonly text: Versions
  readonly recordedAt: Instant
  /** Taken under a closed item of the agenda. */
  readonly closed: boolean
  readonly version: number
}

/** What is asked to be recorded or written anew, before it was checked. */
export interface DecisionDraft {
  readonly text: Readonly<Partial<Record<Locale, string>>>
  readonly authoritative: Locale
  readonly itemId: Id | null
  readonly method: (typeof RECORDED_METHODS)[number]
  readonly votesFor: number | null
  readonly votesAgainst: number | null
  readonly votesAbstained: number | null
  readonly reservations: string
}

/** A draft that holds together. */
export interface CheckedDecision extends Pick<Decision, 'itemId' | 'method' | 'votes' | 'reservations'> {
  readonly text: DecisionDraft['text']
  readonly authoritative: Locale
}

/** Who must not be named, and under which rule. */
export interface Unnamed {
  readonly rule: AttributionRule
  readonly people: readonly string[]
  readonly institutions: readonly string[]
}

const NAMES_SOMEBODY = 'minutes.names_somebody'

/**
 * What is wrong with a draft under the rule of its item, else of its meeting (product.md rule 5): reservations
 * may name no person under `institution_only`, and no institution either under the Chatham House Rule, where the
 * text itself may name no participant. It is refused, not cut: a decision must not lose words in silence.
 * @returns the faults `minutes.names_somebody` (param `name`; `reservations` or `text_<lang>`).
 */
export function speakerFaults({ text, reservations }: DecisionDraft, unnamed: Unnamed): Fault[] {
  const { rule, people, institutions } = unnamed
  if (rule === 'attributed') return []
  const chatham = rule === 'chatham_house'
  const name = mentioned(reservations, chatham ? [...people, ...institutions] : people)
  return [
    ...(chatham ? mentionFaults(text, people, { field: 'text', messageKey: NAMES_SOMEBODY }) : []),
    ...(name === null ? [] : [{ field: 'reservations', messageKey: NAMES_SOMEBODY, params: { name } }]),
  ]
}

/** How a decision is cited: `D-1`. */
export function decisionCode(decision: Pick<Decision, 'number'>): string {
  return `D-${decision.number}`
}

/**
 * Checks a draft against the agenda of its meeting.
 * @param itemIds the items of that meeting.
 * @returns `invalid` with every fault: `forms.required` (`text_<lang>`, or a missing count of a vote:
 *   `votes_for`, `votes_against`, `votes_abstained`), `minutes.authoritative_missing` (`authoritative`),
 *   `minutes.item_unknown` (`item`).
 */
export function decideDecision(draft: DecisionDraft, itemIds: readonly Id[]): Outcome<CheckedDecision> {
  const faults = [...textFaults(draft), ...voteFaults(draft)]
  if (draft.itemId !== null && !itemIds.includes(draft.itemId))
    faults.push({ field: 'item', messageKey: 'minutes.item_unknown' })
  if (faults.length > 0) return refuseFaults(faults)
  const { text, authoritative, itemId, method, reservations } = draft
  return done({ text, authoritative, itemId, method, reservations, votes: votesOf(draft) })
}

function textFaults({ text, authoritative }: DecisionDraft): Fault[] {
  if (!LOCALES.some((lang) => text[lang]))
    return [{ field: `text_${LOCALES[0]}`, messageKey: 'forms.required' }]
  return text[authoritative] ? [] : [{ field: 'authoritative', messageKey: 'minutes.authoritative_missing' }]
}

function voteFaults({ method, votesFor, votesAgainst, votesAbstained }: DecisionDraft): Fault[] {
  if (method !== 'vote') return []
  const counts = { votes_for: votesFor, votes_against: votesAgainst, votes_abstained: votesAbstained }
  return Object.entries(counts)
    .filter(([, count]) => count === null)
    .map(([field]) => ({ field, messageKey: 'forms.required' }))
}

function votesOf({ method, votesFor, votesAgainst, votesAbstained }: DecisionDraft): Votes | null {
  if (method !== 'vote') return null
  return { for: votesFor ?? 0, against: votesAgainst ?? 0, abstained: votesAbstained ?? 0 }
}

/** What can happen to a decision, named as its POST is: `/decisions/:id/<move>`. */
export type DecisionMove = 'adoption' | 'rejection' | 'withdrawal' | 'supersession'

interface Rule {
  readonly from: DecisionState
  readonly to: DecisionState
}

const MOVES: Readonly<Record<DecisionMove, Rule>> = {
  adoption: { from: 'proposed', to: 'adopted' },
  rejection: { from: 'proposed', to: 'rejected' },
  withdrawal: { from: 'proposed', to: 'withdrawn' },
  supersession: { from: 'adopted', to: 'superseded' },
}

/** All moves in the order in which a page offers them. */
export const DECISION_MOVES = Object.keys(MOVES) as readonly DecisionMove[]

/** The moves that are open from a state. */
export function possibleMoves(state: DecisionState): readonly DecisionMove[] {
  return DECISION_MOVES.filter((move) => MOVES[move].from === state)
}

/**
 * Decides a move (domain.md §4.2).
 * @param rule how the dialogue takes decisions; it matters only for adopting after a vote.
 * @returns the new state; `conflict` `minutes.cannot_move` (param `state`) or `minutes.not_carried`.
 */
export function decideMove(
  decision: Pick<Decision, 'state' | 'votes'>,
  move: DecisionMove,
  rule: DialoguesTable['decision_rule'],
): Outcome<DecisionState> {
  const { from, to } = MOVES[move]
  if (decision.state !== from)
    return refuse('conflict', 'minutes.cannot_move', undefined, { state: decision.state })
  if (move === 'adoption' && decision.votes && !isCarried(decision.votes, rule))
    return refuse('conflict', 'minutes.not_carried')
  return done(to)
}

/** Were there enough votes? Abstentions do not count; where consensus is the rule, a majority still has to agree. */
export function isCarried(votes: Votes, rule: DialoguesTable['decision_rule']): boolean {
  if (rule === 'two_thirds') return votes.for > 0 && votes.for * 3 >= (votes.for + votes.against) * 2
  return votes.for > votes.against
}

/**
 * May somebody read it? What was agreed, unless the item was closed; drafts, what was rejected or withdrawn and
 * what belongs to a closed item only those who see drafts (people/visible.ts).
 */
export function isReadable(
  { state, closed }: Pick<Decision, 'state' | 'closed'>,
  seesDrafts: boolean,
): boolean {
  return seesDrafts || (!closed && (state === 'adopted' || state === 'superseded'))
}

/** May the words still be corrected? A proposal always, an adopted text until the minutes are drawn up. */
export function isEditable(state: DecisionState, meeting: MeetingsTable['state']): boolean {
  if (state === 'proposed') return true
  return state === 'adopted' && meeting !== 'minuted' && meeting !== 'closed'
}
