/** Reads what we built back with ical.js (Thunderbird's parser), as plain values that tests compare. */

import ICAL from 'ical.js'

/** The whole entry as another program understands it; undefined where the property is missing. */
export interface ParsedEntry {
  readonly method: unknown
  readonly uid: unknown
  readonly sequence: unknown
  readonly stamp: string
  readonly created: string
  readonly modified: string
  readonly start: string
  readonly end: string
  readonly rule: string | undefined
  readonly summary: unknown
  readonly description: unknown
  readonly location: unknown
  readonly status: unknown
  readonly class: unknown
  readonly url: unknown
  readonly conference: unknown
  readonly organiser: { readonly name: unknown; readonly address: unknown }
  readonly attendee: {
    readonly name: unknown
    readonly address: unknown
    readonly role: unknown
    readonly partstat: unknown
    readonly rsvp: unknown
  }
}

/** Names of all components and properties in their order, `BEGIN` and `END` left out. */
export function outlineOf(text: string): { calendar: string[]; components: string[]; event: string[] } {
  const calendar = calendarOf(text)
  const names = (component: ICAL.Component) => component.getAllProperties().map((property) => property.name)
  return {
    calendar: names(calendar),
    components: calendar.getAllSubcomponents().map((component) => component.name),
    event: names(eventOf(calendar)),
  }
}

/** The values of the one VEVENT. */
export function readEntry(text: string): ParsedEntry {
  const calendar = calendarOf(text)
  const event = eventOf(calendar)
  const value = (name: string) => event.getFirstPropertyValue(name) ?? undefined
  return {
    method: calendar.getFirstPropertyValue('method'),
    uid: value('uid'),
    sequence: value('sequence'),
    stamp: String(value('dtstamp')),
    created: String(value('created')),
    modified: String(value('last-modified')),
    start: String(value('dtstart')),
    end: String(value('dtend')),
    rule: value('rrule')?.toString(),
    summary: value('summary'),
    description: value('description'),
    location: value('location'),
    status: value('status'),
    class: value('class'),
    url: value('url'),
    conference: value('conference'),
    organiser: mailbox(event.getFirstProperty('organizer')),
    attendee: {
      ...mailbox(event.getFirstProperty('attendee')),
      role: event.getFirstProperty('attendee')?.getFirstParameter('role'),
      partstat: event.getFirstProperty('attendee')?.getFirstParameter('partstat'),
      rsvp: event.getFirstProperty('attendee')?.getFirstParameter('rsvp'),
    },
  }
}

/** The starts of every day the entry occupies, as its reader expands them. */
export function startsOf(text: string): string[] {
  const walk = new ICAL.Event(eventOf(calendarOf(text))).iterator()
  const starts: string[] = []
  for (let start = walk.next(); start && starts.length < 50; start = walk.next()) starts.push(String(start))
  return starts
}

function calendarOf(text: string): ICAL.Component {
  return new ICAL.Component(ICAL.parse(text))
}

function eventOf(calendar: ICAL.Component): ICAL.Component {
  const event = calendar.getFirstSubcomponent('vevent')
  if (!event) throw new Error('no VEVENT')
  return event
}

function mailbox(property: ICAL.Property | null) {
  return { name: property?.getFirstParameter('cn'), address: property?.getFirstValue() }
}
