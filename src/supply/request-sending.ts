/** Asks for the stock reports that are due, and reminds of those that are late: load, decide, commit, some at a time. */

import { mailDay } from '../digests/mail-day.ts'
import { unreachedBy, utcDay } from '../digests/queries.ts'
import type { HolidayCalendars } from '../holidays/queries.ts'
import type { Id } from '../kernel/id.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import { dateOf } from '../kernel/zone.ts'
import { inList } from '../store/lists.ts'
import type { Part } from '../store/part.ts'
import type { Store } from '../store/store.ts'
import type { Month } from './consumption.ts'
import {
  type AskedPlace,
  dueDay,
  dueOnDay,
  isRequest,
  type Mailing,
  mailingParts,
  monthsAskedOn,
  type OwedMonth,
  type Recipient,
  requestSubject,
  type SentStep,
} from './request.ts'
import { mailingFact, mailingStatements, type StockMailing } from './request-mails.ts'
import { askedPlaces, calendarsFor, contactsOf, monthKey, reportedSince } from './request-queries.ts'

/**
 * Statements of one commit, some fifty people, and of a whole run on D1: it takes 1,000 of an invocation, for the other
 * acts of the tick too.
 */
const STATEMENTS = 250

/**
 * Queues one mail to everybody who owes a stock report and is to be told so today, by their own clock and calendar.
 * Running it twice, late or in two processes gives the same mails: the fact of the person and day lets one through.
 * @returns how many mails were queued, and whether people are left for the next run; a batch that another process took
 *   is left to it.
 */
export async function askForStock(store: Store): Promise<Part> {
  let count = 0
  for (const [turn, some] of mailingParts(await dueMailings(store), STATEMENTS).entries()) {
    if (turn >= store.largeBatches) return { count, more: true }
    const [first, ...rest] = some.map((mailing) => mailingFact(store, mailing))
    if (!first) break
    const outcome = await store.commit([first, ...rest, await mailingStatements(store, some)], null)
    if (outcome.ok) count += some.length
  }
  return { count, more: false }
}

async function dueMailings(store: Store): Promise<StockMailing[]> {
  const debtors = await debtorsOf(store, await askedPlaces(store, {}))
  const unreached = await unreachedBy(
    store,
    'reminders',
    debtors.map(({ person }) => person),
  )
  const due = debtors.flatMap(({ person, dialogueId, date, owed }) => {
    const months = dueOnDay(owed, date)
    const wanted = isRequest(months) || !unreached.has(person.id)
    return months.length > 0 && wanted ? [{ personId: person.id, dialogueId, date, months }] : []
  })
  return versioned(store, due)
}

/** Somebody who may be written to now, with what they owe in a dialogue. */
interface Debtor {
  readonly person: Recipient
  readonly dialogueId: Id
  readonly date: LocalDate
  readonly owed: OwedMonth[]
}

async function debtorsOf(store: Store, places: readonly AskedPlace[]): Promise<Debtor[]> {
  // By tomorrow in UTC a month has ended in every zone.
  const tomorrow = addDays(utcDay(store), 1)
  const months = monthsAskedOn(tomorrow)
  const oldest = months.at(-1)
  if (places.length === 0 || !oldest) return []
  const [reported, contacts, calendars, sent] = await Promise.all([
    reportedSince(store, places, oldest),
    contactsOf(store, places),
    calendarsFor(store, [oldest], tomorrow),
    sentSteps(store, places, oldest),
  ])
  const found = new Map<string, Debtor>()
  for (const place of places) {
    const owed = months
      .filter((month) => !reported.has(monthKey(place.placeId, month)))
      .map((month) => ({
        ...{ place, month },
        dueOn: dueDay(month, place.dueDays, calendars(place.holidayCalendar)),
      }))
    for (const person of contacts.get(place.placeId) ?? []) {
      const key = `${person.id}/${place.dialogueId}`
      const date = dayNow(store, person, calendars)
      if (!date) continue
      const debtor = found.get(key) ?? { person, dialogueId: place.dialogueId, date, owed: [] }
      found.set(key, debtor)
      debtor.owed.push(...owed.map((one) => ({ ...one, sent: sent(person, one.place.placeId, one.month) })))
    }
  }
  return [...found.values()]
}

/** The recipient's day if mail may go out to them now. */
function dayNow(store: Store, person: Recipient, calendars: HolidayCalendars): LocalDate | null {
  if (!person.email) return null
  const day = mailDay(store.now, { zone: person.zone, holidays: calendars(person.holidayCalendar) })
  return day?.date ?? null
}

type SentTo = (person: Recipient, placeId: Id, month: Month) => SentStep[]

/** What people had about these places since a month. */
export async function sentSteps(
  store: Store,
  places: readonly Pick<AskedPlace, 'placeId'>[],
  since: Month,
): Promise<SentTo> {
  const rows = await store.db
    .selectFrom('stock_requests')
    .select(['place_id', 'month', 'person_id', 'step', 'at'])
    .where(
      inList(
        'place_id',
        places.map(({ placeId }) => placeId),
      ),
    )
    .where('month', '>=', since)
    .execute()
  const byKey = Map.groupBy(rows, (row) => `${row.person_id}/${monthKey(row.place_id, row.month)}`)
  return ({ id, zone }, placeId, month) =>
    (byKey.get(`${id}/${monthKey(placeId, month)}`) ?? []).map(({ step, at }) => ({
      step,
      on: dateOf(at, zone),
    }))
}

/** With the ledger's version of each person's day: somebody may have been asked by hand that day. */
export async function versioned(
  store: Store,
  due: readonly Mailing[],
  actorId: Id = 'system',
): Promise<StockMailing[]> {
  const facts = await store.db
    .selectFrom('facts')
    .select((eb) => ['subject_id', eb.fn.max('subject_version').as('version')])
    .where(inList('subject_id', due.map(requestSubject)))
    .groupBy('subject_id')
    .execute()
  const versions = new Map(facts.map((row) => [row.subject_id, Number(row.version)]))
  return due.map((one) => ({
    ...{ ...one, actorId },
    version: versions.get(requestSubject(one)) ?? 0,
  }))
}
