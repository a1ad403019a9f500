/** Wall time in a zone, and instants. */

import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, test } from 'vitest'
import { type Instant, instantOfMillis, plus } from '../../src/kernel/instant.ts'
import { localDate, localTime } from '../../src/kernel/local-date.ts'
import {
  assumeOffset,
  dateOf,
  instantOf,
  offsetLabel,
  parseZone,
  showing,
  wallTimeOf,
  zone,
} from '../../src/kernel/zone.ts'

const ALMATY = zone('Asia/Almaty')
const VIENNA = zone('Europe/Vienna')

function at(date: string, time: string, where = ALMATY): Instant {
  return instantOf({ date: localDate(date), time: localTime(time) }, where)
}

describe('a zone', () => {
  test.each([
    ['Asia/Almaty', 'Asia/Almaty'],
    ['asia/almaty', 'Asia/Almaty'],
    ['Europe/Kyiv', 'Europe/Kyiv'],
    ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['UTC', 'UTC'],
  ])('%s is known', (text, expected) => {
    expect(parseZone(text)).toBe(expected)
  })

  test.each([
    '',
    'Asia/Astana',
    '+05:00',
    '+05',
    '-0300',
    'UTC+5',
    'Asia/',
    '/Almaty',
    'Asia/Almaty ',
    'constructor',
  ])('%j is none', (text) => {
    expect(parseZone(text)).toBeNull()
  })

  test('that is wrong in the program itself is an error', () => {
    expect(() => zone('Asia/Astana')).toThrow(new RangeError('no such time zone: Asia/Astana'))
  })
})

describe('Kazakhstan', () => {
  test('the workshop of 2016 opened at 03:00 UTC', () => {
    expect(at('2016-04-13', '09:00')).toBe('2016-04-13T03:00:00.000Z')
  })

  test('the dialogue of 2025 opened at 04:00 UTC', () => {
    expect(at('2025-10-14', '09:00')).toBe('2025-10-14T04:00:00.000Z')
  })

  test('went from UTC+6 to UTC+5 on 1 March 2024', () => {
    const change = '2024-02-29T18:00:00.000Z' as Instant
    expect(offsetLabel(plus(change, { seconds: -1 }), ALMATY)).toBe('UTC+6')
    expect(offsetLabel(change, ALMATY)).toBe('UTC+5')
    expect(wallTimeOf(plus(change, { minutes: -1 }), ALMATY)).toEqual({ date: '2024-02-29', time: '23:59' })
    expect(wallTimeOf(change, ALMATY)).toEqual({ date: '2024-02-29', time: '23:00' })
    expect(at('2024-02-29', '22:59')).toBe('2024-02-29T16:59:00.000Z')
    expect(at('2024-03-01', '00:00')).toBe('2024-02-29T19:00:00.000Z')
  })

  test('an hour that came twice is the first one', () => {
    expect(at('2024-02-29', '23:30')).toBe('2024-02-29T17:30:00.000Z')
  })

  test.each(['Asia/Almaty', 'Asia/Qyzylorda', 'Asia/Qostanay', 'Asia/Aqtobe', 'Asia/Aqtau', 'Asia/Oral'])(
    '%s is UTC+5 now, in winter and in summer',
    (name) => {
      expect(offsetLabel('2026-01-15T04:00:00.000Z' as Instant, zone(name))).toBe('UTC+5')
      expect(offsetLabel('2026-07-15T04:00:00.000Z' as Instant, zone(name))).toBe('UTC+5')
    },
  )

  test('the date is that of the zone, not of Greenwich', () => {
    expect(dateOf('2025-10-13T19:00:00.000Z' as Instant, ALMATY)).toBe('2025-10-14')
    expect(dateOf('2025-10-13T18:59:59.999Z' as Instant, ALMATY)).toBe('2025-10-13')
  })
})

describe('summer time in Vienna', () => {
  test.each([
    ['before it begins', '2025-03-30', '01:59', '2025-03-30T00:59:00.000Z'],
    ['a skipped time, as far after the gap', '2025-03-30', '02:30', '2025-03-30T01:30:00.000Z'],
    ['the first of the gap', '2025-03-30', '02:00', '2025-03-30T01:00:00.000Z'],
    ['after it began', '2025-03-30', '03:00', '2025-03-30T01:00:00.000Z'],
    ['before it ends', '2025-10-26', '01:59', '2025-10-25T23:59:00.000Z'],
    ['a repeated time, as its first', '2025-10-26', '02:30', '2025-10-26T00:30:00.000Z'],
    ['after it ended', '2025-10-26', '03:00', '2025-10-26T02:00:00.000Z'],
  ])('%s', (_, date, time, expected) => {
    expect(at(date, time, VIENNA)).toBe(expected)
  })

  test('both repeated hours show the same wall time, with different offsets', () => {
    const [first, second] = ['2025-10-26T00:30:00.000Z', '2025-10-26T01:30:00.000Z'] as Instant[]
    expect([first, second].map((instant) => wallTimeOf(instant!, VIENNA))).toEqual([
      { date: '2025-10-26', time: '02:30' },
      { date: '2025-10-26', time: '02:30' },
    ])
    expect([first, second].map((instant) => offsetLabel(instant!, VIENNA))).toEqual(['UTC+2', 'UTC+1'])
  })

  test('the hours to Astana change with it', () => {
    expect(wallTimeOf(at('2025-10-24', '14:00'), VIENNA).time).toBe('11:00')
    expect(wallTimeOf(at('2025-10-27', '14:00'), VIENNA).time).toBe('10:00')
  })
})

describe('how often clocks show a wall time', () => {
  const shown = (date: string, time: string, where = VIENNA) =>
    showing({ date: localDate(date), time: localTime(time) }, where)

  test.each([
    ['once', '2026-03-29', '01:59', VIENNA],
    ['never', '2026-03-29', '02:30', VIENNA],
    ['once', '2026-03-29', '03:00', VIENNA],
    ['twice', '2026-10-25', '02:00', VIENNA],
    ['once', '2026-10-25', '03:00', VIENNA],
    ['twice', '2024-02-29', '23:30', ALMATY],
    ['once', '2024-03-01', '00:00', ALMATY],
  ] as const)('%s: %s %s', (often, date, time, where) => {
    expect(shown(date, time, where)).toBe(often)
  })
})

test('the zone data of another day can be assumed, and taken back', () => {
  const takeBack = assumeOffset(ALMATY, 6)
  expect(at('2026-04-14', '09:00')).toBe('2026-04-14T03:00:00.000Z')
  takeBack()
  expect(at('2026-04-14', '09:00')).toBe('2026-04-14T04:00:00.000Z')
})

describe('an offset', () => {
  test.each([
    ['UTC', 'UTC'],
    ['Europe/London', 'UTC'],
    ['Asia/Kolkata', 'UTC+5:30'],
    ['Asia/Kathmandu', 'UTC+5:45'],
    ['America/New_York', 'UTC−5'],
    ['America/St_Johns', 'UTC−3:30'],
    ['Pacific/Kiritimati', 'UTC+14'],
  ])('%s in January is %s', (name, expected) => {
    expect(offsetLabel('2026-01-15T04:00:00.000Z' as Instant, zone(name))).toBe(expected)
  })
})

describe('every instant and wall time', () => {
  const zones = [
    'Asia/Almaty',
    'Asia/Qyzylorda',
    'Europe/Vienna',
    'Europe/Kyiv',
    'Europe/Istanbul',
    'Africa/Casablanca',
    'America/New_York',
    'America/St_Johns',
    'Australia/Lord_Howe',
    'Pacific/Apia',
    'Asia/Tehran',
    'UTC',
  ].map(zone)
  const anyZone = fc.constantFrom(...zones)
  const anyMinute = fc
    .integer({ min: Date.UTC(1990, 0) / 60_000, max: Date.UTC(2050, 0) / 60_000 })
    .map((minute) => minute * 60_000)

  // Around the changes too, where mistakes live: up to three hours from the next one.
  const nearChange = fc
    .tuple(anyMinute, anyZone, fc.integer({ min: -180, max: 180 }))
    .map(([millis, where, minutes]) => {
      const start = Temporal.Instant.fromEpochMilliseconds(millis).toZonedDateTimeISO(where)
      const next = start.getTimeZoneTransition('next') ?? start
      return { where, millis: next.epochMilliseconds + minutes * 60_000 }
    })
  const anywhere = fc.record({ where: anyZone, millis: anyMinute })

  test('agree with Temporal', () => {
    fc.assert(
      fc.property(fc.oneof(anywhere, nearChange), ({ where, millis }) => {
        const zoned = Temporal.Instant.fromEpochMilliseconds(millis).toZonedDateTimeISO(where)
        const wall = wallTimeOf(instantOfMillis(millis), where)
        expect(`${wall.date}T${wall.time}`).toBe(zoned.toPlainDateTime().toString({ smallestUnit: 'minute' }))
        expect(dateOf(instantOfMillis(millis), where)).toBe(wall.date)
        const expected = zoned.toPlainDateTime().toZonedDateTime(where).epochMilliseconds
        expect(instantOf(wall, where)).toBe(instantOfMillis(expected))
      }),
      { numRuns: 2000 },
    )
  })

  test('a wall time of the past, with odd minutes, agrees too', () => {
    expect(at('1900-01-01', '12:00', VIENNA)).toBe('1900-01-01T11:00:00.000Z')
    expect(at('1923-01-01', '12:00')).toBe('1923-01-01T06:52:12.000Z')
    expect(offsetLabel('1923-01-01T06:52:12.000Z' as Instant, ALMATY)).toBe('UTC+5:07')
  })
})
