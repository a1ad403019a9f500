/** Kazakh texts of the start page and of error pages. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const home: Messages['home'] = {
  title: review('Бүгін назар аударатын мәселелер'),
  newDialogue: 'Жаңа диалог',
  toMail: 'Қайсысы және неге екенін көру',
  keepsMail: 'Хаттар сақталады, бірақ жіберілмейді',
  keepsMailWhy: review(
    'Пошта сервері бапталмаған. Әр хат жазылып, «Пошта» бөлімінде тұрады, бірақ ешкімге жеткізілмейді.',
  ),
  meetings: 'Жақын отырыстар',
  noMeetings: 'Отырыс жоспарланбаған.',
  meeting: 'Отырыс',
  when: 'Қашан',
  answers: 'Жауаптар',
  nobodyInvited: 'әзірге ешкім шақырылмаған',
  silent: review('Мерзімі өткен, есеп жоқ'),
  noSilent: review('Мерзімі өткендердің ішінде есепсізі жоқ.'),
  late: 'Мерзімі өткен, есеп бар',
  noLate: 'Мерзімі өткен міндеттеме жоқ.',
  toVerify: 'Орындалды, тексерілуде',
  noneToVerify: 'Тексеретін ештеңе жоқ.',
  code: 'Коды',
  promise: 'Міндеттеме',
  lead: 'Жауапты орындаушы',
  due: 'Мерзімі',
  lostMails: 'Жетпеген ресми хаттар',
  failedMails: (count: number) => `${count} хат жеткізілмеді`,
  answered: (count: number, invited: number) => `${count} / ${invited}`,
  all: (count: number) => `Барлығы ${count}`,
  lateBy: (days: number) => `${days} күн кешікті`,
  calls: review('Телефон соғу керек: еске салулар аяқталды'),
  whom: 'Кімге',
  why: 'Себебі',
  stopped: review('Еске салу алмайтындар'),
  owes: 'Міндеттемелері',
  reasons: {
    exhausted: 'барлық еске салу жіберілді, жауап жоқ',
    unreachable: 'пошта арқылы ешкімге жету мүмкін емес',
    off: 'еске салулар өшірілген',
    suppressed: 'мекенжай хат қабылдамайды',
  },
  firstSteps: 'Неден бастау керек',
  steps: {
    sectors: {
      text: review('Секторларды енгізіңіз:'),
      why: review('денсаулық сақтау, әділет, азаматтық қоғам – олардың теңгерімі маңызды.'),
    },
    institutions: {
      text: review('Ұйымдарды енгізіңіз:'),
      why: review('атаулары мен хат алмасу тілдерін көрсетіңіз.'),
    },
    people: {
      text: review('Әр ұйымның байланыс тұлғасын енгізіңіз:'),
      why: review('хаттар соған жетеді.'),
    },
    dialogue: {
      text: review('Диалогты ашыңыз'),
      why: review('және алғашқы отырысын жоспарлаңыз.'),
    },
  },
  error: {
    title: 'Орындалмады',
    toStart: 'Басты бетке',
    ours: 'Біздің жақта қате болды. Бұған дейін жазылғанның бәрі сақталған.',
    reference: (reference: string) => `Қате қайталанса, әкімшіге мына нөмірді айтыңыз: ${reference}`,
  },
  refusals: {},
}
