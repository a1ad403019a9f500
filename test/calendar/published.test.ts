/** Calendars to read: whatever names and titles are, no line of theirs becomes a line of ours (safety.md §1.8). */

import fc from 'fast-check'
import ICAL from 'ical.js'
import { describe, expect, test } from 'vitest'
import { type CardVersion, secretariatCard } from '../../src/calendar/card.ts'
import { textValue } from '../../src/calendar/lines.ts'
import { type PublishedEntry, publishedCalendar } from '../../src/calendar/publish.ts'
import { calendarLine, calendarName, calendarText } from '../../src/calendar/text.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { day, dialogue, instant } from './meetings.ts'

const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nATTENDEE:mailto:a@x.example\r\n',
        '\r\n ',
        '\n',
        '\r',
        '\\n',
        ';',
        ',',
        '"',
        'Ә Ғ Қ Ң',
        '👨‍👩‍👧‍👦',
        'שלום',
        '\u202e',
        '\u2028',
        '\ud83d',
        '\u0000',
        'қ'.repeat(90),
        '😀'.repeat(60),
      ),
    ),
    { maxLength: 10 },
  )
  .map((pieces) => pieces.join(''))

const shared = {
  uid: fc.constant('01k3wq4c00m2d1a10gve7rs5tz.feed@dialogue.example.org'),
  sequence: fc.nat({ max: 1000 }),
  created: fc.constant(instant('2025-08-29T10:30:00Z')),
  changed: fc.constant(instant('2025-09-01T06:00:00Z')),
  title: anyText,
  description: anyText,
  url: fc.webUrl({ withQueryParameters: true }),
  confidential: fc.boolean(),
}

const anyEntry: fc.Arbitrary<PublishedEntry> = fc.oneof(
  fc.record({
    ...shared,
    kind: fc.constant('meeting' as const),
    days: fc.constant([day('2025-10-14', '09:00', '17:30')]),
    zone: fc.constant(dialogue.zone),
    location: anyText,
    conference: anyText,
    state: fc.constantFrom('tentative' as const, 'confirmed' as const, 'cancelled' as const),
    busy: fc.boolean(),
  }),
  fc.record({
    ...shared,
    kind: fc.constantFrom('event' as const, 'task' as const),
    on: fc.constant(localDate('2026-01-30')),
    begun: fc.boolean(),
  }),
)

/** Lines of at most 75 octets, each ended by CRLF and whole characters. */
function expectWellFormed(text: string): void {
  expect(text.isWellFormed()).toBe(true)
  expect(text.endsWith('\r\n')).toBe(true)
  const lines = text.split('\r\n')
  expect(lines.every((line) => !/[\r\n]/.test(line) && Buffer.byteLength(line) <= 75)).toBe(true)
}

describe('whatever the texts are', () => {
  test('another program reads our entries with the cleaned texts, and nothing else', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 4 }), anyText, (entries, name) => {
        const text = publishedCalendar(entries, name)
        expectWellFormed(text)
        const calendar = new ICAL.Component(ICAL.parse(text))
        expect(calendar.getAllProperties().map((property) => property.name)).toEqual([
          ...['version', 'prodid', 'calscale', 'method'],
          ...['name', 'x-wr-calname', 'refresh-interval', 'x-published-ttl'],
        ])
        // ical.js leaves what it has no type for as it is written.
        expect(calendar.getFirstPropertyValue('name')).toBe(textValue(calendarLine(name)))
        const read = calendar.getAllSubcomponents()
        expect(read.map((entry) => entry.name)).toEqual(
          entries.map(({ kind }) => (kind === 'task' ? 'vtodo' : 'vevent')),
        )
        for (const [at, entry] of entries.entries()) {
          const of = (property: string) => read[at]?.getFirstPropertyValue(property)
          expect(of('summary')).toBe(calendarLine(entry.title))
          expect(of('description') ?? '').toBe(calendarText(entry.description))
          if (entry.kind === 'meeting') expect(of('location') ?? '').toBe(calendarLine(entry.location))
          expect(read[at]?.getAllProperties('attendee')).toEqual([])
        }
      }),
      { numRuns: 300 },
    )
  })

  test('a card has exactly our lines', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom<CardVersion>('3.0', '4.0'), (name, version) => {
        const address = 'rsvp@dialogue.example.org'
        const text = secretariatCard({ name, address, url: 'https://dialogue.example.org/' }, version)
        expectWellFormed(text)
        const lines = text.replaceAll('\r\n ', '').split('\r\n')
        expect(lines.length).toBe(9)
        const shown = lines.find((line) => line.startsWith('FN:'))?.slice(3) ?? ''
        expect(shown.replace(/\\(.)/g, '$1')).toBe(calendarName(name, address))
      }),
      { numRuns: 300 },
    )
  })
})

test.each([
  ['a UID of another form', { uid: 'x\r\nBEGIN:VEVENT' }],
  ['a page that is none', { url: 'javascript:alert(1)' }],
])('%s is a bug', (_, wrong) => {
  const entry = {
    kind: 'event',
    uid: 'a@x.example',
    sequence: 0,
    created: instant('2025-08-29T10:30:00Z'),
    changed: instant('2025-08-29T10:30:00Z'),
    title: '',
    description: '',
    url: 'https://x.example/',
    confidential: false,
    on: localDate('2026-01-30'),
    begun: false,
  } as const
  expect(() => publishedCalendar([{ ...entry, ...wrong }])).toThrow(RangeError)
})
