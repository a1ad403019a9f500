/** Reads of meetings: three queries for any number of them. */

import type { ParticipantList } from '../dialogues/dialogue.ts'
import type { Holidays } from '../holidays/holiday.ts'
import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { type Locale, parseLocales } from '../kernel/locale.ts'
import { done, type Outcome, refuse } from '../kernel/outcome.ts'
import { dateOf } from '../kernel/zone.ts'
import { type Act, type Actor, dialogueScope, may, type Scope } from '../people/may.ts'
import { inList } from '../store/lists.ts'
import type { MeetingDaysTable, MeetingsTable, MeetingTextsTable } from '../store/schema.ts'
import type { Store } from '../store/store.ts'
import type { Meeting, MeetingDay } from './meeting.ts'
import { EXPECTED } from './state.ts'

/** When a dialogue meets next, in the meeting's own zone. */
interface NextMeeting {
  readonly id: Id
  readonly on: LocalDate
}

type Row = MeetingsTable & { authoritative_lang: Locale; list_of_dialogue: ParticipantList }

/** One meeting, or null when it is not there or outside the scope. */
export async function findMeeting(store: Store, id: Id, scope: Scope): Promise<Meeting | null> {
  const rows = await within(meetingRows(store).where('meetings.id', '=', id), scope).execute()
  return (await assemble(store, rows))[0] ?? null
}

/** The meeting in which `actor` wants to act. @returns `not_found` outside their dialogues, `forbidden` within. */
export async function meetingFor(store: Store, actor: Actor, id: Id, act: Act): Promise<Outcome<Meeting>> {
  const meeting = await findMeeting(store, id, dialogueScope(actor))
  if (!meeting) return refuse('not_found', 'forms.unknown')
  return may(actor, act, meeting.dialogueId) ? done(meeting) : refuse('forbidden', 'forms.forbidden')
}

/** Some meetings by id, whatever their dialogue, for rooms that have checked the scope already. */
export async function meetingsById(store: Store, ids: readonly Id[]): Promise<Map<Id, Meeting>> {
  if (ids.length === 0) return new Map()
  const rows = await meetingRows(store).where(inList('meetings.id', ids)).execute()
  return new Map((await assemble(store, rows)).map((meeting) => [meeting.id, meeting]))
}

/** All meetings of a dialogue in their order. The caller has checked the dialogue. */
export async function meetingsOfDialogue(store: Store, dialogueId: Id): Promise<Meeting[]> {
  const rows = await meetingRows(store)
    .where('meetings.dialogue_id', '=', dialogueId)
    .orderBy('meetings.starts_at')
    .orderBy('meetings.ordinal')
    .execute()
  return assemble(store, rows)
}

/** The next meetings that are not over, cancelled or without a date, soonest first. */
export async function upcomingMeetings(store: Store, scope: Scope, limit: number): Promise<Meeting[]> {
  const upcoming = meetingRows(store)
    .where('meetings.ends_at', '>=', store.now)
    .where('meetings.state', 'in', EXPECTED)
    .orderBy('meetings.starts_at')
    .orderBy('meetings.id')
    .limit(limit)
  return assemble(store, await within(upcoming, scope).execute())
}

/** Other meetings of the dialogue that take up some of the same time and still expect people. */
export async function meetingsAtSameTime(
  store: Store,
  meeting: Pick<Meeting, 'id' | 'dialogueId' | 'startsAt' | 'endsAt'>,
): Promise<Meeting[]> {
  const rows = await meetingRows(store)
    .where('meetings.dialogue_id', '=', meeting.dialogueId)
    .where('meetings.id', '<>', meeting.id)
    .where('meetings.state', 'not in', ['cancelled', 'postponed'])
    .where('meetings.starts_at', '<', meeting.endsAt)
    .where('meetings.ends_at', '>', meeting.startsAt)
    .orderBy('meetings.starts_at')
    .limit(10)
    .execute()
  return assemble(store, rows)
}

/** The next planned meeting of each dialogue, by dialogue, in one query; dialogues without one are missing. */
export async function nextMeetings(store: Store, dialogueIds: readonly Id[]): Promise<Map<Id, NextMeeting>> {
  const rows = await store.db
    .selectFrom('meetings')
    .select(['id', 'dialogue_id', 'starts_at', 'zone'])
    .where(inList('dialogue_id', dialogueIds))
    .where('ends_at', '>=', store.now)
    .where('state', 'in', EXPECTED)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('meetings as sooner')
            .select('sooner.id')
            .whereRef('sooner.dialogue_id', '=', 'meetings.dialogue_id')
            .whereRef('sooner.starts_at', '<', 'meetings.starts_at')
            .where('sooner.ends_at', '>=', store.now)
            .where('sooner.state', 'in', EXPECTED),
        ),
      ),
    )
    .execute()
  return new Map(rows.map((row) => [row.dialogue_id, { id: row.id, on: dateOf(row.starts_at, row.zone) }]))
}

/** The highest ordinal ever given in a dialogue; 0 before the first meeting. */
export async function lastOrdinal(store: Store, dialogueId: Id): Promise<number> {
  const row = await store.db
    .selectFrom('meetings')
    .select((eb) => eb.fn.max('ordinal').as('last'))
    .where('dialogue_id', '=', dialogueId)
    .executeTakeFirst()
  return Number(row?.last ?? 0)
}

/** The days of a holiday calendar between two dates, both included. */
export async function holidaysBetween(
  store: Store,
  calendar: string,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): Promise<Holidays> {
  const rows = await store.db
    .selectFrom('holidays')
    .selectAll()
    .where('calendar', '=', calendar)
    .where('day', '>=', from)
    .where('day', '<=', to)
    .execute()
  return new Map(
    rows.map((row) => [
      row.day,
      {
        day: row.day,
        kind: row.kind,
        names: { en: row.name_en, ru: row.name_ru, kk: row.name_kk },
        movedFrom: row.moved_from,
        source: row.source,
      },
    ]),
  )
}

/** How many delegates hold a calendar entry of the meeting: those a change or cancellation is mailed to. */
export async function mailedDelegates(store: Store, meetingId: Id): Promise<number> {
  const row = await store.db
    .selectFrom('delegates')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('meeting_id', '=', meetingId)
    .where('state', '=', 'nominated')
    .where('mailed_sequence', 'is not', null)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

function meetingRows(store: Store) {
  return store.db
    .selectFrom('meetings')
    .innerJoin('dialogues', 'dialogues.id', 'meetings.dialogue_id')
    .selectAll('meetings')
    .select(['dialogues.authoritative_lang', 'dialogues.participant_list as list_of_dialogue'])
}

function within(query: ReturnType<typeof meetingRows>, scope: Scope): ReturnType<typeof meetingRows> {
  return scope === 'all' ? query : query.where(inList('meetings.dialogue_id', scope))
}

async function assemble(store: Store, rows: readonly Row[]): Promise<Meeting[]> {
  if (rows.length === 0) return []
  const ids = rows.map((row) => row.id)
  const [texts, days] = await Promise.all([
    store.db.selectFrom('meeting_texts').selectAll().where(inList('meeting_id', ids)).execute(),
    store.db.selectFrom('meeting_days').selectAll().where(inList('meeting_id', ids)).orderBy('day').execute(),
  ])
  const textsOf = Map.groupBy(texts, (text) => text.meeting_id)
  const daysOf = Map.groupBy(days, (day) => day.meeting_id)
  return rows.map((row) => meetingOf(row, textsOf.get(row.id) ?? [], daysOf.get(row.id) ?? []))
}

function meetingOf(
  row: Row,
  texts: readonly MeetingTextsTable[],
  days: readonly MeetingDaysTable[],
): Meeting {
  return {
    id: row.id,
    dialogueId: row.dialogue_id,
    ordinal: row.ordinal,
    kind: row.kind,
    format: row.format,
    state: row.state,
    stateSince: row.state_since,
    zone: row.zone,
    days: days.map(dayOf),
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    title: versions(row, texts, 'title'),
    venue: versions(row, texts, 'venue'),
    link: row.link,
    languages: parseLocales(row.languages),
    interpretation: parseLocales(row.interpretation),
    attribution: row.attribution,
    participantList: row.participant_list ?? row.list_of_dialogue,
    neutralSubject: row.neutral_subject === 1,
    previousMeetingId: row.previous_meeting_id,
    calendarUid: row.calendar_uid,
    calendarSequence: row.calendar_sequence,
    calendarStamp: row.calendar_stamp,
    mailedFacts: row.mailed_facts,
    gatherUntil: row.gather_until,
    dateVersion: row.date_version,
    agendaPublishedAt: row.agenda_published_at,
    agendaVersion: row.agenda_version,
    createdAt: row.created_at,
    version: row.version,
  }
}

function dayOf(row: MeetingDaysTable): MeetingDay {
  return { date: row.day, starts: row.starts, ends: row.ends }
}

function versions(row: Row, texts: readonly MeetingTextsTable[], column: 'title' | 'venue') {
  return {
    authoritative: row.authoritative_lang,
    texts: Object.fromEntries(texts.map((text) => [text.lang, text[column]])),
  }
}
