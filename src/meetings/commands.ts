/** Plans, edits and moves meetings: load, decide, commit. Calendar mails follow from the facts set here. */

import { followMeeting } from '../agenda/days.ts'
import { type Dialogue, takesMeetings } from '../dialogues/dialogue.ts'
import { nextVersion } from '../dialogues/dialogues.ts'
import { dialogueFor, findDialogue } from '../dialogues/queries.ts'
import { announcementMails, cancellationMails } from '../invitations/calendar-mails.ts'
import type { Id } from '../kernel/id.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Actor } from '../people/may.ts'
import type { Statement, Store } from '../store/store.ts'
import {
  changedFacts,
  decideMeeting,
  type Meeting,
  type MeetingDraft,
  type MeetingPlan,
  type MeetingState,
} from './meeting.ts'
import { insertMeeting, rewriteMeeting, updateState } from './meetings.ts'
import { findMeeting, lastOrdinal, meetingFor } from './queries.ts'
import { actFor, decideMove, gatheringFor, isEditable, type MeetingMove } from './state.ts'
import { listAfter } from './succession.ts'
import { byTodaysClock } from './zone-change.ts'

interface AskedMeeting extends MeetingDraft {
  readonly actor: Actor
  readonly dialogueId: Id
}

/**
 * Plans a meeting as a draft that nobody is told of.
 * @returns its id; `not_found`, `forbidden`, `conflict` `meetings.dialogue_closed`, or the faults of
 *   `decideMeeting` and `meetings.previous_unknown` or `meetings.previous_not_before`
 *   (field `previous_meeting`).
 */
export async function createMeeting(store: Store, asked: AskedMeeting): Promise<Outcome<Id>> {
  const { actor, dialogueId } = asked
  const found = await dialogueFor(store, actor, dialogueId, 'organise')
  if (!found.ok) return found
  const dialogue = found.value
  if (!takesMeetings(dialogue.state)) return refuse('conflict', 'meetings.dialogue_closed')
  const plan = await decidePlan(store, asked, { dialogue, meeting: null })
  if (!plan.ok) return plan

  const id = store.newId()
  const ordinal = (await lastOrdinal(store, dialogueId)) + 1
  return store.commit(
    [
      // The dialogue's own fact keeps two meetings from getting the same ordinal.
      recordFact(store, dialogue, {
        kind: 'dialogue.meeting_added',
        actorId: actor.personId,
        details: { meeting: id, ordinal },
      }),
      recordFact(store, { id, version: 0 }, { kind: 'meeting.planned', actorId: actor.personId }),
      nextVersion(store, dialogue),
      ...insertMeeting(store, { id, dialogueId, ordinal }, plan.value),
    ],
    id,
  )
}

interface AskedMeetingEdit extends MeetingDraft {
  readonly actor: Actor
  readonly id: Id
  /** The version that the form was filled from. */
  readonly version: number
}

/**
 * Changes the facts of a meeting. What delegates have to learn of it is gathered for as long as `gatheringFor`
 * says and mailed as one update by the invitations' tick; saving without a change writes nothing.
 * @returns its id; `not_found`, `forbidden`, `conflict` `forms.changed_meanwhile` or `meetings.not_editable`
 *   (param `state`), or faults as {@link createMeeting}.
 */
export async function editMeeting(store: Store, asked: AskedMeetingEdit): Promise<Outcome<Id>> {
  const { actor, id } = asked
  const found = await meetingFor(store, actor, id, 'organise')
  if (!found.ok) return found
  const meeting = found.value
  if (meeting.version !== asked.version) return refuse('conflict', 'forms.changed_meanwhile')
  if (!isEditable(meeting.state))
    return refuse('conflict', 'meetings.not_editable', undefined, { state: meeting.state })
  const plan = await decidePlan(store, asked, { dialogue: null, meeting })
  if (!plan.ok) return plan
  const changed = changedFacts(meeting, plan.value)
  if (changed.length === 0) return done(id)

  const fact = { kind: 'meeting.edited', actorId: actor.personId, details: { changed: changed.join(',') } }
  const moved = changed.includes('time')
  return store.commit(
    [
      recordFact(store, meeting, fact),
      ...rewriteMeeting(store, meeting, plan.value, {
        moved,
        gather: gatheringFor(meeting.state, { changed, endsAt: plan.value.endsAt, now: store.now }),
      }),
      ...(await followMeeting(store, meeting, plan.value, actor.personId)),
    ],
    id,
  )
}

interface AskedMove {
  readonly actor: Actor
  readonly id: Id
  readonly move: MeetingMove
  /** Of a move that asks first: the version of the meeting that was shown; left out where nothing was. */
  readonly version?: number
}

/**
 * Moves a meeting on: announces, confirms, opens, holds, minutes, closes, postpones or cancels it.
 *
 * Announcement and cancellation are mailed in the same commit, a postponement with the next tick; a
 * confirmation is gathered like an edit. The other moves send nothing.
 * @returns the new state; `not_found`, `forbidden`, `conflict` `meetings.cannot_move`,
 *   `meetings.dialogue_not_active`, `meetings.new_date_first` (a postponed meeting whose days are past) or
 *   `invitations.preview_outdated` when the meeting changed since it was shown.
 */
export async function moveMeeting(store: Store, asked: AskedMove): Promise<Outcome<MeetingState>> {
  const { actor, id, move } = asked
  const found = await meetingFor(store, actor, id, actFor(move))
  if (!found.ok) return found
  // Nobody holds an entry before the announcement, so it follows the clock of today without being asked.
  const meeting = move === 'announcement' ? byTodaysClock(found.value) : found.value
  const to = await mayMove(store, meeting, move)
  if (!to.ok) return to
  if (asked.version !== undefined && meeting.version !== asked.version)
    return refuse('conflict', 'invitations.preview_outdated')
  return store.commit(
    [
      recordFact(store, meeting, {
        kind: `meeting.${to.value}`,
        actorId: actor.personId,
        details: { from: meeting.state },
      }),
      updateState(store, meeting, { move, to: to.value }),
      ...(await mailsOf(store, meeting, move)),
    ],
    to.value,
  )
}

async function mailsOf(store: Store, meeting: Meeting, move: MeetingMove): Promise<Statement[]> {
  if (move === 'announcement') return announcementMails(store, meeting)
  return move === 'cancellation' ? cancellationMails(store, meeting) : []
}

/** What the move leads to, or why it is not possible now, as {@link moveMeeting} refuses it; for who asks first. */
export async function mayMove(
  store: Store,
  meeting: Meeting,
  move: MeetingMove,
): Promise<Outcome<MeetingState>> {
  const to = decideMove(meeting.state, move)
  const obstacle = to.ok && move === 'announcement' ? await obstacleToAnnouncing(store, meeting) : null
  return obstacle ? refuse('conflict', obstacle) : to
}

async function obstacleToAnnouncing(store: Store, meeting: Meeting): Promise<string | null> {
  const dialogue = await findDialogue(store, meeting.dialogueId, 'all')
  if (dialogue?.state !== 'active') return 'meetings.dialogue_not_active'
  return meeting.state === 'postponed' && meeting.startsAt <= store.now ? 'meetings.new_date_first' : null
}

/** Where a meeting is planned: a new one in a dialogue, or a known one. */
type Place =
  | { readonly dialogue: Dialogue; readonly meeting: null }
  | { readonly dialogue: null; readonly meeting: Meeting }

async function decidePlan(store: Store, asked: MeetingDraft, place: Place): Promise<Outcome<MeetingPlan>> {
  const dialogueId = place.dialogue ? place.dialogue.id : place.meeting.dialogueId
  const previous = asked.previousMeetingId
    ? await findMeeting(store, asked.previousMeetingId, [dialogueId])
    : null
  const kept = place.dialogue ? listAfter(place.dialogue, previous) : place.meeting.participantList
  const plan = decideMeeting(asked, kept)
  if (!plan.ok || asked.previousMeetingId === null) return plan
  if (!previous || previous.id === place.meeting?.id)
    return refuse('invalid', 'meetings.previous_unknown', 'previous_meeting')
  if (previous.startsAt >= plan.value.startsAt)
    return refuse('invalid', 'meetings.previous_not_before', 'previous_meeting')
  return plan
}
