/** The one sanitiser of the calendar room. */

import { describe, expect, test } from 'vitest'
import {
  calendarAddress,
  calendarLine,
  calendarName,
  calendarPage,
  calendarText,
  calendarUid,
  conferenceLink,
  cutText,
  LINE_MAX,
  NAME_MAX,
  TEXT_MAX,
} from '../../src/calendar/text.ts'

describe('cutting a text', () => {
  test('leaves what fits as it is', () => {
    expect(cutText('а'.repeat(255), 255)).toBe('а'.repeat(255))
  })

  test('marks what was left out and never passes the limit', () => {
    expect(cutText('а'.repeat(256), 255)).toBe(`${'а'.repeat(254)}…`)
  })

  test.each([
    ['an emoji family', '👨‍👩‍👧‍👦'],
    ['a skin tone', '👩🏽‍⚕️'],
    ['a flag', '🇰🇿'],
    ['a letter with an accent that has no form of its own', 'ы\u0301'],
  ])('does not tear %s', (_, whole) => {
    for (let max = 4; max < 4 + whole.length; max++) expect(cutText(`abc${whole}def`, max)).toBe('abc…')
    expect(cutText(`abc${whole}def`, 4 + whole.length)).toBe(`abc${whole}…`)
  })

  test('leaves no blank before the mark', () => {
    expect(cutText('Opening of the dialogue', 9)).toBe('Opening…')
  })

  test('gives up on a single character longer than the limit', () => {
    expect(cutText(`e${'\u0301'.repeat(300)}`, 255)).toBe('…')
  })
})

describe('texts', () => {
  test('a line has no line breaks, controls, bidi overrides or lone surrogates', () => {
    expect(calendarLine(' Minutes\r\nof\u0000 the\u000b \u202eday\u2066\ud83d\u0085 ')).toBe(
      'Minutes of the day',
    )
  })

  test('several lines keep their line breaks, written one way', () => {
    expect(calendarText('Agenda\r\n1. Opening\r2. Stock\n\n3. End\u0007')).toBe(
      'Agenda\n1. Opening\n2. Stock\n\n3. End',
    )
  })

  test('letters are composed, even around something that was taken away', () => {
    expect(calendarLine('и\u0306')).toBe('й')
    expect(calendarLine('и\u200b\u0306')).toBe('й')
  })

  test.each([
    [LINE_MAX, calendarLine],
    [TEXT_MAX, calendarText],
  ])('at most %i units', (max, clean) => {
    expect(clean('қ'.repeat(max))).toBe('қ'.repeat(max))
    expect(clean('қ'.repeat(max + 1))).toBe(`${'қ'.repeat(max - 1)}…`)
  })
})

describe('names', () => {
  test('quotes become typographic, carets go', () => {
    expect(calendarName('ТОО "Үміт" ^\'', 'a@b.example')).toBe("ТОО ”Үміт” '")
  })

  test('a backslash, which some readers unescape, becomes a slash', () => {
    expect(calendarName('Центр\\nаука', 'a@b.example')).toBe('Центр/nаука')
  })

  test('line breaks become blanks', () => {
    expect(calendarName('Иванов\r\nПётр', 'a@b.example')).toBe('Иванов Пётр')
  })

  test('the address stands for a name that is empty or only noise', () => {
    expect(calendarName('', 'a@b.example')).toBe('a@b.example')
    expect(calendarName(' ^\u202e\n', 'a@b.example')).toBe('a@b.example')
  })

  test('at most 128 units', () => {
    expect(calendarName('ә'.repeat(200), 'a@b.example')).toBe(`${'ә'.repeat(NAME_MAX - 1)}…`)
  })
})

describe('addresses and identifiers', () => {
  test.each([
    'petr@x.example',
    "o'brien+who@mail.x.example",
    'айгүл@пошта.example',
    `${'a'.repeat(244)}@x.example`,
  ])('%s is taken as it is', (address) => {
    expect(calendarAddress(address)).toBe(address)
  })

  test.each([
    ['', 'no address'],
    ['petr', 'no domain'],
    ['@x.example', 'no local part'],
    ['a@b@x.example', 'two signs'],
    ['a b@x.example', 'a blank'],
    ['"a"@x.example', 'quotes'],
    ['a,b@x.example', 'a comma'],
    ['a@x.example\r\nATTENDEE:mailto:b@x.example', 'a line break'],
    ['a\u202e@x.example', 'a bidi override'],
    ['a\ud83d@x.example', 'a lone surrogate'],
    [`${'a'.repeat(245)}@x.example`, 'too many characters'],
  ])('%j is refused: %s', (address) => {
    expect(() => calendarAddress(address)).toThrow(new RangeError('not a plain mail address'))
  })

  test('a UID is an id of ours at a domain', () => {
    expect(calendarUid('01k3wq4c00m2d1a10gve7rs5tz@dialogue.example.org')).toBe(
      '01k3wq4c00m2d1a10gve7rs5tz@dialogue.example.org',
    )
    for (const uid of ['', 'x', 'x@y\r\nX:1', 'x@y ', 'x@y;z', 'ұ@y'])
      expect(() => calendarUid(uid)).toThrow(new RangeError('not a UID of ours'))
  })
})

describe('links', () => {
  test('the page loses its query and fragment, where a token would be', () => {
    expect(calendarPage('https://d.example/m/1?token=secret#secret')).toBe('https://d.example/m/1')
    expect(calendarPage('http://127.0.0.1:8080/m/1')).toBe('http://127.0.0.1:8080/m/1')
  })

  test.each(['', 'm/1', 'javascript:alert(1)', 'mailto:a@b.example'])('%j is no page', (link) => {
    expect(() => calendarPage(link)).toThrow(new RangeError('not a page address'))
  })

  test('a video link keeps its query and holds nothing that iCalendar would escape', () => {
    expect(conferenceLink('https://meet.example/j/1?pwd=a,b;c\\d')).toBe(
      'https://meet.example/j/1?pwd=a%2Cb%3Bc%5Cd',
    )
    expect(conferenceLink('https://meet.example/a\r\nBEGIN:VEVENT')).toBe(
      'https://meet.example/aBEGIN:VEVENT',
    )
  })

  test.each(['', 'http://meet.example/1', 'javascript:alert(1)', 'room 5', 'tel:+77000000000'])(
    '%j is no video link',
    (link) => {
      expect(conferenceLink(link)).toBeNull()
    },
  )
})
