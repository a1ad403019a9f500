/** Kazakh words for faults that any form or request can have. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const forms: Messages['forms'] = {
  refusals: {
    required: 'Бұл өрісті толтырыңыз.',
    too_long: (p) => `Ең көп таңба саны: ${p.max}.`,
    not_an_address: 'Электрондық поштаның толық мекенжайын жазыңыз, мысалы: name@example.org.',
    not_a_date: 'Дұрыс күнді жазыңыз, мысалы: 14.10.2025.',
    not_a_time: 'Уақытты жазыңыз, мысалы: 09:00.',
    not_a_zone: 'Уақыт белдеуінің атауын жазыңыз, мысалы: Asia/Almaty.',
    not_a_number: 'Санды цифрмен жазыңыз.',
    out_of_range: (p) => review(`Рұқсат етілген сан: ең азы ${p.min}, ең көбі ${p.max}.`),
    not_a_choice: 'Ұсынылған нұсқалардың бірін таңдаңыз.',
    not_a_link: review('https:// немесе http:// деп басталатын толық сілтемені жазыңыз.'),
    invalid: 'Мұнда қате бар. Енгізілген деректерді тексеріңіз.',
    changed_meanwhile: review(
      'Сіз түзетіп жатқанда жазба өзгертілді. Сіздің мәтініңіз төменде сақталған: оны қазіргі жазбамен салыстырып, қайта сақтаңыз.',
    ),
    unknown: review('Бұл мекенжайда ештеңе жоқ немесе ол сізге қолжетімді емес.'),
    forbidden: 'Бұл әрекетті орындауға құқығыңыз жоқ.',
    too_large: review('Деректердің көлемі рұқсат етілген шектен асады.'),
    unreadable_body: review('Нысан толық жетпеді. Артқа қайтып, оны қайта жіберіңіз.'),
    wrong_origin: review('Нысан басқа сайттан жіберілді. Бетті осы жерде ашып, оны қайта жіберіңіз.'),
    wrong_host: (p) => review(`Бұл қызметтің мекенжайы басқа: ${p.address}`),
  },
}
