/**
 * What becomes of a due day that was asked for when the calendar changes under it (docs/decisions/0021): it follows to a
 * later day as long as it lies ahead, and never to an earlier one. Pure.
 */

import type { LocalDate } from '../kernel/local-date.ts'

/** A day that was asked for, and what the rule and the calendar of today give for the same period. */
export interface DueDays {
  readonly dueOn: LocalDate
  readonly byCalendar: LocalDate
}

/** The day it moves to; null where it stays. @param today in the dialogue's zone; what is due today may still move. */
export function followedDay({ dueOn, byCalendar }: DueDays, today: LocalDate): LocalDate | null {
  return today <= dueOn && dueOn < byCalendar ? byCalendar : null
}

/** The earlier day that the calendar of today would give; null where there is none, or where it is over anyway. */
export function earlierDay({ dueOn, byCalendar }: DueDays, today: LocalDate): LocalDate | null {
  return today <= dueOn && byCalendar < dueOn ? byCalendar : null
}
