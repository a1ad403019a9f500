/** International organisations, the funder, civil society, the patients' community and experts (domain.md §5.1). */

import { type ExampleInstitution, exampleInstitution, type InstitutionRow } from './institution.ts'

/** Whoever is abroad writes English first and has no day off of ours. */
function abroad(row: InstitutionRow & { readonly zone: string }): ExampleInstitution {
  return exampleInstitution({ languages: ['en', 'ru'], country: '', ...row, holidays: '' })
}

export const ORGANISATIONS: readonly ExampleInstitution[] = [
  exampleInstitution({
    code: 'SEC',
    sector: 'CIVIL-INT',
    precedence: 5,
    languages: ['ru', 'en'],
    official: { en: 'Secretariat of the dialogue', ru: 'Секретариат диалога', kk: 'Диалог хатшылығы' },
    short: { en: 'Secretariat', ru: 'Секретариат', kk: 'Хатшылық' },
  }),
  exampleInstitution({
    code: 'WHO',
    sector: 'INTERNATIONAL',
    precedence: 60,
    languages: ['en', 'ru'],
    official: {
      en: 'World Health Organization',
      ru: 'Всемирная организация здравоохранения',
      kk: 'Дүниежүзілік денсаулық сақтау ұйымы',
    },
    short: { en: 'WHO', ru: 'ВОЗ', kk: 'ДДСҰ' },
  }),
  abroad({
    code: 'UNODC',
    sector: 'INTERNATIONAL',
    precedence: 61,
    zone: 'Europe/Vienna',
    official: {
      en: 'United Nations Office on Drugs and Crime',
      ru: 'Управление ООН по наркотикам и преступности',
      kk: 'БҰҰ Есірткі және қылмыс жөніндегі басқармасы',
    },
    short: { en: 'UNODC', ru: 'УНП ООН', kk: 'БҰҰ ЕҚБ' },
  }),
  abroad({
    code: 'UNODC-ROCA',
    sector: 'INTERNATIONAL',
    precedence: 62,
    zone: 'Asia/Tashkent',
    official: {
      en: 'UNODC Regional Office for Central Asia',
      ru: 'Региональное представительство УНП ООН в Центральной Азии',
      kk: 'БҰҰ ЕҚБ Орталық Азиядағы өңірлік өкілдігі',
    },
    short: { en: 'UNODC ROCA', ru: 'УНП ООН, Центральная Азия', kk: 'БҰҰ ЕҚБ, Орталық Азия' },
  }),
  abroad({
    code: 'GF',
    sector: 'FUNDER',
    precedence: 65,
    zone: 'Europe/Zurich',
    official: { en: 'The Global Fund', ru: 'Глобальный фонд', kk: 'Жаһандық қор' },
    short: { en: 'Global Fund', ru: 'Глобальный фонд', kk: 'Жаһандық қор' },
  }),
  abroad({
    code: 'APH',
    sector: 'CIVIL-INT',
    precedence: 70,
    zone: 'Europe/Kyiv',
    official: {
      en: 'Alliance for Public Health',
      ru: 'Альянс общественного здоровья',
      kk: 'Қоғамдық денсаулық альянсы',
    },
    short: { en: 'Alliance', ru: 'Альянс', kk: 'Альянс' },
  }),
  abroad({
    code: 'EHRA',
    sector: 'CIVIL-INT',
    precedence: 71,
    zone: 'Europe/Vilnius',
    official: {
      en: 'Eurasian Harm Reduction Association',
      ru: 'Евразийская ассоциация снижения вреда',
      kk: 'Зиянды азайтудың Еуразиялық қауымдастығы',
    },
    short: { en: 'EHRA', ru: 'ЕАСВ', kk: 'ЗАЕҚ' },
  }),
  exampleInstitution({
    code: 'CSO-1',
    sector: 'CIVIL',
    precedence: 80,
    languages: ['kk', 'ru'],
    official: {
      en: 'Public Foundation “Kopir”',
      ru: 'Общественный фонд «Көпір»',
      kk: '«Көпір» қоғамдық қоры',
    },
    short: { en: 'Kopir', ru: 'Көпір', kk: 'Көпір' },
  }),
  exampleInstitution({
    code: 'CSO-2',
    sector: 'CIVIL',
    precedence: 81,
    languages: ['ru'],
    official: {
      en: 'Public Association “Tirek”',
      ru: 'Общественное объединение «Тірек»',
      kk: '«Тірек» қоғамдық бірлестігі',
    },
    short: { en: 'Tirek', ru: 'Тірек', kk: 'Тірек' },
  }),
  exampleInstitution({
    code: 'CSO-3',
    sector: 'CIVIL',
    precedence: 82,
    languages: ['kk'],
    listable: 'never',
    official: {
      en: 'Public Foundation “Zhana Qadam”',
      ru: 'Общественный фонд «Жаңа қадам»',
      kk: '«Жаңа қадам» қоғамдық қоры',
    },
    short: { en: 'Zhana Qadam', ru: 'Жаңа қадам', kk: 'Жаңа қадам' },
  }),
  exampleInstitution({
    code: 'CSO-4',
    sector: 'CIVIL',
    precedence: 83,
    languages: ['ru'],
    listable: 'never',
    official: {
      en: 'Public Association “Umit”',
      ru: 'Общественное объединение «Үміт»',
      kk: '«Үміт» қоғамдық бірлестігі',
    },
    short: { en: 'Umit', ru: 'Үміт', kk: 'Үміт' },
  }),
  exampleInstitution({
    code: 'COM-1',
    sector: 'COMMUNITY',
    precedence: 85,
    languages: ['ru'],
    listable: 'never',
    official: {
      en: 'Community of patients of opioid agonist therapy',
      ru: 'Сообщество пациентов поддерживающей терапии',
      kk: 'Қолдау терапиясы пациенттерінің қауымдастығы',
    },
    short: { en: 'Patients’ community', ru: 'Сообщество пациентов', kk: 'Пациенттер қауымдастығы' },
  }),
  exampleInstitution({
    code: 'EXP-1',
    sector: 'EXPERTS',
    precedence: 90,
    languages: ['ru'],
    official: {
      en: 'Independent experts in health economics',
      ru: 'Независимые эксперты по экономике здравоохранения',
      kk: 'Денсаулық сақтау экономикасы жөніндегі тәуелсіз сарапшылар',
    },
    short: { en: 'Experts: economics', ru: 'Эксперты: экономика', kk: 'Сарапшылар: экономика' },
  }),
  abroad({
    code: 'EXP-2',
    sector: 'EXPERTS',
    precedence: 91,
    zone: 'Asia/Jakarta',
    languages: ['en'],
    official: {
      en: 'Independent experts in addiction medicine',
      ru: 'Независимые эксперты по наркологии',
      kk: 'Наркология жөніндегі тәуелсіз сарапшылар',
    },
    short: { en: 'Experts: medicine', ru: 'Эксперты: наркология', kk: 'Сарапшылар: наркология' },
  }),
]
