/** The templates that come with the product (domain.md §2.4), with their words; loaded only where one is used. Pure. */

import { review } from '../i18n/review.ts'
import type { Versions } from '../kernel/locale.ts'
import { CHAIN, type StepKey } from '../supply/line.ts'
import type { StepTemplate, TemplateStep } from './template.ts'

/** English, Russian, Kazakh. */
type Words = readonly [string, string, string]

interface Row {
  readonly title: Words
  readonly who: Words
  readonly proof: Words
  readonly guarded?: boolean
}

function versions([en, ru, kk]: Words): Versions {
  return { authoritative: 'ru', texts: { en, ru, kk } }
}

/** A line of steps, each after the one before it. */
function lineOf(rows: readonly (Row & { readonly days: number })[]): TemplateStep[] {
  return rows.map(({ title, who, proof, days, guarded = false }, at) => ({
    position: at + 1,
    title: versions(title),
    who: versions(who),
    proof: versions(proof),
    days,
    institutionId: null,
    after: at === 0 ? [] : [at],
    guarded,
  }))
}

const DISTRIBUTOR: Words = ['single distributor', 'единый дистрибьютор', 'бірыңғай дистрибьютор']

// When and how a controlled medicine travels is need-to-know (domain.md §2.9).
const PROCUREMENT: Readonly<Record<StepKey, Row>> = {
  quantification: {
    title: ['Need estimate', 'Расчёт потребности', 'Қажеттілікті есептеу'],
    who: [
      'republican centre, regional centres',
      'республиканский центр, региональные центры',
      'республикалық орталық, өңірлік орталықтар',
    ],
    proof: [
      'calculation sheet: patients, mean dose, growth, buffer',
      'расчётный лист: пациенты, средняя доза, рост, буфер',
      review('есептеу парағы: пациенттер, орташа доза, өсім, резерв'),
    ],
  },
  estimate: {
    title: [
      'Annual estimate (INCB)',
      'Годовая исчисленная потребность (МККН)',
      review('Жылдық есептік қажеттілік (ЕБХК)'),
    ],
    who: [
      'competent national authority',
      'компетентный национальный орган',
      review('құзыретті ұлттық орган'),
    ],
    proof: [
      'confirmed estimate',
      'подтверждённая исчисленная потребность',
      review('расталған есептік қажеттілік'),
    ],
  },
  budget: {
    title: ['Budget line', 'Строка бюджета', 'Бюджет жолы'],
    who: [
      'ministry of health, ministry of finance',
      'министерство здравоохранения, министерство финансов',
      'денсаулық сақтау министрлігі, қаржы министрлігі',
    ],
    proof: ['budget document', 'бюджетный документ', 'бюджет құжаты'],
  },
  tender: {
    title: ['Tender or purchase', 'Тендер или закупка', review('Тендер немесе сатып алу')],
    who: DISTRIBUTOR,
    proof: ['lot and award', 'лот и итоги закупки', review('лот және сатып алу қорытындысы')],
  },
  contract: {
    title: ['Contract', 'Договор', 'Шарт'],
    who: ['distributor and supplier', 'дистрибьютор и поставщик', review('дистрибьютор және өнім беруші')],
    proof: ['number, date, quantity', 'номер, дата, количество', 'нөмірі, күні, саны'],
  },
  import_permit: {
    title: ['Import permit', 'Разрешение на ввоз', 'Әкелуге рұқсат'],
    who: ['interior bodies', 'органы внутренних дел', 'ішкі істер органдары'],
    proof: [
      'number, quantity, validity',
      'номер, количество, срок действия',
      'нөмірі, саны, қолданылу мерзімі',
    ],
  },
  export_permit: {
    title: ['Export permit', 'Разрешение на вывоз', review('Әкетуге рұқсат')],
    who: [
      'authority of the exporting country',
      'орган страны-экспортёра',
      review('экспорттаушы елдің органы'),
    ],
    proof: [
      'permit that cites the import permit',
      'разрешение со ссылкой на разрешение на ввоз',
      review('әкелуге рұқсатқа сілтемесі бар рұқсат'),
    ],
  },
  shipment: {
    guarded: true,
    title: ['Shipment', 'Отгрузка', review('Жөнелту')],
    who: ['supplier', 'поставщик', review('өнім беруші')],
    proof: ['airway bill', 'авианакладная', review('авиажүкқұжат')],
  },
  customs: {
    guarded: true,
    title: [
      'Customs clearance and quality control',
      'Таможенное оформление и контроль качества',
      review('Кедендік рәсімдеу және сапаны бақылау'),
    ],
    who: ['customs, laboratory', 'таможня, лаборатория', 'кеден, зертхана'],
    proof: ['declaration, certificate', 'декларация, сертификат', 'декларация, сертификат'],
  },
  warehouse: {
    guarded: true,
    title: [
      'Acceptance in the central warehouse',
      'Приёмка на центральный склад',
      review('Орталық қоймаға қабылдау'),
    ],
    who: DISTRIBUTOR,
    proof: [
      'receipt, batch, expiry',
      'приходный документ, серия, срок годности',
      review('кіріс құжаты, сериясы, жарамдылық мерзімі'),
    ],
  },
  distribution: {
    guarded: true,
    title: [
      'Distribution to regions and sites',
      'Распределение по регионам и пунктам',
      review('Өңірлер мен пункттерге бөлу'),
    ],
    who: ['distributor, regions', 'дистрибьютор, регионы', 'дистрибьютор, өңірлер'],
    proof: ['waybills', 'накладные', 'жүкқұжаттар'],
  },
  receipt: {
    title: ['Receipt at sites', 'Получение в пунктах', review('Пункттерде қабылдау')],
    who: ['sites, competent authority', 'пункты, компетентный орган', review('пункттер, құзыретті орган')],
    proof: ['stock report', 'отчёт об остатках', review('қор туралы есеп')],
  },
}

const SECRETARIAT: Words = ['secretariat', 'секретариат', 'хатшылық']

const MINUTES: readonly (Row & { readonly days: number })[] = [
  {
    days: 7,
    title: ['Draft minutes', 'Проект протокола', 'Хаттама жобасы'],
    who: SECRETARIAT,
    proof: ['draft in all languages', 'проект на всех языках', review('барлық тілдегі жоба')],
  },
  {
    days: 3,
    title: ['Check by the chair', 'Проверка председателем', review('Төрағаның тексеруі')],
    who: ['chair', 'председатель', 'төраға'],
    proof: ['remarks or consent', 'замечания или согласие', review('ескертулер немесе келісім')],
  },
  {
    days: 7,
    title: ['Circulation to the participants', 'Рассылка участникам', review('Қатысушыларға жіберу')],
    who: SECRETARIAT,
    proof: [
      'letter, objections received',
      'письмо, полученные возражения',
      review('хат, келіп түскен қарсылықтар'),
    ],
  },
  {
    days: 3,
    title: ['Adoption', 'Утверждение', 'Бекіту'],
    who: ['chair', 'председатель', 'төраға'],
    proof: ['adopted minutes', 'утверждённый протокол', 'бекітілген хаттама'],
  },
  {
    days: 2,
    title: ['Redaction for the public', 'Подготовка открытой версии', review('Ашық нұсқасын дайындау')],
    who: SECRETARIAT,
    proof: ['redacted copy', 'открытая версия', review('ашық нұсқа')],
  },
  {
    days: 1,
    title: ['Publication', 'Публикация', 'Жариялау'],
    who: SECRETARIAT,
    proof: ['link to the page', 'ссылка на страницу', review('бетке сілтеме')],
  },
]

function builtIn(id: string, title: Words, steps: readonly TemplateStep[]): StepTemplate {
  return { id, builtIn: true, dialogueId: null, title: versions(title), steps, version: 0 }
}

/** In the order in which they are offered. */
export const BUILT_IN: readonly StepTemplate[] = [
  builtIn(
    'procurement',
    [
      'Procurement of a controlled medicine',
      'Закупка контролируемого лекарственного средства',
      review('Бақылаудағы дәрілік затты сатып алу'),
    ],
    lineOf(CHAIN.map(({ key, days }) => ({ ...PROCUREMENT[key], days }))),
  ),
  builtIn(
    'minutes',
    ['Publish minutes', 'Опубликовать протокол', review('Хаттаманы жариялау')],
    lineOf(MINUTES),
  ),
]
