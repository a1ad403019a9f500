/** Kazakh texts of keeping, copying and erasing personal data. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const retention: Messages['retention'] = {
  title: 'Дербес деректер',
  lead: review(
    'Қызмет енді қажет емес деректерді түн сайын жояды. Төменде дәл қазір не жойылатыны көрсетілген; әзірге ештеңе өзгертілген жоқ.',
  ),
  rule: 'Не',
  fieldClass: review('Санаты'),
  keptFor: 'Сақтау мерзімі',
  due: review('Жойылуға тиіс'),
  kept: (days, clock) => `${clock} ${days} күн`,
  clocks: {
    attempt: review('жіберу әрекетінен кейін'),
    settled: review('хат жіберілгеннен кейін'),
    meeting_end: review('отырыс аяқталғаннан кейін'),
    dialogue_end: review('диалог жабылғаннан кейін'),
  },
  rules: {
    answer_comments: review('Қатысушылардың жауаптарына жазған пікірлері'),
    relay_replies: review('Пошта серверлерінің жауаптары'),
    convenience_letters: review('Кіру хаттарының, еске салулар мен дайджестердің мәтіндері'),
    letter_links: review('Жіберілген хаттардағы жеке сілтемелер'),
    official_letters: review('Хаттардың адресаттары мен мәтіндері'),
    contacts: review('Бұрынғы қатысушылардың мекенжайлары мен телефондары'),
  },
  expired: review(
    'Сеанстар, кіру сұраулары және жеке сілтемелер мерзімі өткеннен кейін бір аптадан соң жойылады.',
  ),
  copy: review('Осы адам туралы сақталған деректерді жүктеп алу'),
  erase: review('Осы адамның деректерін жою'),
  eraseTitle: 'Дербес деректерді жою',
  eraseLead: (phrase) =>
    review(
      `Аты-жөні, мекенжайы, телефоны, қолжетімділігі, жеке сілтемелері мен хаттары біржола жойылады. Шешімдер, міндеттемелер мен жауаптар «${phrase}» деген атаумен қалады.`,
    ),
  eraseHint: review('Мұны кері қайтару мүмкін емес. Адам көшірме сұраса, алдымен оны жүктеп алыңыз.'),
  eraseSubmit: review('Біржола жою'),
  mentions: review('Тегі мына мәтіндерде де кездеседі. Оларды оқып, қажет болса түзетіңіз.'),
  noMentions: review('Тегі шешімдерде, міндеттемелерде, күн тәртібінде және хат деректерінде кездеспейді.'),
  places: {
    decision: 'Шешім',
    commitment: 'Міндеттеме',
    meeting: 'Отырыс',
    dialogue: 'Диалог',
  },
  former: review('Бұрынғы қатысушы'),
  formerOf: (institution) => review(`Бұрынғы өкіл (${institution})`),
  refusals: {
    not_yourself: review('Өз деректеріңізді өзіңіз жоя алмайсыз. Мұны басқа әкімші жасай алады.'),
    named_still: review(
      'Бұл адам әлі аяқталмаған отырысқа тағайындалған. Алдымен оны ауыстырыңыз немесе кері қайтарыңыз.',
    ),
    administers_alone: review('Басқа әкімші жоқ. Алдымен басқа біреуді әкімші етіп тағайындаңыз.'),
    organises_alone: review('Бұл адам диалогтің жалғыз ұйымдастырушысы. Алдымен рөлді басқа адамға беріңіз.'),
  },
}
