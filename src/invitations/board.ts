/** The board of a meeting's invitations: who was asked, who answered, from which sector nobody comes yet. */

import { type InstitutionName, inProtocolOrder, type Sector } from '../institutions/institution.ts'
import type { Locale } from '../kernel/locale.ts'
import { fold } from '../kernel/text.ts'
import { searchText } from '../people/name.ts'
import type { PersonCard } from '../people/person.ts'
import { tally } from './answer.ts'
import { type Invitation, isSilent } from './invitation.ts'
import type { Delegate } from './nomination.ts'

/** How far the letter to an institution came; `failed` or `bounced` as soon as one of its focal points cannot be reached. */
export type Delivery = 'none' | 'waiting' | 'sent' | 'kept' | 'failed' | 'bounced'

export interface NamedDelegate {
  readonly delegate: Delegate
  readonly person: PersonCard
}

/** One institution's line on the board. */
export interface InvitationEntry {
  readonly invitation: Invitation
  /** With the names valid on the first day of the meeting. */
  readonly institution: InstitutionName
  /** In the order in which they were named; also those replaced or withdrawn. */
  readonly delegates: readonly NamedDelegate[]
  readonly delivery: Delivery
}

/** The delegates who hold a place at present. */
export function namedIn(entry: Pick<InvitationEntry, 'delegates'>): readonly NamedDelegate[] {
  return entry.delegates.filter(({ delegate }) => delegate.state === 'nominated')
}

/** Protocol order in the reader's language, withdrawn invitations last. */
export function inBoardOrder(entries: readonly InvitationEntry[], locale: Locale): InvitationEntry[] {
  const byInstitution = new Map(entries.map((entry) => [entry.institution.id, entry]))
  const ordered = inProtocolOrder(
    entries.map((entry) => entry.institution),
    locale,
  ).flatMap((institution) => byInstitution.get(institution.id) ?? [])
  const withdrawn = (entry: InvitationEntry) => entry.invitation.state === 'withdrawn'
  return [...ordered.filter((entry) => !withdrawn(entry)), ...ordered.filter(withdrawn)]
}

/** The entries whose institution or delegates have every word of `search` in some spelling of their names. */
export function searchBoard(entries: readonly InvitationEntry[], search: string): InvitationEntry[] {
  const words = fold(search).split(' ').filter(Boolean)
  return entries.filter((entry) => {
    const { official, short } = entry.institution
    const names = [...Object.values(official.texts), ...Object.values(short.texts)]
    const people = namedIn(entry).map(({ person }) => searchText(person.names))
    const text = fold([...names, ...people].join(' '))
    return words.every((word) => text.includes(word))
  })
}

/** The board in numbers; withdrawn invitations count nowhere. */
interface BoardCounts {
  readonly institutions: number
  readonly drafts: number
  readonly named: number
  readonly regrets: number
  readonly silent: number
  readonly people: number
  /** Delegates who have not answered their calendar entry. */
  readonly unanswered: number
  readonly letters: Readonly<Record<Exclude<Delivery, 'none'>, number>>
}

/** Counts the board. */
export function countBoard(entries: readonly InvitationEntry[]): BoardCounts {
  const standing = entries.filter(({ invitation }) => invitation.state !== 'withdrawn')
  const count = (holds: (entry: InvitationEntry) => boolean) => standing.filter(holds).length
  const people = standing.flatMap(namedIn).map(({ delegate }) => delegate)
  const posted = (delivery: Delivery) =>
    count((entry) => entry.invitation.sentAt !== null && entry.delivery === delivery)
  return {
    institutions: standing.length,
    drafts: count(({ invitation }) => invitation.state === 'draft'),
    named: count(({ invitation }) => invitation.state === 'nominated'),
    regrets: count(({ invitation }) => invitation.state === 'regrets'),
    silent: count(({ invitation }) => isSilent(invitation)),
    people: people.length,
    unanswered: tally(people).needs_action,
    letters: {
      waiting: posted('waiting'),
      sent: posted('sent'),
      kept: posted('kept'),
      failed: posted('failed'),
      bounced: posted('bounced'),
    },
  }
}

/** One sector's line; `people` are named and did not decline. */
export interface SectorBalance {
  readonly sector: Sector
  readonly invited: number
  readonly named: number
  readonly regrets: number
  readonly silent: number
  readonly people: number
}

/**
 * One line per sector in the order given, also for sectors of which nobody is invited: their absence is what
 * the line is for. Withdrawn invitations count nowhere.
 */
export function balanceOf(sectors: readonly Sector[], entries: readonly InvitationEntry[]): SectorBalance[] {
  const bySector = Map.groupBy(entries, ({ institution }) => institution.sectorId)
  return sectors.map((sector) => {
    const own = bySector.get(sector.id) ?? []
    const { institutions, named, regrets, silent } = countBoard(own)
    const people = own.flatMap(namedIn).filter(({ delegate }) => delegate.partstat !== 'declined').length
    return { sector, invited: institutions, named, regrets, silent, people }
  })
}

/** The sectors from which nobody is coming so far. */
export function missingSectors(balance: readonly SectorBalance[]): readonly Sector[] {
  return balance.filter(({ people }) => people === 0).map(({ sector }) => sector)
}
