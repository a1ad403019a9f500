/** Mails the gathered changes of a meeting before their window closes. */

import type { Id } from '../kernel/id.ts'
import { type Outcome, refuse } from '../kernel/outcome.ts'
import { meetingFor } from '../meetings/queries.ts'
import type { Actor } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import { settleMeeting } from './calendar-mails.ts'

interface AskedUpdates {
  readonly actor: Actor
  readonly meetingId: Id
  /** The version of the meeting that the preview showed. */
  readonly version: number
  /** Updates go without their covering note (docs/mail.md). */
  readonly quiet: boolean
}

/**
 * Sends what waits now.
 * @returns the number of mails; `not_found`, `forbidden`, `conflict` `invitations.nothing_gathered`,
 *   `invitations.preview_outdated` when the meeting changed since it was shown.
 */
export async function sendUpdates(store: Store, asked: AskedUpdates): Promise<Outcome<number>> {
  const found = await meetingFor(store, asked.actor, asked.meetingId, 'organise')
  if (!found.ok) return found
  const meeting = found.value
  if (meeting.gatherUntil === null) return refuse('conflict', 'invitations.nothing_gathered')
  if (meeting.version !== asked.version) return refuse('conflict', 'invitations.preview_outdated')
  return settleMeeting(store, meeting, asked.actor.personId, asked.quiet)
}
