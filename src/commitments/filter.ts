/** What a list of commitments shows: kept in the address, so that a filter can be saved and sent around. */

import { type Id, isId } from '../kernel/id.ts'
import { cleanLine } from '../kernel/text.ts'
import type { CommitmentState } from './commitment.ts'
import { COMMITMENT_STATES } from './state.ts'

/** Rows on one page. */
export const PAGE_SIZE = 100

/**
 * `late`: due and still owed; `silent`: late without any report; `soon`: owed and due within some days from today;
 * `undated`: open without a due date; `recurring`: open, with a report for every period. Or one state, such as
 * `reported_done`.
 */
export type Show = 'open' | 'late' | 'silent' | 'soon' | 'undated' | 'recurring' | 'all' | CommitmentState

/** What one can choose from, in the order in which it is offered. */
export const SHOWS: readonly Show[] = [
  'open',
  'late',
  'silent',
  'soon',
  'undated',
  'recurring',
  ...COMMITMENT_STATES,
  'all',
]

/** Days ahead that `soon` may mean. */
export const WITHIN: readonly number[] = [7, 14, 30, 90]

/** `slip`: how far the due date moved; `report`: when the lead last reported, never first. */
export type Order = 'due' | 'slip' | 'report'
export const ORDERS: readonly Order[] = ['due', 'slip', 'report']

/** By what the rows are put together under headings. */
export type Grouping = 'lead' | 'dialogue' | 'objective'
export const GROUPINGS: readonly Grouping[] = ['lead', 'dialogue', 'objective']

export interface CommitmentFilter {
  readonly show: Show
  /** Days ahead for `soon`; plays no part elsewhere. */
  readonly within: number
  readonly dialogueId: Id | null
  /** The lead institution. */
  readonly leadId: Id | null
  /** Also what that institution only supports. */
  readonly supports: boolean
  readonly objectiveId: Id | null
  /** Where it was promised. */
  readonly meetingId: Id | null
  /** Only those for which nobody is named. */
  readonly unnamed: boolean
  readonly search: string
  readonly order: Order
  readonly grouping: Grouping | null
}

/** Everything that is still open, in all dialogues. */
export const OPEN: CommitmentFilter = {
  show: 'open',
  within: 30,
  dialogueId: null,
  leadId: null,
  supports: false,
  objectiveId: null,
  meetingId: null,
  unnamed: false,
  search: '',
  order: 'due',
  grouping: null,
}

type Query = Readonly<Record<string, string>>

/** Reads `?show=late&dialogue=…&lead=…&q=…&page=2`; what makes no sense is left out. */
export function readFilter(query: Query): { filter: CommitmentFilter; page: number } {
  const page = /^\d{1,5}$/.test(query.page ?? '') ? Math.max(1, Number(query.page)) : 1
  const leadId = idIn(query.lead)
  const filter = {
    show: SHOWS.find((show) => show === query.show) ?? OPEN.show,
    within: WITHIN.find((days) => String(days) === query.within) ?? OPEN.within,
    dialogueId: idIn(query.dialogue),
    leadId,
    supports: leadId !== null && query.part === 'any',
    objectiveId: idIn(query.objective),
    meetingId: idIn(query.meeting),
    unnamed: query.person === 'none',
    search: cleanLine(query.q ?? '').slice(0, 200),
    order: ORDERS.find((order) => order === query.order) ?? OPEN.order,
    grouping: GROUPINGS.find((grouping) => grouping === query.by) ?? null,
  }
  return { filter, page }
}

/** As {@link readFilter}, from the query as one text, with its question mark or without. */
export function filterOf(query: string): CommitmentFilter {
  return readFilter(Object.fromEntries(new URLSearchParams(query))).filter
}

function idIn(text: string | undefined): Id | null {
  return isId(text) ? text : null
}

/** The query of an address, without question mark: defaults are left out, so that one view has one text. */
export function queryOf(filter: CommitmentFilter, page = 1): string {
  const { show, within, leadId, supports, order, grouping } = filter
  const given: readonly (readonly [string, string | null | false])[] = [
    ['show', show !== OPEN.show && show],
    ['within', show === 'soon' && within !== OPEN.within && String(within)],
    ['dialogue', filter.dialogueId],
    ['lead', leadId],
    ['part', leadId !== null && supports && 'any'],
    ['objective', filter.objectiveId],
    ['meeting', filter.meetingId],
    ['person', filter.unnamed && 'none'],
    ['q', filter.search],
    ['order', order !== OPEN.order && order],
    ['by', grouping],
    ['page', page > 1 && String(page)],
  ]
  return new URLSearchParams(given.flatMap(([name, value]) => (value ? [[name, value]] : []))).toString()
}

/** The address of a list; defaults are left out. */
export function listPath(filter: CommitmentFilter, page = 1): string {
  return withQuery('/commitments', queryOf(filter, page))
}

/** The address of the same choice as a picture. */
export function timelinePath(filter: CommitmentFilter): string {
  return withQuery('/commitments/timeline', queryOf(filter))
}

/**
 * The address of the list itself whatever view its reader keeps as the first one: an address without any query
 * leads to that view.
 */
export function plainPath(filter: CommitmentFilter): string {
  return queryOf(filter) ? listPath(filter) : `/commitments?show=${filter.show}`
}

function withQuery(path: string, query: string): string {
  return query ? `${path}?${query}` : path
}

/** Is the choice narrower than everything that is open? Order and headings leave nothing out. */
export function isNarrowed(filter: CommitmentFilter): boolean {
  return queryOf({ ...filter, order: OPEN.order, grouping: null }) !== ''
}
