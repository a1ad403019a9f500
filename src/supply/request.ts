/** When the monthly report of a place is due, and on which day who is asked for it or reminded (domain.md §6). Pure. */

import { addWorkingDays, type Holidays } from '../holidays/holiday.ts'
import type { Id } from '../kernel/id.ts'
import { addDays, daysBetween, type LocalDate } from '../kernel/local-date.ts'
import type { Versions } from '../kernel/locale.ts'
import type { PersonCard } from '../people/person.ts'
import type { StockRequestsTable } from '../store/stock-schema.ts'
import { firstDayOf, type Month, monthAfter } from './consumption.ts'
import { monthBefore, monthOf } from './report.ts'

/** `ask`: when the month is over; `due`: on the day it is due; then weekly; `hand`: somebody pressed a button. */
export type Step = StockRequestsTable['step']

/** How reports of a medicine are asked for. */
export interface Asking {
  readonly asked: boolean
  /** The working day of the next month on which a report is due, by the calendar of the institution. */
  readonly dueDays: number
  /** The first month that is asked for. */
  readonly firstMonth: Month
}

/** The fifth working day, as the recurring commitment of the example has it (domain.md §5.4). */
export const DUE_DAYS = 5

/** The day by which the report of a month is due. */
export function dueDay(month: Month, dueDays: number, holidays: Holidays): LocalDate {
  return addWorkingDays(addDays(firstDayOf(monthAfter(month)), -1), dueDays, holidays)
}

const WEEKS = ['week_1', 'week_2', 'week_3', 'week_4'] as const

/**
 * The step that a day belongs to; null before the month is over, and when the last week has passed: then somebody
 * phones. What was missed while nothing ran is left out: only the step of today is sent.
 */
export function stepOn(today: LocalDate, month: Month, dueOn: LocalDate): Exclude<Step, 'hand'> | null {
  if (today < firstDayOf(monthAfter(month))) return null
  if (today < dueOn) return 'ask'
  const week = Math.floor(daysBetween(dueOn, today) / 7)
  return week === 0 ? 'due' : (WEEKS[week - 1] ?? null)
}

/** Months that a day may have steps for, newest first: the last weekly one lies less than two months after its month. */
export function monthsAskedOn(today: LocalDate): Month[] {
  const last = monthBefore(monthOf(today))
  return [last, monthBefore(last)]
}

/** A place whose reports are asked for. */
export interface AskedPlace {
  readonly placeId: Id
  readonly medicineId: Id
  readonly dialogueId: Id
  readonly institutionId: Id
  readonly dueDays: number
  readonly holidayCalendar: string
  /** The first month it is asked for: neither of the time before the rule, nor of that before the place. */
  readonly firstMonth: Month
}

/** As much of a person as decides whether and when to write to them; no name. */
export type Recipient = Pick<PersonCard, 'id' | 'email' | 'zone' | 'holidayCalendar' | 'reminders'> & {
  readonly pausedUntil: LocalDate | null
}

/** One month of one place in a mail. */
export interface AskedMonth {
  readonly place: AskedPlace
  readonly month: Month
  readonly dueOn: LocalDate
  readonly step: Step
  /** Nobody has written to this person about it before. */
  readonly first: boolean
}

/** What is known of the mails so far. */
export interface SentStep {
  readonly step: Step
  readonly on: LocalDate
}

/** A month without a report, for one of those who are asked for it. */
export interface OwedMonth {
  readonly place: AskedPlace
  readonly month: Month
  readonly dueOn: LocalDate
  /** What this person had for it. */
  readonly sent: readonly SentStep[]
}

/** What is due on a day: no step twice, and nothing on a day on which the person had a mail about it. */
export function dueOnDay(owed: readonly OwedMonth[], today: LocalDate): AskedMonth[] {
  return owed.flatMap(({ place, month, dueOn, sent }): AskedMonth[] => {
    const step = month >= place.firstMonth ? stepOn(today, month, dueOn) : null
    const had = sent.some((one) => one.step === step || one.on === today)
    return step && !had ? [{ place, month, dueOn, step, first: sent.length === 0 }] : []
  })
}

/** Is a mail official? One with anything asked for the first time, or by hand; else it only reminds. */
export function isRequest(months: readonly Pick<AskedMonth, 'step' | 'first'>[]): boolean {
  return months.some(({ step, first }) => first || step === 'hand')
}

/** One mail to one person on a day of theirs, about one dialogue: those who coordinate it may read it. */
export interface Mailing {
  readonly personId: Id
  readonly dialogueId: Id
  readonly date: LocalDate
  /** At least one. */
  readonly months: readonly AskedMonth[]
}

/** Rows of `stock_requests` in one statement: seven columns each, and D1 binds at most 100 parameters. */
const ROWS = 14

/** Mails together as long as they take no more than `most` statements; at least one of them. */
export function mailingParts<One extends Mailing>(due: readonly One[], most: number): One[][] {
  const parts: One[][] = []
  let room = 0
  for (const mailing of due) {
    const statements = statementsOf(mailing)
    const part = statements <= room ? parts.at(-1) : undefined
    if (part) part.push(mailing)
    else parts.push([mailing])
    room = (part ? room : most) - statements
  }
  return parts
}

/** At most so many: the fact, the mail, a link for its settings and for each place, and the rows that remember it. */
function statementsOf({ months }: Mailing): number {
  const places = new Set(months.map(({ place }) => place.placeId)).size
  return 3 + places + Math.ceil(months.length / ROWS)
}

/** The ledger's subject of the mails to a person on a day: its facts let only one through. */
export function requestSubject({ dialogueId, personId, date }: Omit<Mailing, 'months'>): string {
  return `stock:${dialogueId}:${personId}:${date}`
}

/** One mail by hand, with what its reader had before. */
export interface HandMailing extends Mailing {
  /** The last day on which they were asked for any of it; null: never. */
  readonly lastOn: LocalDate | null
}

/** What asking now comes to. */
export interface HandMailings {
  readonly mailings: readonly HandMailing[]
  /** People left out, for some or all of what they owe, because they had a mail about it today. */
  readonly hadToday: number
  /** Places that owe a report and have nobody to write to. */
  readonly unreachable: readonly AskedPlace[]
}

/** One place that owes reports, and whom to phone about it. */
export interface MissingStockReport {
  readonly placeId: Id
  readonly medicineId: Id
  readonly dialogueId: Id
  readonly institutionId: Id
  readonly medicine: Versions
  /** Oldest first, at least one. */
  readonly months: readonly Month[]
  /** The day on which the oldest of them was due. */
  readonly since: LocalDate
  /** Nobody: the institution has no focal point. */
  readonly contacts: readonly { readonly person: PersonCard; readonly phone: string }[]
}

/** How many of the asked places of a medicine reported for the month that is due. */
export interface StockReportCount {
  readonly medicineId: Id
  readonly dialogueId: Id
  readonly month: Month
  readonly reported: number
  readonly places: number
}
