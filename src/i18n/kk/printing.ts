/** Kazakh texts of the room `printing`. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const printing: Messages['printing'] = {
  asOf: (when) => review(`Жай-күйі: ${when}.`),
  participants: 'Қатысушылар тізімі',
  minutes: 'Отырыс хаттамасы',
  draft: review('Жоба: хаттама әлі дайын емес.'),
  internal: review('Хатшылық үшін: мұнда аталған адамдардың бәрі бірдей тізімге енгізуге келісім бермеген.'),
  number: '№',
  person: 'Аты-жөні',
  position: 'Лауазымы',
  role: 'Рөлі',
  daysLate: review('Кешіктірілген күн саны'),
  moves: review('Мерзім неше рет ауыстырылды'),
  refusals: {
    too_many_rows: (p) => review(`Жолдар саны ${p.most} шегінен асады: алдымен тізімді тарылтыңыз.`),
    too_long: (p) => review(`Бір құжатқа сыймайды. Шегі: ${p.rows} жол, ${p.thousands} мың таңба.`),
  },
}
