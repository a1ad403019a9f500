/** Positions of the example's people, once per kind and in three languages. */

import type { Locale } from '../../kernel/locale.ts'

type Texts = Readonly<Record<Locale, string>>

const POSITIONS = {
  chancery: { en: 'Head of chancery', ru: 'Заведующий канцелярией', kk: 'Кеңсе меңгерушісі' },
  department: { en: 'Head of department', ru: 'Руководитель управления', kk: 'Басқарма басшысы' },
  director: { en: 'Director', ru: 'Директор', kk: 'Директор' },
  deputy: { en: 'Deputy director', ru: 'Заместитель директора', kk: 'Директордың орынбасары' },
  chief_expert: { en: 'Chief expert', ru: 'Главный эксперт', kk: 'Бас сарапшы' },
  expert: { en: 'Expert', ru: 'Эксперт', kk: 'Сарапшы' },
  adviser: { en: 'Adviser', ru: 'Советник', kk: 'Кеңесші' },
  prosecutor: { en: 'Senior prosecutor', ru: 'Старший прокурор', kk: 'Аға прокурор' },
  programme: { en: 'Programme coordinator', ru: 'Координатор программы', kk: 'Бағдарлама үйлестірушісі' },
  physician: { en: 'Chief addiction physician', ru: 'Главный нарколог', kk: 'Бас нарколог' },
  psychologist: { en: 'Psychologist', ru: 'Психолог', kk: 'Психолог' },
  patients: { en: 'Patients’ representative', ru: 'Представитель пациентов', kk: 'Пациенттер өкілі' },
  researcher: { en: 'Independent expert', ru: 'Независимый эксперт', kk: 'Тәуелсіз сарапшы' },
  coordinator: {
    en: 'Coordinator of the dialogue',
    ru: 'Координатор диалога',
    kk: 'Диалог үйлестірушісі',
  },
  rapporteur: { en: 'Rapporteur', ru: 'Секретарь', kk: 'Хатшы' },
} satisfies Readonly<Record<string, Texts>>

/** The position by its short name. @throws RangeError for a name that is not in the table above. */
export function positionNamed(name: string): Texts {
  const found = (POSITIONS as Readonly<Record<string, Texts>>)[name]
  if (!found) throw new RangeError(`no such position in the example: ${name}`)
  return found
}
