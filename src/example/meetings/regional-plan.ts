/** What the regions wrote into their advocacy plans for 2016: invented words, in the language of who wrote them. */

import type { ActivityKind } from '../../plans/activity.ts'
import type { TextPart } from '../../plans/template.ts'

/** The languages in which the regions wrote. */
export type Written = 'ru' | 'kk'

type PlanTexts = Readonly<Record<TextPart, string>>

/** Two ways to begin; regions take turns. */
export const PLAN_TEXTS: Readonly<Record<Written, readonly [PlanTexts, PlanTexts]>> = {
  ru: [
    {
      audience: 'Заместитель акима по социальным вопросам, депутаты маслихата, руководители полиции.',
      message: 'Терапия сохраняет семью и работу и обходится дешевле последствий её отсутствия (демо).',
      channel: 'Рабочие встречи, областная газета, день открытых дверей в центре.',
    },
    {
      audience: 'Врачи поликлиник, сотрудники центров СПИД, родственники пациентов.',
      message: 'Пациент на терапии лечится сам и меньше рискует заразить других (демо).',
      channel: 'Врачебные конференции, памятки, группы взаимопомощи.',
    },
  ],
  kk: [
    {
      audience: 'Әкімнің әлеуметтік мәселелер жөніндегі орынбасары, мәслихат депутаттары, полиция басшылары.',
      message: 'Терапия отбасы мен жұмысты сақтайды және оның болмауының салдарынан арзанға түседі (демо).',
      channel: 'Жұмыс кездесулері, облыстық газет, орталықтағы ашық есік күні.',
    },
    {
      audience: 'Емхана дәрігерлері, ЖИТС орталықтарының қызметкерлері, пациенттердің туыстары.',
      message: 'Терапиядағы пациент емделеді және басқаларға жұқтыру қаупі азаяды (демо).',
      channel: 'Дәрігерлер конференциялары, жадынамалар, өзара көмек топтары.',
    },
  ],
}

export interface PlannedActivity {
  readonly kind: ActivityKind
  /** Code of the objective of the roadmap. */
  readonly objective: string
  readonly from: string
  readonly to: string
  readonly title: Readonly<Record<Written, string>>
  readonly result: Readonly<Record<Written, string>>
}

/** Each region takes two of them, one for each half of the year. */
export const FIRST_HALF: readonly PlannedActivity[] = [
  {
    kind: 'meeting',
    objective: '1',
    from: '2016-05-10',
    to: '2016-05-31',
    title: {
      ru: 'Встреча с финансовым управлением о строке бюджета на 2017 год',
      kk: '2017 жылғы бюджет жолы туралы қаржы басқармасымен кездесу',
    },
    result: { ru: 'Заявка в бюджет подана', kk: 'Бюджетке өтінім берілді' },
  },
  {
    kind: 'training',
    objective: '3',
    from: '2016-05-16',
    to: '2016-06-10',
    title: {
      ru: 'Обучение врачей поликлиник направлению на терапию',
      kk: 'Емхана дәрігерлерін терапияға жолдауға оқыту',
    },
    result: { ru: 'Обучено 20 врачей', kk: '20 дәрігер оқытылды' },
  },
]

export const SECOND_HALF: readonly PlannedActivity[] = [
  {
    kind: 'media',
    objective: '3',
    from: '2016-09-01',
    to: '2016-10-31',
    title: {
      ru: 'Две публикации в областной печати',
      kk: 'Облыстық баспасөзде екі жарияланым',
    },
    result: { ru: 'Опубликовано две статьи', kk: 'Екі мақала жарияланды' },
  },
  {
    kind: 'service',
    objective: '2.1',
    from: '2016-08-01',
    to: '2016-11-30',
    title: {
      ru: 'Продлить часы работы пункта лечения',
      kk: 'Емдеу пунктінің жұмыс уақытын ұзарту',
    },
    result: { ru: 'Пункт работает и в выходные', kk: 'Пункт демалыс күндері де жұмыс істейді' },
  },
  {
    kind: 'monitoring',
    objective: '2',
    from: '2016-10-01',
    to: '2016-12-15',
    title: {
      ru: 'Опрос пациентов о доступности терапии',
      kk: 'Терапияның қолжетімділігі туралы пациенттерден сауалнама алу',
    },
    result: { ru: 'Отчёт об опросе', kk: 'Сауалнама есебі' },
  },
]

/** Sent back once before they were approved, with what was missing. */
export const RETURNED: Readonly<Record<string, string>> = {
  'REG-05': 'Укажите, кто отвечает за публикации (демо).',
  'REG-10': 'Нысаналы аудиторияны нақтылаңыз (демо).',
}

/** Said nothing when they were asked about the second half of the year. */
export const SILENT: readonly string[] = ['REG-04', 'REG-11', 'REG-13']
