/** Russian texts of the settings page. */

import type { Messages } from '../messages.ts'

export const settings: Messages['settings'] = {
  title: 'Настройки',
  accounts: 'Кто может войти',
  accountsHint:
    'Учётная запись появляется, когда человек получает роль в диалоге. Организатор может открывать новые диалоги; у участника только назначенные роли.',
  rank: 'Статус',
  change: 'Изменить',
  closed: 'закрыта',
  close: 'Закрыть',
  noHolidays: 'На этот год записей нет: нерабочие дни — только выходные.',
  addHoliday: 'Добавить день',
  calendar: 'Календарь',
  day: 'День',
  kind: 'Вид',
  name: 'Название',
  source: 'Источник',
  sourceHint: 'Закон, постановление или приказ.',
  remove: 'Удалить',
  holidays: (year: string) => `Нерабочие дни в ${year} году`,
  ranks: {
    administrator: 'администратор',
    organiser: 'организатор',
    member: 'участник',
  },
  makeRank: {
    administrator: 'Сделать администратором',
    organiser: 'Сделать организатором',
    member: 'Сделать участником',
  },
  kinds: {
    off: 'нерабочий день',
    working: 'рабочий день',
  },
  refusals: {
    day_known: 'Этот день уже есть в календаре.',
  },
}
