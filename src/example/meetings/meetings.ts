/** The meetings of domain.md §5.2. Dates and topics follow the sources; hours and rooms are invented. */

import { type LocalDate, localDate, localTime } from '../../kernel/local-date.ts'
import { zone } from '../../kernel/zone.ts'
import type { MeetingDay, MeetingDraft } from '../../meetings/meeting.ts'

const ASTANA = zone('Asia/Almaty')

function day(date: string, starts: string, ends: string): MeetingDay {
  return { date: localDate(date), starts: localTime(starts), ends: localTime(ends) }
}

/** M1: three days in 2016, when Astana was on UTC+6. */
export const WORKSHOP: MeetingDraft = {
  kind: 'workshop',
  format: 'in_person',
  zone: ASTANA,
  days: [
    day('2016-04-13', '09:00', '17:00'),
    day('2016-04-14', '09:00', '17:00'),
    day('2016-04-15', '09:00', '16:00'),
  ],
  title: {
    en: 'Training course “Advocacy for Methadone Maintenance Therapy”',
    ru: 'Семинар-тренинг «Адвокация поддерживающей терапии метадоном»',
    kk: '«Метадонмен қолдау терапиясын адвокациялау» семинар-тренингі',
  },
  venue: {
    en: 'Astana, training centre',
    ru: 'Астана, учебный центр',
    kk: 'Астана, оқу орталығы',
  },
  link: '',
  languages: ['ru'],
  interpretation: ['en'],
  attribution: 'attributed',
  previousMeetingId: null,
}

/** M2: the dialogue itself. */
export const DIALOGUE_OF_OCTOBER: MeetingDraft = {
  kind: 'dialogue',
  format: 'in_person',
  zone: ASTANA,
  days: [day('2025-10-14', '09:00', '17:30')],
  title: {
    en: 'Multilateral dialogue on the development of opioid agonist therapy',
    ru: 'Многосторонний диалог о развитии поддерживающей терапии агонистами опиоидов',
    kk: 'Опиоид агонистерімен қолдау терапиясын дамыту жөніндегі көпжақты диалог',
  },
  venue: {
    en: 'Astana, conference centre, hall 1',
    ru: 'Астана, конференц-центр, зал 1',
    kk: 'Астана, конференция орталығы, 1-зал',
  },
  link: '',
  languages: ['kk', 'ru', 'en'],
  interpretation: ['kk', 'ru', 'en'],
  attribution: 'institution_only',
  previousMeetingId: null,
}

/** M2p: what was said here stays without names. */
export const PREPARATORY_CALL: MeetingDraft = {
  kind: 'session',
  format: 'online',
  zone: ASTANA,
  days: [day('2025-10-07', '15:00', '16:30')],
  title: {
    en: 'Preparatory call with civil society',
    ru: 'Подготовительная встреча с гражданским обществом',
    kk: 'Азаматтық қоғаммен дайындық кездесуі',
  },
  venue: {},
  link: 'https://call.example.org/preparation',
  languages: ['ru'],
  interpretation: [],
  attribution: 'chatham_house',
  previousMeetingId: null,
}

/** M2t: the technical call of a month, on its last Thursday at 15:00. */
export function technicalCall(date: string): MeetingDraft {
  return {
    kind: 'technical',
    format: 'online',
    zone: ASTANA,
    days: [day(date, '15:00', '16:30')],
    title: {
      en: 'Technical call on procurement',
      ru: 'Техническая встреча по закупкам',
      kk: 'Сатып алу жөніндегі техникалық кездесу',
    },
    venue: {},
    link: 'https://call.example.org/procurement',
    languages: ['ru'],
    interpretation: [],
    attribution: 'institution_only',
    previousMeetingId: null,
  }
}

/** MX: put on Independence Day by mistake, therefore cancelled. */
export const OVERSIGHT_VISIT: MeetingDraft = {
  kind: 'oversight',
  format: 'in_person',
  zone: ASTANA,
  days: [day('2025-12-16', '10:00', '15:00')],
  title: {
    en: 'Oversight visit to a treatment site',
    ru: 'Надзорный визит в пункт лечения',
    kk: 'Емдеу пунктіне қадағалау сапары',
  },
  venue: { en: 'Karaganda', ru: 'Караганда', kk: 'Қарағанды' },
  link: '',
  languages: ['kk', 'ru'],
  interpretation: [],
  attribution: 'institution_only',
  previousMeetingId: null,
}

/** M3: first planned on 24 March, a day off by transfer, therefore moved to 14 April. */
export const SECOND_DIALOGUE_FIRST_DATE: LocalDate = localDate('2026-03-24')

export const SECOND_DIALOGUE: MeetingDraft = {
  kind: 'dialogue',
  format: 'in_person',
  zone: ASTANA,
  days: [day('2026-04-14', '09:00', '17:00')],
  title: {
    en: 'Second multilateral dialogue on opioid agonist therapy',
    ru: 'Второй многосторонний диалог о поддерживающей терапии агонистами опиоидов',
    kk: 'Опиоид агонистерімен қолдау терапиясы жөніндегі екінші көпжақты диалог',
  },
  venue: {
    en: 'Astana, conference centre, hall 2',
    ru: 'Астана, конференц-центр, зал 2',
    kk: 'Астана, конференция орталығы, 2-зал',
  },
  link: '',
  languages: ['kk', 'ru', 'en'],
  interpretation: ['kk', 'ru', 'en'],
  attribution: 'institution_only',
  previousMeetingId: null,
}
