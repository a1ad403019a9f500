/** Russian words of the page shell and the shared view parts. */

import type { Messages } from '../messages.ts'

export const shell: Messages['shell'] = {
  product: 'Intersession',
  navigation: {
    label: 'Главное меню',
    menu: 'Меню',
    home: 'Главная',
    dialogues: 'Диалоги',
    institutions: 'Организации',
    people: 'Люди',
    commitments: 'Обязательства',
    mail: 'Почта',
    settings: 'Настройки',
  },
  skip: 'Перейти к содержанию',
  trail: 'Путь к этой странице',
  account: 'Моя учётная запись',
  signOut: 'Выйти',
  language: 'Язык',
  languages: { kk: 'Қазақша', ru: 'Русский', en: 'English' },
  example: {
    title: 'Демонстрационные данные',
    text: (today) => `Люди, обязательства и письма на этих страницах вымышлены. Здесь сегодня ${today}.`,
  },
  pager: {
    label: 'Страницы',
    shown: (from, to) => `${from}–${to}`,
    shownOf: (from, to, total) => `${from}–${to} из ${total}`,
    previous: 'Назад',
    next: 'Далее',
  },
  table: { empty: 'Записей пока нет' },
  filter: {
    label: 'Поиск и отбор',
    search: 'Поиск',
    apply: 'Показать',
    clear: 'Показать все',
    shown: (shown, all) => `Показано: ${shown} из ${all}`,
  },
  form: {
    faults: 'Проверьте введённые данные',
    faultPrefix: 'Ошибка',
    optional: 'необязательно',
    choose: 'Выберите',
    save: 'Сохранить',
    cancel: 'Отмена',
    back: 'Назад',
    edit: 'Изменить',
  },
  time: {
    zone: 'Часовой пояс',
    allTimes: (place, offset) => `Время везде: ${place}, ${offset}`,
    placeTime: 'время места проведения',
    yourTime: 'ваше время',
  },
  passage: {
    only: {
      kk: 'только на казахском языке',
      ru: 'только на русском языке',
      en: 'только на английском языке',
    },
    outdated: 'не обновлено после изменения оригинала',
  },
  notice: { neutral: 'К сведению', good: 'Готово', warn: 'Внимание', bad: 'Ошибка' },
  history: { title: 'История изменений', empty: 'Изменений пока нет' },
  footer: 'Intersession поддерживает диалог между заседаниями.',
}
