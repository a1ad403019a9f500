/** Kazakh texts of the room `succession`: commitments whose person left. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const succession: Messages['succession'] = {
  title: review('Жауапты адамы жоқ міндеттемелер'),
  lead: review(
    'Адамдар кетсе де, уәде ұйымда қалады. Мұнда жауапты адам көрсетілмеген; әзірге байланыс тұлғалары жауап береді.',
  ),
  none: review('Әрбір ашық міндеттеменің жауапты адамы бар.'),
  commitment: 'Міндеттеме',
  promise: review('Не уәде етілді'),
  due: 'Орындау мерзімі',
  leadInstitution: 'Жауапты орындаушы',
  why: 'Себебі',
  unnamed: review('ешкім көрсетілмеген'),
  left: (name) => review(`бұдан былай ұйым өкілі емес: ${name}`),
  erased: review('бұрынғы өкіл'),
  points: review('Кім атай алады'),
  nobody: review('хат жазатын ешкім жоқ: байланыс тұлғасы керек'),
  asked: (date) => review(`сұрау хаты жіберілді: ${date}`),
  act: 'Әрекет',
  name: review('Жауапты адамды көрсету'),
  person: review('Жауапты адам'),
  somebodyNew: review('Басқа адам (төменде толтырыңыз)'),
  newPerson: review('Басқа адам болса'),
  back: review('Біз не уәде еттік'),
  letter: {
    subject: (n) => review(`Жауапты адамды көрсетуіңізді сұраймыз: ${n} міндеттеме`),
    intro: (institution, dialogue) =>
      review(
        `«${dialogue}» аясындағы уәдеге жауапты адам бұдан былай ұйым өкілі емес. Ұйым: ${institution}. Міндеттеме ұйымда қалады. Енді кім жауапты екенін хабарлауыңызды сұраймыз.`,
      ),
    former: (name) => review(`бұған дейін: ${name}`),
    action: review('Жауапты адамды көрсету'),
    until: review('Ешкім көрсетілмейінше, еске салулар байланыс тұлғаларына жіберіледі.'),
  },
  refusals: {
    nothing_owed: review('Мұнда енді ештеңе күтілмейді, сондықтан ешкімді көрсету қажет емес.'),
  },
}
