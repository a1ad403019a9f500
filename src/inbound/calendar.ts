/**
 * Calendar objects in mail that comes in (RFC 5546), as far as an answer needs them. Lines that say nothing of an
 * answer never reach the parser: rules of recurrence are not expanded, alarms, links and attachments not kept
 * (safety.md §0.7, T26).
 */

import ICAL from 'ical.js'
import { type Instant, parseInstant } from '../kernel/instant.ts'
import { cleanLine, cleanText } from '../kernel/text.ts'

/** One line of an answer: who says what. */
export interface Attendee {
  /** Lower case, without `mailto:`. */
  readonly address: string
  readonly name: string
  /** Upper case; `NEEDS-ACTION` when missing. */
  readonly partstat: string
  readonly delegatedTo: string
  readonly sentBy: string
}

/** One event as its sender's calendar tells it. */
export interface CalendarEvent {
  /** Trimmed, lower case: ours are. */
  readonly uid: string
  /** 0 when missing. */
  readonly sequence: number
  /** DTSTAMP; null when missing or unreadable. */
  readonly stamp: Instant | null
  readonly attendees: readonly Attendee[]
  readonly comment: string
  /** Is only one day of several meant? */
  readonly oneDay: boolean
  /** The time that a counter-proposal names, as it was written. */
  readonly starts: string
  readonly ends: string
}

export interface CalendarObject {
  /** Upper case; empty when missing. */
  readonly method: string
  readonly events: readonly CalendarEvent[]
}

const MAX_TEXT = 4_000_000
const MAX_LINES = 30_000
const MAX_ATTENDEES = 200
const MAX_EVENTS = 20
const MAX_COMMENT = 2_000
const MAX_UID = 255

/**
 * Reads a calendar; of more than {@link MAX_ATTENDEES} attendees or {@link MAX_EVENTS} events the first are taken.
 * @returns null for what is no calendar, is broken or too large. Never throws.
 */
export function readCalendar(text: string): CalendarObject | null {
  if (text.length > MAX_TEXT) return null
  const lines = keptLines(text)
  if (lines === null || lines.length === 0) return null
  try {
    const parsed = ICAL.parse(lines.join('\r\n')) as unknown[]
    // Of several calendars in one part the first counts.
    const calendar = new ICAL.Component((Array.isArray(parsed[0]) ? parsed[0] : parsed) as [string, [], []])
    if (calendar.name !== 'vcalendar') return null
    const events = calendar.getAllSubcomponents('vevent').map(eventOf)
    return { method: line(calendar, 'method', 20).toUpperCase(), events: events.filter(({ uid }) => uid) }
  } catch {
    return null
  }
}

const KEPT = /^(METHOD|UID|SEQUENCE|DTSTAMP|ATTENDEE|COMMENT|DTSTART|DTEND|RECURRENCE-ID)[;:]/i
const FRAME = /^(BEGIN|END):\s*(VCALENDAR|VEVENT)\s*$/i

// Unfolded, only what an answer is made of, and only directly in an event or in the calendar itself.
function keptLines(text: string): string[] | null {
  const lines = text
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/\n[ \t]/g, '')
    .split('\n')
  if (lines.length > MAX_LINES) return null
  let inside = 0
  const own = lines.filter((line) => {
    const frame = FRAME.test(line)
    if (!frame && /^BEGIN:/i.test(line)) inside += 1
    const kept = inside === 0 && (frame || KEPT.test(line))
    if (!frame && /^END:/i.test(line)) inside -= 1
    return kept
  })
  return firstOf(firstOf(own, /^ATTENDEE/i, MAX_ATTENDEES).map(plain), /^END:VEVENT/i, MAX_EVENTS, true)
}

/** Leaves out the lines of a kind beyond `max`, or with `cut` everything between the last of them and the end. */
function firstOf(lines: readonly string[], kind: RegExp, max: number, cut = false): string[] {
  let seen = 0
  return lines.filter((line) => {
    if (cut && seen >= max) return /^END:VCALENDAR/i.test(line)
    if (!kind.test(line)) return true
    seen += 1
    return seen <= max
  })
}

// Times stay the texts they are: what their zone makes of them is shown, never calculated with.
function plain(line: string): string {
  if (FRAME.test(line)) return line.replace(/\s+/g, '')
  return /^(DTSTART|DTEND|RECURRENCE-ID|DTSTAMP|SEQUENCE)[;:]/i.test(line)
    ? line.replace(/^([A-Z-]+)[^:]*:/i, (_, name: string) => `X-OWN-${name}:`)
    : line
}

function eventOf(event: ICAL.Component): CalendarEvent {
  const sequence = Number.parseInt(line(event, 'x-own-sequence', 12), 10)
  return {
    uid: line(event, 'uid', MAX_UID).toLowerCase(),
    sequence: Number.isSafeInteger(sequence) && sequence > 0 ? Math.min(sequence, 1e9) : 0,
    stamp: stampOf(line(event, 'x-own-dtstamp', 40)),
    attendees: event.getAllProperties('attendee').map(attendeeOf),
    comment: commentOf(event),
    oneDay: event.getFirstProperty('x-own-recurrence-id') !== null,
    starts: line(event, 'x-own-dtstart', 40),
    ends: line(event, 'x-own-dtend', 40),
  }
}

function attendeeOf(property: ICAL.Property): Attendee {
  const parameter = (name: string) => {
    const value: unknown = property.getParameter(name)
    return cleanLine(String(Array.isArray(value) ? (value[0] ?? '') : (value ?? ''))).slice(0, 320)
  }
  return {
    address: addressIn(String(property.getFirstValue() ?? '')),
    name: parameter('cn'),
    partstat: parameter('partstat').toUpperCase() || 'NEEDS-ACTION',
    delegatedTo: addressIn(parameter('delegated-to')),
    sentBy: addressIn(parameter('sent-by')),
  }
}

/** The address of a `mailto:` value, lower case; empty for anything else. */
function addressIn(value: string): string {
  const address = cleanLine(value)
    .replace(/^mailto:\s*/i, '')
    .toLowerCase()
  return address.includes('@') && address.length <= 254 ? address : ''
}

function commentOf(event: ICAL.Component): string {
  const texts = event.getAllProperties('comment').map((property) => String(property.getFirstValue() ?? ''))
  return cleanText([...new Set(texts)].join('\n')).slice(0, MAX_COMMENT)
}

function line(component: ICAL.Component, name: string, max: number): string {
  return cleanLine(String(component.getFirstPropertyValue(name) ?? '')).slice(0, max)
}

// Whole seconds in UTC by RFC 5545 §3.8.7.2; a stamp without Z is taken for UTC too, and everything else for none.
function stampOf(text: string): Instant | null {
  const [, y, mo, d, h, mi, s] = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z?$/i.exec(text) ?? []
  return y ? parseInstant(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`) : null
}
