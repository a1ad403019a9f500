/** Whose answer is it, and may it count without anybody looking at it? (calendar-mail.md §6.6, T27.) Pure. */

import type { Reply } from '../invitations/answer.ts'
import type { Id } from '../kernel/id.ts'
import type { Attendee, CalendarEvent } from './calendar.ts'

/** Why somebody has to look at an answer before it counts. */
export type ReviewReason =
  | 'unproven'
  | 'other_address'
  | 'shared_address'
  | 'sent_by'
  | 'one_day'
  | 'suspicious'
  | 'stranger'
  | 'proposal'
  | 'delegation'

/** Somebody who is invited, under the address that was invited. */
export interface Invited {
  readonly delegateId: Id
  readonly personId: Id
  /** Lower case; empty when none is known. */
  readonly address: string
}

/** What the mail proves. */
export interface Evidence {
  /** Lower case. */
  readonly from: string
  /** To whom the mail of ours went that this one answers; null when it names none of ours. */
  readonly sealedFor: { readonly personId: Id; readonly delegateId: Id } | null
  readonly authenticated: boolean
}

/** What an event of an answer claims, and of whom. */
export interface Claim {
  readonly attendee: Attendee
  /** Null for somebody whom nobody invited. */
  readonly invited: Invited | null
  /** The matter first, then what is not proved; empty when it may count as it is. */
  readonly review: readonly ReviewReason[]
}

/**
 * Reads who answers: the attendee whose address is in From, or the only one. Nobody becomes a participant by an
 * answer. Of several people who are invited under one address it is the one whose letter is answered; when none is,
 * there is a claim for each of them, and somebody decides.
 * @returns none when there is no attendee to speak of.
 */
export function claimsIn(event: CalendarEvent, evidence: Evidence, everybody: readonly Invited[]): Claim[] {
  const attendee = answering(event, evidence)
  if (!attendee) return []
  const meant = peopleMeant(attendee, evidence, everybody)
  if (meant.length === 0) return [{ attendee, invited: null, review: ['stranger'] }]
  const shared: ReviewReason[] = meant.length > 1 ? ['shared_address'] : []
  return meant.map((invited) => ({
    attendee,
    invited,
    review: [...shared, ...mattersOf(event, attendee, invited), ...doubtsAbout(attendee, invited, evidence)],
  }))
}

/** Under which addresses whoever answers can have been invited; none when there is no attendee to speak of. */
export function addressesMeant(event: CalendarEvent, evidence: Evidence): string[] {
  const attendee = answering(event, evidence)
  return attendee ? [attendee.address, evidence.from].filter((address) => address !== '') : []
}

function answering({ attendees }: CalendarEvent, { from }: Evidence): Attendee | null {
  const own = attendees.find(({ address }) => address === from)
  const attendee = own ?? (attendees.length === 1 ? attendees[0] : undefined)
  return from === '' ? null : (attendee ?? null)
}

function peopleMeant(
  attendee: Attendee,
  { from, sealedFor }: Evidence,
  everybody: readonly Invited[],
): readonly Invited[] {
  const under = (address: string) => everybody.filter((one) => address !== '' && one.address === address)
  const sealed = (among: readonly Invited[]) => {
    const exact = among.filter(({ delegateId }) => delegateId === sealedFor?.delegateId)
    return exact.length > 0 ? exact : among.filter(({ personId }) => personId === sealedFor?.personId)
  }
  const found = [under(attendee.address), under(from)].find((some) => some.length > 0)
  if (!found) return sealed(everybody)
  const theirs = sealed(found)
  return theirs.length > 0 ? theirs : found
}

function mattersOf(event: CalendarEvent, attendee: Attendee, invited: Invited): ReviewReason[] {
  if (attendee.delegatedTo !== '' || attendee.partstat === 'DELEGATED') return ['delegation']
  if (attendee.sentBy !== '' && attendee.sentBy !== invited.address) return ['sent_by']
  return event.oneDay ? ['one_day'] : []
}

function doubtsAbout(attendee: Attendee, invited: Invited, evidence: Evidence): ReviewReason[] {
  const sealed = evidence.sealedFor?.personId === invited.personId
  if (evidence.from !== invited.address || attendee.address !== invited.address)
    return [sealed ? 'other_address' : 'suspicious']
  return sealed || evidence.authenticated ? [] : ['unproven']
}

const REPLIES: Readonly<Record<string, Reply>> = {
  ACCEPTED: 'accepted',
  TENTATIVE: 'tentative',
  DECLINED: 'declined',
}

/** PARTSTAT as an answer; null for what is none, such as NEEDS-ACTION. */
export function replyIn({ partstat }: Attendee): Reply | null {
  return REPLIES[partstat] ?? null
}
