/** Kazakh texts of the room `filters`, and of the choices of the list of commitments. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

const days = (n: number) => `${n} күн`

export const filters: Messages['filters'] = {
  title: review('Сіздің іріктемелеріңіз'),
  lead: review('Өзіңіз атау беріп сақтаған міндеттемелер іріктемелері. Оларды басқа ешкім көрмейді.'),
  none: review(
    'Сақталған іріктеме әзірше жоқ. Міндеттемелер тізімінде шарттарды таңдап, сол жерде сақтаңыз.',
  ),
  keep: review('Іріктемені сақтау'),
  remove: (name) => `Жою: «${name}»`,
  fields: { name: review('Іріктеменің атауы'), default: review('Тізім осы іріктемеден ашылсын') },
  tabs: { label: review('Іріктемелер'), open: 'Ашық', manage: review('Сіздің іріктемелеріңіз') },
  forms: { label: 'Көрінісі', table: 'Кесте', timeline: review('Уақыт шкаласы') },
  shows: {
    soon: review('Мерзімі жақын'),
    undated: review('Мерзімі белгіленбеген'),
    recurring: review('Мерзімді қайталанатын'),
  },
  more: review('Басқа шарттар'),
  part: review('Ұйымның қатысуы'),
  parts: { lead: 'жауапты орындаушы', any: review('жауапты орындаушы немесе бірлесіп орындаушы') },
  within: review('Мерзіміне қалғаны'),
  days,
  unnamed: review('Жауапты тұлға аталмаған'),
  objective: 'Мақсат',
  order: 'Реті',
  orders: {
    due: 'орындау мерзімі бойынша',
    slip: review('мерзімнің қанша жылжығаны бойынша'),
    report: review('алдымен есебі ең ұзақ уақыт болмағандар'),
  },
  grouping: 'Топтастыру',
  groupings: { none: 'жоқ', lead: 'жауапты орындаушы', dialogue: 'диалог', objective: 'мақсат' },
  by: { lead: review('Жауапты орындаушылар бойынша'), objective: review('Мақсаттар бойынша') },
  noObjective: review('Мақсаты көрсетілмеген'),
  fromMeeting: (title) => review(`Тек осы отырыстың міндеттемелері: ${title}`),
  everyMeeting: review('Барлық отырыстың міндеттемелерін көрсету'),
  slip: review('Мерзімнің жылжуы'),
  earlier: (n) => `${days(n)} ертерек`,
  later: (n) => `${days(n)} кейінірек`,
  times: (n) => review(`${n} рет өзгертілді`),
  refusals: {
    nothing_chosen: review('Бұл іріктемеде ештеңе таңдалмаған: тізім онсыз да осылай ашылады.'),
    kept_already: (p) => review(`Мұндай іріктеме сақталған: ${p.name}.`),
    name_taken: review('Мұндай атау басқа іріктемеңізде бар.'),
    too_many: (p) => review(`Ең көбі ${p.most} іріктеме сақтауға болады. Алдымен біреуін жойыңыз.`),
  },
}
