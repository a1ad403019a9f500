/** When who owes a plan is reminded: a week before, on the day, and weekly four times after it. Pure. */

import { addDays, type LocalDate } from '../kernel/local-date.ts'
import type { PersonCard } from '../people/person.ts'
import { isOpen, type Plan } from './plan.ts'

/** Days from the due date. */
const LADDER: readonly number[] = [-7, 0, 7, 14, 21, 28]

/** Steps in all; who has had them all and said nothing is to be telephoned. */
export const REMINDERS = LADDER.length

/**
 * How many steps of the ladder are behind a plan on `today`. Those that fall on the same day, because nobody ran
 * the job or the plan was asked for late, are one mail.
 */
export function stepsBy(dueOn: LocalDate, today: LocalDate): number {
  return LADDER.filter((days) => addDays(dueOn, days) <= today).length
}

/** Is a reminder due on `today`? Never before it was asked for, never once it was handed in. */
export function reminderIsDue(plan: Plan, today: LocalDate): boolean {
  return plan.askedAt !== null && isOpen(plan) && stepsBy(plan.dueOn, today) > plan.reminders
}

/** Was everything tried by mail, and nothing came? */
export function isSilent(plan: Plan): boolean {
  return isOpen(plan) && plan.reminders >= REMINDERS
}

/** A silent plan with those who draft it, to be phoned; `phone` is empty where no number is known. */
export interface SilentPlan {
  readonly plan: Plan
  readonly contacts: readonly { readonly person: PersonCard; readonly phone: string }[]
}
