/** The roadmap 2015–2017 of source A, and how the example writes one down: all but its title and its month is invented. */

import type { Locale } from '../../kernel/locale.ts'
import type { Direction } from '../../roadmaps/indicator.ts'

export type Words = readonly [en: string, ru: string, kk: string]

/** Words by language. */
export function inThree([en, ru, kk]: Words): Readonly<Record<Locale, string>> {
  return { en, ru, kk }
}

export interface ExampleIndicator {
  readonly name: Words
  readonly unit: Words
  readonly direction: Direction
  /** On the day of the roadmap's baselines; null where nobody counted. */
  readonly baseline: string | null
  readonly target: string
  readonly targetHigh?: string
  /** Code of the institution that reports it. */
  readonly owner: string
  /** Day and value, the oldest first. */
  readonly values: readonly (readonly [on: string, amount: string])[]
}

export interface ExampleObjective {
  readonly code: string
  readonly parent?: string
  readonly owner: string
  readonly title: Words
  readonly indicators: readonly ExampleIndicator[]
  /** Said when it was evaluated. */
  readonly closing?: Words
}

export interface ExampleRoadmap {
  /** Its objectives are known as `R-2015/2.1`. */
  readonly code: string
  readonly dialogue: string
  readonly owner: string
  readonly title: Words
  readonly actTitle: Words
  readonly actBody: Words
  readonly actOn: string
  readonly from: string
  readonly to: string
  readonly baselineOn: string
  /** When it was recorded, wall time in Astana, and why then. */
  readonly recorded: string
  readonly reason: string
  /** When it was evaluated; null while it runs. */
  readonly evaluated: string | null
  readonly objectives: readonly ExampleObjective[]
}

const PEOPLE: Words = ['people', 'чел.', 'адам']
const SITES: Words = ['sites', 'пунктов', 'пункт']
const REGIONS: Words = ['regions', 'регионов', 'өңір']
const SHARE: Words = ['%', '%', '%']
const MONTHS: Words = ['months', 'мес.', 'ай']

export const RHYTHM: Words = ['twice a year', 'раз в полгода', 'жарты жылда бір рет']

const OBJECTIVES: readonly ExampleObjective[] = [
  {
    code: '1',
    owner: 'MOH',
    title: ['Sustainable financing', 'Устойчивое финансирование', 'Тұрақты қаржыландыру'],
    indicators: [
      {
        name: [
          'Share of the costs of therapy borne by the state budget',
          'Доля расходов на терапию за счёт государственного бюджета',
          'Терапия шығындарындағы мемлекеттік бюджеттің үлесі',
        ],
        unit: SHARE,
        direction: 'up',
        baseline: '0.0',
        target: '50.0',
        owner: 'MOH',
        values: [
          ['2015-12-31', '0.0'],
          ['2016-12-31', '12.5'],
          ['2017-12-31', '33.5'],
        ],
      },
      {
        name: [
          'Stock of the medicine at the end of the half-year',
          'Запас препарата на конец полугодия',
          'Жартыжылдықтың соңындағы дәрілік зат қоры',
        ],
        unit: MONTHS,
        direction: 'within',
        baseline: '2.1',
        target: '3',
        targetHigh: '6',
        owner: 'RSPCMH',
        values: [
          ['2015-12-31', '2.8'],
          ['2016-06-30', '4.1'],
          ['2016-12-31', '3.6'],
          ['2017-12-31', '3.2'],
        ],
      },
    ],
    closing: [
      'A third of the costs came from the budget, half was intended. The rest stayed with the Global Fund.',
      'Из бюджета покрыта треть расходов вместо половины. Остальное по-прежнему покрывал Глобальный фонд.',
      'Шығындардың жартысы емес, үштен бірі бюджеттен төленді. Қалғанын бұрынғыдай Жаһандық қор төледі.',
    ],
  },
  {
    code: '2',
    owner: 'RSPCMH',
    title: ['Access in the regions', 'Доступность в регионах', 'Өңірлердегі қолжетімділік'],
    indicators: [
      {
        name: ['Patients in therapy', 'Пациенты на терапии', 'Терапиядағы пациенттер'],
        unit: PEOPLE,
        direction: 'up',
        baseline: '210',
        target: '1000',
        owner: 'RSPCMH',
        values: [
          ['2015-06-30', '224'],
          ['2015-12-31', '251'],
          ['2016-06-30', '290'],
          ['2016-12-31', '318'],
          ['2017-12-31', '322'],
        ],
      },
    ],
    closing: [
      'More regions give therapy, but far fewer people came than were planned for.',
      'Терапия доступна в большем числе регионов, но пациентов намного меньше, чем планировалось.',
      'Терапия көбірек өңірде қолжетімді, бірақ пациенттер саны жоспарланғаннан әлдеқайда аз.',
    ],
  },
  {
    code: '2.1',
    parent: '2',
    owner: 'RSPCMH',
    title: ['Sites of treatment', 'Пункты лечения', 'Емдеу пункттері'],
    indicators: [
      {
        name: ['Sites that give therapy', 'Пункты, где проводится терапия', 'Терапия жүргізілетін пункттер'],
        unit: SITES,
        direction: 'up',
        baseline: '10',
        target: '16',
        owner: 'RSPCMH',
        values: [
          ['2015-12-31', '10'],
          ['2016-06-30', '13'],
          ['2016-12-31', '13'],
          ['2017-12-31', '14'],
        ],
      },
      {
        name: [
          'Patients who stay in therapy for a year',
          'Пациенты, остающиеся на терапии год',
          'Терапияда бір жыл қалатын пациенттер',
        ],
        unit: SHARE,
        direction: 'up',
        baseline: null,
        target: '60.0',
        owner: 'RSPCMH',
        values: [['2017-12-31', '48.5']],
      },
    ],
    closing: [
      'Fourteen sites of sixteen. Two regions had no premises.',
      'Четырнадцать пунктов из шестнадцати. В двух регионах не нашлось помещений.',
      'Он алты пункттің он төрті. Екі өңірде үй-жай болмады.',
    ],
  },
  {
    code: '3',
    owner: 'RSPCMH',
    title: ['Advocacy in the regions', 'Адвокация в регионах', 'Өңірлердегі адвокация'],
    indicators: [
      {
        name: [
          'Physicians and psychologists trained in advocacy',
          'Врачи и психологи, обученные адвокации',
          'Адвокацияға оқытылған дәрігерлер мен психологтар',
        ],
        unit: PEOPLE,
        direction: 'up',
        baseline: '0',
        target: '30',
        owner: 'RSPCMH',
        values: [
          ['2015-12-31', '0'],
          ['2016-06-30', '30'],
        ],
      },
      {
        name: [
          'Regions with an approved advocacy plan',
          'Регионы с утверждённым адвокационным планом',
          'Адвокация жоспары бекітілген өңірлер',
        ],
        unit: REGIONS,
        direction: 'up',
        baseline: '0',
        target: '16',
        owner: 'MOH',
        values: [
          ['2015-12-31', '0'],
          ['2016-06-30', '16'],
        ],
      },
      {
        name: [
          'Refusals of therapy against the rules',
          'Отказы в терапии вопреки правилам',
          'Қағидаларға қайшы терапиядан бас тарту жағдайлары',
        ],
        unit: SHARE,
        direction: 'down',
        baseline: null,
        target: '0',
        owner: 'RSPCMH',
        values: [],
      },
    ],
    closing: [
      'All sixteen regions had a plan for 2016. Refusals were never counted: nothing can be said of them.',
      'План на 2016 год был у всех шестнадцати регионов. Отказы никто не считал: о них ничего сказать нельзя.',
      'Он алты өңірдің бәрінде 2016 жылға жоспар болды. Бас тарту жағдайлары саналған жоқ: олар туралы ештеңе айтуға болмайды.',
    ],
  },
]

/** Recorded with the programme in March 2016, as it was approved in December 2014. */
export const ROADMAP_2015: ExampleRoadmap = {
  code: 'R-2015',
  dialogue: 'MMT-2016',
  owner: 'MOH',
  title: [
    'Roadmap on the sustainability of methadone maintenance therapy, 2015–2017',
    'Дорожная карта по устойчивости поддерживающей терапии метадоном на 2015–2017 годы',
    'Метадонмен қолдау терапиясының тұрақтылығы жөніндегі 2015–2017 жылдарға арналған жол картасы',
  ],
  actTitle: ['Order (demo)', 'Приказ (демо)', 'Бұйрық (демо)'],
  // As it was called on the day of the act.
  actBody: [
    'Ministry of Health and Social Development (demo)',
    'Министерство здравоохранения и социального развития (демо)',
    'Денсаулық сақтау және әлеуметтік даму министрлігі (демо)',
  ],
  actOn: '2014-12-19',
  from: '2015-01-01',
  to: '2017-12-31',
  baselineOn: '2014-12-31',
  recorded: '2016-03-14 11:30',
  reason: 'Утверждена в декабре 2014 года, внесена с опозданием (демо)',
  evaluated: '2018-01-12 15:00',
  objectives: OBJECTIVES,
}
