/** The meetings behind the golden calendars: the dialogue of 2025 in three languages, the workshop of 2016. */

import type { CalendarEntry } from '../../src/calendar/entry.ts'
import { parseInstant } from '../../src/kernel/instant.ts'
import { localDate, localTime } from '../../src/kernel/local-date.ts'
import { zone } from '../../src/kernel/zone.ts'

/** An instant known to be right. */
export function instant(text: string) {
  const found = parseInstant(text)
  if (!found) throw new RangeError(`not an instant: ${text}`)
  return found
}

/** One day, such as `day('2025-10-14', '09:00', '17:30')`. */
export function day(date: string, starts: string, ends: string) {
  return { date: localDate(date), starts: localTime(starts), ends: localTime(ends) }
}

const PAGE = 'https://dialogue.example.org/m/01k3wq4c00m2d1a10gve7rs5tz'

/** The first invitation to the dialogue, in English. */
export const dialogue: CalendarEntry = {
  uid: '01k3wq4c00m2d1a10gve7rs5tz@dialogue.example.org',
  sequence: 0,
  stamp: instant('2025-09-01T06:00:00Z'),
  created: instant('2025-08-29T10:30:00Z'),
  days: [day('2025-10-14', '09:00', '17:30')],
  zone: zone('Asia/Almaty'),
  title: 'Multilateral dialogue on opioid agonist therapy',
  description: [
    '14.10.2025, 09:00–17:30, Astana (UTC+5)',
    '',
    'Agenda',
    '1. Opening and adoption of the agenda',
    '2. Uninterrupted procurement: chain, stock, next dates',
    '3. Commitments and next steps',
    '',
    `Meeting page: ${PAGE}`,
    'Secretariat: secretariat@example.org',
  ].join('\n'),
  location: 'Astana, 8 Example Street, room 2',
  url: PAGE,
  tentative: false,
  confidential: false,
  organiser: { name: 'Secretariat of the dialogue', address: 'rsvp@dialogue.example.org' },
  attendee: {
    name: 'Byrne, Maeve',
    address: 'm.byrne@who.example',
    role: 'required',
    partstat: 'needs_action',
  },
}

/** The same in Russian. */
export const dialogueInRussian: CalendarEntry = {
  ...dialogue,
  title: 'Многосторонний диалог по поддерживающей терапии агонистами опиоидов',
  description: [
    '14.10.2025, 09:00–17:30, Астана (UTC+5)',
    '',
    'Повестка дня',
    '1. Открытие и утверждение повестки дня',
    '2. Бесперебойная закупка: цепочка, запасы, ближайшие сроки',
    '3. Обязательства и следующие шаги',
    '',
    `Страница заседания: ${PAGE}`,
    'Секретариат: secretariat@example.org',
  ].join('\n'),
  location: 'Астана, ул. Примерная, 8, зал 2',
  organiser: { ...dialogue.organiser, name: 'Секретариат диалога' },
  attendee: {
    name: 'Иванов, Пётр Сергеевич',
    address: 'p.ivanov@prosecutor.example',
    role: 'chair',
    partstat: 'needs_action',
  },
}

/** The same in Kazakh. */
export const dialogueInKazakh: CalendarEntry = {
  ...dialogue,
  title: 'Опиоид агонистерімен қолдау терапиясы жөніндегі көпжақты диалог',
  description: [
    '14.10.2025, 09:00–17:30, Астана (UTC+5)',
    '',
    'Күн тәртібі',
    '1. Отырысты ашу және күн тәртібін бекіту',
    '2. Үздіксіз сатып алу: тізбек, қор, алдағы мерзімдер',
    '3. Міндеттемелер және келесі қадамдар',
    '',
    `Отырыс беті: ${PAGE}`,
    'Хатшылық: secretariat@example.org',
  ].join('\n'),
  location: 'Астана, Мысал көшесі, 8, 2-зал',
  organiser: { ...dialogue.organiser, name: 'Диалог хатшылығы' },
  attendee: {
    name: 'Қасымова Айгүл Серікқызы',
    address: 'a.kasymova@health.example',
    role: 'optional',
    partstat: 'needs_action',
  },
}

/** The workshop: three equal days in Astana while it was on UTC+6. */
export const workshop: CalendarEntry = {
  ...dialogueInRussian,
  uid: '0153xm8g00w1k5h0p2016astna@dialogue.example.org',
  stamp: instant('2016-03-14T05:00:00Z'),
  created: instant('2016-03-10T09:15:00Z'),
  days: [
    day('2016-04-13', '09:00', '17:00'),
    day('2016-04-14', '09:00', '17:00'),
    day('2016-04-15', '09:00', '17:00'),
  ],
  title: 'Семинар-тренинг «Адвокация поддерживающей терапии метадоном»',
  description:
    '13–15.04.2016, 09:00–17:00, Астана (UTC+6)\n\nКаждый участник готовит план мероприятий для своего региона.',
  url: 'https://dialogue.example.org/m/0153xm8g00w1k5h0p2016astna',
  attendee: { ...dialogueInRussian.attendee, role: 'required' },
}
