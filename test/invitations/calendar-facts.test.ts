/** What delegates were told, and what of it a reader sees change. */

import { describe, expect, test } from 'vitest'
import {
  changesFor,
  differs,
  factsOf,
  nextFacts,
  readFacts,
  timeMoved,
  toldAt,
  writeFacts,
} from '../../src/invitations/calendar-facts.ts'
import { zone } from '../../src/kernel/zone.ts'
import { aMeeting, day } from '../meetings/meetings.ts'

const title = { authoritative: 'ru', texts: { ru: 'Диалог', kk: 'Диалог отырысы', en: 'Dialogue' } } as const
const meeting = aMeeting({ state: 'announced', title })
const was = factsOf(meeting)
const later = factsOf({ ...meeting, days: [day('2025-10-14', '10:00', '17:30')] })

describe('a change', () => {
  test('of the Kazakh title is none to who reads Russian', () => {
    const is = factsOf({ ...meeting, title: { ...title, texts: { ...title.texts, kk: 'Көпжақты диалог' } } })
    expect([changesFor(was, is, 'kk'), changesFor(was, is, 'ru'), differs(was, is)]).toEqual([
      ['title'],
      [],
      true,
    ])
  })

  test('of the only text there is concerns everybody', () => {
    const venue = { authoritative: 'ru', texts: { ru: 'Астана, зал 2' } } as const
    expect(changesFor(was, factsOf({ ...meeting, venue }), 'en')).toEqual(['venue'])
  })

  test('of the hours or of the zone moves the time, of anything else not', () => {
    expect(timeMoved(was, later)).toBe(true)
    expect(timeMoved(was, factsOf({ ...meeting, zone: zone('Europe/Vienna') }))).toBe(true)
    expect(timeMoved(was, factsOf({ ...meeting, link: 'https://meet.example.org/1' }))).toBe(false)
  })

  test('of the state is told when the meeting is confirmed', () => {
    expect(changesFor(was, factsOf({ ...meeting, state: 'confirmed' }), 'ru')).toEqual(['status'])
  })

  test('and back is none', () => {
    expect(differs(was, factsOf(meeting))).toBe(false)
  })
})

describe('revisions', () => {
  const first = nextFacts(null, was, 0)
  const second = nextFacts(first, later, 3)
  const third = nextFacts(second, { ...later, link: 'https://meet.example.org/1' }, 4)

  test('remember since when the time holds', () => {
    expect([first.timeSequence, second.timeSequence, third.timeSequence]).toEqual([0, 3, 3])
  })

  test('stay what they were without a difference', () => {
    expect(nextFacts(second, later, 9)).toBe(second)
  })

  test('know what somebody was told whose later mails never left', () => {
    expect(toldAt(third, 4)).toBe(third)
    expect(toldAt(third, 3).link).toBe('')
    expect(toldAt(third, 2).days).toEqual(was.days)
    expect(toldAt(third, null)).toBe(third)
  })

  test('are kept as they were read', () => {
    expect(readFacts(writeFacts(third))).toEqual(third)
    expect(readFacts(null)).toBeNull()
    expect(() => readFacts('{"days":[{"date":"soon"}]}')).toThrow('mailed_facts')
  })

  test('remember five before', () => {
    const many = Array.from({ length: 9 }, (_, at) => at).reduce(
      (facts, at) => nextFacts(facts, { ...later, link: `https://meet.example.org/${at}` }, at + 5),
      second,
    )
    expect(many.earlier.map(({ sequence }) => sequence)).toEqual([12, 11, 10, 9, 8])
  })
})
