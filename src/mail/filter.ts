/** What a list of mail shows: kept in the address, so that a filter can be saved and sent around. Pure. */

import { type Id, isId } from '../kernel/id.ts'
import { cleanLine } from '../kernel/text.ts'
import type { OutboxTable } from '../store/followup-schema.ts'
import { MAIL_KINDS, type MailKind } from './mail.ts'

/** Rows on one page. */
export const PAGE_SIZE = 50

export type MailState = OutboxTable['state']

/** `waiting`: everything that still goes out; `failed`: also what is not certain. */
type Show = 'all' | 'waiting' | 'failed' | 'sent' | 'kept' | 'skipped'

/** What one can choose from, in the order in which it is offered. */
export const SHOWS: readonly Show[] = ['all', 'waiting', 'failed', 'sent', 'kept', 'skipped']

/** The states behind each choice. */
export const STATES_SHOWN: Readonly<Record<Show, readonly MailState[]>> = {
  all: [],
  waiting: ['queued', 'sending', 'retry'],
  failed: ['failed', 'uncertain'],
  sent: ['sent'],
  kept: ['kept'],
  skipped: ['skipped'],
}

export interface MailFilter {
  readonly show: Show
  readonly kind: MailKind | null
  readonly personId: Id | null
  readonly meetingId: Id | null
  /** Part of an address or of a name. */
  readonly search: string
}

/** All mail. */
export const EVERYTHING: MailFilter = { show: 'all', kind: null, personId: null, meetingId: null, search: '' }

/** Reads `?state=failed&kind=digest&person=…&meeting=…&q=…&page=2`; what makes no sense is left out. */
export function readFilter(query: Readonly<Record<string, string>>): { filter: MailFilter; page: number } {
  const page = /^\d{1,5}$/.test(query.page ?? '') ? Math.max(1, Number(query.page)) : 1
  const filter = {
    show: SHOWS.find((show) => show === query.state) ?? 'all',
    kind: MAIL_KINDS.find((kind) => kind === query.kind) ?? null,
    personId: isId(query.person) ? query.person : null,
    meetingId: isId(query.meeting) ? query.meeting : null,
    search: cleanLine(query.q ?? '').slice(0, 100),
  }
  return { filter, page }
}

/** The address of a list; defaults are left out. */
export function listPath({ show, kind, personId, meetingId, search }: MailFilter, page = 1): string {
  const query = new URLSearchParams()
  if (show !== 'all') query.set('state', show)
  if (kind) query.set('kind', kind)
  if (personId) query.set('person', personId)
  if (meetingId) query.set('meeting', meetingId)
  if (search) query.set('q', search)
  if (page > 1) query.set('page', String(page))
  const text = query.toString()
  return text ? `/mail?${text}` : '/mail'
}

/** True if the filter leaves anything out. */
export function isNarrowed(filter: MailFilter): boolean {
  return listPath(filter) !== '/mail'
}
