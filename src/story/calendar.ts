/** Reads a calendar entry of a mail as other programs do, with ical.js (the parser of Thunderbird). */

import ICAL from 'ical.js'

/** What decides whether a calendar takes an entry rightly. */
export interface Entry {
  readonly method: string
  readonly uid: string
  readonly sequence: number
  /** `NEEDS-ACTION`, `ACCEPTED`, … of the only attendee. */
  readonly partstat: string
  readonly status: string
  /** In UTC, `2025-10-14T04:00:00Z`. */
  readonly start: string
  readonly end: string
  readonly summary: string
  readonly location: string
  readonly organiser: string
  readonly attendees: readonly string[]
}

/** The one event of a calendar. @throws Error if it does not hold exactly one. */
export function readEntry(text: string): Entry {
  const calendar = new ICAL.Component(ICAL.parse(text))
  const events = calendar.getAllSubcomponents('vevent')
  const [event] = events
  if (!event || events.length > 1) throw new Error(`the calendar holds ${events.length} events`)
  const value = (name: string) => String(event.getFirstPropertyValue(name) ?? '')
  const attendees = event.getAllProperties('attendee')
  return {
    method: String(calendar.getFirstPropertyValue('method') ?? ''),
    uid: value('uid'),
    sequence: Number(value('sequence')),
    partstat: String(attendees[0]?.getFirstParameter('partstat') ?? ''),
    status: value('status'),
    start: value('dtstart'),
    end: value('dtend'),
    summary: value('summary'),
    location: value('location'),
    organiser: addressOf(event.getFirstProperty('organizer')),
    attendees: attendees.map(addressOf),
  }
}

function addressOf(property: ICAL.Property | null | undefined): string {
  return String(property?.getFirstValue() ?? '').replace(/^mailto:/i, '')
}
