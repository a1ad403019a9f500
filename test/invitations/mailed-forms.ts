/** Every form of a calendar mail (calendar-mail.md §3), in each language: who gets it, and what it tells. */

import { currentAnswer } from '../../src/calendar/revision.ts'
import { type CalendarFacts, factsOf } from '../../src/invitations/calendar-facts.ts'
import {
  calendarMail,
  type EntrySource,
  type Seat,
  type Sending,
} from '../../src/invitations/calendar-letters.tsx'
import type { Instant } from '../../src/kernel/instant.ts'
import type { Locale } from '../../src/kernel/locale.ts'
import { zone } from '../../src/kernel/zone.ts'
import type { Mail } from '../../src/mail/outbox.ts'
import type { Meeting } from '../../src/meetings/meeting.ts'
import type { Store } from '../../src/store/store.ts'
import type { CancelReason } from '../../views/letters/calendar.tsx'
import { aMeeting, day, instant } from '../meetings/meetings.ts'

/** One form in one language; `now` is when it is decided. */
export interface MailedForm {
  readonly name: string
  readonly now: Instant
  mail(store: Store): Mail
}

const MEETING = aMeeting({
  state: 'confirmed',
  title: {
    authoritative: 'ru',
    texts: {
      en: 'Multilateral dialogue on opioid agonist therapy',
      ru: 'Многосторонний диалог по поддерживающей терапии агонистами опиоидов',
      kk: 'Опиоид агонистерімен қолдау терапиясы жөніндегі көпжақты диалог',
    },
  },
  venue: {
    authoritative: 'ru',
    texts: {
      en: 'Astana, 8 Example Street, room 2',
      ru: 'Астана, ул. Примерная, 8, зал 2',
      kk: 'Астана, Мысал көшесі, 8, 2-зал',
    },
  },
  interpretation: ['en'],
  agendaPublishedAt: instant('2025-08-29T10:30:00Z'),
})

const AGENDA: EntrySource['agenda'] = [
  {
    id: '01k7a0000000000000000000i1',
    meetingId: MEETING.id,
    day: day('2025-10-14', '09:00', '17:30').date,
    position: 1,
    kind: 'discussion',
    isBreak: false,
    minutes: 60,
    presenterInstitutionId: null,
    presenterPersonId: null,
    attribution: null,
    visibility: 'members',
    carriedFromId: null,
    recurs: false,
    followUp: false,
    state: 'scheduled',
    title: {
      authoritative: 'ru',
      texts: {
        en: 'Uninterrupted procurement: chain, stock, next dates',
        ru: 'Бесперебойная закупка: цепочка, запасы, ближайшие сроки',
        kk: 'Үздіксіз сатып алу: тізбек, қор, алдағы мерзімдер',
      },
    },
    version: 1,
  },
]

const NAMES = { patronymic: '', salutation: '', position: '' }

const PEOPLE = {
  en: { surname: 'Byrne', given: 'Maeve', ...NAMES },
  ru: { surname: 'Иванов', given: 'Пётр', ...NAMES, patronymic: 'Сергеевич' },
  kk: { surname: 'Қасымова', given: 'Айгүл', ...NAMES, patronymic: 'Серікқызы' },
} as const

function seatOf(locale: Locale): Seat {
  return {
    delegateId: '01k7a0000000000000000000s1',
    role: 'member',
    person: {
      id: '01k7a0000000000000000000p1',
      names: { [locale]: PEOPLE[locale] },
      email: `delegate-${locale}@ministry.example`,
      locale,
      zone: zone('Asia/Almaty'),
      holidayCalendar: 'KZ',
      protected: false,
      digest: 'off',
      reminders: 'on',
    },
    institution: {
      id: '01k7a0000000000000000000n1',
      official: {
        authoritative: 'ru',
        texts: {
          en: 'Ministry of Health',
          ru: 'Министерство здравоохранения',
          kk: 'Денсаулық сақтау министрлігі',
        },
      },
      short: { authoritative: 'ru', texts: {} },
      sectorId: 'state',
      sectorClass: 'state_health',
      precedence: 10,
      listable: 'members',
      letterLanguages: ['kk', 'ru'],
    },
    partstat: 'needs_action',
    partstatSequence: null,
    mailedSequence: null,
    firstMessageId: null,
  }
}

const INVITED: Pick<Seat, 'mailedSequence' | 'firstMessageId'> = {
  mailedSequence: 0,
  firstMessageId: '<calendar_request.01k7a0000000000000000000o1.0.first@intersession.example.org>',
}

/** One turn of the calendar: its numbers, the meeting as it is then, and what is sent. */
interface Step {
  readonly name: string
  readonly sequence: number
  readonly stamp: string
  readonly meeting: Meeting
  sending(seat: Seat): Sending
}

const moved: Meeting = {
  ...MEETING,
  days: [day('2025-10-14', '10:00', '18:00')],
  startsAt: instant('2025-10-14T05:00:00Z'),
  endsAt: instant('2025-10-14T13:00:00Z'),
}
const elsewhere: Meeting = {
  ...moved,
  venue: {
    authoritative: 'ru',
    texts: {
      en: 'Astana, 15 Sample Avenue, conference hall',
      ru: 'Астана, пр. Образцовый, 15, конференц-зал',
      kk: 'Астана, Үлгі даңғылы, 15, конференция залы',
    },
  },
}
const renamed: Meeting = {
  ...elsewhere,
  title: {
    authoritative: 'ru',
    texts: {
      en: 'Second multilateral dialogue',
      ru: 'Второй многосторонний диалог',
      kk: 'Екінші көпжақты диалог',
    },
  },
}

function request(seat: Seat): Sending {
  return { kind: 'request', seat }
}

function updateAfter(
  before: Meeting,
  answered: Pick<Seat, 'partstat' | 'partstatSequence'>,
  timeSince: number,
) {
  const was: CalendarFacts = factsOf(before)
  return (seat: Seat): Sending => {
    const partstat = currentAnswer(
      { partstat: answered.partstat, sequence: answered.partstatSequence },
      timeSince,
    )
    const askAgain = partstat !== answered.partstat
    return {
      kind: 'update',
      seat: { ...seat, ...INVITED, ...answered, partstat },
      was,
      askAgain,
      quiet: false,
    }
  }
}

function cancel(reason: CancelReason) {
  return (seat: Seat): Sending => ({
    kind: 'cancel',
    seat: { ...seat, ...INVITED, partstat: 'accepted' },
    reason,
  })
}

const history: readonly Step[] = [
  { name: 'invitation', sequence: 0, stamp: '2025-09-01T06:00:00Z', meeting: MEETING, sending: request },
  {
    ...{ name: 'update-time', sequence: 1, stamp: '2025-09-10T08:20:00Z', meeting: moved },
    sending: updateAfter(MEETING, { partstat: 'accepted', partstatSequence: 0 }, 1),
  },
  {
    ...{ name: 'update-place', sequence: 2, stamp: '2025-09-22T11:00:00Z', meeting: elsewhere },
    sending: updateAfter(moved, { partstat: 'accepted', partstatSequence: 1 }, 1),
  },
  {
    ...{ name: 'update-title', sequence: 3, stamp: '2025-09-23T11:00:00Z', meeting: renamed },
    sending: updateAfter(elsewhere, { partstat: 'tentative', partstatSequence: 2 }, 1),
  },
  {
    ...{ name: 'late-invitee', sequence: 3, stamp: '2025-09-24T04:10:00Z', meeting: renamed },
    sending: (seat) => ({ kind: 'request', seat: { ...seat, role: 'observer' } }),
  },
  {
    ...{ name: 'removal', sequence: 4, stamp: '2025-09-25T04:10:00Z', meeting: renamed },
    sending: cancel('removed'),
  },
  {
    ...{ name: 'reinvitation', sequence: 5, stamp: '2025-09-26T04:10:00Z', meeting: renamed },
    sending: (seat) => ({ kind: 'request', seat: { ...seat, firstMessageId: INVITED.firstMessageId } }),
  },
  {
    ...{ name: 'cancellation', sequence: 6, stamp: '2025-10-06T09:00:00Z', meeting: renamed },
    sending: cancel('cancel'),
  },
]

function invitation(name: string, changes: Partial<Meeting>, stamp = '2025-09-01T06:00:00Z'): Step {
  return { name, sequence: 0, stamp, meeting: { ...MEETING, ...changes }, sending: request }
}

const call = {
  attribution: 'chatham_house',
  format: 'online',
  link: 'https://meet.example.org/room?id=4,7',
} as const

const spring = { createdAt: instant('2016-03-10T09:15:00Z'), endsAt: instant('2016-04-13T11:00:00Z') }

const alone: readonly Step[] = [
  invitation('three-equal-days', {
    days: [
      day('2025-10-14', '09:00', '17:00'),
      day('2025-10-15', '09:00', '17:00'),
      day('2025-10-16', '09:00', '17:00'),
    ],
    endsAt: instant('2025-10-16T12:00:00Z'),
  }),
  invitation('three-unequal-days', {
    days: [
      day('2025-10-14', '10:00', '17:30'),
      day('2025-10-15', '09:00', '17:30'),
      day('2025-10-16', '09:00', '13:00'),
    ],
    startsAt: instant('2025-10-14T05:00:00Z'),
    endsAt: instant('2025-10-16T08:00:00Z'),
  }),
  invitation('confidential', call),
  invitation('confidential-neutral', { ...call, neutralSubject: true }),
  invitation(
    'meeting-of-2016',
    { ...spring, days: [day('2016-04-13', '09:00', '17:00')], startsAt: instant('2016-04-13T03:00:00Z') },
    '2016-03-14T05:00:00Z',
  ),
]

function titled(name: string, titles: Readonly<Record<Locale, string>>): Step {
  return invitation(`title-${name}`, { title: { authoritative: 'ru', texts: titles } })
}

const family = '👨‍👩‍👧‍👦'

const titles: readonly Step[] = [
  titled('punctuation', {
    en: 'Procurement; stock, "gaps" and C:\\plans\nnext steps',
    ru: 'Закупки; запасы, «разрывы» и "сроки"\nдальнейшие шаги',
    kk: 'Сатып алу; қор, "үзілістер"\nкелесі қадамдар',
  }),
  titled('of-300', {
    en: 'Uninterrupted procurement and regional action plans, '.repeat(6).slice(0, 300),
    ru: 'Бесперебойная закупка и выполнение региональных планов, '.repeat(6).slice(0, 300),
    kk: 'Дәрілік заттарды үздіксіз сатып алу және өңірлік жоспарлар, '.repeat(6).slice(0, 300),
  }),
  titled('emoji', {
    en: `Round table 👩🏽‍⚕️ 🇰🇿 ${family.repeat(3)}`,
    ru: `Круглый стол 👩🏽‍⚕️ 🇰🇿 ${family.repeat(3)}`,
    kk: `Дөңгелек үстел 👩🏽‍⚕️ 🇰🇿 ${family.repeat(3)}`,
  }),
  titled('bidi', {
    en: 'Report \u202efdp.exe\u202c for \u2066all\u2069\u200b',
    ru: 'Доклад \u202efdp.exe\u202c для \u2066всех\u2069\u200b',
    kk: 'Баяндама \u202efdp.exe\u202c \u2066бәріне\u2069\u200b',
  }),
]

/** All forms in a language. */
export function mailedForms(lang: Locale): readonly MailedForm[] {
  return [...history, ...alone, ...titles].map((step) => ({
    name: `${step.name}-${lang}`,
    now: instant(step.stamp),
    mail: (store) => mailOf(store, step, lang),
  }))
}

function mailOf(store: Store, step: Step, lang: Locale): Mail {
  const { meeting, sequence, stamp } = step
  const dialogue = { title: MEETING.title, code: 'OAT-KZ' }
  const revision = { sequence, stamp: instant(stamp), facts: factsOf(meeting) }
  const url = `${store.instance.baseUrl}/p/personal-link-of-the-delegate`
  return calendarMail(store, { meeting, dialogue, agenda: AGENDA }, revision, {
    sending: step.sending(seatOf(lang)),
    url,
  })
}
