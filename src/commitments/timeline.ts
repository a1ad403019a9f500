/** Commitments as bars on a line of months: from when they were made until they are due, and what happened. Pure. */

import type { Instant } from '../kernel/instant.ts'
import { daysBetween, type LocalDate, localDate, partsOf } from '../kernel/local-date.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Schedule } from '../steps/schedule.ts'
import type { Commitment } from './commitment.ts'
import { daysLate } from './due.ts'
import type { Claim } from './report.ts'
import type { VerificationResult } from './verification.ts'

/** `moved`: the former date of a due date that was moved; `step` is expected then, `step_done` was done. */
export type MarkKind =
  | 'moved'
  | 'report'
  | 'done'
  | 'verified'
  | 'returned'
  | 'step'
  | 'step_done'
  | 'due'
  | 'review'

/** Something on a day. */
export interface Mark {
  readonly kind: MarkKind
  readonly on: LocalDate
}

/** What happened to one commitment, oldest first; the instants in any order of kinds. */
export interface Course {
  readonly reports: readonly { readonly at: Instant; readonly claim: Claim }[]
  readonly verifications: readonly { readonly at: Instant; readonly result: VerificationResult }[]
  /** The due dates it had before. */
  readonly formerDues: readonly LocalDate[]
  readonly schedule: Schedule | null
}

/** One bar. */
export interface TimelineRow {
  readonly commitment: Commitment
  readonly from: LocalDate
  /** The due date, or the day on which an undated one is looked at again. */
  readonly to: LocalDate
  /** The day until which it has been late; null when it is not. */
  readonly lateUntil: LocalDate | null
  /** In the order of their days. */
  readonly marks: readonly Mark[]
}

/** The bar of one commitment; `today` is that of its dialogue. */
export function timelineRow(commitment: Commitment, course: Course, today: LocalDate): TimelineRow {
  const { zone, createdAt, dueOn, reviewOn } = commitment
  const from = dateOf(createdAt, zone)
  const to = dueOn ?? reviewOn ?? from
  const marks: Mark[] = []
  for (const on of course.formerDues) marks.push({ kind: 'moved', on })
  marks.push(...stepMarks(course.schedule))
  marks.push({ kind: dueOn ? 'due' : 'review', on: to })
  for (const { at, claim } of course.reports)
    marks.push({ kind: claim === 'done' ? 'done' : 'report', on: dateOf(at, zone) })
  for (const { at, result } of course.verifications)
    marks.push({ kind: result === 'confirmed' ? 'verified' : 'returned', on: dateOf(at, zone) })
  return {
    commitment,
    from: from <= to ? from : to,
    to,
    lateUntil: daysLate(commitment, today) > 0 ? today : null,
    marks: marks.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
  }
}

function stepMarks(schedule: Schedule | null): Mark[] {
  return (schedule?.steps ?? []).flatMap(({ endsOn, standing }) =>
    endsOn ? [{ kind: standing === 'done' ? 'step_done' : 'step', on: endsOn } as const] : [],
  )
}

/** Whole months: from the first day of one up to, not including, the first day of another. */
export interface Span {
  readonly from: LocalDate
  readonly until: LocalDate
  /** Something lies beyond and is not drawn. */
  readonly cut: boolean
}

/** Farther than this from today nothing is drawn: one wrong year would make everything else a dot. */
const MOST_MONTHS = 24

/** The months that show all rows and today. */
export function spanOf(rows: readonly TimelineRow[], today: LocalDate): Span {
  let [first, last] = [today, today]
  for (const { from, to, marks } of rows)
    for (const on of [from, to, marks[0]?.on ?? to, marks.at(-1)?.on ?? to]) {
      if (on < first) first = on
      if (on > last) last = on
    }
  const [least, most] = [monthFrom(today, -MOST_MONTHS), monthFrom(today, MOST_MONTHS)]
  const [begin, end] = [monthFrom(first, 0), monthFrom(last, 1)]
  return {
    from: begin < least ? least : begin,
    until: end > most ? most : end,
    cut: begin < least || end > most,
  }
}

/** The first day of the month that lies `months` after that of `date`. */
export function monthFrom(date: LocalDate, months: number): LocalDate {
  const { year, month } = partsOf(date)
  const count = year * 12 + month - 1 + months
  const text = [Math.floor(count / 12), (count % 12) + 1].map((part, at) =>
    String(part).padStart(at ? 2 : 4, '0'),
  )
  return localDate(`${text.join('-')}-01`)
}

/** The first days of all months of a span. */
function monthsOf({ from, until }: Pick<Span, 'from' | 'until'>): LocalDate[] {
  const months: LocalDate[] = []
  for (let month = from; month < until; month = monthFrom(month, 1)) months.push(month)
  return months
}

/** The months of a span, and where a day lies in it: each day is reckoned once, however many bars end on it. */
export interface Scale {
  readonly span: Span
  readonly months: readonly LocalDate[]
  /** From 0 to 1; beyond its ends, its ends. */
  shareOf(on: LocalDate): number
}

/** The scale of a span. */
export function scaleOf(span: Span): Scale {
  const days = daysBetween(span.from, span.until)
  const known = new Map<LocalDate, number>()
  return {
    span,
    months: monthsOf(span),
    shareOf: (on) => {
      const kept = known.get(on)
      if (kept !== undefined) return kept
      const share = Math.min(1, Math.max(0, daysBetween(span.from, on) / days))
      known.set(on, share)
      return share
    },
  }
}

/** Does a day lie in the span? */
export function isWithin(on: LocalDate, { from, until }: Pick<Span, 'from' | 'until'>): boolean {
  return on >= from && on < until
}
