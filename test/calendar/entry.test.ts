/** Entries: which choice becomes which property, and the form that holds for every text (safety.md §1.8). */

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type CalendarEntry, cancelCalendar, requestCalendar } from '../../src/calendar/entry.ts'
import { calendarLine, calendarName, calendarText, conferenceLink } from '../../src/calendar/text.ts'
import { dialogue } from './meetings.ts'
import { outlineOf, readEntry } from './parsed.ts'

describe('an entry', () => {
  test.each([
    ['chair', 'CHAIR'],
    ['required', 'REQ-PARTICIPANT'],
    ['optional', 'OPT-PARTICIPANT'],
  ] as const)('gives the role %s as %s', (role, written) => {
    const entry = { ...dialogue, attendee: { ...dialogue.attendee, role } }
    expect(readEntry(requestCalendar(entry)).attendee.role).toBe(written)
  })

  test.each([
    ['needs_action', 'NEEDS-ACTION'],
    ['accepted', 'ACCEPTED'],
    ['tentative', 'TENTATIVE'],
    ['declined', 'DECLINED'],
  ] as const)('gives the answer %s as %s, and asks again', (partstat, written) => {
    const entry = { ...dialogue, attendee: { ...dialogue.attendee, partstat } }
    const { attendee } = readEntry(requestCalendar(entry))
    expect([attendee.partstat, attendee.rsvp]).toEqual([written, 'TRUE'])
  })

  test('says nothing about a place, a text or a link that there is not', () => {
    const bare = { ...dialogue, location: ' ', description: '\u0000', conference: 'http://meet.example/1' }
    expect(outlineOf(requestCalendar(bare)).event).toEqual([
      ...[
        'uid',
        'sequence',
        'dtstamp',
        'dtstart',
        'dtend',
        'summary',
        'transp',
        'organizer',
        'attendee',
        'url',
      ],
      ...['status', 'created', 'last-modified', 'class'],
    ])
  })

  test('a proposed date that is cancelled is cancelled, not tentative', () => {
    expect(readEntry(cancelCalendar({ ...dialogue, tentative: true })).status).toBe('CANCELLED')
  })

  test.each([
    ['a UID of another form', { uid: 'x\r\nBEGIN:VEVENT' }],
    ['no days', { days: [] }],
    ['a page that is none', { url: 'm/1' }],
    ['an attendee without address', { attendee: { ...dialogue.attendee, address: '' } }],
    ['an organiser with two addresses', { organiser: { name: 'x', address: 'a@x.example,b@x.example' } }],
  ])('with %s is a bug', (_, wrong) => {
    expect(() => requestCalendar({ ...dialogue, ...wrong })).toThrow(RangeError)
    expect(() => cancelCalendar({ ...dialogue, ...wrong })).toThrow(RangeError)
  })
})

const piece = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc.nat({ max: 0xffff }).map((unit) => String.fromCharCode(unit)),
  fc.constantFrom(
    ...[
      '\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\n',
      '\r\n ',
      '\n',
      '\r',
      '"',
      '^',
      "^'",
      '\\n',
      '\\',
      ';',
      ',',
      ':',
      '=',
      '\t',
    ],
    ...[
      'Ә Ғ Қ Ң Ө Ұ Ү Һ І',
      'Ёлки',
      '👨‍👩‍👧‍👦',
      '🇰🇿',
      'e\u0301',
      '\u202e',
      '\u2066',
      '\u200b',
      '\ufeff',
      '\u2028',
      '\ud83d',
    ],
    ...['\u0000', '\u000b', '\u007f', '\u0085', 'x'.repeat(80), 'қ'.repeat(90), '😀'.repeat(130)],
  ),
)
const anyText = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))

const anyEntry: fc.Arbitrary<CalendarEntry> = fc.record({
  uid: fc.constant(dialogue.uid),
  sequence: fc.nat({ max: 1_000_000 }),
  stamp: fc.constant(dialogue.stamp),
  created: fc.constant(dialogue.created),
  days: fc.constant(dialogue.days),
  zone: fc.constant(dialogue.zone),
  title: anyText,
  description: anyText,
  location: anyText,
  url: fc.oneof(fc.webUrl({ withQueryParameters: true, withFragments: true }), fc.constant(dialogue.url)),
  conference: fc.oneof(anyText, fc.webUrl({ validSchemes: ['https'], withQueryParameters: true })),
  tentative: fc.boolean(),
  confidential: fc.boolean(),
  organiser: fc.record({ name: anyText, address: fc.constant('rsvp@dialogue.example.org') }),
  attendee: fc.record({
    name: anyText,
    address: fc.emailAddress().filter((address) => !/[;,]/.test(address)),
    role: fc.constantFrom('chair', 'required', 'optional'),
    partstat: fc.constantFrom('needs_action', 'accepted', 'tentative', 'declined'),
  }),
})

// Controls except the tab, which RFC 5545 allows in text; separators, byte order marks, bidi overrides.
const FORBIDDEN = /(?!\t)[\p{Cc}\u2028\u2029\ufeff\u200b\u202a-\u202e\u2066-\u2069]/u

// The lines between CRLFs; a bare CR or LF stays inside one, where the test finds it.
function linesOf(bytes: Buffer): Buffer[] {
  return bytes
    .toString('latin1')
    .split('\r\n')
    .map((line) => Buffer.from(line, 'latin1'))
}

const anyCalendar = fc.tuple(anyEntry, fc.constantFrom(requestCalendar, cancelCalendar))

describe('whatever the texts are', () => {
  test('another program reads one event with our properties and the cleaned texts', () => {
    fc.assert(
      fc.property(anyCalendar, ([entry, build]) => {
        const text = build(entry)
        const read = readEntry(text)
        const [location, description] = [calendarLine(entry.location), calendarText(entry.description)]
        const conference = conferenceLink(entry.conference ?? '')
        expect(outlineOf(text)).toEqual({
          calendar: ['version', 'prodid', 'calscale', 'method'],
          components: ['vevent'],
          event: [
            ...['uid', 'sequence', 'dtstamp', 'dtstart', 'dtend', 'summary', 'transp'],
            ...(location ? ['location'] : []),
            ...(description ? ['description'] : []),
            ...['organizer', 'attendee', 'url', 'status'],
            ...(conference ? ['conference'] : []),
            ...['created', 'last-modified', 'class'],
          ],
        })
        expect([read.uid, read.sequence]).toEqual([entry.uid, entry.sequence])
        expect(read.summary).toBe(calendarLine(entry.title))
        expect([read.location ?? '', read.description ?? '']).toEqual([location, description])
        expect(read.conference ?? null).toBe(conference)
        expect(read.organiser.name).toBe(calendarName(entry.organiser.name, entry.organiser.address))
        expect(read.attendee.name).toBe(calendarName(entry.attendee.name, entry.attendee.address))
        expect(read.attendee.address).toBe(`MAILTO:${entry.attendee.address}`)
      }),
      { numRuns: 500 },
    )
  })

  test('no line passes 75 octets or splits a character, and nothing but line ends and tabs is a control', () => {
    fc.assert(
      fc.property(anyCalendar, ([entry, build]) => {
        const text = build(entry)
        expect(text.isWellFormed()).toBe(true)
        expect(text.endsWith('\r\nEND:VCALENDAR\r\n')).toBe(true)
        const lines = linesOf(Buffer.from(text, 'utf8'))
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(75)
        const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
        const unfolded = lines.map((line) => strict.decode(line)).join('')
        expect(unfolded).not.toMatch(FORBIDDEN)
      }),
      { numRuns: 500 },
    )
  })

  test('texts keep to their limits', () => {
    fc.assert(
      fc.property(anyEntry, (entry) => {
        const read = readEntry(requestCalendar(entry))
        expect(String(read.summary ?? '').length).toBeLessThanOrEqual(255)
        expect(String(read.location ?? '').length).toBeLessThanOrEqual(255)
        expect(String(read.organiser.name).length).toBeLessThanOrEqual(128)
        expect(String(read.attendee.name).length).toBeLessThanOrEqual(128)
      }),
      { numRuns: 200 },
    )
  })
})
