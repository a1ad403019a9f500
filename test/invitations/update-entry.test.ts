/** The entry that an organiser sees beside its source says what other programs read in it. */

import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { cancelCalendar, requestCalendar } from '../../src/calendar/entry.ts'
import { readEntry } from '../../src/invitations/update-entry.ts'
import { day, dialogue } from '../calendar/meetings.ts'
import { readEntry as readByAnother } from '../calendar/parsed.ts'

test('is read in every part', () => {
  const days = [day('2025-10-14', '09:00', '17:30'), day('2025-10-15', '09:00', '17:30')]
  const entry = { ...dialogue, days, confidential: true, conference: 'https://meet.example/a;b,c' }
  const attendee = { ...dialogue.attendee, name: 'Иванов: "Пётр"; мл.', partstat: 'tentative' } as const
  expect(readEntry(requestCalendar({ ...entry, sequence: 3, attendee }))).toEqual({
    method: 'REQUEST',
    status: 'CONFIRMED',
    sequence: '3',
    title: dialogue.title,
    starts: '2025-10-14T04:00:00.000Z',
    ends: '2025-10-14T12:30:00.000Z',
    days: 2,
    place: dialogue.location,
    conference: 'https://meet.example/a%3Bb%2Cc',
    text: dialogue.description,
    isPrivate: true,
    partstat: 'tentative',
  })
  expect(readEntry(cancelCalendar(dialogue))).toMatchObject({
    method: 'CANCEL',
    status: 'CANCELLED',
    days: 1,
  })
})

test('is read alike by another parser, whatever was typed', () => {
  const text = fc.string({ unit: fc.constantFrom(...'aЖ😀;,\\:"=\n n'.split('')), maxLength: 120 })
  fc.assert(
    fc.property(text, text, text, (title, location, description) => {
      const source = requestCalendar({ ...dialogue, title, location, description })
      const [ours, other] = [readEntry(source), readByAnother(source)]
      expect([ours.title, ours.place, ours.text]).toEqual([
        other.summary ?? '',
        other.location ?? '',
        other.description ?? '',
      ])
    }),
    { numRuns: 200 },
  )
})
