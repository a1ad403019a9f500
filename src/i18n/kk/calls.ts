/** Kazakh texts of the room `calls`: whom to phone, and what came of it. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const calls: Messages['calls'] = {
  title: review('Қоңыраулар тізімі'),
  lead: review('Соңғы еске салудан кейін де жауап бермегендерге телефон соғу керек.'),
  now: review('Қазір телефон соғу керек'),
  resting: review('Телефон соғылды, кейін қайта қарау керек'),
  stopped: review('Еске салулар жетпейтін адамдар'),
  none: review('Ешкімге телефон соғудың қажеті жоқ.'),
  more: (n) => review(`және тағы ${n} міндеттеме`),
  commitment: 'Міндеттеме',
  promise: review('Не уәде етілді'),
  due: 'Орындау мерзімі',
  leadInstitution: 'Жауапты орындаушы',
  whom: review('Кімге телефон соғу керек'),
  why: 'Себебі',
  phone: 'Телефон',
  noPhone: review('телефон нөмірі жоқ'),
  nobody: review('ешкім белгісіз: байланыс тұлғасы керек'),
  contact: review('Соңғы байланыс'),
  noReport: 'есеп жоқ',
  lastReport: (date) => `соңғы есеп ${date}`,
  lastReminder: (date) => review(`соңғы еске салу ${date}`),
  called: (date, result, next) => review(`қоңырау ${date}: ${result}; қайта қарау ${next}`),
  act: 'Қоңырау',
  note: review('Қоңырауды жазып қою'),
  on: 'Күні',
  by: review('Кім телефон соқты'),
  earlier: review('Бұрынғы қоңыраулар'),
  reportInstead: review('Есеп берілді: есепті жазып қою'),
  wordsHint: review('Не айтылды. Тек хатшылыққа көрінеді.'),
  nextHint: review('Осы күні жол қоңыраулар тізіміне қайтады.'),
  results: {
    promised: review('есеп беруге уәде етілді'),
    talked: review('әңгіме болды, уәде жоқ'),
    not_reached: review('байланысу мүмкін болмады'),
    refused: review('орындаудан бас тартылды'),
  },
  fields: {
    person: review('Кіммен'),
    result: 'Нәтижесі',
    words: 'Жазба',
    next_on: review('Қайта қарау күні'),
  },
  refusals: {
    next_past: review('Қайта қарау күні бүгіннен кейін болуы керек.'),
    next_far: review('Қайта қарау күні бір жылдан аспауы керек.'),
    words_missing: review('Не уәде етілгенін немесе неден бас тартылғанын жазыңыз.'),
    nothing_owed: review('Мұнда енді ештеңе күтілмейді: телефон соғатын ешкім жоқ.'),
  },
}
