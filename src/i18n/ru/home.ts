/** Russian texts of the start page and of error pages. */

import type { Messages } from '../messages.ts'
import { plural } from '../plurals.ts'

export const home: Messages['home'] = {
  title: 'Что требует внимания сегодня',
  newDialogue: 'Новый диалог',
  toMail: 'Посмотреть, какие и почему',
  keepsMail: 'Письма сохраняются, но не отправляются',
  keepsMailWhy:
    'Почтовый сервер не настроен. Каждое письмо составлено и доступно в разделе «Почта», но никому не доставляется.',
  meetings: 'Ближайшие заседания',
  noMeetings: 'Заседаний не запланировано.',
  meeting: 'Заседание',
  when: 'Когда',
  answers: 'Ответы',
  nobodyInvited: 'пока никто не приглашён',
  silent: 'Просрочено, отчёта нет',
  noSilent: 'Среди просроченных нет обязательств без отчёта.',
  late: 'Просрочено, отчёт есть',
  noLate: 'Просроченных обязательств нет.',
  toVerify: 'Исполнено, на проверке',
  noneToVerify: 'Проверять нечего.',
  code: 'Код',
  promise: 'Обязательство',
  lead: 'Ответственный исполнитель',
  due: 'Срок',
  lostMails: 'Официальные письма, которые не дошли',
  failedMails: (count: number) =>
    `Не доставлено: ${count} ${plural('ru', count, { one: 'письмо', few: 'письма', many: 'писем' })}`,
  answered: (count: number, invited: number) => `${count} из ${invited}`,
  all: (count: number) => `Все ${count}`,
  lateBy: (days: number) =>
    `просрочено на ${days} ${plural('ru', days, { one: 'день', few: 'дня', many: 'дней' })}`,
  calls: 'Позвонить: напоминания закончились',
  whom: 'Кому',
  why: 'Почему',
  stopped: 'Кто не получает напоминаний',
  owes: 'Обязательства',
  reasons: {
    exhausted: 'все напоминания отправлены, ответа нет',
    unreachable: 'по почте никто не доступен',
    off: 'напоминания отключены',
    suppressed: 'адрес не принимает письма',
  },
  firstSteps: 'С чего начать',
  steps: {
    sectors: {
      text: 'Введите секторы,',
      why: 'между которыми нужен баланс: здравоохранение, правосудие, гражданское общество.',
    },
    institutions: { text: 'Введите организации', why: 'с их названиями и языками переписки.' },
    people: { text: 'Введите контактное лицо каждой из них,', why: 'чтобы письма доходили.' },
    dialogue: { text: 'Откройте диалог', why: 'и запланируйте первое заседание.' },
  },
  error: {
    title: 'Не получилось',
    toStart: 'На главную страницу',
    ours: 'Произошла ошибка на нашей стороне. Всё, что было записано раньше, сохранено.',
    reference: (reference: string) => `Если она повторится, сообщите администратору номер: ${reference}`,
  },
  refusals: {},
}
