/** The roadmap of the dialogue that began in 2025, which its commitments serve; all of it is invented. */

import type { ExampleRoadmap } from './roadmap.ts'

export const ROADMAP_2025: ExampleRoadmap = {
  code: 'R-2025',
  dialogue: 'OAT-KZ',
  owner: 'MOH',
  title: [
    'Roadmap on opioid agonist therapy, 2025–2027',
    'Дорожная карта по поддерживающей терапии на 2025–2027 годы',
    'Қолдау терапиясы жөніндегі 2025–2027 жылдарға арналған жол картасы',
  ],
  actTitle: ['Joint plan (demo)', 'Совместный план (демо)', 'Бірлескен жоспар (демо)'],
  actBody: [
    'Ministry of Health (demo)',
    'Министерство здравоохранения (демо)',
    'Денсаулық сақтау министрлігі (демо)',
  ],
  actOn: '2025-08-20',
  from: '2025-01-01',
  to: '2027-12-31',
  baselineOn: '2024-12-31',
  recorded: '2025-08-27 10:00',
  reason: 'Утверждена 20 августа 2025 года (демо)',
  evaluated: null,
  objectives: [
    {
      code: '1',
      owner: 'DIST',
      title: ['Uninterrupted supply', 'Бесперебойное обеспечение', 'Үздіксіз қамтамасыз ету'],
      indicators: [
        {
          name: [
            'Days without the medicine in a half-year',
            'Дней без препарата за полугодие',
            'Жартыжылдықтағы дәрілік зат болмаған күндер',
          ],
          unit: ['days', 'дн.', 'күн'],
          direction: 'down',
          baseline: '11',
          target: '0',
          owner: 'DIST',
          values: [
            ['2025-06-30', '4'],
            ['2025-12-31', '6'],
          ],
        },
        {
          name: [
            'Places that report their stock in time',
            'Места, вовремя сообщающие об остатках',
            'Қалдықтарын уақтылы хабарлайтын орындар',
          ],
          unit: ['%', '%', '%'],
          direction: 'up',
          baseline: '55.0',
          target: '95.0',
          owner: 'RSPCMH',
          values: [
            ['2025-06-30', '61.5'],
            ['2025-12-31', '70.0'],
          ],
        },
      ],
    },
    {
      code: '2',
      owner: 'RSPCMH',
      title: [
        'Flexible and cost-effective models of service',
        'Гибкие и экономически эффективные модели помощи',
        'Көмек көрсетудің икемді әрі үнемді үлгілері',
      ],
      indicators: [
        {
          name: ['Patients in therapy', 'Пациенты на терапии', 'Терапиядағы пациенттер'],
          unit: ['people', 'чел.', 'адам'],
          direction: 'up',
          baseline: '412',
          target: '800',
          owner: 'RSPCMH',
          values: [
            ['2025-06-30', '418'],
            ['2025-12-31', '420'],
          ],
        },
      ],
    },
    {
      code: '3',
      owner: 'GPO',
      title: [
        'Legal safety of patients and services',
        'Правовая безопасность пациентов и служб',
        'Пациенттер мен қызметтердің құқықтық қауіпсіздігі',
      ],
      indicators: [
        {
          name: [
            'Patients detained with a valid prescription',
            'Задержания пациентов с действующим рецептом',
            'Жарамды рецепті бар пациенттерді ұстау жағдайлары',
          ],
          unit: ['cases', 'случ.', 'жағдай'],
          direction: 'down',
          baseline: null,
          target: '0',
          owner: 'GPO',
          values: [],
        },
      ],
    },
  ],
}

/** Which objective a commitment serves, by its number; the others serve none. */
export const OBJECTIVE_OF: Readonly<Record<number, string>> = {
  1: '1',
  2: '1',
  3: '1',
  4: '1',
  5: '1',
  6: '2',
  7: '3',
  8: '2',
}
