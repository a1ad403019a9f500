/**
 * Calendars to read, not to answer: METHOD:PUBLISH, nobody invited and nobody to write to (RFC 5546 §3.2.1, RFC 7986;
 * calendar-mail.md §9). Written by hand: tasks are beyond ical-generator, and it does not escape names of calendars.
 */

import type { Instant } from '../kernel/instant.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import type { Zone } from '../kernel/zone.ts'
import { type CalendarDay, occupied, type Told } from './days.ts'
import { contentLine, textValue } from './lines.ts'
import { calendarLine, calendarPage, calendarText, calendarUid, conferenceLink } from './text.ts'

/** What every entry has. */
interface Published {
  /** Never the UID of an invitation: a subscription must not fall together with what one was asked to answer. */
  readonly uid: string
  /** Grows with every change. */
  readonly sequence: number
  readonly created: Instant
  /** DTSTAMP and LAST-MODIFIED: when it last changed, never when it was asked for. */
  readonly changed: Instant
  readonly title: string
  readonly description: string
  readonly url: string
  readonly confidential: boolean
}

/** A meeting. */
export interface PublishedMeeting extends Published {
  readonly kind: 'meeting'
  /** At least one; see `occupied` for what several become. */
  readonly days: readonly CalendarDay[]
  readonly zone: Zone
  /** When that is, as people were told it; without it as the tz data of today say. */
  readonly told?: Told
  readonly location: string
  /** A video link, or empty; left out unless it is https. */
  readonly conference: string
  readonly state: 'tentative' | 'confirmed' | 'cancelled'
  /** Does it take up its reader's time? */
  readonly busy: boolean
}

/** A day on which something is due, as an event of that whole day or as a task. */
export interface PublishedDay extends Published {
  readonly kind: 'event' | 'task'
  readonly on: LocalDate
  /** Is it being worked on? */
  readonly begun: boolean
}

export type PublishedEntry = PublishedMeeting | PublishedDay

const PRODID = '-//Intersession//Intersession 1.0//EN'

/** How often a program should look again: rarely enough for a feed that seldom changes. */
const REFRESH = 'PT4H'

/**
 * A calendar with these entries in their order; with a `name` it is one to subscribe to.
 *
 * All times in UTC, lines of at most 75 octets, CRLF to the very end. Pure: equal entries give equal bytes.
 * @throws RangeError if UID, page or days are not of the form the rest of the house guarantees; texts are cleaned.
 */
export function publishedCalendar(entries: readonly PublishedEntry[], name?: string): string {
  return [
    'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n',
    `PRODID:${PRODID}\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n`,
    name === undefined ? '' : subscription(name),
    ...entries.map((entry) => (entry.kind === 'meeting' ? meetingText(entry) : dayText(entry))),
    'END:VCALENDAR\r\n',
  ].join('')
}

function subscription(name: string): string {
  const shown = textValue(calendarLine(name))
  return [
    contentLine('NAME', shown),
    // What programs before RFC 7986 read.
    contentLine('X-WR-CALNAME', shown),
    contentLine('REFRESH-INTERVAL;VALUE=DURATION', REFRESH),
    contentLine('X-PUBLISHED-TTL', REFRESH),
  ].join('')
}

function meetingText(entry: PublishedMeeting): string {
  const time = occupied(entry.days, entry.zone, entry.told)
  const location = calendarLine(entry.location)
  const link = entry.conference ? conferenceLink(entry.conference) : null
  return component('VEVENT', entry, [
    contentLine('DTSTART', stampOf(time.start)),
    contentLine('DTEND', stampOf(time.end)),
    time.days > 1 ? contentLine('RRULE', `FREQ=DAILY;COUNT=${time.days}`) : '',
    contentLine('TRANSP', entry.busy ? 'OPAQUE' : 'TRANSPARENT'),
    location ? contentLine('LOCATION', textValue(location)) : '',
    contentLine('STATUS', entry.state.toUpperCase()),
    link ? contentLine('CONFERENCE;VALUE=URI;FEATURE=VIDEO', link) : '',
  ])
}

function dayText(entry: PublishedDay): string {
  if (entry.kind === 'task')
    return component('VTODO', entry, [
      contentLine('DUE;VALUE=DATE', dayOf(entry.on)),
      contentLine('STATUS', entry.begun ? 'IN-PROCESS' : 'NEEDS-ACTION'),
    ])
  return component('VEVENT', entry, [
    contentLine('DTSTART;VALUE=DATE', dayOf(entry.on)),
    contentLine('DTEND;VALUE=DATE', dayOf(addDays(entry.on, 1))),
    contentLine('TRANSP', 'TRANSPARENT'),
    contentLine('STATUS', 'CONFIRMED'),
  ])
}

function component(name: 'VEVENT' | 'VTODO', entry: PublishedEntry, own: readonly string[]): string {
  const description = calendarText(entry.description)
  return [
    `BEGIN:${name}\r\n`,
    contentLine('UID', calendarUid(entry.uid)),
    contentLine('SEQUENCE', String(entry.sequence)),
    contentLine('DTSTAMP', stampOf(entry.changed)),
    ...own,
    contentLine('SUMMARY', textValue(calendarLine(entry.title))),
    description ? contentLine('DESCRIPTION', textValue(description)) : '',
    contentLine('URL', calendarPage(entry.url)),
    contentLine('CLASS', entry.confidential ? 'PRIVATE' : 'PUBLIC'),
    contentLine('CREATED', stampOf(entry.created)),
    contentLine('LAST-MODIFIED', stampOf(entry.changed)),
    `END:${name}\r\n`,
  ].join('')
}

/** `20251014T040000Z` */
function stampOf(instant: Instant): string {
  return `${instant.slice(0, 19).replaceAll('-', '').replaceAll(':', '')}Z`
}

function dayOf(date: LocalDate): string {
  return date.replaceAll('-', '')
}
