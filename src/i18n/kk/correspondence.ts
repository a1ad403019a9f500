/** Kazakh texts of the room `correspondence`. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const correspondence: Messages['correspondence'] = {
  title: 'Хаттар',
  lead: review('Диалогтың ресми хат алмасуы: оның бланкісімен жіберілген және келіп түскен хаттар.'),
  outgoing: 'Шығыс',
  incoming: 'Кіріс',
  head: {
    title: review('Бланк және қол қоюшылар'),
    lead: review('Осы диалогтың әр хатында тұрады. Әр парақ бір тілде.'),
    names: review('Органның атауы'),
    namesHint: review('Қалай басылса, солай жазыңыз; сөйлемде жолдар біріктіріледі.'),
    contact: 'Мекенжайы мен байланыс деректері',
    pattern: review('Шығыс нөмірлердің үлгісі'),
    patternHint: review(
      'Мысалы, 01-12/{n}: {n} жыл ішінде өсіп отырады. Нөмірді кеңсе берсе, бос қалдырыңыз.',
    ),
    signatory: (n) => review(`Қол қоюшы ${n}`),
    first: review('Шақыру хаттарына бірінші қол қоюшының қолы қойылады.'),
    name: 'Аты-жөні',
    position: 'Лауазымы',
    missing: review('Бланк әлі берілмеген: хаттар диалог хатшылығының атынан, қолсыз жіберіледі.'),
    set: review('Бланкіні беру'),
  },
  kinds: {
    invitation: 'Шақыру хаты',
    note: review('Вербалды нота'),
    request: review('Ілеспе хат немесе сұрау салу'),
    thanks: review('Алғыс немесе жауап хат'),
    nomination: review('Өкіл тағайындау'),
    regrets: review('Қатыса алмау туралы хабар'),
    other: 'Басқа',
  },
  forms: {
    label: review('Хаттың түрі'),
    letter: 'Хат',
    note: review('Вербалды нота (үшінші жақтан, қолсыз)'),
  },
  paper: {
    names: { invitation: 'Шақыру хаты', note: review('Вербалды нота'), request: 'Хат', thanks: 'Хат' },
    reference: (number) => review(`Шығыс № ${number}`),
    note: review('Вербалды нота'),
    author: (code) => `Диалог хатшылығы (${code})`,
    file: (number) => `Хат ${number}`.trim(),
  },
  builtin: {
    invitation: review(`Құрметті әріптестер!

{sender} сіздердің өкілдеріңізді «{dialogue}» диалогы аясында өтетін «{meeting}» іс-шарасына қатысуға шақырады.

Өтетін күні мен уақыты: {dates}
Өтетін орны: {place}
Орын саны: {seats}
Жауап беру мерзімі: {reply_by}

Өкілдеріңіздің аты-жөні мен лауазымын хатпен немесе ілеспе хабардағы сілтеме арқылы ашылатын бетте хабарлауларыңызды сұраймыз. Егер ұйымыңыз қатыса алмаса, бұл туралы да сол жолмен хабарлауларыңызды сұраймыз.`),
    note: review(`{sender} «{institution}» ұйымына өзінің құрметін білдіреді және оның өкілдерін «{dialogue}» диалогы аясында өтетін «{meeting}» іс-шарасына қатысуға шақыруды өзіне мәртебе санайды.

Өтетін күні мен уақыты: {dates}
Өтетін орны: {place}
Орын саны: {seats}
Жауап беру мерзімі: {reply_by}

Өкілдердің аты-жөні мен лауазымын нотамен немесе ілеспе хабардағы сілтеме арқылы ашылатын бетте хабарлау сұралады.

{sender} осы мүмкіндікті пайдалана отырып, «{institution}» ұйымына өзінің зор құрметін тағы да растайды.`),
    request: review(`Құрметті әріптестер!

«{dialogue}» диалогы аясында {sender} қабылданған шаралар туралы хабарлауларыңызды сұрайды.

Жауап беру мерзімі: {reply_by}`),
    thanks: review(`Құрметті әріптестер!

{sender} хаттарыңыз үшін және «{dialogue}» диалогына қатысқандарыңыз үшін алғыс білдіреді.`),
  },
  templates: {
    title: review('Хаттардың мәтіні'),
    lead: review(
      'Диалогтың өз мәтіні дайын мәтіннің орнына жүреді. Жай мәтін; бос жол жаңа абзацты бастайды.',
    ),
    own: 'Өз мәтіні',
    builtin: review('Дайын мәтін'),
    edit: (kind) => `Мәтін: ${kind}`,
    text: 'Мәтін',
    textHint: review('Тілді бос қалдырсаңыз, дайын мәтін қолданылады.'),
    gaps: review(
      'Осы орындарға хаттың деректері қойылады. Дерегі жоқ жол қалдырылып кетеді. Оларға жалғау қоспаңыз.',
    ),
    preview: 'Қарап шығу',
    previewOf: review('Осы диалогтағы іс-шараның деректері бар үлгі'),
    previewInvented: review('Ойдан алынған деректері бар үлгі: диалогта әлі іс-шара жоқ'),
  },
  placeholders: {
    institution: 'ұйымның атауы',
    addressee: review('адресаттың лауазымы'),
    sender: review('жіберуші органның атауы'),
    dialogue: 'диалогтың атауы',
    meeting: 'іс-шараның атауы',
    dates: 'күндері, сағаты және уақыт белдеуі',
    place: 'өтетін орны',
    reply_by: 'жауап беру мерзімі',
    seats: 'орын саны',
    number: 'шығыс нөмірі',
    date: 'хаттың күні',
    signatory: review('қол қоюшының лауазымы мен аты-жөні'),
  },
  register: {
    number: 'Нөмірі',
    date: 'Күні',
    received: 'Келіп түскен күні',
    kind: 'Түрі',
    institution: 'Ұйым',
    signatory: review('Қол қойған'),
    delivery: 'Жіберілуі',
    files: 'Файлдар',
    pdf: 'PDF',
    docx: 'DOCX-файл',
    file: 'Файл',
    unnumbered: 'нөмірсіз',
    next: review('Келесі әрекет'),
    reply: review('Жауабын тіркеу'),
    replyTo: review('Қай хатқа жауап'),
    note: 'Ескертпе',
    direction: 'Бағыты',
    open: 'Хаттар журналын ашу',
    all: 'Барлығы',
    empty: 'Әзірге хат жоқ.',
    nothing: review('Сәйкес хат табылмады.'),
    write: 'Хат жазу',
    log: review('Кіріс хатты тіркеу'),
    texts: review('Хаттардың мәтіні'),
  },
  deliveries: {
    none: review('жіберілмейді'),
    waiting: 'күтуде',
    sent: 'жіберілді',
    kept: 'сақталды, жіберілген жоқ',
    failed: 'жеткізілмеді',
    bounced: 'қайтып келді',
  },
  log: {
    title: 'Кіріс хат',
    theirNumber: review('Жіберушінің нөмірі'),
    theirDate: 'Хаттың күні',
    receivedOn: 'Келіп түскен күні',
    institution: 'Кімнен',
    replyTo: review('Біздің қай хатқа жауап'),
    says: 'Мазмұны',
    saysHint: review(
      'Қатыса алмау туралы хабар шақыруға жауап ретінде жазылады. Өкіл тағайындалса, аты-жөніне арналған нысан ашылады.',
    ),
    note: 'Ескертпе',
    file: review('Файл (PDF немесе скан)'),
    source: (number, date) => `Хат № ${number}, ${date}`,
    sourceUnnumbered: (date) => `Хат, ${date}`,
  },
  write: {
    title: review('Ұйымдарға хат'),
    kind: 'Түрі',
    text: 'Мәтін',
    textHint: review('Хат қай тілде жіберілсе, сол тілде жазыңыз; әр ұйым мәтінді өз тілдерінде алады.'),
    institutions: 'Кімге',
    institutionsHint: review('Әр ұйымға жеке нөмір беріледі.'),
    addressee: review('Адресаттың лауазымы'),
    signatory: review('Қол қоюшы'),
    unsigned: 'Қолсыз',
    date: 'Хаттың күні',
    number: 'Бірінші нөмір',
    numberHint: review('Келесі хаттар осыдан әрі қарай нөмірленеді.'),
    replyBy: 'Жауап беру мерзімі',
    preview: 'Қарап шығу',
    send: 'Жіберу',
    subject: (kind, dialogue) => `${kind}: ${dialogue}`,
  },
  sheet: {
    title: 'PDF түріндегі хат',
    open: 'PDF ашу',
    attached: review('Хат осы хабарға PDF түрінде қоса тіркелген.'),
  },
  refusals: {
    pattern_without_counter: review('Нөмір өсетін жерге {n} деп бір рет жазыңыз, мысалы 01-12/{n}.'),
    contact_without_name: review('Бұл тілде байланыс деректері бар: органның атауын да осы тілде жазыңыз.'),
    title_without_name: review('Бұл тілде лауазым бар: аты-жөнін де жазыңыз.'),
    unknown_placeholder: (p) =>
      review(`${p.name}: мұндай дерек осы түрдегі хатта жоқ. Тізімде барын таңдаңыз.`),
    stray_brace: review('Артық жақша бар. Жақшаға тек деректің аты алынады, мысалы {institution}.'),
    number_taken: (p) => review(`${p.number} нөмірі ${p.year} жылы берілген. Басқасын көрсетіңіз.`),
    reply_to_other: review('Жауап берілген хат сол ұйымға жолданған біздің хат болуы керек.'),
    received_before_written: review('Хат жазылғанға дейін келіп түсуі мүмкін емес.'),
    received_in_future: review('Келіп түскен күні әлі болған жоқ.'),
    no_text: 'Мәтінді кемінде бір тілде жазыңыз.',
    no_institution: 'Кемінде бір ұйымды таңдаңыз.',
    too_many_institutions: (p) => review(`Бір жолы ең көбі ${p.max} ұйымды таңдаңыз.`),
    no_common_language: (p) => review(`Мына ұйымдардың тілінде мәтін жоқ: ${p.institutions}.`),
    no_kazakh: (p) =>
      review(
        `Мемлекеттік органдарға хат алдымен қазақ тілінде жазылады. Қазақша мәтін керек: ${p.institutions}.`,
      ),
    nobody_to_write_to: (p) => review(`Мына ұйымдарда хат жіберетін адам белгісіз: ${p.institutions}.`),
    partly_sent: (p) =>
      review(
        `Жіберілген хаттар: ${p.sent}, барлығы: ${p.all}, одан кейін жіберу үзілді. Төмендегі тізімдегі хаттар жіберілген жоқ: оларды қарап шығып, жіберіңіз.`,
      ),
    next_part: (p) =>
      review(
        `Жіберілген хаттар: ${p.sent}, барлығы: ${p.all}. Төмендегі тізімдегі келесі хаттарды жіберіңіз.`,
      ),
    preview_outdated: review('Қарап шыққаннан кейін бір нәрсе өзгерді. Жібермес бұрын хатты қайта қараңыз.'),
  },
}
