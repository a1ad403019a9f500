/** Golden feeds: the exact bytes in three languages, and what another program reads in them. `UPDATE_GOLDEN=1` writes anew. */

import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import ICAL from 'ical.js'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { secretariatCard } from '../../src/calendar/card.ts'
import { publishedCalendar } from '../../src/calendar/publish.ts'
import type { Commitment } from '../../src/commitments/commitment.ts'
import { dueEntry, FORM, inOrder, meetingEntry, type OwnMeeting } from '../../src/feeds/feed.ts'
import { messagesIn } from '../../src/i18n/messages.ts'
import { localDate } from '../../src/kernel/local-date.ts'
import { LOCALES, type Locale } from '../../src/kernel/locale.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import { byTodaysClock } from '../../src/meetings/zone-change.ts'
import { OPEN } from '../commitments/sample.ts'
import { aMeeting, day, instant } from '../meetings/meetings.ts'

const FOLDER = new URL('../golden/', import.meta.url)
const fileOf = (locale: Locale) => new URL(`feed-${locale}.ics`, FOLDER)

const MEETINGS: readonly Meeting[] = [
  aMeeting({
    state: 'announced',
    title: {
      authoritative: 'ru',
      texts: {
        en: 'Dialogue; supply, stock & “next” dates',
        ru: 'Многосторонний диалог по поддерживающей терапии агонистами опиоидов',
        kk: 'Опиоид агонистерімен қолдау терапиясы жөніндегі көпжақты диалог',
      },
    },
    venue: { authoritative: 'ru', texts: { en: 'Astana, room 2', ru: 'Астана, зал 2', kk: 'Астана, 2-зал' } },
    link: 'https://meet.example.org/room?id=4,7',
  }),
  aMeeting({
    id: '01k7a0000000000000000000m2',
    calendarUid: '01k7a0000000000000000000m2@intersession.example.org',
    state: 'confirmed',
    attribution: 'chatham_house',
    days: [day('2026-02-03', '10:00', '12:00'), day('2026-02-04', '10:00', '12:00')],
    title: { authoritative: 'ru', texts: { ru: 'Закрытая тема' } },
    venue: { authoritative: 'ru', texts: { ru: 'Тайное место' } },
    link: 'https://meet.example.org/secret',
  }),
  aMeeting({
    id: '01k7a0000000000000000000m3',
    calendarUid: '01k7a0000000000000000000m3@intersession.example.org',
    state: 'cancelled',
    days: [day('2026-03-03', '10:00', '12:00')],
  }),
]

const PROMISES: readonly Commitment[] = [
  { ...OPEN, id: '01k7a0000000000000000000c1', duePrecision: 'quarter', dueOn: localDate('2026-03-31') },
  { ...OPEN, id: '01k7a0000000000000000000c2', number: 2, visibility: 'closed', state: 'in_progress' },
  {
    ...OPEN,
    id: '01k7a0000000000000000000c3',
    number: 3,
    dueOn: null,
    duePrecision: 'undated',
    reviewOn: localDate('2026-05-01'),
  },
]

/** The feed of somebody who accepted the first meeting, with one promise as a task and the others as events. */
function feedIn(locale: Locale): string {
  const telling = { locale, baseUrl: 'https://dialogue.example.org', mailDomain: 'dialogue.example.org' }
  const revised = { revision: 4, revisedAt: instant('2025-12-01T06:00:00Z'), busy: true, toldLink: true }
  const own = (meeting: Meeting): OwnMeeting => ({
    meeting: byTodaysClock(meeting),
    ...revised,
    answeredAt: meeting === MEETINGS[0] ? instant('2025-12-02T06:00:00Z') : null,
  })
  const meetings = MEETINGS.map((meeting) => meetingEntry(own(meeting), telling))
  const changed = instant('2026-01-14T10:00:00Z')
  const promises = PROMISES.map((commitment, at) =>
    dueEntry({ commitment, changed }, at === 1 ? 'task' : 'event', telling),
  )
  const entries = [...meetings, ...promises].filter((entry) => entry !== null)
  return publishedCalendar(inOrder(entries), messagesIn(locale).feeds.calendars.own)
}

afterEach(() => {
  vi.unstubAllEnvs()
})

describe.each(LOCALES)('the feed in %s', (locale) => {
  test('has the golden bytes, wherever the server stands', () => {
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(fileOf(locale), feedIn(locale))
    const golden = readFileSync(fileOf(locale), 'utf8')
    for (const place of ['America/New_York', 'Asia/Almaty', 'UTC']) {
      vi.stubEnv('TZ', place)
      expect(feedIn(locale)).toBe(golden)
    }
  })

  test('is read by another program as meant', () => {
    const calendar = new ICAL.Component(ICAL.parse(readFileSync(fileOf(locale), 'utf8')))
    const t = messagesIn(locale).feeds
    const value = (name: string) => String(calendar.getFirstPropertyValue(name))
    expect(['method', 'name', 'x-wr-calname', 'refresh-interval', 'x-published-ttl'].map(value)).toEqual([
      'PUBLISH',
      t.calendars.own,
      t.calendars.own,
      'PT4H',
      'PT4H',
    ])
    const read = calendar.getAllSubcomponents().map((entry) => {
      const of = (name: string) => entry.getFirstPropertyValue(name)?.toString() ?? ''
      const when = [of('dtstart') || of('due'), of('dtend'), of('rrule')].filter(Boolean).join(' ')
      return [entry.name, when, of('transp'), of('status'), of('class'), of('location'), of('conference')]
    })
    const room = { en: 'Astana, room 2', ru: 'Астана, зал 2', kk: 'Астана, 2-зал' }[locale]
    const link = 'https://meet.example.org/room?id=4%2C7'
    expect(read).toEqual([
      ['vevent', '2025-10-14T04:00:00Z 2025-10-14T12:30:00Z', 'OPAQUE', 'TENTATIVE', 'PUBLIC', room, link],
      ['vtodo', '2026-01-30', '', 'IN-PROCESS', 'PRIVATE', '', ''],
      [
        'vevent',
        '2026-02-03T05:00:00Z 2026-02-03T07:00:00Z FREQ=DAILY;COUNT=2',
        'OPAQUE',
        'CONFIRMED',
        'PRIVATE',
        '',
        '',
      ],
      [
        'vevent',
        '2026-03-03T05:00:00Z 2026-03-03T07:00:00Z',
        'TRANSPARENT',
        'CANCELLED',
        'PUBLIC',
        'Conference hall',
        '',
      ],
      ['vevent', '2026-03-31 2026-04-01', 'TRANSPARENT', 'CONFIRMED', 'PUBLIC', '', ''],
      ['vevent', '2026-05-01 2026-05-02', 'TRANSPARENT', 'CONFIRMED', 'PUBLIC', '', ''],
    ])
    const summaries = calendar.getAllSubcomponents().map((entry) => entry.getFirstPropertyValue('summary'))
    expect([summaries[1], summaries[2]]).toEqual([t.entries.due('C-02'), t.entries.meeting])
  })

  test('asks nobody, and has UIDs that no invitation has', () => {
    const text = readFileSync(fileOf(locale), 'utf8')
    expect(text).not.toMatch(/^(ATTENDEE|ORGANIZER|CONTACT)|mailto:|VALARM/im)
    expect(text.match(/^UID:.*/gm)?.map((line) => line.trim())).toEqual([
      'UID:01k7a0000000000000000000m1.feed@intersession.example.org',
      'UID:01k7a0000000000000000000c2.due@dialogue.example.org',
      'UID:01k7a0000000000000000000m2.feed@intersession.example.org',
      'UID:01k7a0000000000000000000m3.feed@intersession.example.org',
      'UID:01k7a0000000000000000000c1.due@dialogue.example.org',
      'UID:01k7a0000000000000000000c3.due@dialogue.example.org',
    ])
  })

  test('says nothing of what is confidential', () => {
    const unfolded = readFileSync(fileOf(locale), 'utf8').replaceAll('\r\n ', '')
    expect(unfolded).not.toMatch(/Закрытая тема|Тайное место|secret/)
  })
})

test('whoever tells the same rows in other bytes counts FORM up, or programs keep the old ones', () => {
  const bytes = LOCALES.map((locale) => readFileSync(fileOf(locale)))
  const digest = createHash('sha256').update(Buffer.concat(bytes)).digest('hex').slice(0, 12)
  expect([FORM, digest]).toEqual([1, 'd4695bedcbea'])
})

test.each(['draft', 'postponed'] as const)('a meeting that is %s has no entry', (state) => {
  const telling = { locale: 'en', baseUrl: 'https://x.example', mailDomain: 'x.example' } as const
  const revised = { revision: 1, revisedAt: instant('2025-12-01T06:00:00Z'), answeredAt: null }
  expect(
    meetingEntry({ meeting: aMeeting({ state }), ...revised, busy: true, toldLink: true }, telling),
  ).toBeNull()
})

describe('the card of a secretariat', () => {
  const card = {
    name: 'Секретариат; «OAT-KZ», раздел \\ и ещё много слов, чтобы строка не уместилась',
    address: 'rsvp@dialogue.example.org',
    url: 'https://dialogue.example.org/dialogues/1?token=2',
  }
  const name = 'Секретариат\\; «OAT-KZ»\\, раздел / и ещё много слов\\, чтобы строка не уместилась'

  test.each([
    ['3.0', [`FN:${name}`, `N:${name};;;;`]],
    ['4.0', ['KIND:org', `FN:${name}`]],
  ] as const)('in version %s', (version, own) => {
    const text = secretariatCard(card, version)
    expect(Math.max(...text.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75)
    expect(text.replaceAll('\r\n ', '').split('\r\n')).toEqual([
      'BEGIN:VCARD',
      `VERSION:${version}`,
      ...own,
      `ORG:${name}`,
      'EMAIL:rsvp@dialogue.example.org',
      'URL:https://dialogue.example.org/dialogues/1',
      'END:VCARD',
      '',
    ])
  })
})
