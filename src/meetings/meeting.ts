/** A meeting: one sitting of one or several days, whose wall times and zone are the truth (product.md rule 7). */

import type { ParticipantList } from '../dialogues/dialogue.ts'
import type { Id } from '../kernel/id.ts'
import { type Instant, instantOfMillis, millisOf } from '../kernel/instant.ts'
import type { LocalDate, LocalTime } from '../kernel/local-date.ts'
import { LOCALES, type Locale, type Versions } from '../kernel/locale.ts'
import { done, type Fault, type Outcome, refuseFaults } from '../kernel/outcome.ts'
import { instantOf, wallTimeOf, type Zone } from '../kernel/zone.ts'
import type { AttributionRule, MeetingsTable } from '../store/schema.ts'

type MeetingKind = MeetingsTable['kind']
export type MeetingFormat = MeetingsTable['format']
export type MeetingState = MeetingsTable['state']

export const MEETING_KINDS: readonly MeetingKind[] = [
  'dialogue',
  'session',
  'workshop',
  'technical',
  'oversight',
]
export const MEETING_FORMATS: readonly MeetingFormat[] = ['in_person', 'online', 'hybrid']

/** One day of a meeting, in the meeting's wall time. */
export interface MeetingDay {
  readonly date: LocalDate
  readonly starts: LocalTime
  readonly ends: LocalTime
}

/** One meeting with everything a page, a letter or a calendar entry says about it. */
export interface Meeting {
  readonly id: Id
  readonly dialogueId: Id
  /** Counted within the dialogue, from 1, never given twice. */
  readonly ordinal: number
  readonly kind: MeetingKind
  readonly format: MeetingFormat
  readonly state: MeetingState
  readonly stateSince: Instant
  readonly zone: Zone
  /** In order of their dates, at least one. */
  readonly days: readonly MeetingDay[]
  /** Derived from the days and the zone. */
  readonly startsAt: Instant
  readonly endsAt: Instant
  readonly title: Versions
  readonly venue: Versions
  /** An https address, or empty. */
  readonly link: string
  readonly languages: readonly Locale[]
  /** Languages that are interpreted simultaneously; empty for none. */
  readonly interpretation: readonly Locale[]
  readonly attribution: AttributionRule
  /** How much participants see of each other, before the rule of attribution narrows it. */
  readonly participantList: ParticipantList
  /** Subjects of mails and titles of calendar entries name only the dialogue. */
  readonly neutralSubject: boolean
  readonly previousMeetingId: Id | null
  readonly calendarUid: string
  readonly calendarSequence: number
  readonly calendarStamp: Instant | null
  /** What was mailed last, written and read by the invitations room. */
  readonly mailedFacts: string | null
  /** Until when further edits are gathered into one mail; null when nothing waits. */
  readonly gatherUntil: Instant | null
  /** Grows whenever days or zone change. */
  readonly dateVersion: number
  readonly agendaPublishedAt: Instant | null
  readonly agendaVersion: number
  readonly createdAt: Instant
  readonly version: number
}

/** A day as asked for; `row` is its row in the form, counted from 1: its place in the list when left out. */
export interface DraftDay extends MeetingDay {
  readonly row?: number
}

/** What an organiser asks for, before it was checked. */
export interface MeetingDraft {
  readonly kind: MeetingKind
  readonly format: MeetingFormat
  readonly zone: Zone
  readonly days: readonly DraftDay[]
  readonly title: Readonly<Partial<Record<Locale, string>>>
  readonly venue: Readonly<Partial<Record<Locale, string>>>
  readonly link: string
  readonly languages: readonly Locale[]
  readonly interpretation: readonly Locale[]
  readonly attribution: AttributionRule
  /** Left out: stays as it was; for a new meeting as its dialogue and the meeting before have it. */
  readonly participantList?: ParticipantList | null
  /** Left out: no. */
  readonly neutralSubject?: boolean
  readonly previousMeetingId: Id | null
}

/** A draft that holds together, with what is derived from it. */
export interface MeetingPlan extends MeetingDraft {
  readonly days: readonly MeetingDay[]
  readonly participantList: ParticipantList
  readonly neutralSubject: boolean
  readonly startsAt: Instant
  readonly endsAt: Instant
}

/** A workshop of two weeks; longer things are several meetings. */
export const MAX_DAYS = 14

/**
 * Checks a draft and derives its instants.
 *
 * Row `n` of the form has the fields `day_n`, `starts_n`, `ends_n`.
 * @param kept the mode of the list of participants when none is asked for.
 * @returns `invalid` with every fault: `meetings.no_day` (`day_1`), `meetings.too_many_days` (param `max`, at
 *   the first row too many), `meetings.day_twice` (`day_n`), `meetings.end_before_start` (`ends_n`),
 *   `meetings.title_missing` (`title_<first language>`), `meetings.venue_without_title` (`title_<lang>`),
 *   `meetings.no_language` (`languages`), `meetings.link_not_https` (`link`).
 */
export function decideMeeting(
  asked: MeetingDraft,
  kept: ParticipantList = 'institutions',
): Outcome<MeetingPlan> {
  const days = asked.days
    .map(({ date, starts, ends }) => ({ date, starts, ends }))
    .sort((a, b) => (a.date < b.date ? -1 : 1))
  const [first, last] = [days[0], days.at(-1)]
  const faults = [...textFaults(asked), ...dayFaults(asked), ...otherFaults(asked)]
  if (!first || !last || faults.length > 0) return refuseFaults(faults)
  return done({
    ...asked,
    days,
    participantList: asked.participantList ?? kept,
    neutralSubject: asked.neutralSubject ?? false,
    languages: LOCALES.filter((lang) => asked.languages.includes(lang)),
    interpretation: LOCALES.filter((lang) => asked.interpretation.includes(lang)),
    startsAt: instantOf({ date: first.date, time: first.starts }, asked.zone),
    endsAt: instantOf({ date: last.date, time: last.ends }, asked.zone),
  })
}

function dayFaults({ days, zone }: MeetingDraft): Fault[] {
  if (days.length === 0) return [{ field: 'day_1', messageKey: 'meetings.no_day' }]
  const rowOf = (at: number) => days[at]?.row ?? at + 1
  if (days.length > MAX_DAYS) {
    const params = { max: MAX_DAYS }
    return [{ field: `day_${rowOf(MAX_DAYS)}`, messageKey: 'meetings.too_many_days', params }]
  }
  return days.flatMap((day, at): Fault[] => {
    const twice = days.slice(0, at).some((earlier) => earlier.date === day.date)
    const backwards = !endsAfterStart(day, zone)
    return [
      ...(twice ? [{ field: `day_${rowOf(at)}`, messageKey: 'meetings.day_twice' }] : []),
      ...(backwards ? [{ field: `ends_${rowOf(at)}`, messageKey: 'meetings.end_before_start' }] : []),
    ]
  })
}

// Instants too: a time that the clock skips in spring falls behind one that comes after the gap.
function endsAfterStart(day: MeetingDay, zone: Zone): boolean {
  const [start, end] = [day.starts, day.ends].map((time) => instantOf({ date: day.date, time }, zone))
  return day.ends > day.starts && start !== undefined && end !== undefined && end > start
}

function textFaults({ title, venue }: MeetingDraft): Fault[] {
  if (!LOCALES.some((lang) => title[lang]))
    return [{ field: `title_${LOCALES[0]}`, messageKey: 'meetings.title_missing' }]
  return LOCALES.filter((lang) => venue[lang] && !title[lang]).map((lang) => ({
    field: `title_${lang}`,
    messageKey: 'meetings.venue_without_title',
  }))
}

function otherFaults({ languages, link }: MeetingDraft): Fault[] {
  const faults: Fault[] = []
  if (languages.length === 0) faults.push({ field: 'languages', messageKey: 'meetings.no_language' })
  // Only https addresses become CONFERENCE in a calendar (src/calendar/text.ts).
  if (link && !(URL.canParse(link) && new URL(link).protocol === 'https:'))
    faults.push({ field: 'link', messageKey: 'meetings.link_not_https' })
  return faults
}

interface DaysSomewhere extends Pick<Meeting, 'days' | 'zone'> {
  /** When the first day begins, where people were told otherwise than the tz data of today say. */
  readonly told?: { readonly startsAt: Instant }
}

/**
 * The days of a meeting as a clock in another zone shows them; a day that ends after midnight there keeps the
 * date of its beginning. Null when that clock shows the same.
 */
export function daysIn(meeting: DaysSomewhere, zone: Zone): readonly MeetingDay[] | null {
  const [first] = meeting.days
  const begins = first && instantOf({ date: first.date, time: first.starts }, meeting.zone)
  const shift = begins && meeting.told ? millisOf(meeting.told.startsAt) - millisOf(begins) : 0
  const days = meeting.days.map((day) => {
    const [starts, ends] = [day.starts, day.ends].map((time) => {
      const instant = instantOf({ date: day.date, time }, meeting.zone)
      return wallTimeOf(instantOfMillis(millisOf(instant) + shift), zone)
    })
    return starts && ends ? { date: starts.date, starts: starts.time, ends: ends.time } : day
  })
  return sameDays(meeting.days, days) ? null : days
}

/** What an edit can change; the first five are what a delegate sees in a letter or a calendar. */
export type MeetingFact =
  | 'time'
  | 'title'
  | 'venue'
  | 'link'
  | 'format'
  | 'kind'
  | 'languages'
  | 'interpretation'
  | 'attribution'
  | 'list'
  | 'subject'
  | 'previous'

const SEEN_BY_DELEGATES: readonly MeetingFact[] = ['time', 'title', 'venue', 'link', 'format']

/** Which facts differ between a meeting and a plan for it; empty when saving would change nothing. */
export function changedFacts(before: Meeting, after: MeetingPlan): readonly MeetingFact[] {
  const differs: Readonly<Record<MeetingFact, boolean>> = {
    time: before.zone !== after.zone || !sameDays(before.days, after.days),
    title: !sameTexts(before.title.texts, after.title),
    venue: !sameTexts(before.venue.texts, after.venue),
    link: before.link !== after.link,
    format: before.format !== after.format,
    kind: before.kind !== after.kind,
    languages: before.languages.join() !== after.languages.join(),
    interpretation: before.interpretation.join() !== after.interpretation.join(),
    attribution: before.attribution !== after.attribution,
    list: before.participantList !== after.participantList,
    subject: before.neutralSubject !== after.neutralSubject,
    previous: before.previousMeetingId !== after.previousMeetingId,
  }
  return (Object.keys(differs) as MeetingFact[]).filter((fact) => differs[fact])
}

/** Is there anything among the changed facts that a delegate has to be told? */
export function delegatesSee(changed: readonly MeetingFact[]): boolean {
  return changed.some((fact) => SEEN_BY_DELEGATES.includes(fact))
}

function sameDays(before: readonly MeetingDay[], after: readonly MeetingDay[]): boolean {
  return before.map(dayKey).join() === after.map(dayKey).join()
}

function dayKey(day: MeetingDay): string {
  return `${day.date} ${day.starts} ${day.ends}`
}

function sameTexts(before: MeetingDraft['title'], after: MeetingDraft['title']): boolean {
  return LOCALES.every((lang) => (before[lang] ?? '') === (after[lang] ?? ''))
}
