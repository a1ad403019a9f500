/** Russian texts of the room `meetings`. */

import type { Messages } from '../messages.ts'

const states = {
  draft: 'Черновик',
  announced: 'Объявлено',
  confirmed: 'Подтверждено',
  postponed: 'Перенесено',
  in_session: 'Идёт',
  held: 'Проведено',
  minuted: 'Протокол составлен',
  closed: 'Закрыто',
  cancelled: 'Отменено',
}
const moves = {
  announcement: 'Объявить',
  confirmation: 'Подтвердить',
  opening: 'Открыть заседание',
  holding: 'Отметить как проведённое',
  minuting: 'Протокол составлен',
  closing: 'Закрыть',
  postponement: 'Перенести',
  cancellation: 'Отменить заседание',
}
const facts = {
  time: 'дни и время',
  title: 'название',
  venue: 'место проведения',
  link: 'ссылка на видеосвязь',
  format: 'формат',
  kind: 'вид',
  languages: 'языки',
  interpretation: 'перевод',
  attribution: 'указание авторства',
  list: 'список участников',
  previous: 'предыдущее заседание',
}

export const meetings: Messages['meetings'] = {
  recordedNow: 'Сейчас записано',
  plan: 'Запланировать заседание',
  planTitle: 'Новое заседание',
  editTitle: 'Изменить данные заседания',
  ordinal: (n) => `Заседание № ${n}`,
  name: 'Название',
  kind: 'Вид',
  kinds: {
    dialogue: 'Многосторонний диалог',
    session: 'Заседание',
    workshop: 'Семинар-тренинг',
    technical: 'Техническая рабочая группа',
    oversight: 'Мониторинговый визит',
  },
  format: 'Формат',
  formats: { in_person: 'Очно', online: 'Онлайн', hybrid: 'Очно и онлайн' },
  state: 'Статус',
  states,
  moves,
  when: 'Когда',
  yourTime: (times) => `По вашему времени: ${times}`,
  days: 'Дни и время',
  daysHint: 'Одна строка — один день, не более 14. Чтобы убрать день, очистите строку.',
  day: (n) => `День ${n}`,
  date: 'Дата',
  starts: 'Начало',
  ends: 'Окончание',
  oneMoreDay: 'Ещё одна строка',
  zoneHint: 'Пояс места проведения, например Asia/Almaty. Время для всех указано по этому поясу.',
  venue: 'Место проведения',
  link: 'Ссылка на видеосвязь',
  linkHint: 'Начинается с https://. Указывается в календаре каждого делегата.',
  languages: 'Языки',
  interpretation: 'Синхронный перевод',
  interpretationHint: 'Языки, на которые и с которых переводят.',
  attribution: 'Указание авторства',
  previous: 'Предыдущее заседание',
  previousHint: 'Его открытые вопросы можно включить в повестку.',
  participantListHint: 'По правилу Чатем-Хаус участникам видна только численность, что бы ни было выбрано.',
  sections: {
    label: 'На этой странице',
    facts: 'Сведения',
    delegates: 'Организации и делегаты',
    agenda: 'Повестка дня',
    decisions: 'Решения',
    commitments: 'Обязательства',
    mail: 'Письма',
    history: 'История изменений',
  },
  editAgenda: 'Изменить повестку',
  seeAgenda: 'Открыть повестку',
  cautions: {
    holiday: (date, name) => `${date} — нерабочий день: ${name}.`,
    weekend: (date) => `${date} — выходной день.`,
    sameTime: (date, ordinal) => `${date}: в это же время проходит заседание № ${ordinal} этого диалога.`,
  },
  gathering: (until, count) =>
    `Изменения собираются до ${until}, затем отправляются одним письмом. Делегатов с записью в календаре: ${count}.`,
  ask: {
    cancellation: 'Отменить заседание?',
    cancellationLead: 'Отменённое заседание не возобновляется: чтобы всё же собраться, запланируйте новое.',
    cancellationMail: (count) =>
      `Всем, у кого есть запись в календаре, сразу отправляется письмо об отмене. Число делегатов: ${count}. Запись исчезнет из их календарей.`,
    postponement: 'Перенести заседание?',
    postponementLead:
      'Нынешняя дата больше не действует. Когда новые дни станут известны, укажите их и объявите заседание снова.',
    postponementMail: (count) =>
      `Все, у кого есть запись в календаре, получат письмо в течение нескольких минут, запись исчезнет из их календарей. Число делегатов: ${count}. Ответы на прежнюю дату сохраняются в истории.`,
    noMail: 'Записи этого заседания пока нет ни в одном календаре, поэтому письма не отправляются.',
    keep: 'Оставить как есть',
  },
  history: {
    planned: 'Заседание запланировано',
    edited: (p) => `Изменено: ${listed(facts, p.changed, false)}`,
    announced: 'Объявлено',
    confirmed: 'Подтверждено',
    postponed: 'Перенесено',
    in_session: 'Заседание открыто',
    held: 'Проведено',
    minuted: 'Протокол составлен',
    closed: 'Закрыто',
    cancelled: 'Отменено',
    calendar_mailed: (p) => `Изменение разослано, делегатов: ${p.mails}`,
    address_changed: 'Запись в календаре делегата перенесена на другой адрес',
  },
  refusals: {
    no_day: 'Укажите хотя бы один день.',
    too_many_days: (p) => `Заседание длится не более ${p.max} дней. Запланируйте несколько заседаний.`,
    day_twice: 'Этот день уже указан выше. На один день достаточно одной строки.',
    end_before_start: 'Окончание должно быть позже начала.',
    title_missing: 'Укажите название хотя бы на одном языке.',
    venue_without_title: 'На этом языке указано место проведения: укажите на нём и название.',
    no_language: 'Выберите хотя бы один язык.',
    link_not_https: 'Ссылка на видеосвязь должна начинаться с https://.',
    previous_unknown: 'Выберите заседание этого диалога.',
    previous_not_before: 'Предыдущее заседание должно начинаться раньше этого.',
    dialogue_closed: 'Диалог закрыт, планировать в нём заседания нельзя.',
    dialogue_not_active: 'Диалог ещё в черновике. Начните его, прежде чем объявлять заседания.',
    new_date_first: 'Заседание перенесено, а его дни уже прошли. Сначала укажите новые дни.',
    not_editable: (p) =>
      `Данные этого заседания больше нельзя изменить. Статус: ${states[p.state as keyof typeof states].toLowerCase()}.`,
    cannot_move: (p) => {
      const possible = listed(moves, p.possible, true)
      const what = `Действие «${moves[p.move as keyof typeof moves]}» сейчас невозможно. Статус заседания: ${states[p.state as keyof typeof states].toLowerCase()}.`
      return possible ? `${what} Возможные действия: ${possible}.` : `${what} Он больше не меняется.`
    },
  },
}

function listed(
  table: Readonly<Record<string, string>>,
  keys: string | number | undefined,
  quoted: boolean,
): string {
  return String(keys ?? '')
    .split(',')
    .flatMap((key) => (table[key] ? (quoted ? `«${table[key]}»` : table[key]) : []))
    .join(', ')
}
