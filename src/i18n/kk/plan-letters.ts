/** Kazakh texts of the letters about regional plans. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const letters: Messages['plans']['letters'] = {
  plan: 'Жоспар',
  institution: 'Мекеме',
  period: 'Кезең',
  dialogue: 'Диалог',
  due: 'Мерзімі',
  personalLink: review(
    'Бұл сілтеме жеке. Оны басқаға бермеуіңізді сұраймыз: ол арқылы мекемеңіз атынан жазуға болады.',
  ),
  request: {
    subject: ({ template }) => `Дайындауыңызды сұраймыз: ${template}`,
    intro: review(
      'Мекемеңіздің жоспарын дайындауыңызды сұраймыз. Оны телефоннан, бөлім-бөлімімен жасауға болады; мекемеңіздің бірнеше қызметкері бір жоспармен жұмыс істейді.',
    ),
    action: 'Жоспарды ашу',
  },
  reminder: {
    subject: ({ template }) => `Еске салу: ${template}`,
    intro: 'Мекемеңіздің жоспары әлі ұсынылған жоқ.',
    action: 'Жоспарды жалғастыру',
  },
  presented: {
    subject: ({ template, institution }) => `Ұсынылды: ${template} (${institution})`,
    intro: review(
      'Мекемеңіз бақылайтын жоспар ұсынылды. Оны оқып, бекітуіңізді немесе қайтаруыңызды сұраймыз.',
    ),
    action: 'Жоспарды оқу',
  },
  approved: {
    subject: ({ template }) => `Бекітілді: ${template}`,
    intro: 'Мекемеңіздің жоспары бекітілді.',
    action: 'Жоспарды ашу',
  },
  returned: {
    subject: ({ template }) => `Қайтарылды: ${template}`,
    intro: review('Мекемеңіздің жоспары ескертулермен қайтарылды. Оны өзгертіп, қайта ұсынуыңызды сұраймыз.'),
    action: 'Жоспарды өзгерту',
  },
  report: {
    subject: ({ template }) => `Есеп беруіңізді сұраймыз: ${template}`,
    intro: review(
      'Осы кезеңдегі іс-шаралардың жайын хабарлауыңызды сұраймыз. Бұл екі минут алады, телефоннан да болады.',
    ),
    action: 'Жауап беру',
  },
}
