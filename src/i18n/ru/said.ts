/** Russian confirmations: one sentence on the page that follows an act. */

import type { Messages } from '../messages.ts'

export const said: Messages['said'] = {
  saved: 'Сохранено.',
  created: 'Создано.',
  sent: 'Отправлено.',
  queued: 'Письма поставлены в очередь на отправку.',
  cancelled: 'Отменено. Все, у кого была запись в календаре, получат уведомление.',
  recorded: 'Записано.',
  removed: 'Удалено.',
  moved: 'Перемещено.',
  published: 'Опубликовано.',
  reminded: 'Не ответившим отправлено напоминание.',
  granted: 'Роль назначена.',
  erased: 'Данные удалены.',
  ended: 'Завершено.',
  answered: 'Спасибо. Ваш ответ записан.',
  withdrawn: 'Отозвано.',
  nominated: 'Спасибо. Представитель назначен.',
  replaced: 'Замена записана. Оба лица получат письма.',
  regrets: 'Отказ записан. Решение можно изменить до начала заседания.',
  reported: 'Спасибо. Ваш отчёт записан.',
  verified: 'Спасибо. Результат проверки записан.',
  returned: 'Возвращено ответственному исполнителю.',
  loaded: 'Пример загружен.',
  welcome: 'Intersession готов к работе.',
}
