/** Calendar dates and wall-clock times without a zone: `YYYY-MM-DD` and `HH:MM`. */

export type LocalDate = string & { readonly __localDate: unique symbol }
export type LocalTime = string & { readonly __localTime: unique symbol }

/** Reads `2025-10-14` or `14.10.2025`; null for anything else, also for 30 February. */
export function parseLocalDate(text: string): LocalDate | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text.trim())
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(text.trim())
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : dotted ? [dotted[3], dotted[2], dotted[1]] : []
  if (!year || !month || !day) return null
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const check = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(check.getTime()) && check.toISOString().startsWith(date) ? (date as LocalDate) : null
}

/** A date known to be right, such as a constant. @throws RangeError if it is not. */
export function localDate(text: string): LocalDate {
  const date = parseLocalDate(text)
  if (!date) throw new RangeError(`not a date: ${text}`)
  return date
}

/** Reads `9:00` or `09:00` (24-hour clock); null for anything else. */
export function parseLocalTime(text: string): LocalTime | null {
  const match = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text.trim())
  return match ? (`${match[1]?.padStart(2, '0')}:${match[2]}` as LocalTime) : null
}

/** A time known to be right, such as a constant. @throws RangeError if it is not. */
export function localTime(text: string): LocalTime {
  const time = parseLocalTime(text)
  if (!time) throw new RangeError(`not a time: ${text}`)
  return time
}

/** `date` moved by whole days. @throws RangeError outside the years 0–9999. */
export function addDays(date: LocalDate, days: number): LocalDate {
  const moved = dateOfDay(Math.floor(dayOf(date) + days))
  if (moved === null) throw new RangeError(`date out of range: ${date} and ${days} days`)
  return moved
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return dayOf(to) - dayOf(from)
}

/** Day of the week, Monday = 1 … Sunday = 7 (ISO 8601). */
export function weekday(date: LocalDate): number {
  const fromSunday = (((dayOf(date) + THURSDAY) % 7) + 7) % 7
  return fromSunday || 7
}

/** Year, month (1–12) and day of a date. */
export function partsOf(date: LocalDate): { year: number; month: number; day: number } {
  return { year: number(date, 0, 4), month: number(date, 5, 7), day: number(date, 8, 10) }
}

// By hand: `Date` takes ten times as long, and a page of dates asks for thousands. Years are counted from March, so
// that a leap day is the last of its year; 400 years always have the same days.
const DAYS_OF_400_YEARS = 146_097
const FROM_MARCH_0000_TO_1970 = 719_468
/** The weekday of 1 January 1970. */
const THURSDAY = 4

/** Days since 1 January 1970. */
function dayOf(date: LocalDate): number {
  const { year, month, day } = partsOf(date)
  const marchYear = month > 2 ? year : year - 1
  const before = Math.floor(marchYear / 4) - Math.floor(marchYear / 100) + Math.floor(marchYear / 400)
  const inYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  return marchYear * 365 + before + inYear - FROM_MARCH_0000_TO_1970
}

/** The date of a day counted from 1 January 1970; null outside the years 0–9999 and for no number. */
function dateOfDay(sinceEpoch: number): LocalDate | null {
  const all = sinceEpoch + FROM_MARCH_0000_TO_1970
  const era = Math.floor(all / DAYS_OF_400_YEARS)
  const inEra = all - era * DAYS_OF_400_YEARS
  const leapDays = Math.floor(inEra / 1_460) - Math.floor(inEra / 36_524) + Math.floor(inEra / 146_096)
  const yearOfEra = Math.floor((inEra - leapDays) / 365)
  const inYear = inEra - (yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * inYear + 2) / 153)
  const day = inYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  const month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  const year = yearOfEra + era * 400 + (month > 2 ? 0 : 1)
  if (!(year >= 0 && year <= 9_999)) return null
  return `${year > 999 ? year : String(year).padStart(4, '0')}-${two(month)}-${two(day)}` as LocalDate
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}

/** The number that some digits of a text make; NaN where there are none. */
function number(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) value = value * 10 + text.charCodeAt(at) - ZERO
  return value
}

const ZERO = 48

const QUARTER_ENDS = ['03-31', '06-30', '09-30', '12-31']

/** The last day of the quarter that `date` falls in. */
export function endOfQuarter(date: LocalDate): LocalDate {
  return `${date.slice(0, 4)}-${QUARTER_ENDS[Math.ceil(partsOf(date).month / 3) - 1]}` as LocalDate
}

/** The last day of the month that `date` falls in. */
export function endOfMonth(date: LocalDate): LocalDate {
  const { year, month } = partsOf(date)
  const next =
    month === 12
      ? `${String(year + 1).padStart(4, '0')}-01-01`
      : `${date.slice(0, 5)}${String(month + 1).padStart(2, '0')}-01`
  return addDays(next as LocalDate, -1)
}

/** Minutes from midnight. */
export function minutesOf(time: LocalTime): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))
}

/** A wall-clock time from minutes after midnight, running over midnight if it must. */
export function timeOfMinutes(minutes: number): LocalTime {
  const within = ((Math.round(minutes) % 1440) + 1440) % 1440
  return `${String(Math.floor(within / 60)).padStart(2, '0')}:${String(within % 60).padStart(2, '0')}` as LocalTime
}
