/** Russian texts of the room `tables`. */

import type { Params } from '../../kernel/outcome.ts'
import type { Messages } from '../messages.ts'
import { plural } from '../plurals.ts'

export const tables: Messages['tables'] = {
  file: 'Файл (XLSX или CSV)',
  fileHint: 'В первой строке — названия столбцов; не более 5 000 строк.',
  template: 'Шаблон для заполнения',
  templateHint: 'В нём нужные столбцы и то, что уже известно.',
  try: 'Проверить файл',
  tryHint: 'Пока ничего не записывается: сначала будет показана каждая строка.',
  takeOver: 'Принять всё',
  another: 'Выбрать другой файл',
  line: 'Строка',
  state: 'Что произойдёт',
  rows: (n: number) =>
    plural('ru', n, { one: `${n} строка`, few: `${n} строки`, many: `${n} строк`, other: `${n} строки` }),
  allRight: 'Ошибок нет. Ничего не записано, пока всё не принято.',
  wrong: (n: number) =>
    `${plural('ru', n, {
      one: `Ошибка в ${n} строке.`,
      few: `Ошибки в ${n} строках.`,
      many: `Ошибки в ${n} строках.`,
      other: `Ошибки в ${n} строках.`,
    })} Ничего не принято. Исправьте файл и выберите его снова.`,
  refusals: {
    too_large: (p: Params) => `Файл слишком большой: не более ${p.megabytes} МБ.`,
    too_many_rows: (p: Params) => `Таблица слишком длинная: не более ${p.most} строк.`,
    too_wide: (p: Params) => `Таблица слишком широкая: не более ${p.most} столбцов.`,
    empty: 'В файле нет строк под заголовком.',
    not_a_table: 'Прочитать таблицу не удалось. Сохраните её в формате XLSX или CSV и выберите снова.',
    beyond_header: (p: Params) => `В строке ${p.line} больше ячеек, чем столбцов в заголовке.`,
    cell_too_long: (p: Params) => `Слишком длинная ячейка в строке ${p.line}: не более ${p.most} знаков.`,
    quote_open: (p: Params) => `Кавычка, открытая в строке ${p.line}, не закрыта.`,
    merged: (p: Params) =>
      `В строке ${p.line} есть объединённые ячейки. Разъедините их и сохраните файл снова.`,
    formula: (p: Params) =>
      `В строке ${p.line} есть формула без вычисленного значения. Замените её значением.`,
    column_missing: (p: Params) => `Нет столбца «${p.column}».`,
    column_twice: (p: Params) => `Столбец «${p.column}» встречается дважды.`,
  },
}
