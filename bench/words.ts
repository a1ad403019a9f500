/** Invented words for the load data: institutions, people and promises in Kazakh, Russian and English. */

import type { Locale } from '../src/kernel/locale.ts'

export type Words = Readonly<Record<Locale, string>>

// biome-ignore format: a table reads better on one line each
const REGIONS: readonly Words[] = [
  { kk: 'Абай облысының', ru: 'области Абай', en: 'Abai Region' },
  { kk: 'Ақмола облысының', ru: 'Акмолинской области', en: 'Akmola Region' },
  { kk: 'Ақтөбе облысының', ru: 'Актюбинской области', en: 'Aktobe Region' },
  { kk: 'Алматы облысының', ru: 'Алматинской области', en: 'Almaty Region' },
  { kk: 'Атырау облысының', ru: 'Атырауской области', en: 'Atyrau Region' },
  { kk: 'Батыс Қазақстан облысының', ru: 'Западно-Казахстанской области', en: 'West Kazakhstan Region' },
  { kk: 'Жамбыл облысының', ru: 'Жамбылской области', en: 'Zhambyl Region' },
  { kk: 'Жетісу облысының', ru: 'области Жетісу', en: 'Zhetisu Region' },
  { kk: 'Қарағанды облысының', ru: 'Карагандинской области', en: 'Karaganda Region' },
  { kk: 'Қостанай облысының', ru: 'Костанайской области', en: 'Kostanay Region' },
  { kk: 'Қызылорда облысының', ru: 'Кызылординской области', en: 'Kyzylorda Region' },
  { kk: 'Маңғыстау облысының', ru: 'Мангистауской области', en: 'Mangystau Region' },
  { kk: 'Павлодар облысының', ru: 'Павлодарской области', en: 'Pavlodar Region' },
  { kk: 'Солтүстік Қазақстан облысының', ru: 'Северо-Казахстанской области', en: 'North Kazakhstan Region' },
  { kk: 'Түркістан облысының', ru: 'Туркестанской области', en: 'Turkistan Region' },
  { kk: 'Ұлытау облысының', ru: 'области Ұлытау', en: 'Ulytau Region' },
  { kk: 'Шығыс Қазақстан облысының', ru: 'Восточно-Казахстанской области', en: 'East Kazakhstan Region' },
  { kk: 'Алматы қаласының', ru: 'города Алматы', en: 'the City of Almaty' },
  { kk: 'Астана қаласының', ru: 'города Астаны', en: 'the City of Astana' },
  { kk: 'Шымкент қаласының', ru: 'города Шымкента', en: 'the City of Shymkent' },
]

/** The official name of the n-th institution: health departments, then control departments, then polyclinics. */
export function institutionName(n: number): Words {
  const { kk, ru, en } = REGIONS[n % REGIONS.length]!
  const round = Math.floor(n / REGIONS.length)
  if (round === 0)
    return {
      kk: `${kk} денсаулық сақтау басқармасы`,
      ru: `Управление здравоохранения ${ru}`,
      en: `Health Department of ${en}`,
    }
  if (round === 1)
    return {
      kk: `${kk} санитариялық-эпидемиологиялық бақылау департаменті`,
      ru: `Департамент санитарно-эпидемиологического контроля ${ru}`,
      en: `Department of Sanitary and Epidemiological Control of ${en}`,
    }
  return {
    kk: `${kk} № ${round} емханасы`,
    ru: `Поликлиника № ${round} ${ru}`,
    en: `Polyclinic No. ${round} of ${en}`,
  }
}

const SURNAMES: readonly Words[] = [
  { kk: 'Серікова', ru: 'Серикова', en: 'Serikova' },
  { kk: 'Әбдірахманова', ru: 'Абдрахманова', en: 'Abdrakhmanova' },
  { kk: 'Жұмабаева', ru: 'Жумабаева', en: 'Zhumabayeva' },
  { kk: 'Өтегенова', ru: 'Утегенова', en: 'Utegenova' },
  { kk: 'Қасымова', ru: 'Касымова', en: 'Kassymova' },
  { kk: 'Нұрланова', ru: 'Нурланова', en: 'Nurlanova' },
  { kk: 'Бекенова', ru: 'Бекенова', en: 'Bekenova' },
  { kk: 'Ғабдуллина', ru: 'Габдуллина', en: 'Gabdullina' },
  { kk: 'Ильина', ru: 'Ильина', en: 'Ilyina' },
  { kk: 'Ким', ru: 'Ким', en: 'Kim' },
]
const GIVEN: readonly Words[] = [
  { kk: 'Айгүл', ru: 'Айгуль', en: 'Aigul' },
  { kk: 'Әсел', ru: 'Асель', en: 'Assel' },
  { kk: 'Гүлнар', ru: 'Гульнар', en: 'Gulnar' },
  { kk: 'Жанар', ru: 'Жанар', en: 'Zhanar' },
  { kk: 'Мәдина', ru: 'Мадина', en: 'Madina' },
  { kk: 'Салтанат', ru: 'Салтанат', en: 'Saltanat' },
  { kk: 'Динара', ru: 'Динара', en: 'Dinara' },
]
const PATRONYMICS: readonly Words[] = [
  { kk: 'Серікқызы', ru: 'Сериковна', en: '' },
  { kk: 'Болатқызы', ru: 'Болатовна', en: '' },
  { kk: 'Ерланқызы', ru: 'Ерлановна', en: '' },
]

/** The name of the n-th person in one language. */
export function personName(n: number, lang: Locale): { surname: string; given: string; patronymic: string } {
  return {
    surname: SURNAMES[n % SURNAMES.length]![lang],
    given: GIVEN[Math.floor(n / 10) % GIVEN.length]![lang],
    patronymic: PATRONYMICS[Math.floor(n / 70) % PATRONYMICS.length]![lang],
  }
}

const TASKS: readonly Words[] = [
  {
    kk: 'Екінші қатардағы туберкулёзге қарсы препараттардың үздіксіз жеткізілуін қамтамасыз ету',
    ru: 'Обеспечить бесперебойные поставки противотуберкулёзных препаратов второго ряда',
    en: 'Ensure an uninterrupted supply of second-line tuberculosis medicines',
  },
  {
    kk: 'Емхана қызметкерлерін көмек көрсетудің жаңа хаттамасы бойынша оқыту',
    ru: 'Обучить сотрудников поликлиник новому протоколу оказания помощи',
    en: 'Train polyclinic staff in the new protocol of care',
  },
  {
    kk: 'Амбулаториялық емдеуге көшу туралы бұйрықтың жобасын келісуге енгізу',
    ru: 'Внести на согласование проект приказа о переходе на амбулаторное лечение',
    en: 'Submit the draft order on the transition to outpatient treatment for approval',
  },
  {
    kk: 'Дәрілік заттардың қалдығы туралы тоқсандық деректерді ұсыну',
    ru: 'Представить квартальные данные об остатках лекарственных средств',
    en: 'Submit quarterly data on the stock of medicines',
  },
  {
    kk: 'Қоғамдық ұйымдарды әлеуметтік тапсырыс бойынша қаржыландыру тәртібін әзірлеу',
    ru: 'Разработать порядок финансирования общественных организаций по социальному заказу',
    en: 'Draw up the procedure for financing civil society organisations by social contract',
  },
  {
    kk: 'Бас бостандығынан айыру орындарынан босатылғандарды емдеудің сабақтастығын қамтамасыз ету',
    ru: 'Обеспечить преемственность лечения освобождённых из мест лишения свободы',
    en: 'Ensure continuity of treatment for people released from prison',
  },
  {
    kk: 'Жедел диагностикаға арналған жабдықты аудандық зертханаларға жеткізу',
    ru: 'Поставить оборудование для экспресс-диагностики в районные лаборатории',
    en: 'Deliver rapid diagnostic equipment to the district laboratories',
  },
]

/** The n-th promise. */
export function promise(n: number): Words {
  const { kk, ru, en } = TASKS[n % TASKS.length]!
  const place = REGIONS[Math.floor(n / TASKS.length) % REGIONS.length]!
  return {
    kk: `${kk}: ${place.kk} № ${n + 1} іс-шарасы`,
    ru: `${ru}: мероприятие № ${n + 1} ${place.ru}`,
    en: `${en}: measure ${n + 1}, ${place.en}`,
  }
}

const TOPICS: readonly Words[] = [
  { kk: 'Отырыстың ашылуы', ru: 'Открытие заседания', en: 'Opening of the meeting' },
  {
    kk: 'Алдыңғы отырыста қабылданған міндеттемелердің орындалуы',
    ru: 'Исполнение обязательств, принятых на предыдущем заседании',
    en: 'Follow-up to the commitments of the previous meeting',
  },
  { kk: 'Кофе-үзіліс', ru: 'Кофе-пауза', en: 'Coffee break' },
  {
    kk: 'Өңірлердегі амбулаториялық емдеу: жетістіктер мен кедергілер',
    ru: 'Амбулаторное лечение в регионах: достижения и препятствия',
    en: 'Outpatient treatment in the regions: achievements and obstacles',
  },
  {
    kk: 'Дәрімен қамтамасыз ету: болжам мен қорлар',
    ru: 'Лекарственное обеспечение: прогноз и запасы',
    en: 'Supply of medicines: forecast and stock',
  },
  { kk: 'Шешімдерді қабылдау', ru: 'Принятие решений', en: 'Adoption of decisions' },
]

/** The n-th item of an agenda; every sixth is a break. */
export function topic(n: number): Words & { isBreak: boolean } {
  const at = n % TOPICS.length
  return { ...TOPICS[at]!, isBreak: at === 2 }
}
