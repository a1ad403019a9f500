/** The golden calendars: from which entry each is built, and what a reader must find in it. */

import type { CalendarEntry } from '../../src/calendar/entry.ts'
import { currentAnswer } from '../../src/calendar/revision.ts'
import { day, dialogue, dialogueInKazakh, dialogueInRussian, instant, workshop } from './meetings.ts'
import type { ParsedEntry } from './parsed.ts'

export interface Golden {
  readonly file: string
  readonly entry: CalendarEntry
  readonly method: 'REQUEST' | 'CANCEL'
  readonly says: ParsedEntry
}

const ROLES = { chair: 'CHAIR', required: 'REQ-PARTICIPANT', optional: 'OPT-PARTICIPANT' } as const

// The values a reader finds when nothing had to be cleaned, on a first invitation to the dialogue of 2025.
function plainly(entry: CalendarEntry): ParsedEntry {
  return {
    method: 'REQUEST',
    uid: entry.uid,
    sequence: 0,
    stamp: '2025-09-01T06:00:00Z',
    created: '2025-08-29T10:30:00Z',
    modified: '2025-09-01T06:00:00Z',
    start: '2025-10-14T04:00:00Z',
    end: '2025-10-14T12:30:00Z',
    rule: undefined,
    summary: entry.title,
    description: entry.description,
    location: entry.location,
    status: 'CONFIRMED',
    class: 'PUBLIC',
    url: entry.url,
    conference: undefined,
    organiser: { name: entry.organiser.name, address: 'mailto:rsvp@dialogue.example.org' },
    attendee: {
      name: entry.attendee.name,
      address: `MAILTO:${entry.attendee.address}`,
      role: ROLES[entry.attendee.role],
      partstat: 'NEEDS-ACTION',
      rsvp: 'TRUE',
    },
  }
}

function request(file: string, entry: CalendarEntry, otherwise: Partial<ParsedEntry> = {}): Golden {
  return { file, entry, method: 'REQUEST', says: { ...plainly(entry), ...otherwise } }
}

function cancel(file: string, entry: CalendarEntry, otherwise: Partial<ParsedEntry>): Golden {
  const plain = plainly(entry)
  const says = {
    ...plain,
    method: 'CANCEL',
    status: 'CANCELLED',
    attendee: { ...plain.attendee, rsvp: undefined },
  }
  return { file, entry, method: 'CANCEL', says: { ...says, ...otherwise } }
}

function answered(entry: CalendarEntry, partstat: CalendarEntry['attendee']['partstat']): CalendarEntry {
  return { ...entry, attendee: { ...entry.attendee, partstat } }
}

function titled(title: string, entry = dialogue): CalendarEntry {
  return { ...entry, title }
}

// The dialogue moved by an hour (1), to another room (2), a person removed (3), invited again (4), cancelled (5).
const moved: CalendarEntry = {
  ...answered(dialogue, currentAnswer({ partstat: 'accepted', sequence: 0 }, 1)),
  sequence: 1,
  stamp: instant('2025-09-10T08:20:00Z'),
  days: [day('2025-10-14', '10:00', '18:00')],
  description: dialogue.description.replace('09:00–17:30', '10:00–18:00'),
}
const movedTimes = { start: '2025-10-14T05:00:00Z', end: '2025-10-14T13:00:00Z' }
const elsewhere: CalendarEntry = {
  ...answered(moved, currentAnswer({ partstat: 'accepted', sequence: 1 }, 1)),
  sequence: 2,
  stamp: instant('2025-09-22T11:00:00Z'),
  location: 'Astana, 15 Sample Avenue, conference hall',
}
const removed = { ...elsewhere, sequence: 3, stamp: instant('2025-09-25T04:10:00Z') }
const reinvited = {
  ...answered(elsewhere, 'needs_action'),
  sequence: 4,
  stamp: instant('2025-09-26T04:10:00Z'),
}
const cancelled = { ...reinvited, sequence: 5, stamp: instant('2025-10-06T09:00:00Z') }

function stamped(entry: CalendarEntry): Partial<ParsedEntry> {
  const stamp = entry.stamp.replace('.000Z', 'Z')
  return { ...movedTimes, sequence: entry.sequence, stamp, modified: stamp }
}

function withPartstat(
  entry: CalendarEntry,
  partstat: string,
  rsvp: 'TRUE' | undefined,
): Partial<ParsedEntry> {
  return { ...stamped(entry), attendee: { ...plainly(entry).attendee, partstat, rsvp } }
}

const movedInRussian: CalendarEntry = {
  ...dialogueInRussian,
  ...{ sequence: 1, stamp: moved.stamp, days: moved.days },
  description: dialogueInRussian.description.replace('09:00–17:30', '10:00–18:00'),
}
const elsewhereInKazakh: CalendarEntry = {
  ...answered(dialogueInKazakh, currentAnswer({ partstat: 'tentative', sequence: 1 }, 1)),
  ...{ sequence: 2, stamp: elsewhere.stamp, days: moved.days },
  description: dialogueInKazakh.description.replace('09:00–17:30', '10:00–18:00'),
  location: 'Астана, Үлгі даңғылы, 15, конференция залы',
}
const lateInvitee: CalendarEntry = {
  ...elsewhere,
  attendee: {
    name: 'Novák, Jiří',
    address: 'j.novak@ngo.example',
    role: 'optional',
    partstat: 'needs_action',
  },
}

const cancelledInKazakh: CalendarEntry = { ...elsewhereInKazakh, sequence: 5, stamp: cancelled.stamp }

const kept: readonly Golden[] = [
  request('invitation-en.ics', dialogue),
  request('invitation-ru.ics', dialogueInRussian),
  request('invitation-kk.ics', dialogueInKazakh),
  request('update-time-en.ics', moved, stamped(moved)),
  request('update-time-ru.ics', movedInRussian, stamped(movedInRussian)),
  request('update-place-en.ics', elsewhere, withPartstat(elsewhere, 'ACCEPTED', 'TRUE')),
  request('update-place-kk.ics', elsewhereInKazakh, withPartstat(elsewhereInKazakh, 'TENTATIVE', 'TRUE')),
  request('late-invitee-en.ics', lateInvitee, stamped(lateInvitee)),
  cancel('removal-en.ics', removed, withPartstat(removed, 'ACCEPTED', undefined)),
  request('reinvited-en.ics', reinvited, stamped(reinvited)),
  cancel('cancellation-en.ics', cancelled, stamped(cancelled)),
  cancel('cancellation-kk.ics', cancelledInKazakh, withPartstat(cancelledInKazakh, 'TENTATIVE', undefined)),
]

const springOf2016 = {
  stamp: '2016-03-14T05:00:00Z',
  modified: '2016-03-14T05:00:00Z',
  created: '2016-03-10T09:15:00Z',
  start: '2016-04-13T03:00:00Z',
}
const unequal: CalendarEntry = {
  ...dialogueInKazakh,
  ...{ uid: workshop.uid, url: workshop.url, stamp: workshop.stamp, created: workshop.created },
  days: [
    day('2016-04-13', '10:00', '17:30'),
    day('2016-04-14', '09:00', '17:30'),
    day('2016-04-15', '09:00', '13:00'),
  ],
  title: 'Өңірлік іс-шаралар жоспарлары жөніндегі семинар-тренинг',
  description: [
    '13.04.2016, 10:00–17:30',
    '14.04.2016, 09:00–17:30',
    '15.04.2016, 09:00–13:00',
    'Астана (UTC+6)',
  ].join('\n'),
}
const preparatory: CalendarEntry = {
  ...dialogue,
  days: [day('2025-10-07', '15:00', '16:30')],
  title: 'Preparatory call with civil society',
  description: '07.10.2025, 15:00–16:30, Astana (UTC+5)\nLink: https://meet.example.org/room?id=4,7',
  location: 'Online',
  conference: 'https://meet.example.org/room?id=4,7',
  confidential: true,
}
const planned: CalendarEntry = {
  ...dialogueInKazakh,
  days: [day('2026-04-14', '09:00', '17:30')],
  description: '14.04.2026, 09:00–17:30, Астана (UTC+5)',
  tentative: true,
}

const timed: readonly Golden[] = [
  request('workshop-equal-days-ru.ics', workshop, {
    ...springOf2016,
    end: '2016-04-13T11:00:00Z',
    rule: 'FREQ=DAILY;COUNT=3',
  }),
  request('workshop-unequal-days-kk.ics', unequal, {
    ...springOf2016,
    start: '2016-04-13T04:00:00Z',
    end: '2016-04-15T07:00:00Z',
  }),
  request(
    'meeting-of-2016-ru.ics',
    {
      ...workshop,
      days: [day('2016-04-13', '09:00', '17:00')],
      description: '13.04.2016, 09:00–17:00, Астана (UTC+6)',
    },
    { ...springOf2016, end: '2016-04-13T11:00:00Z' },
  ),
  request('confidential-en.ics', preparatory, {
    start: '2025-10-07T10:00:00Z',
    end: '2025-10-07T11:30:00Z',
    class: 'PRIVATE',
    conference: 'https://meet.example.org/room?id=4%2C7',
  }),
  request('tentative-kk.ics', planned, {
    start: '2026-04-14T04:00:00Z',
    end: '2026-04-14T12:30:00Z',
    status: 'TENTATIVE',
  }),
]

const longTitle = `${'Дәрілік заттарды үздіксіз сатып алу және өңірлік жоспарлардың орындалуы, '.repeat(4)}қорытынды`
const family = '👨‍👩‍👧‍👦'
const forged = '\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:forged\r\nSUMMARY:Forged'

const hostile: readonly Golden[] = [
  request('title-punctuation-en.ics', titled('Procurement; stock, "gaps" and C:\\plans\nnext steps'), {
    summary: 'Procurement; stock, "gaps" and C:\\plans next steps',
  }),
  request('title-of-300-kk.ics', titled(longTitle.slice(0, 300), dialogueInKazakh), {
    summary: `${longTitle.slice(0, 254)}…`,
  }),
  request('title-emoji-en.ics', titled(`Round table 👩🏽‍⚕️ 🇰🇿 ${family.repeat(30)}`), {
    summary: `Round table 👩🏽‍⚕️ 🇰🇿 ${family.repeat(20)}…`,
  }),
  request('title-bidi-en.ics', titled('Report \u202efdp.exe\u202c for \u2066all\u2069\u200b'), {
    summary: 'Report fdp.exe for all',
  }),
  request('title-lone-surrogate-en.ics', titled('Minutes \ud83d of \ude00 the\u0000 day\u000b'), {
    summary: 'Minutes of the day',
  }),
  request(
    'injection-en.ics',
    {
      ...dialogue,
      title: `Dialogue${forged}`,
      location: `Astana${forged}`,
      description: `Agenda${forged}`,
      url: `${dialogue.url}?token=secret#secret`,
      organiser: { ...dialogue.organiser, name: `Secretariat"${forged}` },
      attendee: { ...dialogue.attendee, name: `Byrne";RSVP=FALSE:mailto:x@y.example${forged}` },
    },
    {
      summary: 'Dialogue END:VEVENT BEGIN:VEVENT UID:forged SUMMARY:Forged',
      location: 'Astana END:VEVENT BEGIN:VEVENT UID:forged SUMMARY:Forged',
      description: 'Agenda\nEND:VEVENT\nBEGIN:VEVENT\nUID:forged\nSUMMARY:Forged',
      url: dialogue.url,
      organiser: {
        name: 'Secretariat” END:VEVENT BEGIN:VEVENT UID:forged SUMMARY:Forged',
        address: 'mailto:rsvp@dialogue.example.org',
      },
      attendee: {
        ...plainly(dialogue).attendee,
        name: 'Byrne”;RSVP=FALSE:mailto:x@y.example END:VEVENT BEGIN:VEVENT UID:forged SUMMARY:Forged',
      },
    },
  ),
]

export const goldens: readonly Golden[] = [...kept, ...timed, ...hostile]
