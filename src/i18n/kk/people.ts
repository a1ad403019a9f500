/** Kazakh texts of people and for whom they speak. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const people: Messages['people'] = {
  title: 'Адамдар',
  one: 'Қатысушы',
  add: 'Адам қосу',
  editTitle: 'Деректерді түзету',
  name: 'Аты-жөні',
  surname: 'Тегі',
  given: 'Аты',
  patronymic: 'Әкесінің аты',
  position: 'Лауазымы',
  salutation: review('Қаратпа сөз'),
  salutationHint: 'Бос болса, аты-жөнінен құралады.',
  namesHint:
    'Аты-жөнін адамның өзі жазатындай етіп, сізге белгілі барлық тілде жазыңыз. Тегінің өзі жеткілікті.',
  email: 'Электрондық пошта мекенжайы',
  phone: 'Телефон',
  readingLanguage: 'Оқитын тілі',
  readingLanguageHint: 'Хаттар мен беттер осы тілде болады.',
  holidayCalendar: 'Мерекелер күнтізбесі',
  protected: review('Қорғалатын тұлға'),
  protectedYes: 'Ешбір тізімде көрсетілмейді',
  protectedHint: review(
    'Қатысуы денсаулығы туралы мәліметті ашуы немесе өзіне қауіп төндіруі мүмкін адамдар үшін.',
  ),
  speaksFor: review('Кімнің өкілі'),
  speaksForNobody: 'Бұл адам ешбір ұйымның өкілі емес.',
  institution: 'Ұйым',
  role: 'Рөлі',
  since: 'Басталуы',
  until: 'Аяқталуы',
  act: 'Әрекет',
  end: 'Бүгін аяқтау',
  addAffiliation: 'Ұйым қосу',
  spellings: 'Әр тілдегі аты-жөні',
  noAddress: 'Электрондық пошта мекенжайы жоқ: хат жетпейді.',
  reminders: 'Еске салулар',
  digest: 'Дайджест',
  mail: 'Хаттар тарихы',
  nothingFound: 'Іздеуге сай ешкім табылмады.',
  none: 'Адамдар әзірге жоқ.',
  roles: {
    focal_point: review('Байланыс тұлғасы'),
    head: 'Басшы',
    member: 'Қызметкер',
    assistant: 'Көмекші',
  },
  mailChoices: {
    on: 'қосулы',
    off: 'өшірулі',
    weekly: 'апта сайын',
  },
  refusals: {
    unknown_institution: 'Тізімнен ұйым таңдаңыз.',
    speaks_already: 'Бұл адам осы рөлде осы ұйымның өкілі болып тіркелген.',
  },
}
