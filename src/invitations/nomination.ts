/** Delegations: whom an institution sends, in which role, who replaces whom (domain.md §2.2, §4.2). */

import type { Id } from '../kernel/id.ts'
import type { Instant } from '../kernel/instant.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { DelegatesTable } from '../store/followup-schema.ts'
import type { PartStat } from './answer.ts'
import { type Invitation, isOpen, type MeetingFrame } from './invitation.ts'

export type DelegateRole = DelegatesTable['role']
type DelegateState = DelegatesTable['state']
type Attendance = DelegatesTable['attendance']

/** In the order of a delegation's list. */
export const DELEGATE_ROLES: readonly DelegateRole[] = [
  'head',
  'member',
  'alternate',
  'adviser',
  'interpreter',
  'observer',
]

/** One person named by one institution for one meeting. */
export interface Delegate {
  readonly id: Id
  readonly invitationId: Id
  readonly meetingId: Id
  readonly personId: Id
  readonly role: DelegateRole
  readonly state: DelegateState
  readonly replacesId: Id | null
  /** The answer in force: `needs_action` again once the time moved after it. */
  readonly partstat: PartStat
  /** The calendar revision that was answered last, also when that answer no longer holds. */
  readonly partstatSequence: number | null
  readonly partstatAt: Instant | null
  /** The revision that stands in the person's calendar; null when nothing does. */
  readonly mailedSequence: number | null
  /** Message-ID of the first calendar mail to this person, which later ones answer. */
  readonly firstMessageId: string | null
  readonly attendance: Attendance
  /** May the name stand on a list of participants? */
  readonly listingConsent: boolean
  readonly createdAt: Instant
  readonly version: number
}

/** Who acts: the institution by its link, or an organiser who records what reached the secretariat. */
export type By = 'institution' | 'organiser'

/** A person to be named; `personId` is null for somebody nobody knows yet. */
interface AskedNomination {
  readonly by: By
  readonly role: DelegateRole
  readonly personId: Id | null
}

interface Delegation {
  readonly meeting: MeetingFrame
  readonly invitation: Pick<Invitation, 'id' | 'state' | 'seats'>
  /** All delegates of the meeting, of every institution and state. */
  readonly delegates: readonly Pick<Delegate, 'id' | 'invitationId' | 'personId' | 'role' | 'state'>[]
}

/**
 * Decides whether one more person may be named. Every role takes a seat; there is one head at most.
 * @returns `conflict`: `invitations.meeting_over`, `invitations.not_sent` (an institution cannot answer a
 *   letter that it does not have), `invitations.second_head` (`role`), `invitations.no_seat_left` (`role`,
 *   param `seats`), `invitations.named_already` (`email`); `gone` `invitations.withdrawn`.
 */
export function decideNomination(delegation: Delegation, asked: AskedNomination): Outcome<void> {
  const open = decideOpen(delegation, asked.by)
  if (!open.ok) return open
  const { invitation } = delegation
  const own = named(delegation).filter((delegate) => delegate.invitationId === invitation.id)
  if (asked.role === 'head' && own.some((delegate) => delegate.role === 'head'))
    return refuse('conflict', 'invitations.second_head', 'role')
  if (own.length >= invitation.seats)
    return refuse('conflict', 'invitations.no_seat_left', 'role', { seats: invitation.seats })
  return decideOnce(delegation, asked.personId)
}

/**
 * Decides whether a person may take the place of another.
 * @returns as {@link decideNomination}, and `conflict` `invitations.replaced_already` when the place is no
 *   longer held by `leavingId`.
 */
export function decideReplacement(
  delegation: Delegation,
  leavingId: Id,
  asked: AskedNomination,
): Outcome<void> {
  const open = decideOpen(delegation, asked.by)
  if (!open.ok) return open
  const leaving = leavingOf(delegation, leavingId)
  if (!leaving) return refuse('conflict', 'invitations.replaced_already')
  const others = delegation.delegates.filter((delegate) => delegate.id !== leavingId)
  if (asked.personId === leaving.personId) return refuse('conflict', 'invitations.replaces_self', 'email')
  return decideNomination({ ...delegation, delegates: others }, asked)
}

/** Decides whether a name may be taken back. @returns `conflict` or `gone` as {@link decideReplacement}. */
export function decideRemoval(delegation: Delegation, leavingId: Id, by: By): Outcome<void> {
  const open = decideOpen(delegation, by)
  if (!open.ok) return open
  return leavingOf(delegation, leavingId)
    ? done(undefined)
    : refuse('conflict', 'invitations.replaced_already')
}

/**
 * Decides whether the institution may decline as a body.
 * @returns `conflict` `invitations.regrets_already`, or as {@link decideNomination}.
 */
export function decideRegrets(delegation: Delegation, by: By): Outcome<void> {
  const open = decideOpen(delegation, by)
  if (!open.ok) return open
  return delegation.invitation.state === 'regrets'
    ? refuse('conflict', 'invitations.regrets_already')
    : done(undefined)
}

/**
 * Decides whether receipt can be acknowledged: only of a letter that is out and not answered yet.
 * @returns `conflict` `invitations.answered_already` or as {@link decideNomination}.
 */
export function decideAcknowledgement(delegation: Delegation): Outcome<void> {
  const open = decideOpen(delegation, 'institution')
  if (!open.ok) return open
  return delegation.invitation.state === 'sent'
    ? done(undefined)
    : refuse('conflict', 'invitations.answered_already')
}

/**
 * The state of an invitation after names came or went: `nominated` while somebody is named; without anybody
 * the letter is received but unanswered again.
 */
export function stateAfter(namesLeft: number): 'nominated' | 'acknowledged' {
  return namesLeft > 0 ? 'nominated' : 'acknowledged'
}

// A letter may have gone by paper before anybody pressed "send": an organiser can record its answer.
function decideOpen({ meeting, invitation }: Delegation, by: By): Outcome<void> {
  if (invitation.state === 'withdrawn') return refuse('gone', 'invitations.withdrawn')
  if (!isOpen(meeting.state)) return refuse('conflict', 'invitations.meeting_over')
  if (invitation.state === 'draft' && by === 'institution') return refuse('conflict', 'invitations.not_sent')
  return done(undefined)
}

function decideOnce(delegation: Delegation, personId: Id | null): Outcome<void> {
  const already = personId !== null && named(delegation).some((delegate) => delegate.personId === personId)
  return already ? refuse('conflict', 'invitations.named_already', 'email') : done(undefined)
}

function named({ delegates }: Delegation) {
  return delegates.filter((delegate) => delegate.state === 'nominated')
}

function leavingOf(delegation: Delegation, id: Id) {
  return named(delegation).find(
    (delegate) => delegate.id === id && delegate.invitationId === delegation.invitation.id,
  )
}
