/** A meeting to vary in tests: the dialogue of 14 October 2025 in Astana. */

import { type Instant, parseInstant } from '../../src/kernel/instant.ts'
import { localDate, localTime } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'
import type { Meeting, MeetingDay } from '../../src/meetings/meeting.ts'

/** One day in wall time. */
export function day(date: string, starts: string, ends: string): MeetingDay {
  return { date: localDate(date), starts: localTime(starts), ends: localTime(ends) }
}

/** An instant known to be right. */
export function instant(text: string): Instant {
  const found = parseInstant(text)
  if (!found) throw new RangeError(`not an instant: ${text}`)
  return found
}

/** The meeting, with some facts changed. */
export function aMeeting(changes: Partial<Meeting> = {}): Meeting {
  return {
    id: '01k7a0000000000000000000m1',
    dialogueId: '01k7a0000000000000000000d1',
    ordinal: 1,
    kind: 'dialogue',
    format: 'in_person',
    state: 'draft',
    stateSince: instant('2025-09-01T06:00:00Z'),
    zone: zone('Asia/Almaty'),
    days: [day('2025-10-14', '09:00', '17:30')],
    startsAt: instant('2025-10-14T04:00:00Z'),
    endsAt: instant('2025-10-14T12:30:00Z'),
    title: { authoritative: 'ru', texts: { en: 'Multilateral dialogue', kk: 'Көпжақты диалог' } },
    venue: { authoritative: 'ru', texts: { en: 'Conference hall' } },
    link: '',
    languages: ['kk', 'ru'],
    interpretation: [],
    attribution: 'attributed',
    participantList: 'institutions',
    neutralSubject: false,
    previousMeetingId: null,
    calendarUid: '01k7a0000000000000000000m1@intersession.example.org',
    calendarSequence: 0,
    calendarStamp: null,
    mailedFacts: null,
    gatherUntil: null,
    dateVersion: 1,
    agendaPublishedAt: null,
    agendaVersion: 0,
    createdAt: instant('2025-09-01T06:00:00Z'),
    version: 1,
    ...changes,
  }
}
