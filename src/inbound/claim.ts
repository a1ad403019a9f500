/** Whose answer is it, and may it count without anybody looking at it? (calendar-mail.md §6.6, T27.) Pure. */

import type { Reply } from '../invitations/answer.ts'
import type { Id } from '../kernel/id.ts'
import type { Attendee, CalendarEvent } from './calendar.ts'

/** Why somebody has to look at an answer before it counts. */
export type ReviewReason =
  | 'unproven'
  | 'other_address'
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
  /** The person to whom the mail of ours went that this one answers; null when it names none of ours. */
  readonly sealedFor: Id | null
  readonly authenticated: boolean
}

/** What an event of an answer claims, and of whom. */
export interface Claim {
  readonly attendee: Attendee
  /** Null for somebody whom nobody invited. */
  readonly invited: Invited | null
  /** Null when it may count as it is. */
  readonly review: ReviewReason | null
}

/**
 * Reads who answers: the attendee whose address is in From, or the only one. Nobody becomes a participant by an
 * answer. @returns null when there is no attendee to speak of.
 */
export function claimIn(
  event: CalendarEvent,
  evidence: Evidence,
  everybody: readonly Invited[],
): Claim | null {
  const { attendees } = event
  const own = attendees.find(({ address }) => address === evidence.from)
  const attendee = own ?? (attendees.length === 1 ? attendees[0] : undefined)
  if (!attendee || evidence.from === '') return null
  const byAddress = (address: string) => everybody.find((one) => address !== '' && one.address === address)
  const invited =
    byAddress(attendee.address) ??
    byAddress(evidence.from) ??
    everybody.find(({ personId }) => personId === evidence.sealedFor) ??
    null
  return { attendee, invited, review: reasonFor(event, attendee, invited, evidence) }
}

function reasonFor(
  event: CalendarEvent,
  attendee: Attendee,
  invited: Invited | null,
  evidence: Evidence,
): ReviewReason | null {
  if (!invited) return 'stranger'
  const sealed = evidence.sealedFor === invited.personId
  if (attendee.delegatedTo !== '' || attendee.partstat === 'DELEGATED') return 'delegation'
  if (attendee.sentBy !== '' && attendee.sentBy !== invited.address) return 'sent_by'
  if (evidence.from !== invited.address || attendee.address !== invited.address)
    return sealed ? 'other_address' : 'suspicious'
  if (event.oneDay) return 'one_day'
  return sealed || evidence.authenticated ? null : 'unproven'
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
