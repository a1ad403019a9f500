/** Kazakh texts of the settings page. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const settings: Messages['settings'] = {
  title: 'Баптаулар',
  accounts: 'Кім кіре алады',
  accountsHint: review(
    'Тіркелгі адамға диалогта рөл берілгенде пайда болады. Ұйымдастырушы жаңа диалог аша алады; мүшенің тек берілген рөлдері болады.',
  ),
  rank: review('Дәрежесі'),
  change: 'Өзгерту',
  closed: 'жабық',
  close: 'Жабу',
  noHolidays: review('Бұл жылға жазба жоқ: тек демалыс күндері жұмыссыз.'),
  addHoliday: 'Күн қосу',
  calendar: 'Күнтізбе',
  day: 'Күні',
  kind: 'Түрі',
  name: 'Атауы',
  source: 'Дереккөзі',
  sourceHint: 'Заң, қаулы немесе бұйрық.',
  remove: 'Өшіру',
  holidays: (year: string) => `${year} жылғы демалыс күндері`,
  ranks: {
    administrator: 'әкімші',
    organiser: 'ұйымдастырушы',
    member: 'мүше',
  },
  makeRank: {
    administrator: 'Әкімші ету',
    organiser: 'Ұйымдастырушы ету',
    member: 'Мүше ету',
  },
  kinds: {
    off: 'демалыс күні',
    working: 'жұмыс күні',
  },
  refusals: {
    day_known: 'Бұл күн күнтізбеде бар.',
  },
}
