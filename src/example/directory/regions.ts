/** The 20 regional health departments; 16 of them existed at the workshop of 2016 (domain.md §5.1). */

import { type ExampleInstitution, exampleInstitution, type FormerNames } from './institution.ts'

/** Code, English name, Russian genitive, Kazakh genitive. */
type Row = readonly [code: string, en: string, ru: string, kk: string]

const ROWS: readonly Row[] = [
  ['REG-01', 'Akmola Region', 'Акмолинской области', 'Ақмола облысының'],
  ['REG-02', 'Aktobe Region', 'Актюбинской области', 'Ақтөбе облысының'],
  ['REG-03', 'Almaty Region', 'Алматинской области', 'Алматы облысының'],
  ['REG-04', 'Atyrau Region', 'Атырауской области', 'Атырау облысының'],
  ['REG-05', 'East Kazakhstan Region', 'Восточно-Казахстанской области', 'Шығыс Қазақстан облысының'],
  ['REG-06', 'Zhambyl Region', 'Жамбылской области', 'Жамбыл облысының'],
  ['REG-07', 'West Kazakhstan Region', 'Западно-Казахстанской области', 'Батыс Қазақстан облысының'],
  ['REG-08', 'Karaganda Region', 'Карагандинской области', 'Қарағанды облысының'],
  ['REG-09', 'Kostanay Region', 'Костанайской области', 'Қостанай облысының'],
  ['REG-10', 'Kyzylorda Region', 'Кызылординской области', 'Қызылорда облысының'],
  ['REG-11', 'Mangystau Region', 'Мангистауской области', 'Маңғыстау облысының'],
  ['REG-12', 'Pavlodar Region', 'Павлодарской области', 'Павлодар облысының'],
  ['REG-13', 'North Kazakhstan Region', 'Северо-Казахстанской области', 'Солтүстік Қазақстан облысының'],
  ['REG-14', 'Turkistan Region', 'Туркестанской области', 'Түркістан облысының'],
  ['REG-15', 'Almaty City', 'города Алматы', 'Алматы қаласының'],
  ['REG-16', 'Astana City', 'города Астаны', 'Астана қаласының'],
  ['REG-17', 'Shymkent City', 'города Шымкента', 'Шымкент қаласының'],
  ['REG-18', 'Abai Region', 'области Абай', 'Абай облысының'],
  ['REG-19', 'Zhetysu Region', 'области Жетісу', 'Жетісу облысының'],
  ['REG-20', 'Ulytau Region', 'области Ұлытау', 'Ұлытау облысының'],
]

/** Shymkent left its region in 2018; Abai, Zhetysu and Ulytau were made in 2022. */
const SINCE: Readonly<Record<string, string>> = {
  'REG-17': '2018-06-19',
  'REG-18': '2022-06-08',
  'REG-19': '2022-06-08',
  'REG-20': '2022-06-08',
}

/** Those without a date of their own were there all the time. */
export const REGIONS_OF_2016: readonly string[] = ROWS.map(([code]) => code).filter((code) => !SINCE[code])

/** The Turkistan region was called South Kazakhstan until 19 June 2018. */
const SOUTH_KAZAKHSTAN = {
  official: {
    en: 'Health Department of South Kazakhstan Region',
    ru: 'Управление здравоохранения Южно-Казахстанской области',
    kk: 'Оңтүстік Қазақстан облысының денсаулық сақтау басқармасы',
  },
  short: { en: 'Health: South Kazakhstan Region', ru: 'УЗ Южно-Казахстанской области', kk: 'ОҚО ДСБ' },
  until: '2018-06-19',
}

/** The capital was called Nur-Sultan from 23 March 2019 to 16 September 2022, and Astana before and after. */
const ASTANA_AND_NUR_SULTAN = [
  {
    official: {
      en: 'Health Department of Astana City',
      ru: 'Управление здравоохранения города Астаны',
      kk: 'Астана қаласының денсаулық сақтау басқармасы',
    },
    short: { en: 'Health: Astana City', ru: 'УЗ города Астаны', kk: 'Астана қаласының ДСБ' },
    until: '2019-03-23',
  },
  {
    official: {
      en: 'Health Department of Nur-Sultan City',
      ru: 'Управление здравоохранения города Нур-Султана',
      kk: 'Нұр-Сұлтан қаласының денсаулық сақтау басқармасы',
    },
    short: {
      en: 'Health: Nur-Sultan City',
      ru: 'УЗ города Нур-Султана',
      kk: 'Нұр-Сұлтан қаласының ДСБ',
    },
    until: '2022-09-17',
  },
]

const FORMER: Readonly<Record<string, readonly FormerNames[]>> = {
  'REG-14': [SOUTH_KAZAKHSTAN],
  'REG-16': ASTANA_AND_NUR_SULTAN,
}

export const REGIONS: readonly ExampleInstitution[] = ROWS.map(([code, en, ru, kk], at) =>
  exampleInstitution({
    code,
    sector: 'HEALTH',
    precedence: 40 + at,
    official: {
      en: `Health Department of ${en}`,
      ru: `Управление здравоохранения ${ru}`,
      kk: `${kk} денсаулық сақтау басқармасы`,
    },
    short: { en: `Health: ${en}`, ru: `УЗ ${ru}`, kk: `${kk} ДСБ` },
    ...(FORMER[code] ? { former: FORMER[code] } : {}),
    ...(SINCE[code] ? { since: SINCE[code] } : {}),
  }),
)
