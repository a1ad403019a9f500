/** Who would get a mail if a medicine was asked for now: what the page shows and what the button sends. */

import type { Id } from '../kernel/id.ts'
import type { LocalDate } from '../kernel/local-date.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Store } from '../store/store.ts'
import { openMonths } from './entry.ts'
import { monthToReport } from './report.ts'
import { dueDay, type HandMailing, type HandMailings, type OwedMonth, type Recipient } from './request.ts'
import { askedPlaces, calendarsFor, contactsOf, monthKey, reportedSince } from './request-queries.ts'
import { sentSteps } from './request-sending.ts'

/**
 * For everything of the last twelve months that was asked for and not reported, and the last month in any case; who had
 * a mail about it today has no second one. @param today in the dialogue's zone.
 */
export async function handMailings(store: Store, medicineId: Id, today: LocalDate): Promise<HandMailings> {
  const places = await askedPlaces(store, { medicineId })
  const months = openMonths(today).reverse()
  const last = monthToReport(today)
  const since = months[0] ?? last
  const [reported, contacts, calendars, sent] = await Promise.all([
    reportedSince(store, places, since),
    contactsOf(store, places),
    calendarsFor(store, months, today),
    sentSteps(store, places, since),
  ])
  const owing = places.flatMap((place) => {
    const owed = months
      .filter((month) => month >= place.firstMonth || month === last)
      .filter((month) => !reported.has(monthKey(place.placeId, month)))
      .map((month) => ({
        ...{ place, month },
        dueOn: dueDay(month, place.dueDays, calendars(place.holidayCalendar)),
      }))
    const people = (contacts.get(place.placeId) ?? []).filter(({ email }) => email !== '')
    return owed.length > 0 ? [{ place, owed, people }] : []
  })
  const pairs = owing.flatMap(({ people, owed }) => people.map((person) => ({ person, owed })))
  const all = pairs.flatMap(({ person, owed }) =>
    owed.map((one) => ({ ...one, person, sent: sent(person, one.place.placeId, one.month) })),
  )
  const { had = [], left = [] } = Object.groupBy(all, (one) => (hadToday(store, one) ? 'had' : 'left'))
  const byPerson = Map.groupBy(left, ({ person }) => person.id)
  return {
    mailings: [...byPerson.values()].flatMap((own) => mailingTo(store, own)),
    hadToday: new Set(had.map(({ person }) => person.id)).size,
    unreachable: owing.filter(({ people }) => people.length === 0).map(({ place }) => place),
  }
}

/** A month that one person is asked for. */
interface OwedBy extends OwedMonth {
  readonly person: Recipient
}

function hadToday(store: Store, { person, sent }: OwedBy): boolean {
  const today = dateOf(store.now, person.zone)
  return sent.some(({ on }) => on === today)
}

/** Everything that one person is to be asked for. */
function mailingTo(store: Store, owed: readonly OwedBy[]): HandMailing[] {
  const [first] = owed
  if (!first) return []
  const days = owed.flatMap(({ sent }) => sent.map(({ on }) => on))
  return [
    {
      personId: first.person.id,
      dialogueId: first.place.dialogueId,
      date: dateOf(store.now, first.person.zone),
      months: owed.map(({ place, month, dueOn, sent }) => ({
        ...{ place, month, dueOn, step: 'hand' },
        first: sent.length === 0,
      })),
      lastOn: days.sort().at(-1) ?? null,
    },
  ]
}
