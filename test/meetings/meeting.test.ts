/** Planning a meeting: its days, its texts, what an edit changes. */

import { describe, expect, test } from 'vitest'
import { localDate, localTime } from '../../src/kernel/local-date.ts'
import { faultsOf, type Outcome } from '../../src/kernel/outcome.ts'
import { zone } from '../../src/kernel/zone.ts'
import {
  changedFacts,
  decideMeeting,
  delegatesSee,
  type Meeting,
  type MeetingDraft,
} from '../../src/meetings/meeting.ts'
import { aMeeting, day } from './meetings.ts'

const draft: MeetingDraft = {
  kind: 'dialogue',
  format: 'in_person',
  zone: zone('Asia/Almaty'),
  days: [day('2025-10-14', '09:00', '17:30')],
  title: { en: 'Multilateral dialogue' },
  venue: {},
  link: '',
  languages: ['kk', 'ru'],
  interpretation: [],
  attribution: 'attributed',
  previousMeetingId: null,
}

function faults(outcome: Outcome<unknown>) {
  return outcome.ok ? [] : faultsOf(outcome)
}

describe('planning a meeting', () => {
  test('instants follow from the wall times and the zone', () => {
    expect(decideMeeting(draft)).toMatchObject({
      ok: true,
      value: { startsAt: '2025-10-14T04:00:00.000Z', endsAt: '2025-10-14T12:30:00.000Z' },
    })
  })

  test('in April 2016 Astana was still at UTC+6', () => {
    const days = ['13', '14', '15'].map((date) => day(`2016-04-${date}`, '09:00', '17:00'))
    expect(decideMeeting({ ...draft, days })).toMatchObject({
      ok: true,
      value: { startsAt: '2016-04-13T03:00:00.000Z', endsAt: '2016-04-15T11:00:00.000Z' },
    })
  })

  test('days typed in any order are put in order', () => {
    const [first, second] = [day('2016-04-13', '09:00', '17:00'), day('2016-04-14', '10:00', '16:00')]
    const outcome = decideMeeting({ ...draft, days: [second, first] })
    expect(outcome.ok && outcome.value.days).toEqual([first, second])
  })

  test('an end before the start is refused at the field of that day', () => {
    const days = [day('2016-04-13', '09:00', '17:00'), day('2016-04-14', '17:00', '09:00')]
    expect(faults(decideMeeting({ ...draft, days }))).toEqual([
      { field: 'ends_2', messageKey: 'meetings.end_before_start' },
    ])
  })

  test('a meeting cannot end when it starts', () => {
    const days = [day('2016-04-13', '09:00', '09:00')]
    expect(faults(decideMeeting({ ...draft, days }))).toEqual([
      { field: 'ends_1', messageKey: 'meetings.end_before_start' },
    ])
  })

  test('an end that the clock change puts before the start is refused too', () => {
    // In Vienna on 29 March 2026 the clock jumps from 02:00 to 03:00: 02:30 is 03:30.
    const days = [day('2026-03-29', '02:30', '03:15')]
    expect(faults(decideMeeting({ ...draft, zone: zone('Europe/Vienna'), days }))).toEqual([
      { field: 'ends_1', messageKey: 'meetings.end_before_start' },
    ])
  })

  test('the same day twice is refused at the second one', () => {
    const days = [day('2016-04-13', '09:00', '12:00'), day('2016-04-13', '13:00', '17:00')]
    expect(faults(decideMeeting({ ...draft, days }))).toEqual([
      { field: 'day_2', messageKey: 'meetings.day_twice' },
    ])
  })

  test.each([
    [14, []],
    [15, [{ field: 'day_15', messageKey: 'meetings.too_many_days', params: { max: 14 } }]],
  ])('of %i days', (count, expected) => {
    const days = Array.from({ length: count }, (_, at) =>
      day(`2026-06-${String(at + 1).padStart(2, '0')}`, '09:00', '10:00'),
    )
    expect(faults(decideMeeting({ ...draft, days }))).toEqual(expected)
  })

  test('everything that is wrong is said at once', () => {
    const asked = { ...draft, days: [], title: {}, languages: [], link: 'http://example.org' }
    expect(faults(decideMeeting(asked)).map((fault) => [fault.field, fault.messageKey])).toEqual([
      ['title_kk', 'meetings.title_missing'],
      ['day_1', 'meetings.no_day'],
      ['languages', 'meetings.no_language'],
      ['link', 'meetings.link_not_https'],
    ])
  })

  test('a venue in a language without a title has no place to be kept', () => {
    expect(faults(decideMeeting({ ...draft, venue: { ru: 'Астана' } }))).toEqual([
      { field: 'title_ru', messageKey: 'meetings.venue_without_title' },
    ])
  })
})

describe('what an edit changes', () => {
  const meeting: Meeting = aMeeting()
  const same: MeetingDraft = {
    ...meeting,
    title: meeting.title.texts,
    venue: meeting.venue.texts,
  }

  function changed(edit: Partial<MeetingDraft>) {
    const plan = decideMeeting({ ...same, ...edit })
    if (!plan.ok) throw new Error('the plan of this test does not hold')
    return changedFacts(meeting, plan.value)
  }

  test('saving without an edit changes nothing', () => {
    expect(changed({})).toEqual([])
  })

  test.each([
    [
      'another hour',
      { days: [{ date: localDate('2025-10-14'), starts: localTime('10:00'), ends: localTime('17:30') }] },
      ['time'],
      true,
    ],
    ['another zone', { zone: zone('Europe/Vienna') }, ['time'], true],
    ['another title', { title: { en: 'Dialogue', kk: 'Диалог' } }, ['title'], true],
    ['another venue', { venue: { en: 'Hall 2' } }, ['venue'], true],
    ['a link', { link: 'https://meet.example.org/1' }, ['link'], true],
    ['another format', { format: 'hybrid' }, ['format'], true],
    ['interpretation', { interpretation: ['kk'] }, ['interpretation'], false],
    ['attribution', { attribution: 'chatham_house' }, ['attribution'], false],
    ['kind', { kind: 'workshop' }, ['kind'], false],
  ] as const)('%s', (_, edit, facts, seen) => {
    expect(changed(edit as Partial<MeetingDraft>)).toEqual(facts)
    expect(delegatesSee(facts)).toBe(seen)
  })
})
