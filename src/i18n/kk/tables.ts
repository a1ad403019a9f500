/** Kazakh texts of the room `tables`. */

import type { Params } from '../../kernel/outcome.ts'
import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const tables: Messages['tables'] = {
  file: 'Файл (XLSX немесе CSV)',
  fileHint: review('Бірінші жолда бағандардың атаулары тұрады; 5 000 жолдан аспайды.'),
  template: review('Толтыруға арналған үлгі'),
  templateHint: review('Онда қажетті бағандар мен бұрыннан белгілі деректер бар.'),
  try: 'Файлды тексеру',
  tryHint: review('Әзірге ештеңе жазылмайды: алдымен әр жол көрсетіледі.'),
  takeOver: 'Барлығын қабылдау',
  another: 'Басқа файл таңдау',
  line: 'Жол',
  state: review('Не болады'),
  rows: (n: number) => `${n} жол`,
  allRight: review('Қате жоқ. Барлығы қабылданғанша ештеңе жазылмайды.'),
  wrong: (n: number) =>
    review(`${n} жолда қате бар. Ештеңе қабылданған жоқ. Файлды түзетіп, қайта таңдаңыз.`),
  refusals: {
    too_large: (p: Params) => `Файл тым үлкен: ${p.megabytes} МБ-тан аспауы керек.`,
    too_many_rows: (p: Params) => `Кесте тым ұзын: ${p.most} жолдан аспауы керек.`,
    too_wide: (p: Params) => `Кесте тым кең: ${p.most} бағаннан аспауы керек.`,
    empty: review('Файлда тақырып жолының астында жолдар жоқ.'),
    not_a_table: review('Кестені оқу мүмкін болмады. Оны XLSX немесе CSV түрінде сақтап, қайта таңдаңыз.'),
    beyond_header: (p: Params) => review(`${p.line}-жолда тақырыптағы бағандардан көп ұяшық бар.`),
    cell_too_long: (p: Params) =>
      review(`${p.line}-жолда тым ұзын ұяшық бар: ${p.most} таңбадан аспауы керек.`),
    quote_open: (p: Params) => review(`${p.line}-жолда ашылған тырнақша жабылмаған.`),
    merged: (p: Params) =>
      review(`${p.line}-жолда біріктірілген ұяшықтар бар. Оларды бөліп, файлды қайта сақтаңыз.`),
    formula: (p: Params) => review(`${p.line}-жолда нәтижесі жоқ формула бар. Оны мәнімен ауыстырыңыз.`),
    column_missing: (p: Params) => `«${p.column}» бағаны жоқ.`,
    column_twice: (p: Params) => review(`«${p.column}» бағаны екі рет кездеседі.`),
  },
}
