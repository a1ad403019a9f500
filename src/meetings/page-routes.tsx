/** The page of one meeting, put together from the sections of all rooms. */

import { MeetingPage } from '../../views/meetings/page.tsx'
import { viewerOf } from '../auth/guards.ts'
import { findDialogue } from '../dialogues/queries.ts'
import { formatWhen } from '../i18n/dates.ts'
import { faultText } from '../i18n/messages.ts'
import { type Refusal, refuse } from '../kernel/outcome.ts'
import { wallTimeOf } from '../kernel/zone.ts'
import { dialogueScope, may, type Viewer } from '../people/may.ts'
import { sees } from '../people/visible.ts'
import { kept } from '../store/readings.ts'
import type { Store } from '../store/store.ts'
import { page, refused, secretariat } from '../web/answer.tsx'
import type { AppContext } from '../web/context.ts'
import { type Caution, daysOff, oddClocks, sameTime } from './caution.ts'
import { daysIn, type Meeting } from './meeting.ts'
import { findMeeting, holidaysBetween, mailedDelegates, meetingsAtSameTime, meetingsById } from './queries.ts'
import { meetingParts } from './section-routes.tsx'
import { actFor, isAhead, isEditable, possibleMoves } from './state.ts'
import { asTold } from './zone-change.ts'

/**
 * The page, and why a move was refused if it was: a fixed number of queries, however many delegates, items or
 * commitments there are.
 */
export async function showMeeting(c: AppContext, refusal?: Refusal): Promise<Response> {
  const { store } = c.var
  const viewer = viewerOf(c)
  const meeting = await kept(store, findMeeting, c.req.param('id') ?? '', dialogueScope(viewer))
  const dialogue = meeting ? await kept(store, findDialogue, meeting.dialogueId, 'all') : null
  if (!meeting || !dialogue) return refused(c, refuse('not_found', 'forms.unknown'))
  const [previous, cautions, gathering, parts] = await Promise.all([
    previousOf(store, meeting),
    kept(store, cautionsOf, meeting, dialogue.holidayCalendar),
    sees(viewer, 'delegate', dialogue.id) ? kept(store, gatheringOf, meeting) : null,
    meetingParts(c, { meeting, dialogue }),
  ])
  const organises = may(viewer, 'organise', dialogue.id)
  const shown = {
    dialogue,
    meeting,
    previous,
    cautions,
    gathering,
    ownTimes: ownTimes(c, meeting, viewer),
    moves: possibleMoves(meeting.state).filter((move) => may(viewer, actFor(move), dialogue.id)),
    mayEdit: organises && isEditable(meeting.state),
    refused: refusal ? faultText(c.var.reader.t, refusal) : null,
    ...parts,
  }
  return page(c, <MeetingPage {...secretariat(c, viewer)} {...shown} />, refusal)
}

async function previousOf(store: Store, { previousMeetingId }: Meeting): Promise<Meeting | null> {
  if (!previousMeetingId) return null
  return (await kept(store, meetingsById, [previousMeetingId])).get(previousMeetingId) ?? null
}

async function cautionsOf(store: Store, meeting: Meeting, calendar: string): Promise<Caution[]> {
  const [first, last] = [meeting.days[0], meeting.days.at(-1)]
  if (!isAhead(meeting.state) || !first || !last) return []
  const [holidays, others] = await Promise.all([
    holidaysBetween(store, calendar, { from: first.date, to: last.date }),
    meetingsAtSameTime(store, meeting),
  ])
  return [...oddClocks(meeting), ...daysOff(meeting.days, holidays), ...sameTime(meeting, others)]
}

async function gatheringOf(store: Store, meeting: Meeting) {
  if (meeting.gatherUntil === null) return null
  const until = wallTimeOf(meeting.gatherUntil, meeting.zone).time
  return { until, delegates: await mailedDelegates(store, meeting.id) }
}

function ownTimes(c: AppContext, meeting: Meeting, viewer: Viewer): string | null {
  const days = daysIn(asTold(meeting), viewer.zone)
  return days ? formatWhen(c.var.reader.locale, { days, zone: viewer.zone }) : null
}
