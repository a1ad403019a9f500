/** Kazakh texts of supply: imported reports, promised deliveries, kept suppositions, papers of meetings. */

import type { Params } from '../../kernel/outcome.ts'
import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const ahead: Messages['supply']['ahead'] = {
  import: {
    title: review('Қор туралы есептерді жүктеу'),
    open: review('Кесте жүктеу'),
    lead: review('Әр орын мен әр айға бір жолдан. Есебі бар айдың жолы сол есепті түзетеді.'),
    states: { new: 'жаңа есеп', correction: 'есепті түзету', same: review('бұрын жазылған') },
    was: (figure) => review(`бұрын: ${figure}`),
  },
  promised: {
    step: review('Уәде етілген кезең'),
    stepHint: review('Таңдалмаса, бүкіл жеткізу уәде етілген.'),
    notBefore: (code, date) => review(`${code} бойынша: ${date}`),
    warning: (p) =>
      review(
        `Жеткізу күтілетін күн: ${p.expected}; ${p.code} ${p.from === 'forecast' ? 'болжамы' : 'мерзімі'} (${p.done}) және кейінгі кезеңдер бойынша келетін күні: ${p.arrives}. Есепке осы күн алынды.`,
      ),
    takenBack: review('Бұған міндеттеме кедергі'),
    holds: (p) =>
      review(
        `${p.code} ${p.from === 'forecast' ? 'болжамы' : 'мерзімі'} (${p.done}) күшінде: қабылданғаннан кейін де жеткізу (${p.expected}) есепке мына күннен алынады: ${p.arrives}.`,
      ),
    move: (code) => review(`Ауыстыру үшін ашыңыз: ${code}`),
    propose: (code) => review(`${code} мерзімі ретінде ұсыну`),
    reason: review('Қор болжамы бойынша.'),
    title: review('Қор үшін маңызы'),
    orderBy: (step, date, n) =>
      review(`«${step}» кезеңінің соңғы күні: ${date} (${n > 0 ? `${n} күнге кешігуде` : 'мерзімінде'}).`),
    noDeadline: review('Бұл жеткізусіз де қаралатын уақытта қор таусылмайды.'),
    done: review('Бұл кезең аяқталған.'),
  },
  scenario: {
    title: 'Сценарий',
    list: review('Сақталған сценарийлер'),
    none: review('Сақталған сценарий жоқ.'),
    name: 'Атауы',
    note: 'Ескертпе',
    keep: review('Сценарий ретінде сақтау'),
    keepButton: 'Сақтау',
    made: review('Сақталған күні'),
    by: (name) => review(`Сақтаған: ${name}`),
    fresh: review('қазіргі деректерге негізделген'),
    stale: review('деректер содан бері өзгерді'),
    staleLead: review(
      'Сценарий сақталғаннан бері деректер өзгерді. Екі жол да бүгінгі деректер бойынша есептелді.',
    ),
    gone: review('Сценарийдегі бір жеткізу келді немесе алынып тасталды; ол есепке алынбайды.'),
    adoptReason: (name) => `«${name}» сценарийі.`,
    remove: 'Сценарийді жою',
    change: 'Өзгерту',
  },
  paper: {
    title: review('Отырыс кезіндегі қор'),
    asOf: (date) => review(`${date} жағдайы бойынша`),
    lead: review(
      'Осы диалогтың қауіп төнген препараттары. Жолды тармақ ретінде ұсынуға болады; бекітілгені отырыс құжаттарында тұрады.',
    ),
    note: review('Құжаттар үшін бекіту'),
    noted: (date) =>
      review(
        `Құжаттар үшін бекітілді: ${date}. Басылған күн тәртібі мен хаттамада жеткізулерсіз жол тұрады.`,
      ),
    propose: review('Тармақ ретінде ұсыну'),
  },
}

export const aheadRefusals: Pick<
  Messages['supply']['refusals'],
  keyof typeof import('../en/supply-ahead.ts').aheadRefusals
> = {
  none_at_risk: review('Бұл диалогта қауіп төнген дәрілік зат жоқ.'),
  place_unknown: review('Осы препарат бойынша есеп беретін орындар арасында мұндай атау жоқ.'),
  place_unclear: review('Мұндай атауы бар орындар бірнешеу. Ресми атауын жазыңыз.'),
  not_a_month: review('Айды жазыңыз, мысалы 2025-10.'),
  month_old: review('Бұл ай жабық: есептер соңғы екі жыл үшін қабылданады.'),
  below_zero: review('Қор нөлден төмен бола алмайды.'),
  line_twice: (p: Params) => review(`Дәл осы орын мен ай ${p.line}-жолда бар.`),
  import_wrong: review('Кейбір жолдарда қате бар. Ештеңе қабылданған жоқ.'),
  import_nothing: review('Барлық жол бұрын жазылған. Қабылдайтын ештеңе жоқ.'),
  odd_lines: review('Кейбір сандар әдеттен тыс. Оларды қарап, дұрыстығын растаңыз.'),
  next_part: (p: Params) =>
    review(`Жазылған жол: ${p.recorded}, қалғаны: ${p.left}. Жалғастыру үшін тағы бір рет басыңыз.`),
}
