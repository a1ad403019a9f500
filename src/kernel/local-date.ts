/** Calendar dates and wall-clock times without a zone: `YYYY-MM-DD` and `HH:MM`. */

export type LocalDate = string & { readonly __localDate: unique symbol }
export type LocalTime = string & { readonly __localTime: unique symbol }

const DAY_MS = 86_400_000

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
  const moved = new Date(Date.parse(date) + days * DAY_MS)
  const year = moved.getUTCFullYear()
  if (!(year >= 0 && year <= 9_999)) throw new RangeError(`date out of range: ${date} and ${days} days`)
  // By hand: `toISOString` takes three times as long, and ladders of reminders ask for thousands.
  return `${String(year).padStart(4, '0')}-${two(moved.getUTCMonth() + 1)}-${two(moved.getUTCDate())}` as LocalDate
}

function two(number: number): string {
  return number < 10 ? `0${number}` : String(number)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS)
}

/** Day of the week, Monday = 1 … Sunday = 7 (ISO 8601). */
export function weekday(date: LocalDate): number {
  return new Date(Date.parse(date)).getUTCDay() || 7
}

/** Year, month (1–12) and day of a date. */
export function partsOf(date: LocalDate): { year: number; month: number; day: number } {
  return { year: Number(date.slice(0, 4)), month: Number(date.slice(5, 7)), day: Number(date.slice(8, 10)) }
}

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
