/** Reminds who owes a plan: load, decide, commit, a few dozen plans at a time. */

import { mailDay } from '../digests/mail-day.ts'
import { holidaysNow } from '../digests/queries.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import { recordFact } from '../ledger/facts.ts'
import type { Store } from '../store/store.ts'
import { lettersTo } from './mails.ts'
import { draftersOf } from './owner-queries.ts'
import type { Plan } from './plan.ts'
import { plansToRemind, templatesById } from './queries.ts'
import { updatePlan } from './records.ts'
import { REMINDERS, reminderIsDue, stepsBy } from './reminders.ts'

/** Plans per batch: one commit, and not more statements than D1 takes. */
const BATCH = 40

/**
 * Queues one reminder per person of each plan whose step is due, from 08:00 of the dialogue's zone on a working day of
 * its calendar. Running it twice or in two processes gives the same mails: the plan's version lets only one through.
 * @returns how many plans were reminded of.
 */
export async function remindOfPlans(store: Store): Promise<number> {
  const today = store.now.slice(0, 10) as LocalDate
  // A week before is the first step; a day more for zones ahead of UTC.
  const plans = await plansToRemind(store, REMINDERS, addDays(today, 8))
  const due = await dueNow(store, plans)
  let reminded = 0
  for (let at = 0; at < due.length; at += BATCH) reminded += await remind(store, due.slice(at, at + BATCH))
  return reminded
}

interface DuePlan {
  readonly plan: Plan
  readonly steps: number
}

async function dueNow(
  store: Store,
  plans: readonly (Plan & { holidayCalendar: string })[],
): Promise<DuePlan[]> {
  if (plans.length === 0) return []
  const holidays = await holidaysNow(store)
  return plans.flatMap((plan) => {
    const day = mailDay(store.now, { zone: plan.zone, holidays: holidays(plan.holidayCalendar) })
    if (!day || !reminderIsDue(plan, day.date)) return []
    return [{ plan, steps: stepsBy(plan.dueOn, day.date) }]
  })
}

async function remind(store: Store, due: readonly DuePlan[]): Promise<number> {
  const templates = await templatesById(store, [...new Set(due.map(({ plan }) => plan.templateId))])
  const recipients = await draftersOf(
    store,
    due.map(({ plan }) => plan),
  )
  const steps = new Map(due.map(({ plan, steps: at }) => [plan.id, at]))
  const letters = await Promise.all(
    // The ladder begins anew with another day, and its mails are others.
    [...Map.groupBy(recipients, ({ plan }) => `${plan.dueOn}:${steps.get(plan.id) ?? 0}`)].map(
      ([step, some]) => lettersTo(store, { templates, recipients: some }, { matter: 'reminder' }, step),
    ),
  )
  const [first, ...others] = due.map(({ plan, steps: step }) =>
    recordFact(store, plan, { kind: 'plan.reminded', actorId: 'system', details: { step } }),
  )
  if (!first) return 0
  const outcome = await store.commit(
    [
      first,
      ...others,
      ...due.map(({ plan, steps: step }) => updatePlan(store, plan, { reminders: step })),
      ...letters.flatMap(({ statements }) => statements),
    ],
    due.length,
  )
  return outcome.ok ? outcome.value : 0
}
