/** Russian texts of the room `printing`. */

import type { Messages } from '../messages.ts'

export const printing: Messages['printing'] = {
  asOf: (when) => `По состоянию на: ${when}.`,
  participants: 'Список участников',
  minutes: 'Протокол заседания',
  draft: 'Проект: протокол ещё не готов.',
  internal: 'Для секретариата: не все указанные здесь лица дали согласие на включение в список.',
  number: '№',
  person: 'Имя',
  position: 'Должность',
  role: 'Роль',
  daysLate: 'Дней просрочки',
  moves: 'Переносов срока',
  refusals: {
    too_many_rows: (p) => `Строк больше ${p.most}: сначала сузьте список.`,
    too_long: (p) =>
      `Слишком длинно для одного документа: он вмещает не более ${p.rows} строк и ${p.thousands} тысяч знаков.`,
  },
}
