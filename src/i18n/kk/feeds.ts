/** Kazakh texts of the room `feeds`: calendar feeds and files to download. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const feeds: Messages['feeds'] = {
  title: review('Күнтізбеге жазылу'),
  leads: {
    person: review('Отырыстарыңыз бен мерзімдеріңіз өз күнтізбеңізде. Өздігінен жаңарып отырады.'),
    dialogue: review(
      'Мекенжайы бар адамдардың бәріне арналған диалогтың жарияланған отырыстары: атауы, уақыты мен өтетін орны, адамдардың аты-жөні мен ұйымдардың атауынсыз.',
    ),
  },
  none: review('Әзірге мекенжай жоқ.'),
  how: review(
    'Күнтізбе бағдарламасында «Мекенжай бойынша жазылу» тармағын таңдап, осы мекенжайды қойыңыз немесе «Жазылу» түймесін басыңыз.',
  ),
  either: review(
    'Бір күнтізбеде шақыруларды немесе жазылымды ғана қалдырыңыз: әйтпесе отырыс екі рет көрсетіледі. Жазылым жауап сұрамайды.',
  ),
  secret: review(
    'Жазылымды мекенжайы бар кез келген адам оқи алады. Мекенжай бөгде адамдарға тиген болса, жаңасын жасаңыз: бұрынғысы бірден жұмысын тоқтатады.',
  ),
  address: 'Мекенжай',
  subscribe: review('Жазылу'),
  dueAs: review('Міндеттемелердің орындау мерзімдері'),
  due: {
    event: review('Күні бойғы оқиға ретінде'),
    task: review('Тапсырма ретінде'),
    none: review('Көрсетпеу'),
  },
  open: review('Мекенжай жасау'),
  save: 'Сақтау',
  renew: review('Жаңа мекенжай жасау'),
  end: review('Өшіру'),
  downloads: {
    meeting: review('Осы отырыстың күнтізбе файлы'),
    secretariat: review('Хатшылықтың визит картасы'),
  },
  calendars: {
    own: review('Intersession: отырыстар мен мерзімдер'),
    dialogue: (name) => `Intersession: ${name}`,
  },
  entries: {
    meeting: 'Отырыс',
    page: 'Беті',
    due: (code) => review(`Мерзімі: ${code}`),
    review: (code) => review(`Қайта қарау: ${code}`),
    dueOn: 'Орындау мерзімі',
  },
  refusals: {
    unknown: review('Бұл мекенжайда күнтізбе жазылымы жоқ немесе ол өшірілген.'),
    no_date: review('Бұл отырыстың күнтізбеге енгізуге болатын күні әзірге жоқ.'),
  },
}
