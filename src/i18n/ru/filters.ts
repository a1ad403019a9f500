/** Russian texts of the room `filters`, and of the choices of the list of commitments. */

import type { Messages } from '../messages.ts'
import { plural } from '../plurals.ts'

const days = (n: number) => `${n} ${plural('ru', n, { one: 'день', few: 'дня', many: 'дней' })}`

export const filters: Messages['filters'] = {
  title: 'Ваши подборки',
  lead: 'Подборки обязательств, сохранённые вами под своим названием. Никто другой их не видит.',
  none: 'Сохранённых подборок пока нет. Выберите условия в перечне обязательств и сохраните подборку там.',
  keep: 'Сохранить подборку',
  remove: (name) => `Удалить «${name}»`,
  fields: { name: 'Название подборки', default: 'Открывать перечень с этой подборки' },
  tabs: { label: 'Подборки', open: 'Открытые', manage: 'Ваши подборки' },
  forms: { label: 'Вид', table: 'Таблица', timeline: 'Временная шкала' },
  shows: { soon: 'Срок скоро', undated: 'Без срока', recurring: 'Повторяющиеся' },
  more: 'Другие условия',
  part: 'Участие организации',
  parts: { lead: 'ответственный исполнитель', any: 'ответственный исполнитель или соисполнитель' },
  within: 'Срок в ближайшие',
  days,
  unnamed: 'Ответственное лицо не названо',
  objective: 'Цель',
  order: 'Порядок',
  orders: {
    due: 'по сроку исполнения',
    slip: 'по величине переноса срока',
    report: 'сначала те, по которым дольше нет отчёта',
  },
  grouping: 'Группировка',
  groupings: { none: 'нет', lead: 'ответственный исполнитель', dialogue: 'диалог', objective: 'цель' },
  by: { lead: 'По ответственным исполнителям', objective: 'По целям' },
  noObjective: 'Без цели',
  fromMeeting: (title) => `Только обязательства заседания: ${title}`,
  everyMeeting: 'Показать обязательства всех заседаний',
  slip: 'Перенос срока',
  earlier: (n) => `на ${days(n)} раньше`,
  later: (n) => `на ${days(n)} позже`,
  times: (n) => `${n} ${plural('ru', n, { one: 'перенос', few: 'переноса', many: 'переносов' })}`,
  refusals: {
    nothing_chosen: 'В этой подборке ничего не выбрано: перечень и так открывается в этом виде.',
    kept_already: (p) => `Такая подборка уже сохранена: ${p.name}.`,
    name_taken: 'Такое название уже есть у другой вашей подборки.',
    too_many: (p) => `Можно сохранить не более ${p.most} подборок. Сначала удалите одну из них.`,
  },
}
