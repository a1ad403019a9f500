/** Russian texts of the room `oversight`: what whoever coordinates has to see. */

import type { Messages } from '../messages.ts'
import { plural } from '../plurals.ts'

const commitments = (n: number) =>
  `${n} ${plural('ru', n, { one: 'обязательство', few: 'обязательства', many: 'обязательств', other: 'обязательства' })}`

export const oversight: Messages['oversight'] = {
  needsYou: 'Ждут вашего решения',
  nothing: 'Ничего не ждёт вашего решения.',
  toGrant: 'Просят перенести срок',
  asks: (code, date) => `${code}: просят срок ${date}`,
  reason: 'Причина',
  since: 'С какого дня',
  request: 'Просьба',
  gaps: (n) => `Без ответственного лица: ${commitments(n)}`,
  callList: 'Открыть список звонков',
  risks: 'Препараты под угрозой',
  noRisks: 'Судя по отчётам, препаратам ничего не угрожает.',
  lateBy: 'Просрочено по организациям',
  institution: 'Организация',
  standing: 'Положение',
  late: {
    count: (n) => `просрочено: ${n}`,
    silent: (n) => `без отчёта: ${n}`,
    oldest: (n) =>
      `самое давнее – ${n} ${plural('ru', n, { one: 'день', few: 'дня', many: 'дней', other: 'дня' })}`,
  },
  more: (n) => `и ещё ${n}`,
  expected: 'Отчёты, ожидаемые на этой неделе',
  nothingExpected: 'На этой неделе отчётов не ждут.',
  of: (n, all) => `${n} из ${all}`,
  due: (n) => `Срок в ближайшие семь дней: ${commitments(n)}`,
  period: ({ code, period, due, of }) => `${code}, ${period}: отчитались ${of}, срок ${due}`,
  status: (due, of) => `Состояние перед заседанием: ответили организации (${of}), срок ${due}`,
  stock: (medicine, month, of) => `${medicine}, остатки за ${month}: отчитались ${of}`,
  missingTitle: 'Чего не хватает',
  complete: 'всё готово',
  missing: {
    announcement: 'не объявлено',
    agenda: 'нет повестки дня',
    publication: 'повестка дня не опубликована',
    status: 'состояние обязательств не запрошено',
    letters: (n) => `не отправлено писем: ${n}`,
    answers: (n) => `не ответили организации: ${n}`,
    minutes: (date) => `протокол от ${date}`,
  },
  refusals: {},
}
