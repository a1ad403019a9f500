/**
 * The rhythm of a recurring commitment: its periods, and the day on which the report on each is due ("monthly, 5th
 * working day", "quarterly, 15th day", "half-yearly, last day of July and January"; domain.md §5.4, C-05). Pure.
 */

import { type Holidays, isWorkingDay } from '../holidays/holiday.ts'
import { addDays, endOfMonth, type LocalDate, partsOf } from '../kernel/local-date.ts'
import type { RecurrencesTable } from '../store/recurring-schema.ts'

export type Every = RecurrencesTable['every']
type DayRule = RecurrencesTable['day_rule']
/** What becomes of a due day that is not worked. */
type DayOff = RecurrencesTable['day_off']

export const EVERY: readonly Every[] = ['month', 'quarter', 'half_year', 'year']
export const DAY_RULES: readonly DayRule[] = ['working_day', 'day', 'last_working_day']
export const DAYS_OFF: readonly DayOff[] = ['stays', 'next', 'previous']

/** One period: `2026-01`, `2026-Q1`, `2026-H1` or `2026`, from its first to its last day. */
export interface Period {
  readonly key: string
  readonly every: Every
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
}

/** When reports are due. */
export interface Rhythm {
  readonly every: Every
  readonly dayRule: DayRule
  /** The n-th working day or day of the month; a shorter month has its last one. Means nothing for the last working day. */
  readonly day: number
  /** The month of the due day, counted from the last month of the period: 1 is the one that follows. */
  readonly monthsAfter: number
  readonly dayOff: DayOff
  /** Key of the first period. */
  readonly first: string
  /** Key of the last one; null without end. */
  readonly last: string | null
}

/** A period with the day on which its report is due. */
export interface DuePeriod {
  readonly period: Period
  readonly dueOn: LocalDate
}

const MONTHS: Readonly<Record<Every, number>> = { month: 1, quarter: 3, half_year: 6, year: 12 }

/** Asked this many days before it is due at the latest, so that the reminder a week before still goes. */
const ASKED_BEFORE_DAYS = 8

/** The period of this rhythm that a day lies in. */
export function periodAt(every: Every, date: LocalDate): Period {
  const { year, month } = partsOf(date)
  return periodOf(every, year, Math.ceil(month / MONTHS[every]))
}

/** The period with this key, or null for anything that is none; a year beyond 1990 to 2199 is a slip of the finger. */
export function periodOfKey(key: string): Period | null {
  const found = /^((?:199|20\d|21\d)\d)(?:-(?:(0[1-9]|1[0-2])|Q([1-4])|H([12])))?$/.exec(key)
  if (!found) return null
  const [, year, month, quarter, half] = found
  if (month) return periodOf('month', Number(year), Number(month))
  if (quarter) return periodOf('quarter', Number(year), Number(quarter))
  return half ? periodOf('half_year', Number(year), Number(half)) : periodOf('year', Number(year), 1)
}

/** The period that follows. */
export function nextPeriod({ every, endsOn }: Period): Period {
  return periodAt(every, addDays(endsOn, 1))
}

function periodOf(every: Every, year: number, nth: number): Period {
  const months = MONTHS[every]
  const startsOn = dayIn(year, (nth - 1) * months, 1)
  const endsOn = endOfMonth(dayIn(year, nth * months - 1, 1))
  return { key: keyOf(every, String(year), nth), every, startsOn, endsOn }
}

function keyOf(every: Every, year: string, nth: number): string {
  if (every === 'month') return `${year}-${String(nth).padStart(2, '0')}`
  if (every === 'year') return year
  return `${year}-${every === 'quarter' ? 'Q' : 'H'}${nth}`
}

/** A day of the month that lies `months` after January of a year; the last one where the month is shorter. */
function dayIn(year: number, months: number, day: number): LocalDate {
  const first = `${year + Math.floor(months / 12)}-${String((((months % 12) + 12) % 12) + 1).padStart(2, '0')}-01`
  const last = endOfMonth(first as LocalDate)
  const wanted = addDays(first as LocalDate, day - 1)
  return wanted < last ? wanted : last
}

/** The day on which the report on a period is due. @param holidays of the years around it. */
export function dueDate(
  rhythm: Pick<Rhythm, 'dayRule' | 'day' | 'monthsAfter' | 'dayOff'>,
  { endsOn }: Pick<Period, 'endsOn'>,
  holidays: Holidays,
): LocalDate {
  const { dayRule, day, monthsAfter, dayOff } = rhythm
  const { year, month } = partsOf(endsOn)
  const at = month - 1 + monthsAfter
  if (dayRule === 'day') return worked(dayIn(year, at, day), dayOff, holidays)
  const last = worked(dayIn(year, at, 31), 'previous', holidays)
  return dayRule === 'last_working_day' ? last : nthWorkingDay(dayIn(year, at, 1), day, last, holidays)
}

function nthWorkingDay(first: LocalDate, count: number, last: LocalDate, holidays: Holidays): LocalDate {
  let date = worked(first, 'next', holidays)
  for (let left = count - 1; left > 0 && date < last; left--)
    date = worked(addDays(date, 1), 'next', holidays)
  return date
}

function worked(date: LocalDate, dayOff: DayOff, holidays: Holidays): LocalDate {
  if (dayOff === 'stays') return date
  let day = date
  while (!isWorkingDay(day, holidays)) day = addDays(day, dayOff === 'next' ? 1 : -1)
  return day
}

/** From when on a report is asked for: the day after the period, or eight days before a due day that comes early. */
export function asksFrom({ period, dueOn }: DuePeriod): LocalDate {
  const over = addDays(period.endsOn, 1)
  const before = addDays(dueOn, -ASKED_BEFORE_DAYS)
  return before < over ? before : over
}

/** Where a series stands: what it has asked for already, and since when the rule is as it is. */
interface Standing {
  readonly since: LocalDate
  /** The last day of the last period asked for; null before the first. */
  readonly askedTo: LocalDate | null
  readonly today: LocalDate
  readonly holidays: Holidays
}

/** Periods asked for in one go; a job that slept longer goes on with its next run. */
export const AT_ONCE = 24

/**
 * The periods to ask for today, oldest first, at most {@link AT_ONCE}. Late or twice gives the same: what was asked for
 * is not asked again, nothing after the last period, and of what lay before the rule only the period that was being
 * asked for when it came (domain.md §6.2).
 */
export function periodsToAsk(rhythm: Rhythm, { since, askedTo, today, holidays }: Standing): DuePeriod[] {
  const found: DuePeriod[] = []
  for (const one of periodsFrom(rhythm, askedTo, holidays)) {
    if (found.length === AT_ONCE || asksFrom(one) > today) break
    const next = nextPeriod(one.period)
    const overtaken = asksFrom({ period: next, dueOn: dueDate(rhythm, next, holidays) }) <= since
    if (!overtaken) found.push(one)
  }
  return found
}

/** The periods that come after a day, with their due days: what a form shows before it is sent. */
export function periodsAhead(
  rhythm: Rhythm,
  {
    after,
    count,
    holidays,
  }: { readonly after: LocalDate | null; readonly count: number; readonly holidays: Holidays },
): DuePeriod[] {
  const found: DuePeriod[] = []
  for (const one of periodsFrom(rhythm, after, holidays)) {
    if (found.length === count) break
    found.push(one)
  }
  return found
}

function* periodsFrom(rhythm: Rhythm, after: LocalDate | null, holidays: Holidays): Generator<DuePeriod> {
  const last = rhythm.last === null ? null : periodOfKey(rhythm.last)
  let period = periodOfKey(rhythm.first)
  while (period && (last === null || period.startsOn <= last.startsOn)) {
    if (after === null || period.startsOn > after) yield { period, dueOn: dueDate(rhythm, period, holidays) }
    period = nextPeriod(period)
  }
}
