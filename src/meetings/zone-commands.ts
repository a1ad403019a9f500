/** Moves the instants of a meeting whose clock was changed by law, once an organiser has confirmed its wall time. */

import { type MailedFacts, readFacts, timeMoved, writeFacts } from '../invitations/calendar-facts.ts'
import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Actor } from '../people/may.ts'
import type { Store } from '../store/store.ts'
import type { Meeting } from './meeting.ts'
import { moveInstants } from './meetings.ts'
import { meetingFor } from './queries.ts'
import { TOLD } from './state.ts'
import { isMoved, spanToday } from './zone-change.ts'

interface AskedClock {
  readonly actor: Actor
  readonly id: Id
  /** The version that the page showed. */
  readonly version: number
}

/**
 * Confirms the wall time of a meeting by the clock of today: its instants move, and what delegates hold follows with
 * the next update, as after any edit. Does nothing where the instants are right already.
 * @returns its id; `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile` or `meetings.not_editable`.
 */
export async function confirmClock(store: Store, { actor, id, version }: AskedClock): Promise<Outcome<Id>> {
  const found = await meetingFor(store, actor, id, 'organise')
  if (!found.ok) return found
  const meeting = found.value
  if (meeting.version !== version) return refuse('conflict', 'forms.changed_meanwhile')
  if (!TOLD.includes(meeting.state))
    return refuse('conflict', 'meetings.not_editable', undefined, { state: meeting.state })
  const today = spanToday(meeting)
  if (!isMoved(meeting, today)) return done(id)
  return store.commit(
    [
      recordFact(store, meeting, {
        kind: 'meeting.clock_confirmed',
        actorId: actor.personId,
        details: { from: meeting.startsAt, to: today.startsAt },
      }),
      moveInstants(store, meeting, { ...today, mailedFacts: factsWithInstants(meeting) }),
    ],
    id,
  )
}

// What an older program mailed does not say which instants it meant: those that the meeting has had until now.
function factsWithInstants(meeting: Meeting): string | null {
  const was = readFacts(meeting.mailedFacts)
  if (!was || was.told || timeMoved(was, { ...was, days: meeting.days, zone: meeting.zone }))
    return meeting.mailedFacts
  const told = { startsAt: meeting.startsAt, endsAt: meeting.endsAt }
  return writeFacts({ ...was, told } satisfies MailedFacts)
}
