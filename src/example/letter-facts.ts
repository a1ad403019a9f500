/** The facts from which letters are previewed: those of the example, in the reader's language, always the same. */

import type { Commitment } from '../commitments/commitment.ts'
import { dueOf } from '../commitments/due.ts'
import type { Dialogue } from '../dialogues/dialogue.ts'
import type { InstitutionName } from '../institutions/institution.ts'
import type { Invitation } from '../invitations/invitation.ts'

import { localDate } from '../kernel/local-date.ts'
import type { Locale, Versions } from '../kernel/locale.ts'
import { instantOf } from '../kernel/zone.ts'
import type { Meeting, MeetingDay } from '../meetings/meeting.ts'
import type { PersonCard } from '../people/person.ts'
import type { Month } from '../supply/consumption.ts'
import { STATE_BODIES } from './directory/institutions.ts'
import { CENTRAL_PEOPLE } from './directory/people.ts'
import { SUPPLY_PROMISES } from './followup/promises.ts'
import { METHADONE_DRAFT } from './followup/supply.ts'
import { DIALOGUE } from './meetings/dialogues.ts'
import { SECOND_DIALOGUE } from './meetings/meetings.ts'
import { EXAMPLE_NOW } from './moment.ts'

/** An id of the form that links and Message-IDs have. */
export const ID = '01jzz0000000000000000000zz'

const NOW = EXAMPLE_NOW

function versions(texts: Versions['texts']): Versions {
  return { authoritative: 'ru', texts }
}

/** The dialogue, as far as letters tell of it. */
export const LETTER_DIALOGUE = {
  ...DIALOGUE,
  id: ID,
  state: 'active',
  title: versions(DIALOGUE.title),
  mandate: versions(DIALOGUE.mandate),
  createdAt: NOW,
  version: 1,
} as Dialogue

/** The meeting, on other days if asked for. */
export function letterMeeting(days: readonly MeetingDay[] = SECOND_DIALOGUE.days): Meeting {
  const [first, last] = [days[0], days.at(-1)]
  const { title, venue, ...facts } = SECOND_DIALOGUE
  return {
    ...facts,
    id: ID,
    dialogueId: ID,
    ordinal: 3,
    state: 'confirmed',
    stateSince: NOW,
    days,
    title: versions(title),
    venue: versions(venue),
    startsAt: first ? instantOf({ date: first.date, time: first.starts }, facts.zone) : NOW,
    endsAt: last ? instantOf({ date: last.date, time: last.ends }, facts.zone) : NOW,
    participantList: 'institutions',
    neutralSubject: false,
    calendarUid: `${ID}@intersession.example.org`,
    calendarSequence: 1,
    calendarStamp: NOW,
    mailedFacts: null,
    gatherUntil: null,
    dateVersion: 1,
    agendaPublishedAt: null,
    agendaVersion: 1,
    createdAt: NOW,
    version: 1,
  }
}

/** The ministry, which writes and reads in `lang`. */
export function letterInstitution(lang: Locale): InstitutionName {
  const ministry = STATE_BODIES[0]
  return {
    id: ID,
    official: versions(ministry?.official ?? {}),
    short: versions(ministry?.short ?? {}),
    sectorId: ID,
    sectorClass: 'state_health',
    precedence: 10,
    listable: 'public',
    letterLanguages: [lang],
  }
}

/** Its focal point, who reads `lang`. */
export function letterReader(lang: Locale): PersonCard {
  const person = CENTRAL_PEOPLE.find((one) => one.at === 'MOH')
  return {
    id: ID,
    names: person?.names ?? {},
    email: 'aigerim.seitkali@example.org',
    locale: lang,
    zone: DIALOGUE.zone,
    holidayCalendar: 'KZ',
    protected: false,
    digest: 'weekly',
    reminders: 'on',
  } as PersonCard
}

/** The invitation of the ministry. */
export function letterInvitation(lang: Locale): Invitation {
  return {
    id: ID,
    meetingId: ID,
    institutionId: ID,
    capacity: 'member',
    seats: 2,
    letterNumber: '02-07/118',
    letterDate: localDate('2026-01-15'),
    addressee: '',
    letterForm: null,
    languages: [lang],
    replyBy: localDate('2026-03-13'),
    state: 'sent',
    stateSince: NOW,
    sentAt: NOW,
    remindedAt: null,
    answer: null,
    version: 1,
  }
}

/** The first commitment of the example, late by then. */
export const LETTER_COMMITMENT: Commitment = {
  id: ID,
  dialogueId: ID,
  zone: DIALOGUE.zone,
  number: 1,
  meetingId: ID,
  source: { kind: 'meeting', id: null },
  objectiveId: null,
  itemId: null,
  decisionId: null,
  leadId: ID,
  personId: ID,
  verifierId: ID,
  text: versions(SUPPLY_PROMISES[0]?.text ?? {}),
  state: 'agreed',
  stateSince: NOW,
  stateNote: '',
  dueOn: localDate('2026-01-12'),
  duePrecision: 'day',
  reviewOn: null,
  firstDueOn: localDate('2025-11-28'),
  dueMoves: 1,
  dateVersion: 2,
  visibility: 'members',
  lastReportAt: NOW,
  remindersSentTo: null,
  pausedUntil: null,
  createdAt: NOW,
  version: 1,
}

/** A stock report of the first medicine, as letters ask for it. */
export const LETTER_STOCK = {
  medicine: { name: versions(METHADONE_DRAFT.names), unit: versions(METHADONE_DRAFT.units) },
  month: '2025-12' as Month,
  dueOn: localDate('2026-01-12'),
  before: {
    ...{ month: '2025-11' as Month, asOf: localDate('2025-11-30'), onHandUnits: 20, consumedUnits: 10 },
    ...{ receivedUnits: 0, daysOut: 0, batches: [] },
  },
}

/** A due date that moves. */
export const LETTER_MOVE = {
  due: dueOf('day', localDate('2026-03-31')),
  reason: 'Тендер объявлен повторно.',
  requestedBy: '',
  move: 2,
  firstDueOn: localDate('2025-11-28'),
  dateVersion: 3,
}
