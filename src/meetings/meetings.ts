/** The writes of the meetings room as statements: the row of a meeting, its texts and its days. */

import { sql } from 'kysely'
import type { Id } from '../kernel/id.ts'
import { plus, type Span } from '../kernel/instant.ts'
import { LOCALES } from '../kernel/locale.ts'
import type { Statement, Store } from '../store/store.ts'
import type { Meeting, MeetingPlan, MeetingState } from './meeting.ts'
import { GATHERING, gatheringFor, type MeetingMove } from './state.ts'

/** Statements that write a new meeting as a draft, with the UID that its calendar entry keeps for life. */
export function insertMeeting(
  store: Store,
  place: { readonly id: Id; readonly dialogueId: Id; readonly ordinal: number },
  plan: MeetingPlan,
): Statement[] {
  const row = store.db.insertInto('meetings').values({
    id: place.id,
    dialogue_id: place.dialogueId,
    ordinal: place.ordinal,
    ...columnsOf(plan),
    state: 'draft',
    state_since: store.now,
    calendar_uid: `${place.id}@${store.instance.mailDomain}`,
    calendar_sequence: 0,
    calendar_stamp: null,
    mailed_facts: null,
    gather_until: null,
    date_version: 1,
    agenda_published_at: null,
    agenda_version: 0,
    created_at: store.now,
    version: 1,
    revision: 1,
    revised_at: store.now,
  })
  return [row, ...insertParts(store, place.id, plan)]
}

/**
 * Statements that write the new facts of a meeting.
 * @param moved days or zone changed, so that answers given before count for the old date version.
 * @param gather delegates have to be told after so long: opens the gathering window, or shortens the open one.
 */
export function rewriteMeeting(
  store: Store,
  meeting: Meeting,
  plan: MeetingPlan,
  { moved, gather }: { readonly moved: boolean; readonly gather: Span | null },
): Statement[] {
  const row = store.db
    .updateTable('meetings')
    .set({
      ...columnsOf(plan),
      // What people were told stays until somebody confirms it, even if the clock of the zone was changed by law.
      ...(moved ? {} : instantsOf(meeting)),
      date_version: meeting.dateVersion + (moved ? 1 : 0),
      version: meeting.version + 1,
      ...revised(store),
      ...(gather ? gatherFor(store, gather) : {}),
    })
    .where('id', '=', meeting.id)
  const texts = store.db.deleteFrom('meeting_texts').where('meeting_id', '=', meeting.id)
  const days = store.db.deleteFrom('meeting_days').where('meeting_id', '=', meeting.id)
  return [row, texts, days, ...insertParts(store, meeting.id, plan)]
}

/** The statement that moves a meeting to another state, and says when delegates have to be told of it. */
export function updateState(
  store: Store,
  meeting: Meeting,
  { move, to }: { readonly move: MeetingMove; readonly to: MeetingState },
): Statement {
  const version = meeting.version + 1
  return store.db
    .updateTable('meetings')
    .set({
      state: to,
      state_since: store.now,
      version,
      ...instantsOf(meeting),
      ...revised(store),
      ...gatherAfter(store, move),
    })
    .where('id', '=', meeting.id)
}

/** The statement that moves the instants of a told meeting under its wall time; delegates learn it like an edit. */
export function moveInstants(
  store: Store,
  meeting: Meeting,
  to: Pick<Meeting, 'startsAt' | 'endsAt' | 'mailedFacts'>,
): Statement {
  const span = gatheringFor(meeting.state, { changed: ['time'], endsAt: to.endsAt, now: store.now })
  return store.db
    .updateTable('meetings')
    .set({
      ...instantsOf(to),
      mailed_facts: to.mailedFacts,
      date_version: meeting.dateVersion + 1,
      version: meeting.version + 1,
      ...revised(store),
      ...(span ? gatherFor(store, span) : {}),
    })
    .where('id', '=', meeting.id)
}

function instantsOf({ startsAt, endsAt }: Pick<Meeting, 'startsAt' | 'endsAt'>) {
  return { starts_at: startsAt, ends_at: endsAt }
}

/** What calendars show is another one now (src/feeds/). */
function revised(store: Store) {
  return { revision: sql<number>`revision + 1`, revised_at: store.now }
}

function gatherAfter(store: Store, move: MeetingMove) {
  // Both are mailed whole in their own commit.
  if (move === 'announcement' || move === 'cancellation') return { gather_until: null }
  // People may be about to travel: the next tick tells them.
  if (move === 'postponement') return { gather_until: store.now }
  return move === 'confirmation' ? gatherFor(store, GATHERING) : {}
}

// In SQL, since the tick that mails the update may close the window at any time.
function gatherFor(store: Store, span: Span) {
  const until = plus(store.now, span)
  const earlier = sql<typeof until>`case when gather_until < ${until} then gather_until
    else cast(${until} as text) end`
  return { gather_until: earlier }
}

function insertParts(store: Store, meetingId: Id, plan: MeetingPlan): Statement[] {
  const texts = LOCALES.flatMap((lang) => {
    const title = plan.title[lang]
    return title ? [{ meeting_id: meetingId, lang, title, venue: plan.venue[lang] ?? '' }] : []
  })
  const days = plan.days.map(({ date, starts, ends }) => ({ meeting_id: meetingId, day: date, starts, ends }))
  return [
    store.db.insertInto('meeting_texts').values(texts),
    store.db.insertInto('meeting_days').values(days),
  ]
}

function columnsOf(plan: MeetingPlan) {
  return {
    kind: plan.kind,
    format: plan.format,
    zone: plan.zone,
    starts_at: plan.startsAt,
    ends_at: plan.endsAt,
    link: plan.link,
    languages: plan.languages.join(','),
    interpretation: plan.interpretation.join(','),
    attribution: plan.attribution,
    participant_list: plan.participantList,
    neutral_subject: plan.neutralSubject ? (1 as const) : (0 as const),
    previous_meeting_id: plan.previousMeetingId,
  }
}
