/**
 * Dates and hours in words, in the three languages. Own tables, no Intl: workerd has no Kazakh dates, ICU
 * writes two-digit years (stack.md §5, domain.md §2.6), and these run thousands of times on a page.
 */

import { type Instant, millisOf } from '../kernel/instant.ts'
import { addDays, type LocalDate, type LocalTime, partsOf, weekday } from '../kernel/local-date.ts'
import type { Locale } from '../kernel/locale.ts'
import { instantOf, offsetLabel, wallTimeOf, type Zone } from '../kernel/zone.ts'
import { review } from './review.ts'
import { zoneCity } from './zones.ts'

type Table = Readonly<Record<Locale, readonly string[]>>

// biome-ignore format: tables read better on one line
const MONTHS: Table = {
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
  ru: ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'],
  kk: ['қаңтар', 'ақпан', 'наурыз', 'сәуір', 'мамыр', 'маусым', 'шілде', 'тамыз', 'қыркүйек', 'қазан', 'қараша', 'желтоқсан'],
}

// biome-ignore format: tables read better on one line
const WEEKDAYS: Readonly<Record<'long' | 'short', Table>> = {
  long: {
    en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
    ru: ['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье'],
    kk: ['дүйсенбі', 'сейсенбі', 'сәрсенбі', 'бейсенбі', 'жұма', 'сенбі', 'жексенбі'],
  },
  short: {
    en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    ru: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
    kk: ['дс', 'сс', 'ср', 'бс', 'жм', 'сб', 'жс'],
  },
}

const QUARTERS = ['I', 'II', 'III', 'IV']

const UNDATED: Readonly<Record<Locale, string>> = {
  en: 'no date set',
  ru: 'срок не установлен',
  kk: review('мерзімі белгіленбеген'),
}

/** Short, for tables: `14.10.2025` in Russian and Kazakh, `14 Oct 2025` in English (product.md rule 7). */
export function formatDate(locale: Locale, date: LocalDate): string {
  if (locale !== 'en') return `${date.slice(8, 10)}.${date.slice(5, 7)}.${date.slice(0, 4)}`
  const { year, day } = partsOf(date)
  return `${day} ${monthName('en', date).slice(0, 3)} ${year}`
}

/**
 * With the weekday, for headings and letters: `Tuesday, 14 October 2025`, `2025 жылғы 14 қазан, сейсенбі`.
 */
export function formatLongDate(locale: Locale, date: LocalDate): string {
  const name = formatWeekday(locale, date, 'long')
  const day = formatDateRange(locale, date, date)
  return locale === 'kk' ? `${day}, ${name}` : `${name}, ${day}`
}

/**
 * Both days included, written as short as it can be: `13–15 April 2016`, `30 April – 2 May 2016`; one day
 * when they are the same. `from` is not after `to`.
 */
export function formatDateRange(locale: Locale, from: LocalDate, to: LocalDate): string {
  const [first, last] = [partsOf(from), partsOf(to)]
  if (first.year !== last.year)
    return `${formatDateRange(locale, from, from)} – ${formatDateRange(locale, to, to)}`
  const ending = `${last.day} ${monthName(locale, to)}`
  if (first.month !== last.month)
    return withYear(locale, `${first.day} ${monthName(locale, from)} – ${ending}`, last.year)
  return withYear(locale, first.day === last.day ? ending : `${first.day}–${ending}`, last.year)
}

/** `Tuesday` or `Tue`; lower case in Russian and Kazakh, as inside a sentence. */
export function formatWeekday(locale: Locale, date: LocalDate, length: 'long' | 'short'): string {
  return WEEKDAYS[length][locale][weekday(date) - 1] ?? ''
}

/** `09:00–17:30`, alike in all languages. */
export function formatTimes(starts: LocalTime, ends: LocalTime): string {
  return `${starts}–${ends}`
}

/** An instant as the clocks in `where` show it: `14.10.2025 09:00`. The page names the zone once, beside. */
export function formatInstant(locale: Locale, instant: Instant, where: Zone): string {
  const { date, time } = wallTimeOf(instant, where)
  return `${formatDate(locale, date)} ${time}`
}

/** When a commitment is due: `on` is the last day of its precision, null only when undated. */
interface Due {
  readonly on: LocalDate | null
  readonly precision: 'day' | 'quarter' | 'year' | 'undated'
}

/** A due date no more exact than it was promised: `14 Oct 2025`, `Q2 2026`, `2026`, `no date set`. */
export function formatDue(locale: Locale, { on, precision }: Due): string {
  if (on === null || precision === 'undated') return UNDATED[locale]
  if (precision === 'day') return formatDate(locale, on)
  const { year, month } = partsOf(on)
  return precision === 'year' ? formatYear(locale, year) : formatQuarter(locale, Math.ceil(month / 3), year)
}

/** One day of a meeting, in the meeting's own wall time. */
export interface DayHours {
  readonly date: LocalDate
  readonly starts: LocalTime
  readonly ends: LocalTime
}

/**
 * The days of a meeting with hours, place of the clock and offset, as every mail and page writes them
 * (product.md rule 7): `Tuesday, 14 October 2025, 09:00–17:30, Astana, UTC+5`.
 *
 * Days that follow each other with equal hours are one range; others are joined with `; `. If the clocks
 * change between two days, each part says its own offset. `days` in order of date; empty text without days.
 */
export function formatWhen(locale: Locale, { days, zone, told }: When): string {
  const runs = runsOf(days, zone, told)
  const last = runs.at(-1)
  if (!last) return ''
  const changes = runs.some((run) => run.offset !== last.offset)
  return runs
    .map((run) => {
      const hours = formatRun(locale, run)
      return changes || run === last ? `${hours}, ${formatPlace(locale, zone, run.offset)}` : hours
    })
    .join('; ')
}

interface When {
  readonly days: readonly DayHours[]
  readonly zone: Zone
  /** When the first day begins, as people were told it by the tz data of then. */
  readonly told?: { readonly startsAt: Instant }
}

/** Days in a row with the same hours and the same offset. */
interface Run extends Omit<DayHours, 'date'> {
  readonly from: LocalDate
  readonly to: LocalDate
  readonly offset: string
}

function runsOf(days: readonly DayHours[], zone: Zone, told: When['told']): Run[] {
  const runs: Run[] = []
  const [first] = days
  const begins = first && instantOf({ date: first.date, time: first.starts }, zone)
  const ahead = begins && told ? millisOf(begins) - millisOf(told.startsAt) : 0
  for (const { date, starts, ends } of days) {
    const offset = offsetLabel(instantOf({ date, time: starts }, zone), zone, ahead)
    const run = runs.at(-1)
    const same = run?.starts === starts && run.ends === ends && run.offset === offset
    if (run && same && addDays(run.to, 1) === date) runs[runs.length - 1] = { ...run, to: date }
    else runs.push({ from: date, to: date, starts, ends, offset })
  }
  return runs
}

function formatRun(locale: Locale, { from, to, starts, ends }: Run): string {
  const dates = from === to ? formatLongDate(locale, from) : formatDateRange(locale, from, to)
  return `${dates}, ${formatTimes(starts, ends)}`
}

function formatPlace(locale: Locale, zone: Zone, offset: string): string {
  const city = zoneCity(locale, zone)
  return city === offset ? city : `${city}, ${offset}`
}

function monthName(locale: Locale, date: LocalDate): string {
  return MONTHS[locale][partsOf(date).month - 1] ?? ''
}

/** A day and month, or two, with the year where the language puts it. */
function withYear(locale: Locale, days: string, year: number): string {
  if (locale === 'kk') return `${year} жылғы ${days}`
  return locale === 'ru' ? `${days} ${year} г.` : `${days} ${year}`
}

function formatYear(locale: Locale, year: number): string {
  if (locale === 'kk') return `${year} жыл`
  return locale === 'ru' ? `${year} г.` : String(year)
}

function formatQuarter(locale: Locale, quarter: number, year: number): string {
  if (locale === 'en') return `Q${quarter} ${year}`
  const numeral = QUARTERS[quarter - 1] ?? ''
  return locale === 'kk' ? `${year} жылғы ${numeral} тоқсан` : `${numeral} квартал ${year} г.`
}
