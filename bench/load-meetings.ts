/** Load data: dialogues with past meetings, and the one meeting to come with agenda, invitations, delegates. */

import type { Id } from '../src/kernel/id.ts'
import { plus } from '../src/kernel/instant.ts'
import { addDays, type LocalDate, localTime } from '../src/kernel/local-date.ts'
import { LOCALES } from '../src/kernel/locale.ts'
import { dateOf, instantOf } from '../src/kernel/zone.ts'
import type { Database } from '../src/store/database.ts'
import type { Store } from '../src/store/store.ts'
import { type Directory, loadMember, ZONE } from './load-directory.ts'
import { loadMail } from './load-mails.ts'
import type { Insert } from './rows.ts'
import { topic } from './words.ts'

const ITEMS_A_DAY = 10

export interface LoadedDialogue {
  readonly id: Id
  /** Where its promises were made. */
  readonly meetingIds: readonly Id[]
}

/** The meeting to come. */
export interface Gathering {
  readonly meetingId: Id
  readonly delegates: readonly { readonly id: Id; readonly personId: Id }[]
}

/** Active dialogues, each with a few meetings that were held. */
export function loadDialogues(
  insert: Insert,
  store: Store,
  { dialogues, pastMeetings }: { readonly dialogues: number; readonly pastMeetings: number },
): LoadedDialogue[] {
  return Array.from({ length: dialogues }, (_, n) => {
    const id = loadDialogue(insert, store, n)
    const today = dateOf(store.now, ZONE)
    const meetingIds = Array.from({ length: pastMeetings }, (_, at) => {
      const first = addDays(today, -120 * (pastMeetings - at))
      return loadSitting(insert, store, { dialogueId: id, ordinal: at + 1, first, state: 'closed' })
    })
    return { id, meetingIds }
  })
}

function loadDialogue(insert: Insert, store: Store, n: number): Id {
  const id = store.newId()
  insert('dialogues', {
    id,
    code: `DIALOGUE-${n + 1}`,
    state: 'active',
    project: '',
    funder: '',
    zone: ZONE,
    holiday_calendar: 'KZ',
    languages: 'kk,ru,en',
    authoritative_lang: 'ru',
    attribution: 'attributed',
    participant_list: 'institutions',
    quorum_basis: 'institutions',
    quorum_percent: 50,
    decision_rule: 'consensus',
    silence_length: 5,
    silence_unit: 'working_days',
    created_at: store.now,
    version: 1,
  })
  const title = {
    kk: `Адамға бағдарланған көмек жөніндегі ${n + 1}-диалог`,
    ru: `Диалог № ${n + 1} о человекоориентированной помощи`,
    en: `Dialogue No. ${n + 1} on people-centred care`,
  }
  for (const lang of LOCALES)
    insert('dialogue_texts', { dialogue_id: id, lang, title: title[lang], mandate: '' })
  return id
}

interface Sitting {
  readonly dialogueId: Id
  readonly ordinal: number
  readonly first: LocalDate
  readonly state: 'closed' | 'confirmed'
}

function loadSitting(insert: Insert, store: Store, { dialogueId, ordinal, first, state }: Sitting): Id {
  const id = store.newId()
  const days = [first, addDays(first, 1)]
  const [starts, ends] = [localTime('09:30'), localTime('17:30')]
  insert('meetings', {
    id,
    dialogue_id: dialogueId,
    ordinal,
    kind: 'dialogue',
    format: 'in_person',
    state,
    state_since: store.now,
    zone: ZONE,
    starts_at: instantOf({ date: days[0]!, time: starts }, ZONE),
    ends_at: instantOf({ date: days[1]!, time: ends }, ZONE),
    link: '',
    languages: 'kk,ru',
    interpretation: 'en',
    attribution: 'attributed',
    participant_list: 'institutions',
    previous_meeting_id: null,
    calendar_uid: `${id}@example.org`,
    calendar_sequence: 0,
    calendar_stamp: store.now,
    mailed_facts: null,
    gather_until: null,
    date_version: 1,
    agenda_published_at: store.now,
    agenda_version: 1,
    created_at: store.now,
    version: 1,
    revision: 1,
    neutral_subject: 0,
    revised_at: store.now,
  })
  const title = {
    kk: `Диалогтың ${ordinal}-отырысы`,
    ru: `${ordinal}-е заседание диалога`,
    en: `Meeting ${ordinal} of the dialogue`,
  }
  const venue = {
    kk: 'Астана, «Самал» іскерлік орталығы',
    ru: 'Астана, деловой центр «Самал»',
    en: 'Astana, Samal business centre',
  }
  for (const lang of LOCALES)
    insert('meeting_texts', { meeting_id: id, lang, title: title[lang], venue: venue[lang] })
  for (const day of days) {
    insert('meeting_days', { meeting_id: id, day, starts, ends })
    loadAgenda(insert, store, { meetingId: id, day })
  }
  return id
}

function loadAgenda(
  insert: Insert,
  store: Store,
  { meetingId, day }: { meetingId: Id; day: LocalDate },
): void {
  for (let position = 1; position <= ITEMS_A_DAY; position++) {
    const { isBreak, ...title } = topic(position - 1)
    const id = store.newId()
    insert('agenda_items', {
      id,
      meeting_id: meetingId,
      day,
      position,
      kind: isBreak ? 'information' : 'discussion',
      is_break: isBreak ? 1 : 0,
      minutes: isBreak ? 15 : 45,
      presenter_institution_id: null,
      presenter_person_id: null,
      attribution: null,
      visibility: 'members',
      carried_from_id: null,
      recurs: 0,
      follow_up: 0,
      state: 'scheduled',
      version: 1,
    })
    for (const lang of LOCALES) insert('agenda_item_texts', { item_id: id, lang, title: title[lang] })
  }
}

interface Asked {
  readonly directory: Directory
  readonly dialogueId: Id
  readonly pastMeetings: number
  readonly delegates: number
  readonly draftInvitations: boolean
}

/** The next meeting of a dialogue: institutions with two delegates each, most of whom have answered. */
export function loadMeeting(insert: Insert, store: Store, asked: Asked): Gathering {
  const { directory, dialogueId } = asked
  const first = addDays(dateOf(store.now, ZONE), 21)
  const ordinal = asked.pastMeetings + 1
  const meetingId = loadSitting(insert, store, { dialogueId, ordinal, first, state: 'confirmed' })
  const delegations = Math.min(Math.ceil(asked.delegates / 2), directory.institutionIds.length)
  const invitations = directory.institutionIds.map((institutionId, n) => {
    const state = n < delegations ? 'nominated' : asked.draftInvitations ? 'draft' : 'sent'
    return { institutionId, id: loadInvitation(insert, store, { meetingId, institutionId, state }) }
  })
  for (const { id, institutionId } of invitations)
    if (!asked.draftInvitations)
      loadMail(insert, store, {
        kind: 'invitation_letter',
        subjectId: id,
        meetingId,
        personId: directory.focalPoints.get(institutionId)?.[0] ?? null,
      })
  const delegates = Array.from({ length: asked.delegates }, (_, n) =>
    loadDelegate(insert, store, { n, meetingId, ...invitations[n % delegations]!, head: n < delegations }),
  )
  return { meetingId, delegates }
}

interface Invited {
  readonly meetingId: Id
  readonly institutionId: Id
  readonly state: Database['invitations']['state']
}

function loadInvitation(insert: Insert, store: Store, { meetingId, institutionId, state }: Invited): Id {
  const id = store.newId()
  const answered = state === 'nominated'
  insert('invitations', {
    id,
    meeting_id: meetingId,
    institution_id: institutionId,
    capacity: 'member',
    seats: 2,
    letter_number: '',
    letter_date: state === 'draft' ? null : dateOf(store.now, ZONE),
    letter_form: null,
    addressee: '',
    languages: 'kk,ru',
    reply_by: addDays(dateOf(store.now, ZONE), 7),
    state,
    state_since: store.now,
    sent_at: state === 'draft' ? null : plus(store.now, { days: -7 }),
    reminded_at: null,
    answer_channel: answered ? 'link' : null,
    answer_source: '',
    answered_by: null,
    answered_at: answered ? plus(store.now, { days: -3 }) : null,
    version: 1,
  })
  return id
}

interface Seat {
  readonly n: number
  readonly meetingId: Id
  /** The invitation. */
  readonly id: Id
  readonly institutionId: Id
  readonly head: boolean
}

const ANSWERS = ['accepted', 'accepted', 'accepted', 'tentative', 'declined'] as const

function loadDelegate(insert: Insert, store: Store, seat: Seat): { id: Id; personId: Id } {
  const { n, meetingId, institutionId } = seat
  const personId = loadMember(insert, store, { n: 10_000 + n, institutionId, role: 'member' })
  const id = store.newId()
  const partstat = ANSWERS[n % ANSWERS.length]!
  const mail = { kind: 'calendar_request', subjectId: id, meetingId, personId } as const
  insert('delegates', {
    id,
    invitation_id: seat.id,
    meeting_id: meetingId,
    person_id: personId,
    role: seat.head ? 'head' : 'member',
    state: 'nominated',
    replaces_id: null,
    partstat,
    partstat_sequence: 0,
    partstat_at: store.now,
    mailed_sequence: 0,
    first_message_id: loadMail(insert, store, mail),
    attendance: 'expected',
    listing_consent: 1,
    created_at: store.now,
    version: 1,
  })
  insert('delegate_answers', {
    id: store.newId(),
    delegate_id: id,
    partstat,
    comment: '',
    sequence: 0,
    at: store.now,
    channel: 'link',
    recorded_by: personId,
  })
  return { id, personId }
}
