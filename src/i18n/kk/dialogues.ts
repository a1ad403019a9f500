/** Kazakh texts of the room `dialogues`. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

const states = {
  draft: 'Жоба',
  active: review('Жұмыс істеп тұр'),
  closed: 'Жабылды',
  archived: 'Мұрағатта',
}
const moves = { activation: 'Бастау', closure: 'Жабу', archiving: review('Мұрағатқа жіберу') }
const roleNames = {
  organiser: 'Ұйымдастырушы',
  coordinator: 'Үйлестіруші',
  rapporteur: review('Отырыс хатшысы'),
  viewer: 'Оқырман',
}

export const dialogues: Messages['dialogues'] = {
  title: 'Диалогтар',
  none: 'Диалогтар әзірге жоқ.',
  recordedNow: 'Қазіргі жазба',
  open: 'Диалог ашу',
  editTitle: 'Диалог деректерін түзету',
  name: 'Атауы',
  code: 'Коды',
  codeHint: review('Қысқа, бас латын әріптерімен, мысалы: OAT-KZ. Міндеттеме нөмірінің алдына қойылады.'),
  state: 'Мәртебесі',
  states,
  moves,
  nextMeeting: 'Келесі отырыс',
  openCommitments: 'Ашық міндеттемелер',
  mandate: 'Мандат',
  mandateHint: review('Диалог не үшін және кімнің тапсырмасымен жүргізіледі.'),
  noMandate: 'Мандат әзірге жазылмаған.',
  project: 'Жоба',
  funder: 'Донор',
  languages: 'Тілдер',
  authoritative: review('Негізгі мәтін тілі'),
  authoritativeHint: review('Нұсқалар арасында айырмашылық болса, осы тілдегі мәтін басшылыққа алынады.'),
  holidayCalendar: 'Мерекелер күнтізбесі',
  holidayCalendarHint: 'KZ; тек демалыс күндері жұмыссыз болса, бос қалдырыңыз.',
  rules: 'Регламент',
  attribution: review('Авторлықты көрсету'),
  attributionHint: review(
    'Жаңа отырыстарға қолданылады. Әр отырысқа және күн тәртібінің әр мәселесіне жеке ереже белгілеуге болады.',
  ),
  attributions: {
    attributed: review('Ұйым және тұлға көрсетіледі'),
    institution_only: review('Тек ұйым көрсетіледі, есімдер көрсетілмейді'),
    chatham_house: review('Чатем-Хаус ережесі: сөйлеушілер жазылмайды'),
  },
  participantList: review('Қатысушыларға тізімде көрінетіні'),
  participantLists: {
    names: review('есімдер — әр тұлғаның келісімімен'),
    institutions: 'ұйымдар',
    counts: 'тек саны',
    nobody: 'ештеңе',
  },
  quorumBasis: review('Кворум есебінің негізі'),
  quorumBases: { institutions: 'ұйымдар', seats: 'орындар', none: 'кворум жоқ' },
  quorumPercent: 'Кворум, пайыз',
  quorumHint: review('Қатысушылардың үлесі осы пайыздан артық болуы тиіс.'),
  quorum: (basis, percent) => review(`${basis}: ${percent} пайыздан артық`),
  decisionRule: review('Шешім қабылдау тәртібі'),
  decisionRules: {
    consensus: 'консенсус',
    simple_majority: 'жай көпшілік дауыс',
    two_thirds: 'үштен екі дауыс',
  },
  silence: review('Үнсіз келісу рәсімі'),
  silenceHint: review('Осы мерзім ішінде қарсылық түспесе, мәтін қабылданған болып есептеледі.'),
  silenceLength: review('Үнсіз келісу рәсімінің ұзақтығы'),
  silenceUnit: review('Есептеу бірлігі'),
  silenceUnits: { hours: 'сағат', working_days: 'жұмыс күні' },
  silenceOf: (length, unit) => (unit === 'hours' ? `${length} сағат` : `${length} жұмыс күні`),
  meetings: 'Отырыстар',
  noMeetings: 'Әзірге отырыс жоспарланбаған.',
  plan: 'Отырыс жоспарлау',
  sectors: 'Келесі отырысқа шақырылғандар',
  sector: 'Сектор',
  invited: 'Ұйымдар',
  nobodyYet: 'әзірге ешкім жоқ',
  people: 'Рөлдер',
  person: 'Аты-жөні',
  role: 'Рөлі',
  roleNames,
  since: 'Қай күннен',
  actions: 'Әрекеттер',
  endRole: 'Тоқтату',
  grant: 'Рөл беру',
  email: 'Электрондық пошта мекенжайы',
  emailHint: review('Адамның анықтамалықтағы мекенжайы. Сол мекенжаймен жүйеге кіруге болады.'),
  grantSubmit: 'Рөл беру',
  closureTitle: 'Диалог жабылсын ба?',
  closureLead: review(
    'Жабылғаннан кейін отырыс жоспарлауға болмайды. Міндеттемелер сақталады, есептер бұрынғыдай қабылданады. Хат жіберілмейді.',
  ),
  closureSubmit: 'Диалогты жабу',
  history: {
    opened: 'Диалог ашылды',
    edited: 'Деректер немесе регламент өзгертілді',
    active: 'Диалог басталды',
    closed: 'Диалог жабылды',
    archived: review('Диалог мұрағатқа жіберілді'),
    meeting_added: (p) => `Отырыс жоспарланды: № ${p.ordinal}`,
    role_granted: (p) => `Рөл берілді: ${roleNames[p.role as keyof typeof roleNames]}, ${p.person}`,
    role_ended: (p) => `Рөл тоқтатылды: ${roleNames[p.role as keyof typeof roleNames]}, ${p.person}`,
  },
  refusals: {
    code_form: review('Бас латын әріптерін, цифрлар мен дефисті қолданыңыз (2–20 таңба), мысалы: OAT-KZ.'),
    code_taken: 'Бұл код басқа диалогта бар.',
    no_language: 'Кемінде бір тілді таңдаңыз.',
    authoritative_not_offered: review('Негізгі мәтін тілі диалог тілдерінің бірі болуы тиіс.'),
    title_missing: review('Атауын негізгі мәтін тілінде жазыңыз.'),
    mandate_without_title: review('Бұл тілде мандат бар: атауын да осы тілде жазыңыз.'),
    archived: review('Диалог мұрағатта, оны тек оқуға болады.'),
    cannot_move: (p) => {
      const possible = listed(moves, p.possible)
      const what = review(
        `«${moves[p.move as keyof typeof moves]}» әрекетін қазір орындау мүмкін емес. Диалог мәртебесі: ${states[p.state as keyof typeof states].toLowerCase()}.`,
      )
      return possible ? `${what} Мүмкін әрекеттер: ${possible}.` : what
    },
    meetings_ahead: (p) =>
      review(
        `Делегаттар бұл диалогтың отырыстарын күтуде, олардың саны: ${p.count}. Алдымен оларды өткізіңіз немесе болмайтынын хабарлаңыз.`,
      ),
    nobody_with_address: review('Анықтамалықта мұндай мекенжай жоқ. Алдымен адамды анықтамалыққа қосыңыз.'),
    account_disabled: review('Бұл адамның есептік жазбасы өшірілген. Оны әкімші қайта қоса алады.'),
    has_role_already: 'Бұл адамда мұндай рөл бар.',
    role_unknown: 'Бұл рөл енді қолданылмайды.',
    last_organiser: review('Бұл — жалғыз ұйымдастырушы. Алдымен бұл рөлді басқа адамға беріңіз.'),
  },
}

function listed(table: Readonly<Record<string, string>>, keys: string | number | undefined): string {
  return String(keys ?? '')
    .split(',')
    .flatMap((key) => (table[key] ? `«${table[key]}»` : []))
    .join(', ')
}
