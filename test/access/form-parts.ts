/** What stands in the valid forms of `forms.ts`, field by field, whomever they are about. */

import { CHAIN } from '../../src/supply/line.ts'

export const NOTED = { channel: 'phone', source: 'Звонок 15 января' }
export const NAMED = {
  role: 'member',
  surname: 'Ахметова',
  given: 'Дана',
  patronymic: '',
  position: 'Врач',
  reading: 'ru',
  email: 'dana@example.org',
}
export const TEXTS = { text_kk: '', text_ru: 'Закупить препарат', text_en: '' }
const TITLES = { title_kk: '', title_ru: 'Закупки', title_en: '' }

export const DIALOGUE = {
  code: 'NEW',
  title_kk: '',
  title_ru: 'Диалог',
  title_en: '',
  mandate_kk: '',
  mandate_ru: 'Мандат',
  mandate_en: '',
  project: '',
  funder: '',
  languages: ['kk', 'ru'],
  authoritative: 'ru',
  zone: 'Asia/Almaty',
  holiday_calendar: 'KZ',
  attribution: 'attributed',
  participant_list: 'institutions',
  quorum_basis: 'institutions',
  quorum_percent: '50',
  decision_rule: 'consensus',
  silence_length: '5',
  silence_unit: 'working_days',
}

export const MEETING = {
  kind: 'dialogue',
  format: 'in_person',
  title_kk: '',
  title_ru: 'Третий диалог',
  title_en: '',
  venue_kk: '',
  venue_ru: 'Астана',
  venue_en: '',
  zone: 'Asia/Almaty',
  link: '',
  languages: ['kk', 'ru'],
  interpretation: '',
  attribution: 'attributed',
  participant_list: 'counts',
  neutral_subject: 'on',
  previous_meeting: '',
  rows: '2',
  one_more_day: '',
  day_1: '2026-04-21',
  starts_1: '09:00',
  ends_1: '17:30',
}

export const INSTITUTION = {
  country: 'KZ',
  precedence: '20',
  listable: 'members',
  letter_languages: 'kk,ru',
  zone: 'Asia/Almaty',
  holiday_calendar: 'KZ',
  official_mail: 'office@example.org',
}
export const NAMES = {
  official_kk: '',
  official_ru: 'Агентство',
  official_en: '',
  short_kk: '',
  short_ru: '',
  short_en: '',
  from: '2026-01-01',
}

const NAME_PARTS = ['surname', 'given', 'patronymic', 'salutation', 'position']
export const PERSON = {
  ...Object.fromEntries(
    ['kk', 'ru', 'en'].flatMap((lang) => NAME_PARTS.map((part) => [`${part}_${lang}`, ''])),
  ),
  surname_ru: 'Оспанов',
  reading_lang: 'ru',
  zone: 'Asia/Almaty',
  holiday_calendar: 'KZ',
  email: 'ospanov@example.org',
  phone: '+7 700 000 00 00',
  protected: 'yes',
}
export const HOLIDAY = {
  calendar: 'KZ',
  day: '2026-08-03',
  kind: 'off',
  name_kk: 'Демалыс',
  name_ru: 'Выходной',
  name_en: 'Day off',
  source: 'Приказ № 1',
}
export const ITEM = {
  ...TITLES,
  day: '2026-04-14',
  minutes: '45',
  kind: 'discussion',
  is_break: '',
  presenter_institution: '',
  presenter_person: '',
  attribution: '',
  visibility: 'members',
  recurs: '',
  follow_up: '',
}
export const TERMS = { capacity: 'member', seats: '3', reply_by: '2026-03-31' }
const VOTES = { votes_for: '', votes_against: '', votes_abstained: '' }
export const DECISION = {
  ...TEXTS,
  ...VOTES,
  authoritative: 'ru',
  method: 'consensus',
  reservations: 'Особое мнение',
}
export const DUE = { due_precision: 'day', due_date: '2026-03-02' }
export const REPORT = { claim: 'in_progress', text: 'Договор подписан', evidence: 'Договор № 17' }
export const VERIFICATION = { result: 'confirmed', text: 'Проверено' }

export const FREE_LETTER = {
  kind: 'request',
  text_kk: '',
  text_ru: '{sender} просит сообщить о принятых мерах.',
  text_en: '',
  addressee: '',
  letter_date: '2026-01-15',
  number: '',
  reply_by: '',
  signatory: '',
}

const NOBODY_SIGNS = Object.fromEntries(
  [1, 2, 3].flatMap((n) =>
    ['kk', 'ru', 'en'].flatMap((lang) => [
      [`signatory_${n}_name_${lang}`, ''],
      [`signatory_${n}_title_${lang}`, ''],
    ]),
  ),
)

export const LETTERHEAD = {
  number_pattern: '01-12/{n}',
  names_kk: '',
  names_ru: 'Министерство',
  names_en: '',
  contact_kk: '',
  contact_ru: 'Астана',
  contact_en: '',
  ...NOBODY_SIGNS,
  signatory_1_name_ru: 'А. Ульгиева',
  signatory_1_title_ru: 'Вице-министр',
}

const IN_RU = (name: string, text: string) => ({
  [`${name}_kk`]: '',
  [`${name}_ru`]: text,
  [`${name}_en`]: '',
})

/** A roadmap, an objective, an indicator and a value of it as their forms send them. */
export const ROADMAP_PARTS = {
  roadmap: {
    ...IN_RU('title', 'Новая карта'),
    ...IN_RU('act_title', 'Приказ'),
    ...IN_RU('act_body', 'Министерство'),
    authoritative: 'ru',
    period_from: '2026-01-01',
    period_to: '2028-12-31',
    act_number: '1',
    act_on: '2025-12-01',
    act_document: '',
    act_link: '',
  },
  objective: {
    ...IN_RU('title', 'Новая цель'),
    ...IN_RU('description', ''),
    code: '7',
    parent: '',
    position: '7',
  },
  indicator: {
    ...IN_RU('name', 'Новый индикатор'),
    ...IN_RU('unit', 'пунктов'),
    ...IN_RU('rhythm', ''),
    direction: 'down',
    baseline: '12,5',
    baseline_on: '2025-12-31',
    target: '0',
    target_high: '',
    target_on: '2028-12-31',
    position: '1',
  },
  value: { as_of: '2026-01-10', amount: '600,5', source: 'Отчёт', note: '', correction: '' },
}

export const MEDICINE = {
  name_kk: '',
  name_ru: 'Бупренорфин',
  name_en: '',
  unit_kk: '',
  unit_ru: 'таблеток',
  unit_en: '',
  authoritative: 'ru',
  unit_mg: '5000',
  base_permille: '928',
  patients: '10',
  daily_mg: '8',
  min_months: '3',
  max_months: '6',
  safety_days: '30',
  rate: 'reported',
}

/** A table of commitments as it comes back from its trial; every dialogue knows the institution of the first world. */
export const COMMITMENT_TABLE = JSON.stringify([
  [0, 'Ответственный исполнитель', 'Обязательство на русском', 'Срок исполнения'],
  [2, 'Дистрибьютор OWN', 'Закупить препарат', '2026-Q2'],
])
/** A table of stock reports as it comes back from its trial: one line for a place. */
export const stockTable = (place: string) =>
  JSON.stringify([
    [0, 'Место', 'Месяц', 'Остаток', 'Израсходовано', 'Получено'],
    [2, place, '2025-12', '90', '180', '0'],
  ])
export const STOCK = {
  month: '2025-12',
  as_of: '2025-12-31',
  on_hand: '100',
  consumed: '180',
  received: '0',
  days_out: '0',
  batch_1_units: '10',
  batch_1_until: '2026-12-31',
  batch_2_units: '',
  batch_2_until: '',
  batch_3_units: '',
  batch_3_until: '',
  confirm: 'on',
}

const LINE_TERMS = {
  certainty: 'contracted',
  received: '0',
  received_on: '',
  ships_on: '2026-02-01',
  contract: '№ 1',
  good_until: '2027-12-31',
  commitment_step: '',
}
const LINE_PLACE = { quantity: '500', expected_on: '2026-03-01' }

/** The forms of a delivery; a commitment and owners come from whoever fills them in. */
export const LINE = {
  added: { ...LINE_PLACE, ...LINE_TERMS },
  terms: LINE_TERMS,
  move: { ...LINE_PLACE, reason: 'Позже' },
  permit: {
    kind: 'export',
    number: 'EX-1',
    quantity: '500',
    valid_from: '2026-01-01',
    valid_to: '2026-06-30',
  },
  steps: Object.fromEntries(
    CHAIN.flatMap(({ key, days }) => [
      [`${key}_days`, String(days)],
      [`${key}_owner`, ''],
      [`${key}_done`, ''],
    ]),
  ),
}
