/** Golden calendars: the exact bytes, and what another program reads in them. `UPDATE_GOLDEN=1` writes them anew. */

import { readFileSync, writeFileSync } from 'node:fs'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { cancelCalendar, requestCalendar } from '../../src/calendar/entry.ts'
import { goldens } from './goldens.ts'
import { outlineOf, readEntry, startsOf } from './parsed.ts'

const FOLDER = new URL('../golden/', import.meta.url)

afterEach(() => {
  vi.unstubAllEnvs()
})

describe.each(goldens)('$file', ({ file, entry, method, says }) => {
  const build = method === 'CANCEL' ? cancelCalendar : requestCalendar
  const path = new URL(file, FOLDER)

  test('has the golden bytes', () => {
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, build(entry))
    expect(build(entry)).toBe(readFileSync(path, 'utf8'))
  })

  test('has the same bytes wherever the server stands', () => {
    const golden = readFileSync(path, 'utf8')
    for (const [place, minutes] of [
      ['America/New_York', 240],
      ['Asia/Almaty', -300],
      ['UTC', 0],
    ] as const) {
      vi.stubEnv('TZ', place)
      expect(new Date('2025-10-14T04:00:00Z').getTimezoneOffset()).toBe(minutes)
      expect(build(entry)).toBe(golden)
    }
  })

  test('says what we meant', () => {
    const golden = readFileSync(path, 'utf8')
    expect(readEntry(golden)).toEqual(says)
    expect(outlineOf(golden)).toEqual({
      calendar: ['version', 'prodid', 'calscale', 'method'],
      components: ['vevent'],
      event: [
        ...['uid', 'sequence', 'dtstamp', 'dtstart', 'dtend'],
        ...(says.rule ? ['rrule'] : []),
        ...['summary', 'transp', 'location', 'description', 'organizer', 'attendee', 'url', 'status'],
        ...(says.conference ? ['conference'] : []),
        ...['created', 'last-modified', 'class'],
      ],
    })
  })
})

describe('the history of one meeting', () => {
  test('every later mail is newer by SEQUENCE and by DTSTAMP', () => {
    const mails = [
      'invitation-en',
      'update-time-en',
      'update-place-en',
      'removal-en',
      'reinvited-en',
      'cancellation-en',
    ]
    const read = mails.map((name) => readEntry(readFileSync(new URL(`${name}.ics`, FOLDER), 'utf8')))
    expect(read.map((entry) => entry.sequence)).toEqual([0, 1, 2, 3, 4, 5])
    const stamps = read.map((entry) => entry.stamp)
    expect(stamps).toEqual([...new Set(stamps)].sort())
    expect(new Set(read.map((entry) => entry.uid)).size).toBe(1)
  })

  test('three equal days are three mornings at nine in Astana', () => {
    const text = readFileSync(new URL('workshop-equal-days-ru.ics', FOLDER), 'utf8')
    expect(startsOf(text)).toEqual(['2016-04-13T03:00:00Z', '2016-04-14T03:00:00Z', '2016-04-15T03:00:00Z'])
  })
})
