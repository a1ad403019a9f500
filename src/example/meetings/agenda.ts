/** Agendas of the example: the day of the dialogue after domain.md §5.2, and the three days of the workshop. */

import type { ItemKind, Visibility } from '../../agenda/item.ts'
import type { Locale } from '../../kernel/locale.ts'
import type { AttributionRule } from '../../store/schema.ts'

export interface ExampleItem {
  /** Names the item where decisions and commitments refer to it. */
  readonly key: string
  /** Which day of the meeting, from 1. */
  readonly day: number
  readonly kind: ItemKind
  readonly isBreak: boolean
  readonly minutes: number
  /** Code of the presenting institution. */
  readonly presenter: string | null
  readonly attribution: AttributionRule | null
  readonly visibility: Visibility
  readonly title: Readonly<Record<Locale, string>>
}

type Title = readonly [en: string, ru: string, kk: string]
type Row = readonly [key: string, minutes: number, title: Title, rest?: Partial<ExampleItem>]

function item([key, minutes, [en, ru, kk], rest]: Row): ExampleItem {
  return {
    key,
    day: 1,
    kind: 'information',
    isBreak: false,
    minutes,
    presenter: null,
    attribution: null,
    visibility: 'public',
    title: { en, ru, kk },
    ...rest,
  }
}

const COFFEE: Title = ['Coffee break', 'Кофе-пауза', 'Кофе-үзіліс']
const LUNCH: Title = ['Lunch', 'Обед', 'Түскі ас']
const BREAK = { isBreak: true, kind: 'procedural' } as const

const DIALOGUE_ROWS: readonly Row[] = [
  ['registration', 30, ['Registration', 'Регистрация', 'Тіркеу'], { kind: 'procedural' }],
  [
    'opening',
    20,
    [
      'Opening and adoption of the agenda',
      'Открытие и утверждение повестки дня',
      'Ашылуы және күн тәртібін бекіту',
    ],
    { kind: 'procedural', presenter: 'MOH' },
  ],
  [
    'state',
    30,
    [
      'State of opioid agonist therapy in the country',
      'Состояние поддерживающей терапии в стране',
      'Елдегі қолдау терапиясының жай-күйі',
    ],
    { presenter: 'RSPCMH' },
  ],
  [
    'who',
    30,
    ['WHO recommendations of 2025', 'Рекомендации ВОЗ 2025 года', 'ДДСҰ-ның 2025 жылғы ұсынымдары'],
    { presenter: 'WHO' },
  ],
  [
    'experience',
    30,
    [
      'International experience and the map of the price of criminalization, 2023',
      'Международный опыт и карта цены криминализации, 2023',
      'Халықаралық тәжірибе және криминализация құнының картасы, 2023',
    ],
    { presenter: 'EHRA' },
  ],
  ['coffee-1', 30, COFFEE, BREAK],
  [
    'procurement',
    60,
    [
      'Uninterrupted procurement: the chain, the stock, the next dates',
      'Бесперебойные закупки: цепочка, запас, ближайшие сроки',
      'Үздіксіз сатып алу: тізбек, қор, таяудағы мерзімдер',
    ],
    { kind: 'discussion', presenter: 'DIST', visibility: 'members' },
  ],
  ['lunch', 75, LUNCH, BREAK],
  [
    'permits',
    45,
    [
      'Permits, estimates and the roles of the authorities',
      'Разрешения, исчисления потребностей и роли органов',
      'Рұқсаттар, қажеттілікті есептеу және органдардың рөлі',
    ],
    { kind: 'discussion', presenter: 'CNA', visibility: 'members' },
  ],
  [
    'models',
    45,
    [
      'Flexible, safe and cost-effective models of service',
      'Гибкие, безопасные и экономически эффективные модели помощи',
      'Көмек көрсетудің икемді, қауіпсіз әрі үнемді үлгілері',
    ],
    { kind: 'discussion', presenter: 'APH' },
  ],
  ['coffee-2', 25, COFFEE, BREAK],
  [
    'voices',
    30,
    ['Voices of services and patients', 'Голос служб и пациентов', 'Қызметтер мен пациенттердің пікірі'],
    { kind: 'discussion', attribution: 'chatham_house', visibility: 'members' },
  ],
  [
    'commitments',
    45,
    ['Commitments and next steps', 'Обязательства и дальнейшие шаги', 'Міндеттемелер және келесі қадамдар'],
    { kind: 'decision', presenter: 'SEC' },
  ],
  ['closing', 15, ['Closing', 'Закрытие', 'Жабылуы'], { kind: 'procedural', presenter: 'MOH' }],
]

/** The day of 14 October 2025: 380 minutes of items and 130 of breaks fill 09:00–17:30 exactly. */
export const DIALOGUE_AGENDA: readonly ExampleItem[] = DIALOGUE_ROWS.map(item)

const WORKSHOP_ROWS: readonly Row[] = [
  ['w-opening', 60, ['Opening', 'Открытие', 'Ашылуы'], { kind: 'procedural', presenter: 'RSPCMH' }],
  [
    'w-evidence',
    180,
    [
      'Evidence on methadone maintenance therapy',
      'Доказательная база поддерживающей терапии метадоном',
      'Метадонмен қолдау терапиясының дәлелді негізі',
    ],
    { presenter: 'UNODC-ROCA' },
  ],
  [
    'w-audiences',
    180,
    [
      'Target audiences and key messages',
      'Целевые аудитории и ключевые сообщения',
      'Нысаналы аудиториялар және негізгі хабарлар',
    ],
    { kind: 'discussion', presenter: 'UNODC-ROCA' },
  ],
  [
    'w-media',
    360,
    [
      'Working with the media',
      'Работа со средствами массовой информации',
      'Бұқаралық ақпарат құралдарымен жұмыс',
    ],
    { kind: 'discussion', presenter: 'UNODC-ROCA', day: 2 },
  ],
  [
    'w-plans',
    240,
    [
      'Presentation of the advocacy plans of the regions for 2016',
      'Представление адвокационных планов регионов на 2016 год',
      'Өңірлердің 2016 жылға арналған адвокация жоспарларын таныстыру',
    ],
    { kind: 'discussion', day: 3 },
  ],
  [
    'w-monitoring',
    60,
    [
      'Monitoring of the plans by the ministry',
      'Мониторинг планов министерством',
      'Жоспарларға министрліктің мониторинг жүргізуі',
    ],
    { kind: 'decision', presenter: 'MOH', day: 3 },
  ],
]

export const WORKSHOP_AGENDA: readonly ExampleItem[] = WORKSHOP_ROWS.map(item)
