/** A meeting as one person's calendar entry: REQUEST and CANCEL in iCalendar (RFC 5545, 5546; calendar-mail.md §3.3). */

import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventClass,
  type ICalEventData,
  ICalEventRepeatingFreq,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'
import type { Instant } from '../kernel/instant.ts'
import type { Zone } from '../kernel/zone.ts'
import { type CalendarDay, occupied, type Told } from './days.ts'
import type { PartStat } from './revision.ts'
import {
  calendarAddress,
  calendarLine,
  calendarName,
  calendarPage,
  calendarText,
  calendarUid,
  conferenceLink,
} from './text.ts'

export type { CalendarDay } from './days.ts'

/** Everything one person's calendar is told about one revision of a meeting. */
export interface CalendarEntry {
  /** Ours only, `<id of the meeting>@<domain>`, the same for the life of the meeting. */
  readonly uid: string
  /** The meeting's counter, also for somebody invited late. */
  readonly sequence: number
  /** DTSTAMP and LAST-MODIFIED of this revision, from `nextStamp`. */
  readonly stamp: Instant
  readonly created: Instant
  /** At least one; see `occupied` for what several become. */
  readonly days: readonly CalendarDay[]
  readonly zone: Zone
  /** When that is, as people were told it; without it as the tz data of today say. */
  readonly told?: Told
  readonly title: string
  /** Plain text with the hours of every day, their zone and offset: the entry itself speaks UTC only. */
  readonly description: string
  readonly location: string
  /** The meeting's page; a query or fragment is left out. */
  readonly url: string
  /** A video link; left out unless it is https. */
  readonly conference?: string
  /** While the date is only proposed. */
  readonly tentative: boolean
  readonly confidential: boolean
  /** The constant mailbox, under the name of who organises. */
  readonly organiser: { readonly name: string; readonly address: string }
  /** The person this mail goes to, and nobody else. `partstat` from `currentAnswer`. */
  readonly attendee: CalendarAttendee
}

interface CalendarAttendee {
  readonly name: string
  readonly address: string
  readonly role: 'chair' | 'required' | 'optional'
  readonly partstat: PartStat
}

const PRODID = '//Intersession//Intersession 1.0//EN'

const ROLES = {
  chair: ICalAttendeeRole.CHAIR,
  required: ICalAttendeeRole.REQ,
  optional: ICalAttendeeRole.OPT,
} as const

const STATUSES = {
  needs_action: ICalAttendeeStatus.NEEDSACTION,
  accepted: ICalAttendeeStatus.ACCEPTED,
  tentative: ICalAttendeeStatus.TENTATIVE,
  declined: ICalAttendeeStatus.DECLINED,
} as const

/** What differs between asking somebody to come and telling them not to. */
interface Message {
  readonly method: ICalCalendarMethod
  readonly status: ICalEventStatus
  readonly rsvp: true | null
}

/**
 * The calendar of an invitation or of an update: METHOD:REQUEST, RSVP=TRUE.
 *
 * One VCALENDAR with one VEVENT and one ATTENDEE; all times in UTC, lines of at most 75 octets, CRLF to the
 * very end. Pure: equal entries give equal bytes on every machine.
 * @throws RangeError if UID, an address, the page or the days are not of the form the rest of the house
 *   guarantees; texts and names are cleaned instead.
 */
export function requestCalendar(entry: CalendarEntry): string {
  const status = entry.tentative ? ICalEventStatus.TENTATIVE : ICalEventStatus.CONFIRMED
  return render(entry, { method: ICalCalendarMethod.REQUEST, status, rsvp: true })
}

/**
 * The calendar that takes the entry out again, for a cancelled meeting or a removed participant:
 * METHOD:CANCEL, STATUS:CANCELLED, no RSVP since nothing is asked.
 *
 * Give it the days of the last version mailed and a `sequence` above anything mailed.
 * @throws RangeError as {@link requestCalendar}.
 */
export function cancelCalendar(entry: CalendarEntry): string {
  return render(entry, { method: ICalCalendarMethod.CANCEL, status: ICalEventStatus.CANCELLED, rsvp: null })
}

// ical-generator with UTC dates and no zone anywhere: with a zone it writes wrong times, without Z
// (calendar-mail.md §4.1). It also leaves out the last CRLF.
function render(entry: CalendarEntry, message: Message): string {
  const calendar = ical({ prodId: PRODID, scale: 'GREGORIAN', method: message.method })
  calendar.createEvent(eventOf(entry, message))
  return `${calendar.toString()}\r\n`
}

function eventOf(entry: CalendarEntry, message: Message): ICalEventData {
  const time = occupied(entry.days, entry.zone, entry.told)
  return {
    id: calendarUid(entry.uid),
    sequence: entry.sequence,
    stamp: new Date(entry.stamp),
    created: new Date(entry.created),
    lastModified: new Date(entry.stamp),
    start: new Date(time.start),
    end: new Date(time.end),
    repeating: time.days > 1 ? { freq: ICalEventRepeatingFreq.DAILY, count: time.days } : null,
    summary: calendarLine(entry.title),
    description: calendarText(entry.description) || null,
    location: calendarLine(entry.location) || null,
    status: message.status,
    transparency: ICalEventTransparency.OPAQUE,
    class: entry.confidential ? ICalEventClass.PRIVATE : ICalEventClass.PUBLIC,
    url: calendarPage(entry.url),
    x: conferenceOf(entry),
    organizer: mailboxOf(entry.organiser),
    attendees: [attendeeOf(entry.attendee, message)],
  }
}

function attendeeOf(attendee: CalendarAttendee, message: Message) {
  return {
    ...mailboxOf(attendee),
    type: ICalAttendeeType.INDIVIDUAL,
    role: ROLES[attendee.role],
    status: STATUSES[attendee.partstat],
    rsvp: message.rsvp,
  }
}

function mailboxOf({ name, address }: { readonly name: string; readonly address: string }) {
  const email = calendarAddress(address)
  return { name: calendarName(name, email), email }
}

// The library knows no CONFERENCE; its list of further properties takes any name as a pair.
function conferenceOf(entry: CalendarEntry): [string, string][] {
  const link = entry.conference ? conferenceLink(entry.conference) : null
  return link ? [['CONFERENCE;VALUE=URI;FEATURE=VIDEO', link]] : []
}
