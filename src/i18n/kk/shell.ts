/** Kazakh words of the page shell and the shared view parts. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const shell: Messages['shell'] = {
  product: 'Intersession',
  navigation: {
    label: 'Басты мәзір',
    menu: 'Мәзір',
    home: 'Басты бет',
    dialogues: 'Диалогтар',
    institutions: 'Ұйымдар',
    people: 'Адамдар',
    commitments: 'Міндеттемелер',
    mail: 'Пошта',
    settings: 'Баптаулар',
  },
  skip: 'Мазмұнға өту',
  trail: review('Бұл беттің орны'),
  account: 'Менің тіркелгім',
  signOut: 'Шығу',
  language: 'Тіл',
  languages: { kk: 'Қазақша', ru: 'Русский', en: 'English' },
  example: {
    title: review('Үлгі деректер'),
    text: (today) =>
      review(`Бұл беттердегі адамдар, міндеттемелер мен хаттар ойдан шығарылған. Мұнда бүгін ${today}.`),
  },
  pager: {
    label: 'Беттер',
    shown: (from, to) => `${from}–${to}`,
    shownOf: (from, to, total) => `${from}–${to}, барлығы ${total}`,
    previous: 'Алдыңғы',
    next: 'Келесі',
  },
  table: { empty: 'Әзірге жазба жоқ' },
  filter: {
    label: review('Іздеу және сүзу'),
    search: 'Іздеу',
    apply: 'Көрсету',
    clear: 'Барлығын көрсету',
    shown: (shown, all) => `Көрсетілгені: ${shown}, барлығы: ${all}`,
  },
  form: {
    faults: 'Енгізілген деректерді тексеріңіз',
    faultPrefix: 'Қате',
    optional: 'міндетті емес',
    choose: 'Таңдаңыз',
    save: 'Сақтау',
    cancel: 'Бас тарту',
    back: 'Артқа',
    edit: 'Түзету',
  },
  time: {
    zone: 'Уақыт белдеуі',
    allTimes: (place, offset) => `Барлық уақыт: ${place}, ${offset}`,
    placeTime: review('өтетін орнының уақыты'),
    yourTime: review('сіздің уақытыңыз'),
  },
  passage: {
    only: { kk: 'тек қазақ тілінде', ru: 'тек орыс тілінде', en: 'тек ағылшын тілінде' },
    outdated: review('түпнұсқа өзгергеннен кейін жаңартылмаған'),
  },
  notice: {
    neutral: review('Мәлімет үшін'),
    good: 'Дайын',
    warn: 'Назар аударыңыз',
    bad: 'Қате',
  },
  history: { title: 'Өзгерістер тарихы', empty: 'Әзірге өзгеріс жоқ' },
  footer: review('Intersession отырыстар арасындағы диалогты жалғастырады.'),
}
