/** Russian texts of the start page and of error pages. */

import type { Messages } from '../messages.ts'

export const home: Messages['home'] = {
  error: {
    title: 'Не получилось',
    toStart: 'На главную страницу',
    ours: 'Произошла ошибка на нашей стороне. Всё, что было записано раньше, сохранено.',
    reference: (reference: string) => `Если она повторится, сообщите администратору номер: ${reference}`,
  },
  refusals: {},
}
