/** Kazakh confirmations: one sentence on the page that follows an act. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const said: Messages['said'] = {
  saved: 'Сақталды.',
  created: 'Құрылды.',
  sent: 'Жіберілді.',
  queued: 'Хаттар жіберу кезегіне қойылды.',
  cancelled: review('Болмайтын болды. Күнтізбесінде жазбасы бар барлық қатысушыға хабарланады.'),
  recorded: 'Жазылды.',
  entered: review('Тек журналға енгізілді: хат жауап қабылданатын шақыруға жауап болып табылмайды.'),
  removed: 'Өшірілді.',
  moved: 'Жылжытылды.',
  published: 'Жарияланды.',
  reminded: 'Жауап бермегендерге еске салу жіберілді.',
  granted: 'Рөл берілді.',
  erased: 'Деректер жойылды.',
  ended: 'Аяқталды.',
  answered: 'Рақмет. Жауабыңыз жазылды.',
  withdrawn: review('Кері қайтарылды.'),
  nominated: review('Рақмет. Өкіл тағайындалды.'),
  replaced: review('Ауыстыру жазылды. Екі тұлғаға да хат жіберіледі.'),
  regrets: review('Қатыса алмайтыныңыз жазылды. Отырыс басталғанға дейін шешіміңізді өзгерте аласыз.'),
  reported: 'Рақмет. Есебіңіз жазылды.',
  verified: 'Рақмет. Тексеру нәтижесі жазылды.',
  returned: 'Жауапты орындаушыға қайтарылды.',
  loaded: 'Мысал жүктелді.',
  welcome: 'Intersession жұмысқа дайын.',
}
