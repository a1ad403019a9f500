/** Russian texts of people and for whom they speak. */

import type { Messages } from '../messages.ts'

export const people: Messages['people'] = {
  title: 'Люди',
  one: 'Участник',
  add: 'Добавить человека',
  editTitle: 'Изменить данные',
  name: 'Имя',
  surname: 'Фамилия',
  given: 'Имя',
  patronymic: 'Отчество',
  position: 'Должность',
  salutation: 'Обращение',
  salutationHint: 'Пусто: составляется из имени.',
  namesHint:
    'Пишите имя так, как его пишет сам человек, на всех известных вам языках. Достаточно одной фамилии.',
  email: 'Адрес электронной почты',
  phone: 'Телефон',
  readingLanguage: 'Язык чтения',
  readingLanguageHint: 'Письма и страницы приходят на этом языке.',
  holidayCalendar: 'Календарь праздников',
  protected: 'Защищённое лицо',
  protectedYes: 'Никогда не показывать в списках',
  protectedHint:
    'Для людей, чьё присутствие может раскрыть сведения о здоровье или подвергнуть их опасности.',
  speaksFor: 'Представляет',
  speaksForNobody: 'Этот человек не представляет ни одной организации.',
  institution: 'Организация',
  role: 'Роль',
  since: 'С',
  until: 'По',
  act: 'Действие',
  end: 'Завершить сегодня',
  addAffiliation: 'Добавить организацию',
  spellings: 'Имена на разных языках',
  noAddress: 'Адреса электронной почты нет: письма не дойдут.',
  reminders: 'Напоминания',
  digest: 'Дайджест',
  mail: 'История писем',
  nothingFound: 'По вашему запросу никого не найдено.',
  none: 'Людей пока нет.',
  roles: {
    focal_point: 'Контактное лицо',
    head: 'Руководитель',
    member: 'Сотрудник',
    assistant: 'Помощник',
  },
  mailChoices: {
    on: 'включены',
    off: 'отключены',
    weekly: 'еженедельно',
  },
  refusals: {
    unknown_institution: 'Выберите организацию из списка.',
    speaks_already: 'Этот человек уже представляет эту организацию в этой роли.',
  },
}
