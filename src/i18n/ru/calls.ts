/** Russian texts of the room `calls`: whom to phone, and what came of it. */

import type { Messages } from '../messages.ts'
import { plural } from '../plurals.ts'

export const calls: Messages['calls'] = {
  title: 'Список звонков',
  lead: 'Напоминания заканчиваются человеком: тем, кто молчит после последнего, нужно позвонить.',
  now: 'Позвонить сейчас',
  resting: 'Уже звонили, вернуться позже',
  stopped: 'До них не доходят напоминания',
  none: 'Звонить никому не нужно.',
  more: (n) =>
    `и ещё ${n} ${plural('ru', n, { one: 'обязательство', few: 'обязательства', many: 'обязательств', other: 'обязательства' })}`,
  commitment: 'Обязательство',
  promise: 'Что обещано',
  due: 'Срок',
  owes: 'Ожидается по периодам и частям',
  leadInstitution: 'Ответственный исполнитель',
  whom: 'Кому позвонить',
  why: 'Почему',
  phone: 'Телефон',
  noPhone: 'нет номера телефона',
  nobody: 'никто не известен: нужно контактное лицо',
  contact: 'Последний контакт',
  noReport: 'отчёта нет',
  lastReport: (date) => `последний отчёт ${date}`,
  lastReminder: (date) => `последнее напоминание ${date}`,
  called: (date, result, next) => `звонок ${date}: ${result}; вернуться ${next}`,
  act: 'Звонок',
  note: 'Записать звонок',
  on: 'Дата',
  by: 'Кто звонил',
  earlier: 'Прежние звонки',
  reportInstead: 'Отчитались: записать отчёт',
  wordsHint: 'Что было сказано. Видно только секретариату.',
  nextHint: 'В этот день строка вернётся в список звонков.',
  results: {
    promised: 'обещают отчитаться',
    talked: 'разговор без обещаний',
    not_reached: 'не удалось дозвониться',
    refused: 'отказываются',
  },
  fields: { person: 'С кем', result: 'Результат', words: 'Заметка', next_on: 'Вернуться' },
  refusals: {
    next_past: 'День возврата должен быть позже сегодняшнего.',
    next_far: 'День возврата должен быть не дальше чем через год.',
    words_missing: 'Напишите, что обещано или в чём отказано.',
    nothing_owed: 'Здесь больше ничего не должны: звонить некому.',
  },
}
