/** The decisions of the dialogue of 14 October 2025 as the example tells them: all invented (domain.md §5.4). */

import type { Locale } from '../../kernel/locale.ts'

export interface ExampleDecision {
  /** Counted within the meeting: the first is D-1. */
  readonly number: number
  /** Key of the agenda item under which it was taken. */
  readonly item: string
  /** Wall time in Astana on the day of the meeting. */
  readonly time: string
  readonly texts: Readonly<Record<Locale, string>>
}

export const DECISIONS: readonly ExampleDecision[] = [
  {
    number: 1,
    item: 'opening',
    time: '09:45',
    texts: {
      en: 'The agenda is adopted.',
      ru: 'Утвердить повестку дня.',
      kk: 'Күн тәртібі бекітілсін.',
    },
  },
  {
    number: 2,
    item: 'state',
    time: '10:20',
    texts: {
      en: 'The regions report their stock to the republican centre every month.',
      ru: 'Регионам ежемесячно сообщать о запасе в республиканский центр.',
      kk: 'Өңірлер қор туралы республикалық орталыққа ай сайын хабарласын.',
    },
  },
  {
    number: 3,
    item: 'procurement',
    time: '12:45',
    texts: {
      en: 'The stock of medicines and the dates of the supply chain are presented at every meeting of the dialogue.',
      ru: 'На каждом заседании диалога представлять запас препаратов и сроки цепочки поставок.',
      kk: 'Диалогтың әрбір отырысында дәрілік заттардың қоры мен жеткізу тізбегінің мерзімдері ұсынылсын.',
    },
  },
  {
    number: 4,
    item: 'permits',
    time: '14:50',
    texts: {
      en: 'Applications for permits and estimates of need are submitted on the dates recorded as commitments.',
      ru: 'Подавать заявки на разрешения и исчисления потребностей в сроки, записанные в обязательствах.',
      kk: 'Рұқсаттарға өтінімдер мен қажеттілік есептері міндеттемелерде жазылған мерзімдерде берілсін.',
    },
  },
  {
    number: 5,
    item: 'models',
    time: '15:35',
    texts: {
      en: 'The costs of flexible models of service are compared before the second meeting.',
      ru: 'До второго заседания сравнить затраты на гибкие модели помощи.',
      kk: 'Екінші отырысқа дейін көмек көрсетудің икемді үлгілерінің шығындары салыстырылсын.',
    },
  },
  {
    number: 6,
    item: 'commitments',
    time: '16:50',
    texts: {
      en: 'The commitments of the institutions are recorded and reviewed between the meetings.',
      ru: 'Записать обязательства организаций и проверять их исполнение между заседаниями.',
      kk: 'Ұйымдардың міндеттемелері жазылсын және олардың орындалуы отырыстар арасында тексерілсін.',
    },
  },
  {
    number: 7,
    item: 'commitments',
    time: '17:10',
    texts: {
      en: 'No separate working group is set up: the monthly technical call takes its place.',
      ru: 'Отдельную рабочую группу не создавать: её заменяет ежемесячная техническая встреча.',
      kk: 'Жеке жұмыс тобы құрылмасын: оның орнына ай сайынғы техникалық кездесу өткізілсін.',
    },
  },
]
