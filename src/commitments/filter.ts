/** What a list of commitments shows: kept in the address, so that a filter can be saved and sent around. */

import { type Id, isId } from '../kernel/id.ts'
import { cleanLine } from '../kernel/text.ts'
import type { CommitmentState } from './commitment.ts'
import { COMMITMENT_STATES } from './state.ts'

/** Rows on one page. */
export const PAGE_SIZE = 100

/** `late`: due and still owed; `silent`: late without any report. Or one state, such as `reported_done`. */
export type Show = 'open' | 'late' | 'silent' | 'all' | CommitmentState

/** What one can choose from, in the order in which it is offered. */
export const SHOWS: readonly Show[] = ['open', 'late', 'silent', ...COMMITMENT_STATES, 'all']

export interface CommitmentFilter {
  readonly show: Show
  readonly dialogueId: Id | null
  /** The lead institution. */
  readonly leadId: Id | null
  readonly search: string
}

/** Everything that is still open, in all dialogues. */
export const OPEN: CommitmentFilter = { show: 'open', dialogueId: null, leadId: null, search: '' }

/** Reads `?show=late&dialogue=…&lead=…&q=…&page=2`; what makes no sense is left out. */
export function readFilter(query: Readonly<Record<string, string>>): {
  filter: CommitmentFilter
  page: number
} {
  const page = /^\d{1,5}$/.test(query.page ?? '') ? Math.max(1, Number(query.page)) : 1
  const filter = {
    show: SHOWS.find((show) => show === query.show) ?? 'open',
    dialogueId: isId(query.dialogue) ? query.dialogue : null,
    leadId: isId(query.lead) ? query.lead : null,
    search: cleanLine(query.q ?? '').slice(0, 200),
  }
  return { filter, page }
}

/** The address of a list; defaults are left out. */
export function listPath({ show, dialogueId, leadId, search }: CommitmentFilter, page = 1): string {
  const query = new URLSearchParams()
  if (show !== 'open') query.set('show', show)
  if (dialogueId) query.set('dialogue', dialogueId)
  if (leadId) query.set('lead', leadId)
  if (search) query.set('q', search)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return text ? `/commitments?${text}` : '/commitments'
}
