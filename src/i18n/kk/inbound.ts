/** Kazakh texts of the room `inbound`. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const inbound: Messages['inbound'] = {
  title: review('Шешім күтіп тұрған жауаптар'),
  lead: review(
    'Олар пошта арқылы келді, кім жазғаны расталмаған. Жауап хатшылық шешім қабылдағаннан кейін ғана есепке алынады.',
  ),
  none: review('Шешім күтіп тұрған жауап жоқ.'),
  waiting: (number) => review(`Шешім күтіп тұрған жауаптар: ${number}`),
  nobody: 'Шақырылмаған',
  columns: {
    from: 'Кімнен',
    invited: 'Шақырылған адам',
    says: 'Мазмұны',
    meeting: 'Отырыс',
    when: 'Уақыты',
    decide: 'Шешім',
  },
  kinds: {
    answer: 'Жауап',
    proposal: review('Басқа уақыт ұсынылады'),
    delegation: review('Басқа адамды жіберу ұсынылады'),
  },
  reasons: {
    unproven: review('Мекенжай дұрыс, бірақ хаттың түпнұсқалығы расталмаған және ол біздің хатқа жауап емес'),
    other_address: review('Біздің хатқа басқа мекенжайдан келген жауап'),
    shared_address: review(
      'Бұл мекенжай бойынша бірнеше адам шақырылған: жауапты біреуі үшін қабылдап, қалғандары үшін қабылдамаңыз',
    ),
    sent_by: review('Шақырылған адамның атынан басқа адам жазған'),
    one_day: review('Тек бір күнге қатысты'),
    suspicious: review('Басқа мекенжай және біздің хатқа жауап емес: сақ болу керек'),
    stranger: review('Бұл мекенжайы бар адам шақырылмаған'),
    proposal: review('Хатшылық өзгертпейінше отырыс уақыты сол күйінде қалады'),
    delegation: review('Бұл ешкімді шақырмайды: басқа адам шақыруда көрсетіледі'),
  },
  decisions: {
    same_person: review('Сол адам'),
    on_behalf: review('Тапсырма бойынша'),
    deputy: 'Орынбасары',
    refused: review('Қабылдамау'),
    seen: review('Қаралды'),
  },
  decideFor: (address) => review(`Жауап бойынша шешім, мекенжайы: ${address}`),
  task: review('Келген пошта бойынша шешім қажет'),
  returned: {
    title: review('Қайтарылған хаттар'),
    number: (number) => review(`Қайтарылған хаттар: ${number}`),
    to: 'Кімге',
    mail: 'Хат',
    why: 'Себебі',
    words: review('Басқа сервердің жауабы'),
    when: 'Уақыты',
    classes: {
      hard: review('Мұндай мекенжай жоқ'),
      soft: review('Пошта жәшігі толы немесе қолжетімсіз'),
      policy: review('Ереже бойынша қабылданбады: адресатты емес, өз пошта серверіңізді тексеріңіз'),
      delayed: review('Кешігуде'),
      complaint: review('Қажетсіз деп белгіленді'),
    },
  },
  letter: {
    subject: (subject) => review(`Қайта жіберілді: ${subject}`),
    noSubject: review('тақырыпсыз'),
    fromName: 'Intersession',
    intro: (who, meeting) =>
      review(`Бұл хат диалогтың пошта жәшігіне келді. Жазған: ${who}. Отырыс: ${meeting}.`),
    answer: (address) =>
      review(
        `Жауап беру үшін мына мекенжайға жазыңыз: ${address}. Осы хатқа берілген жауап диалогтың пошта жәшігіне түседі. Хаттағы ештеңе шақыруға берілген жауап ретінде қабылданған жоқ.`,
      ),
  },
  refusals: {
    not_possible: review('Мұнда мұндай шешім қабылдау мүмкін емес. Тізімді қайта қараңыз.'),
  },
}
