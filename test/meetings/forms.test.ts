/** What the form of a meeting lets in. */

import { describe, expect, test } from 'vitest'
import { faultsOf, type Outcome } from '../../src/kernel/outcome.ts'
import { dayRows, meetingValues, readMeeting, readNewMeeting } from '../../src/meetings/forms.ts'
import { aMeeting } from './meetings.ts'

const typed = {
  kind: 'dialogue',
  format: 'in_person',
  zone: 'Asia/Almaty',
  title_kk: 'Көпжақты диалог',
  title_ru: '',
  languages: ['kk', 'ru'],
  interpretation: 'en',
  attribution: 'attributed',
  previous_meeting: '',
  day_1: '14.10.2025',
  starts_1: '9:00',
  ends_1: '17:30',
  day_2: '',
  starts_2: '',
  ends_2: '',
}

function faults(outcome: Outcome<unknown>) {
  return outcome.ok ? [] : faultsOf(outcome)
}

describe('the form of a meeting', () => {
  test('reads dates as people write them and leaves empty rows out', () => {
    const form = readNewMeeting(typed)
    expect(form.ok && form.value).toMatchObject({
      days: [{ row: 1, date: '2025-10-14', starts: '09:00', ends: '17:30' }],
      title: { kk: 'Көпжақты диалог' },
      languages: ['kk', 'ru'],
      interpretation: ['en'],
      previousMeetingId: null,
    })
  })

  test('a title of 300 Kazakh letters is taken whole, one of 301 refused', () => {
    const long = 'Ә'.repeat(300)
    const form = readNewMeeting({ ...typed, title_kk: long })
    expect(form.ok && form.value.title).toEqual({ kk: long })
    expect(faults(readNewMeeting({ ...typed, title_kk: `${long}ң` }))).toEqual([
      { field: 'title_kk', messageKey: 'forms.too_long', params: { max: 300 } },
    ])
  })

  test('a zone that nobody knows is refused', () => {
    expect(faults(readNewMeeting({ ...typed, zone: 'Asia/Atlantis' }))).toEqual([
      { field: 'zone', messageKey: 'forms.not_a_zone' },
    ])
  })

  test('a row that is begun has to be finished, and says so at its own fields', () => {
    expect(faults(readNewMeeting({ ...typed, day_2: '30.02.2026', starts_2: '25:00' }))).toEqual([
      { field: 'day_2', messageKey: 'forms.not_a_date' },
      { field: 'starts_2', messageKey: 'forms.not_a_time' },
      { field: 'ends_2', messageKey: 'forms.required' },
    ])
  })

  test('faults of facts and of days come together', () => {
    const fields = faults(readNewMeeting({ ...typed, kind: 'party', day_1: '' })).map((fault) => fault.field)
    expect(fields).toEqual(['kind', 'day_1'])
  })

  test('an edit needs the version it was read from', () => {
    expect(faults(readMeeting(typed))).toEqual([{ field: 'version', messageKey: 'forms.required' }])
  })

  test('what a meeting is shown as is read back the same', () => {
    const meeting = aMeeting()
    const form = readMeeting(meetingValues(meeting))
    expect(form.ok && form.value).toEqual({
      kind: meeting.kind,
      format: meeting.format,
      zone: meeting.zone,
      days: meeting.days.map((day) => ({ row: 1, ...day })),
      title: meeting.title.texts,
      venue: meeting.venue.texts,
      link: '',
      languages: meeting.languages,
      interpretation: [],
      attribution: meeting.attribution,
      participantList: meeting.participantList,
      neutralSubject: false,
      previousMeetingId: null,
      version: 1,
    })
  })

  test.each([
    ['as many rows as asked for', { rows: '3' }, 3],
    ['at least one', {}, 1],
    ['every row that has something in it', { rows: '2', ends_5: '17:00' }, 5],
  ])('shows %s', (_, values, rows) => {
    expect(dayRows(values)).toBe(rows)
  })
})
