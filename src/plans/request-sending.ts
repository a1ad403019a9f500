/** Reminds who was asked for reports on a plan and has not answered: load, decide, commit, some at a time. */

import { linkUrls } from '../auth/links.ts'
import { LINK_LIFE } from '../commitments/commitment.ts'
import { mailDay } from '../digests/mail-day.ts'
import { holidaysNow, unreachedBy, utcDay } from '../digests/queries.ts'
import { plus } from '../kernel/instant.ts'
import { addDays } from '../kernel/local-date.ts'
import { recordFact } from '../ledger/facts.ts'
import { enqueue } from '../mail/outbox.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { reportReminderMail } from './letters.tsx'
import { factsFor, PLAN_LINK_LIFE } from './mails.ts'
import { draftersOf, type Recipient } from './owner-queries.ts'
import type { Plan } from './plan.ts'
import { plansOf, templatesById } from './queries.ts'
import { askedAbout, type Request, wasAsked } from './request.ts'
import { pausesOf, requestStepsHad, requestsDue, stepKey } from './request-queries.ts'
import { awaitsAnswer, REMINDED_UNTIL, type RequestStep, requestStep } from './request-reminders.ts'
import { activitiesOf, newestReports, promisesOf } from './written-queries.ts'

/** Reminders per batch: one commit for all of them, and not more statements than D1 takes. */
const BATCH = 50

/** The first reminder goes a week before; a day more for zones ahead of UTC. */
const AHEAD_DAYS = 8

interface Reminder {
  readonly request: Request
  readonly recipient: Recipient
  readonly step: RequestStep
}

/**
 * Queues a reminder to everybody who drafts a plan that was asked about and is to be reminded today by their own clock,
 * calendar and choice. Running it twice or in two processes gives the same mails: each step has one fact.
 * @returns how many mails were queued; a batch that another process took is left to it.
 */
export async function remindOfRequests(store: Store): Promise<number> {
  const reminders = await dueReminders(store)
  let queued = 0
  for (let at = 0; at < reminders.length; at += BATCH) {
    const some = reminders.slice(at, at + BATCH)
    const [first, ...others] = some.map((reminder) => factOf(store, reminder))
    if (!first) break
    const outcome = await store.commit([first, ...others, await mailsOf(store, some)], null)
    if (outcome.ok) queued += some.length
  }
  return queued
}

async function dueReminders(store: Store): Promise<Reminder[]> {
  const today = utcDay(store)
  const requests = await requestsDue(store, {
    from: addDays(today, -REMINDED_UNTIL - 1),
    to: addDays(today, AHEAD_DAYS),
  })
  if (requests.length === 0) return []
  const owing = await plansOwing(store, requests)
  const recipients = await draftersOf(store, [...new Set(owing.map(({ plan }) => plan))])
  const people = [...new Map(recipients.map(({ person }) => [person.id, person])).values()]
  const [had, pauses, holidays] = await Promise.all([
    requestStepsHad(
      store,
      requests.map(({ id }) => id),
    ),
    pausesOf(
      store,
      people.map(({ id }) => id),
    ),
    holidaysNow(store),
  ])
  const readers = people.map((person) => ({ ...person, pausedUntil: pauses.get(person.id) ?? null }))
  const unreached = await unreachedBy(store, 'reminders', readers)
  return owing.flatMap(({ request, plan }) =>
    recipients.flatMap((recipient): Reminder[] => {
      const { person } = recipient
      if (recipient.plan.id !== plan.id || unreached.has(person.id)) return []
      const day = mailDay(store.now, { zone: person.zone, holidays: holidays(person.holidayCalendar) })
      const before = had.get(stepKey(request.id, plan.id, person.id)) ?? NONE
      const step = day && requestStep(request, { today: day.date, zone: plan.zone, had: before })
      return step ? [{ request, recipient, step }] : []
    }),
  )
}

const NONE: ReadonlySet<RequestStep> = new Set()

/** The plans that some requests went to and that have not answered all of it. */
async function plansOwing(
  store: Store,
  requests: readonly Request[],
): Promise<{ readonly request: Request; readonly plan: Plan }[]> {
  const all = await plansOf(store, [...new Set(requests.map(({ templateId }) => templateId))])
  const asked = all.filter(
    (plan) => plan.state !== 'closed' && requests.some((request) => wasAsked(plan, request)),
  )
  const ids = asked.map(({ id }) => id)
  const [activities, reports, promises] = await Promise.all([
    activitiesOf(store, ids),
    newestReports(store, ids),
    promisesOf(store, ids),
  ])
  return requests.flatMap((request) =>
    asked
      .filter((plan) => wasAsked(plan, request))
      .filter((plan) =>
        awaitsAnswer(request, askedAbout(activities.get(plan.id) ?? [], request), { reports, promises }),
      )
      .map((plan) => ({ request, plan })),
  )
}

function factOf(store: Store, { request, recipient, step }: Reminder): FactStatement {
  const { plan, person } = recipient
  const subject = { id: `${stepKey(request.id, plan.id, person.id)}.${step}`, version: 0 }
  const details = { request: request.id, plan: plan.id, person: person.id, step }
  return recordFact(store, subject, { kind: 'plan_request.reminded', actorId: 'system', details })
}

async function mailsOf(store: Store, reminders: readonly Reminder[]): Promise<Statement[]> {
  const recipients = reminders.map(({ recipient }) => recipient)
  const [templates, links] = await Promise.all([
    templatesById(store, [...new Set(recipients.map(({ plan }) => plan.templateId))]),
    linkUrls(
      store,
      recipients.flatMap(({ plan, person }) => [
        {
          personId: person.id,
          purpose: 'plan',
          subjectId: plan.id,
          expiresAt: plus(store.now, PLAN_LINK_LIFE),
        },
        {
          personId: person.id,
          purpose: 'preferences',
          subjectId: person.id,
          expiresAt: plus(store.now, LINK_LIFE),
        },
      ]),
    ),
  ])
  const urlAt = (at: number) => links.urls[at] ?? ''
  const facts = await factsFor(
    store,
    templates,
    recipients,
    recipients.map((_, at) => urlAt(2 * at)),
  )
  const statements = reminders.flatMap(({ request, recipient: { plan, person }, step }, at) => {
    const own = facts.find((one) => one.plan.id === plan.id && one.person.id === person.id)
    if (!own) return []
    const again = { request, step, settingsUrl: urlAt(2 * at + 1) }
    const had = { request_id: request.id, plan_id: plan.id, person_id: person.id, step, at: store.now }
    return [
      ...enqueue(store, reportReminderMail(store, own, again)).statements,
      store.db.insertInto('plan_request_reminders').values(had),
    ]
  })
  return [...links.statements, ...statements]
}
