/** Tells who watches over plans which were handed in: load, decide, commit; what came on one day is one mail. */

import { linkUrls } from '../auth/links.ts'
import { mailDay } from '../digests/mail-day.ts'
import { holidaysNow } from '../digests/queries.ts'
import { plus } from '../kernel/instant.ts'
import { dateOf } from '../kernel/zone.ts'
import { recordFact } from '../ledger/facts.ts'
import { enqueue } from '../mail/outbox.ts'
import type { FactStatement, Statement, Store } from '../store/store.ts'
import { presentedMail } from './letters.tsx'
import { factsFor, PLAN_LINK_LIFE } from './mails.ts'
import { noticeKey, noticesOf } from './notice-queries.ts'
import { monitorsOf, type Recipient } from './owner-queries.ts'
import { type PresentedPlan, presentedPlans, templatesById } from './queries.ts'

/** Plans told to people in one run, and so in one batch: each takes up to four statements. */
const MOST = 150

/** One plan that one person is told of, as the fact after `version`. */
interface Telling {
  readonly recipient: Recipient
  readonly number: number
  readonly version: number
}

/** What one mail tells: plans of one template to one person. */
type Lot = readonly [Telling, ...Telling[]]

/**
 * Queues one mail to each who watches over plans that were handed in before today and wait for the answer, from 08:00 of
 * the dialogue's zone on a working day of its calendar; who comes to watch over them later is told the next morning. A
 * plan that was answered meanwhile is in no mail. Twice or in two processes: the same mails.
 * @returns how many mails were queued.
 */
export async function tellMonitors(store: Store): Promise<number> {
  const lots = lotsOf(await tellings(store))
  let count = 0
  const some = lots.filter((lot) => {
    const fits = count < MOST
    count += lot.length
    return fits
  })
  const [first, ...others] = some.flatMap((lot) => lot.map((telling) => factOf(store, telling)))
  if (!first) return 0
  const outcome = await store.commit([first, ...others, await mailsOf(store, some)], some.length)
  return outcome.ok ? outcome.value : 0
}

async function tellings(store: Store): Promise<Telling[]> {
  const due = await dueNow(store, await presentedPlans(store))
  if (due.length === 0) return []
  const plans = due.map(({ plan }) => plan)
  const numbers = new Map(due.map(({ plan, number }) => [plan.id, number]))
  const [recipients, notices] = await Promise.all([
    monitorsOf(store, plans),
    noticesOf(
      store,
      plans.map(({ id }) => id),
    ),
  ])
  return recipients.flatMap((recipient): Telling[] => {
    const number = numbers.get(recipient.plan.id)
    if (number === undefined) return []
    const before = notices.get(noticeKey(recipient.plan.id, number, recipient.person.id))
    return before?.stands ? [] : [{ recipient, number, version: before?.version ?? 0 }]
  })
}

async function dueNow(store: Store, presented: readonly PresentedPlan[]): Promise<PresentedPlan[]> {
  if (presented.length === 0) return []
  const holidays = await holidaysNow(store)
  return presented.filter(({ plan: { zone }, presentedAt, holidayCalendar }) => {
    const day = mailDay(store.now, { zone, holidays: holidays(holidayCalendar) })
    return day !== null && dateOf(presentedAt, zone) < day.date
  })
}

function lotsOf(all: readonly Telling[]): Lot[] {
  const lots = Map.groupBy(all, ({ recipient }) => `${recipient.person.id} ${recipient.plan.templateId}`)
  return [...lots.values()].flatMap(([first, ...others]) => (first ? [[first, ...others] as const] : []))
}

function keyOf({ recipient, number }: Telling): string {
  return noticeKey(recipient.plan.id, number, recipient.person.id)
}

function factOf(store: Store, telling: Telling): FactStatement {
  const { recipient, number, version } = telling
  const details = { plan: recipient.plan.id, number, person: recipient.person.id }
  const subject = { id: `notice.${keyOf(telling)}`, version }
  return recordFact(store, subject, { kind: 'plan.monitor_told', actorId: 'system', details })
}

async function mailsOf(store: Store, lots: readonly Lot[]): Promise<Statement[]> {
  const recipients = lots.flat().map(({ recipient }) => recipient)
  const expiresAt = plus(store.now, PLAN_LINK_LIFE)
  const [templates, links] = await Promise.all([
    templatesById(store, [...new Set(recipients.map(({ plan }) => plan.templateId))]),
    linkUrls(
      store,
      recipients.map(({ plan, person }) => ({
        ...{ personId: person.id, purpose: 'plan' as const },
        ...{ subjectId: plan.id, expiresAt },
      })),
    ),
  ])
  const facts = await factsFor(store, templates, recipients, links.urls)
  const written = new Map(facts.map((one) => [`${one.plan.id} ${one.person.id}`, one]))
  const mails = lots.flatMap((lot) => {
    const [first, ...others] = lot.flatMap(({ recipient: { plan, person } }) => {
      return written.get(`${plan.id} ${person.id}`) ?? []
    })
    if (!first) return []
    const mail = enqueue(store, presentedMail([first, ...others], revisionOf(store, lot)))
    return [...mail.statements, ...lot.map((telling) => noticeRow(store, telling, mail.id))]
  })
  return [...links.statements, ...mails]
}

/** Stands for what one mail tells. */
function revisionOf(store: Store, lot: Lot): string {
  return store.instance.digest(lot.map((telling) => `${keyOf(telling)} ${telling.version}`).join('\n'))
}

function noticeRow(store: Store, { recipient, number, version }: Telling, outboxId: string): Statement {
  const told = { outbox_id: outboxId, version: version + 1 }
  return store.db
    .insertInto('plan_notices')
    .values({ plan_id: recipient.plan.id, number, person_id: recipient.person.id, ...told })
    .onConflict((conflict) => conflict.columns(['plan_id', 'number', 'person_id']).doUpdateSet(told))
}
