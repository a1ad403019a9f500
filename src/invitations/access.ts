/** Who may touch which invitation: organisers within their dialogues, institutions by their links. */

import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import type { Meeting } from '../meetings/meeting.ts'
import { findMeeting, meetingFor } from '../meetings/queries.ts'
import type { Actor } from '../people/may.ts'
import type { Statement, Store } from '../store/store.ts'
import type { AnswerChannel, Invitation } from './invitation.ts'
import type { By, Delegate } from './nomination.ts'
import { delegatesOfMeeting, findInvitation } from './queries.ts'

/** An act on an institution's delegation, by itself or recorded by an organiser. */
export interface AskedDelegation {
  readonly actor: Actor
  readonly by: By
  readonly invitationId: Id
  /** The meeting in the address, for organisers; a link knows only the invitation. */
  readonly meetingId?: Id
  /** The version of the invitation that the page showed. */
  readonly version: number
  readonly channel: AnswerChannel
  readonly source: string
  /** Statements for the same batch: the letter on which the answer came. */
  readonly also?: readonly Statement[]
}

/** What the rules about a delegation are asked with. */
export interface Delegation {
  readonly meeting: Meeting
  readonly invitation: Invitation
  readonly delegates: readonly Delegate[]
}

/**
 * Loads the delegation for an act.
 * @returns `not_found` for another institution's or another dialogue's, `forbidden` for who does not organise,
 *   `conflict` `forms.changed_meanwhile` when somebody else acted since the page was shown.
 */
export async function loadDelegation(store: Store, asked: AskedDelegation): Promise<Outcome<Delegation>> {
  const invitation = await findInvitation(store, asked.invitationId, asked.meetingId)
  if (!invitation) return refuse('not_found', 'forms.unknown')
  const meeting = await meetingOf(store, asked, invitation)
  if (!meeting.ok) return meeting
  if (invitation.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  const delegates = await delegatesOfMeeting(store, invitation.meetingId)
  return done({ meeting: meeting.value, invitation, delegates })
}

async function meetingOf(
  store: Store,
  { actor, by }: AskedDelegation,
  invitation: Invitation,
): Promise<Outcome<Meeting>> {
  if (by === 'organiser') return meetingFor(store, actor, invitation.meetingId, 'organise')
  const meeting = actor.speaksFor.includes(invitation.institutionId)
    ? await findMeeting(store, invitation.meetingId, 'all')
    : null
  return meeting ? done(meeting) : refuse('not_found', 'forms.unknown')
}

const ATTEMPTS = 10

/**
 * Runs `attempt` again as long as it meets a conflict, a few times. Delegations of one meeting share its
 * calendar's numbers, so two institutions that answer at the same moment collide there without being at odds;
 * a real conflict, over the same invitation, is met again by the next attempt and told.
 */
export async function despiteOthers<T>(attempt: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
  let outcome = await attempt()
  for (let n = 1; n < ATTEMPTS && isCollision(outcome); n++) outcome = await attempt()
  return outcome
}

function isCollision(outcome: Outcome<unknown>): boolean {
  return !outcome.ok && outcome.messageKey === 'forms.changed_meanwhile'
}
