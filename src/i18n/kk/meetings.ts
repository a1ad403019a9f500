/** Kazakh texts of the room `meetings`. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

const states = {
  draft: 'Жоба',
  announced: 'Жарияланды',
  confirmed: 'Расталды',
  postponed: 'Кейінге қалдырылды',
  in_session: 'Өтіп жатыр',
  held: 'Өтті',
  minuted: review('Хаттамасы жасалды'),
  closed: 'Жабылды',
  cancelled: 'Болмайды',
}
const moves = {
  announcement: 'Жариялау',
  confirmation: 'Растау',
  opening: 'Отырысты ашу',
  holding: review('Өтті деп белгілеу'),
  minuting: review('Хаттамасы жасалды'),
  closing: 'Жабу',
  postponement: 'Кейінге қалдыру',
  cancellation: review('Отырыс болмайды деп хабарлау'),
}
const facts = {
  time: 'күндері мен уақыты',
  title: 'атауы',
  venue: 'өтетін орны',
  link: review('бейнебайланыс сілтемесі'),
  format: 'форматы',
  kind: 'түрі',
  languages: 'тілдері',
  interpretation: 'аудармасы',
  attribution: review('авторлықты көрсету'),
  list: 'қатысушылар тізімі',
  subject: review('хаттардың тақырыбы'),
  previous: 'алдыңғы отырыс',
}

export const meetings: Messages['meetings'] = {
  recordedNow: 'Қазіргі жазба',
  plan: 'Отырыс жоспарлау',
  planTitle: 'Жаңа отырыс',
  editTitle: 'Отырыс деректерін түзету',
  ordinal: (n) => `№ ${n} отырыс`,
  name: 'Атауы',
  kind: 'Түрі',
  kinds: {
    dialogue: 'Көпжақты диалог',
    session: 'Отырыс',
    workshop: 'Семинар-тренинг',
    technical: review('Техникалық жұмыс тобы'),
    oversight: review('Мониторинг сапары'),
  },
  format: 'Форматы',
  formats: { in_person: review('Бетпе-бет'), online: 'Онлайн', hybrid: review('Бетпе-бет және онлайн') },
  state: 'Мәртебесі',
  states,
  moves,
  when: 'Қашан',
  yourTime: (times) => `Сіздің уақытыңызбен: ${times}`,
  days: 'Күндері мен уақыты',
  daysHint: review('Әр күнге бір жол, 14 күннен аспауы тиіс. Күнді алып тастау үшін жолын босатыңыз.'),
  day: (n) => `${n}-күн`,
  date: 'Күні',
  starts: 'Басталуы',
  ends: 'Аяқталуы',
  oneMoreDay: 'Тағы бір жол',
  zoneHint: review(
    'Өтетін орнының белдеуі, мысалы: Asia/Almaty. Уақыт бәріне осы белдеу бойынша көрсетіледі.',
  ),
  venue: 'Өтетін орны',
  link: review('Бейнебайланыс сілтемесі'),
  linkHint: review('https:// деп басталады. Әр делегаттың күнтізбесінде көрсетіледі.'),
  languages: 'Тілдер',
  interpretation: 'Ілеспе аударма',
  interpretationHint: 'Аударылатын тілдер.',
  attribution: review('Авторлықты көрсету'),
  previous: 'Алдыңғы отырыс',
  previousHint: review('Оның ашық мәселелерін күн тәртібіне енгізуге болады.'),
  subjects: review('Хаттардың тақырыбы'),
  neutralSubject: review('Тек «Диалог отырысы» және оның коды'),
  neutralSubjectHint: review(
    'Тақырып хаттар тізімінде және ортақ күнтізбелерде көрінбеуі тиіс болса. Келесі хаттардан бастап қолданылады; хаттың өзінде бәрі айтылады.',
  ),
  participantListHint: review('Чатем-Хаус қағидасы бойынша не таңдалса да, қатысушыларға тек саны көрінеді.'),
  sections: {
    label: 'Осы бетте',
    facts: 'Мәліметтер',
    delegates: 'Ұйымдар мен делегаттар',
    agenda: 'Күн тәртібі',
    papers: 'Материалдар',
    decisions: 'Шешімдер',
    commitments: 'Міндеттемелер',
    mail: 'Хаттар',
    history: 'Өзгерістер тарихы',
  },
  editAgenda: 'Күн тәртібін түзету',
  seeAgenda: 'Күн тәртібін ашу',
  clocks: {
    title: review('Сағаттың ауыстырылуы'),
    lead: review(
      'Осы отырыстар жарияланғаннан кейін сағат белдеуінің уақыты заңмен өзгертілді. Жергілікті уақыт сол күйінде қалады, бірақ басқа жерлердің күнтізбелерінде отырыстар басқа уақытта тұр. Сіз шешкенге дейін ештеңе жіберілмейді.',
    ),
    none: review('Жарияланған отырыстарға қатысы жоқ.'),
    told: review('Хабарланған уақыты'),
    today: review('Қазіргі сағат бойынша'),
    moves: review('Басқа жерлердің күнтізбелерінде'),
    entries: (count) => review(`Күнтізбедегі жазбалар: ${count}`),
    settle: review('Шешім'),
    settleFor: (title) => review(`Шешім: ${title}`),
    confirm: review('Жергілікті уақытты қалдырып, жаңартуларды жіберу'),
    change: review('Уақытын өзгерту'),
    task: (count) => review(`Сағаттың ауыстырылуы қатысты жарияланған отырыстар: ${count}`),
    open: review('Қарап, шешу'),
    never: (date, time) =>
      review(
        `${date}: сағат ${time} уақытын аттап өтеді. Отырыс сонша уақытқа кеш деп есептелер еді: басқа уақытты таңдаңыз.`,
      ),
    twice: (date, time) =>
      review(
        `${date}: сағат ${time} уақытын екі рет көрсетеді. Біріншісі есептеледі: осыны хабарлаңыз немесе басқа уақытты таңдаңыз.`,
      ),
  },
  cautions: {
    holiday: (date, name) => `${date} — демалыс күні: ${name}.`,
    weekend: (date) => `${date} — демалыс күні.`,
    sameTime: (date, ordinal) => `${date}: дәл осы уақытта осы диалогтың № ${ordinal} отырысы өтеді.`,
  },
  gathering: (until, count) =>
    review(
      `Өзгерістер жиналып, бір хатпен жіберіледі. Жіберу уақыты: ${until}. Күнтізбесінде жазбасы бар делегаттар саны: ${count}.`,
    ),
  ask: {
    announcement: review('Отырыс жариялансын ба?'),
    announcementLead: review(
      'Осы сәттен бастап күні жарияланған болып саналады: ұйымдарға хат жіберуге болады, ал тағайындалған әр адам күнтізбе жазбасын алады.',
    ),
    announcementMail: (count) =>
      review(
        `Осы уақытқа дейін тағайындалғандардың бәріне күнтізбе жазбасы бірден жіберіледі. Делегаттар саны: ${count}.`,
      ),
    cancellation: review('Отырыс болмайды деп хабарлансын ба?'),
    cancellationLead: review('Болмайтын отырыс қайта ашылмайды: жиналу қажет болса, жаңасын жоспарлаңыз.'),
    cancellationMail: (count) =>
      review(
        `Күнтізбесінде жазбасы бар барлық делегатқа отырыстың болмайтыны туралы хат бірден жіберіледі. Делегаттар саны: ${count}. Жазба олардың күнтізбесінен жойылады.`,
      ),
    postponement: 'Отырыс кейінге қалдырылсын ба?',
    postponementLead: review(
      'Қазіргі күн енді жарамсыз. Жаңа күндер белгілі болғанда, оларды енгізіп, отырысты қайта жариялаңыз.',
    ),
    postponementMail: (count) =>
      review(
        `Күнтізбесінде жазбасы бар барлық делегатқа бірнеше минут ішінде хат жіберіледі, жазба олардың күнтізбесінен жойылады. Делегаттар саны: ${count}. Бұрынғы күнге берілген жауаптар тарихта сақталады.`,
      ),
    noMail: review('Бұл отырыстың жазбасы әзірге ешкімнің күнтізбесінде жоқ, сондықтан хат жіберілмейді.'),
    keep: 'Өзгеріссіз қалдыру',
  },
  history: {
    planned: 'Отырыс жоспарланды',
    edited: (p) => `Өзгертілді: ${listed(facts, p.changed, false)}`,
    announced: 'Жарияланды',
    confirmed: 'Расталды',
    postponed: 'Кейінге қалдырылды',
    in_session: 'Отырыс ашылды',
    held: 'Өтті',
    minuted: review('Хаттамасы жасалды'),
    closed: 'Жабылды',
    cancelled: 'Отырыс болмайды',
    calendar_mailed: (p) =>
      review(`Өзгеріс жіберілген делегаттар саны: ${p.mails}${p.quiet ? ', түсініктемесіз' : ''}`),
    clock_confirmed: review('Сағат ауыстырылғаннан кейін жергілікті уақыт расталды'),
    address_changed: review('Делегаттың күнтізбе жазбасы басқа мекенжайға көшірілді'),
  },
  refusals: {
    no_day: 'Кемінде бір күнді көрсетіңіз.',
    too_many_days: (p) =>
      review(`Отырыс күндерінің саны ${p.max} санынан аспауы тиіс. Бірнеше отырыс жоспарлаңыз.`),
    day_twice: review('Бұл күн жоғарыда көрсетілген. Бір күнге бір жол жеткілікті.'),
    end_before_start: 'Аяқталу уақыты басталу уақытынан кейін болуы тиіс.',
    title_missing: 'Атауын кемінде бір тілде жазыңыз.',
    venue_without_title: review('Бұл тілде өтетін орны көрсетілген: атауын да осы тілде жазыңыз.'),
    no_language: 'Кемінде бір тілді таңдаңыз.',
    link_not_https: review('Бейнебайланыс сілтемесі https:// деп басталуы тиіс.'),
    previous_unknown: 'Осы диалогтың отырысын таңдаңыз.',
    previous_not_before: review('Алдыңғы отырыс осы отырыстан бұрын басталуы тиіс.'),
    dialogue_closed: 'Диалог жабылған, онда отырыс жоспарлауға болмайды.',
    dialogue_not_active: review('Диалог әлі жоба күйінде. Отырысты жарияламас бұрын диалогты бастаңыз.'),
    new_date_first: review(
      'Отырыс кейінге қалдырылған, ал оның күндері өтіп кеткен. Алдымен жаңа күндерді көрсетіңіз.',
    ),
    not_editable: (p) =>
      review(
        `Бұл отырыстың деректерін енді өзгертуге болмайды. Мәртебесі: ${states[p.state as keyof typeof states].toLowerCase()}.`,
      ),
    cannot_move: (p) => {
      const possible = listed(moves, p.possible, true)
      const what = review(
        `«${moves[p.move as keyof typeof moves]}» әрекетін қазір орындау мүмкін емес. Отырыс мәртебесі: ${states[p.state as keyof typeof states].toLowerCase()}.`,
      )
      return possible
        ? `${what} Мүмкін әрекеттер: ${possible}.`
        : `${what} ${review('Мәртебе енді өзгермейді.')}`
    },
  },
}

function listed(
  table: Readonly<Record<string, string>>,
  keys: string | number | undefined,
  quoted: boolean,
): string {
  return String(keys ?? '')
    .split(',')
    .flatMap((key) => (table[key] ? (quoted ? `«${table[key]}»` : table[key]) : []))
    .join(', ')
}
