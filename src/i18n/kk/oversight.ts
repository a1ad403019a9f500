/** Kazakh texts of the room `oversight`: what whoever coordinates has to see. */

import type { Messages } from '../messages.ts'
import { review } from '../review.ts'

export const oversight: Messages['oversight'] = {
  needsYou: review('Сіздің шешіміңізді күтуде'),
  nothing: review('Сіздің шешіміңізді күтіп тұрған ештеңе жоқ.'),
  toGrant: review('Мерзімді ауыстыру сұралды'),
  asks: (code, date) => review(`${code}: сұралған мерзім ${date}`),
  reason: 'Себебі',
  since: review('Қай күннен бері'),
  request: 'Өтініш',
  gaps: (n) => review(`Жауапты адамы жоқ: ${n} міндеттеме`),
  callList: review('Қоңыраулар тізімін ашу'),
  risks: review('Қауіп төнген дәрілер'),
  noRisks: review('Есептер бойынша дәрілерге қауіп төніп тұрған жоқ.'),
  lateBy: review('Ұйымдар бойынша мерзімі өткендер'),
  institution: 'Ұйым',
  standing: 'Жай-күйі',
  late: {
    count: (n) => review(`мерзімі өткені: ${n}`),
    silent: (n) => review(`есеп жоғы: ${n}`),
    oldest: (n) => review(`ең ескісі – ${n} күн`),
  },
  more: (n) => `және тағы ${n}`,
  expected: review('Осы аптада күтілетін есептер'),
  nothingExpected: review('Осы аптада есеп күтілмейді.'),
  of: (n, all) => review(`${all} ішінен ${n}`),
  due: (n) => review(`Мерзімі жеті күн ішінде: ${n} міндеттеме`),
  period: ({ code, period, due, of }) => review(`${code}, ${period}: есеп бергені ${of}, мерзімі ${due}`),
  status: (due, of) => review(`Отырыс алдындағы жай-күй: жауап берген ұйымдар ${of}, мерзімі ${due}`),
  stock: (medicine, month, of) => review(`${medicine}, ${month} қалдықтары: есеп бергені ${of}`),
  missingTitle: review('Не жетіспейді'),
  complete: review('бәрі дайын'),
  missing: {
    announcement: review('жарияланбаған'),
    agenda: review('күн тәртібі жоқ'),
    publication: review('күн тәртібі жарияланбаған'),
    status: review('міндеттемелердің жай-күйі сұралмаған'),
    letters: (n) => review(`жіберілмеген хаттар: ${n}`),
    answers: (n) => review(`жауап бермеген ұйымдар: ${n}`),
    minutes: (date) => review(`${date} хаттамасы`),
  },
  refusals: {},
}
