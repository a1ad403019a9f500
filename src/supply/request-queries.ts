/** Reads about asking for stock reports: who is asked for which month, and what is missing; constant queries. */

import { UNDER_WAY, utcDay } from '../digests/queries.ts'
import { calendarsBetween, type HolidayCalendars } from '../holidays/queries.ts'
import type { Id } from '../kernel/id.ts'
import { addDays, type LocalDate } from '../kernel/local-date.ts'
import { dateOf } from '../kernel/zone.ts'
import type { Scope } from '../people/may.ts'
import { personCards } from '../people/queries.ts'
import { inList } from '../store/lists.ts'
import type { Store } from '../store/store.ts'
import { firstDayOf, type Month } from './consumption.ts'
import { openMonths } from './entry.ts'
import { medicinesById } from './queries.ts'
import { monthOf, monthToReport } from './report.ts'
import {
  type AskedPlace,
  type Asking,
  DUE_DAYS,
  dueDay,
  type MissingStockReport,
  type Recipient,
  type StockReportCount,
} from './request.ts'

/** How reports of a medicine are asked for: not at all unless somebody switched it on. */
export async function askingOf(store: Store, medicineId: Id): Promise<Asking> {
  const row = await store.db
    .selectFrom('stock_askings')
    .selectAll()
    .where('medicine_id', '=', medicineId)
    .executeTakeFirst()
  if (!row) return { asked: false, dueDays: DUE_DAYS, firstMonth: monthOf(utcDay(store)) }
  return { asked: row.asked === 1, dueDays: row.due_days, firstMonth: row.first_month as Month }
}

/** The open places that are asked, of dialogues under way; of one medicine when it is named. */
export async function askedPlaces(
  store: Store,
  { scope = 'all', medicineId }: { readonly scope?: Scope; readonly medicineId?: Id },
): Promise<AskedPlace[]> {
  let query = store.db
    .selectFrom('stock_askings')
    .innerJoin('medicines', 'medicines.id', 'stock_askings.medicine_id')
    .innerJoin('dialogues', 'dialogues.id', 'medicines.dialogue_id')
    .innerJoin('supply_places', 'supply_places.medicine_id', 'medicines.id')
    .innerJoin('institutions', 'institutions.id', 'supply_places.institution_id')
    .leftJoin('facts', (join) =>
      join.onRef('facts.subject_id', '=', 'supply_places.id').on('facts.subject_version', '=', 1),
    )
    .select(['supply_places.id', 'supply_places.medicine_id', 'supply_places.institution_id'])
    .select(['medicines.dialogue_id', 'stock_askings.due_days', 'stock_askings.first_month'])
    .select(['institutions.holiday_calendar', 'institutions.zone', 'facts.at'])
    .where('stock_askings.asked', '=', 1)
    .where('dialogues.state', 'in', UNDER_WAY)
    .where('supply_places.closed_at', 'is', null)
  if (scope !== 'all') query = query.where(inList('medicines.dialogue_id', scope))
  if (medicineId) query = query.where('medicines.id', '=', medicineId)
  const rows = await query
    .orderBy('medicines.id')
    .orderBy('institutions.precedence')
    .orderBy('supply_places.id')
    .execute()
  return rows.map((row) => {
    const added = row.at ? monthOf(dateOf(row.at, row.zone)) : ('' as Month)
    const rule = row.first_month as Month
    return {
      placeId: row.id,
      medicineId: row.medicine_id,
      dialogueId: row.dialogue_id,
      institutionId: row.institution_id,
      dueDays: row.due_days,
      holidayCalendar: row.holiday_calendar,
      firstMonth: added > rule ? added : rule,
    }
  })
}

/** `place/month` of every month since one that some places have reported. */
export async function reportedSince(
  store: Store,
  places: readonly Pick<AskedPlace, 'placeId'>[],
  since: Month,
): Promise<Set<string>> {
  const rows = await store.db
    .selectFrom('stock_reports')
    .select(['place_id', 'month'])
    .where(
      inList(
        'place_id',
        places.map(({ placeId }) => placeId),
      ),
    )
    .where('month', '>=', since)
    .where('superseded_at', 'is', null)
    .execute()
  return new Set(rows.map(({ place_id, month }) => monthKey(place_id, month)))
}

/** The key of one month of one place. */
export function monthKey(placeId: Id, month: string): string {
  return `${placeId}/${month}`
}

/** Somebody who is asked, with the number to call. */
export interface Contact extends Recipient {
  readonly phone: string
}

/**
 * Whom the reports of places are asked from: the person named for the place while they speak for its institution, else
 * its focal points. Nobody is an empty list. Two queries.
 */
export async function contactsOf(
  store: Store,
  places: readonly Pick<AskedPlace, 'placeId' | 'institutionId'>[],
): Promise<Map<Id, Contact[]>> {
  const today = utcDay(store)
  const { db } = store
  const [named, staff] = await Promise.all([
    namedContacts(store, places),
    db
      .selectFrom('affiliations')
      .innerJoin('persons', 'persons.id', 'affiliations.person_id')
      .select(['affiliations.institution_id', 'affiliations.role'])
      .select(['persons.id', 'persons.email', 'persons.phone', 'persons.zone', 'persons.reminders'])
      .select(['persons.holiday_calendar as holidayCalendar', 'persons.paused_until as pausedUntil'])
      .where(inList('affiliations.institution_id', [...new Set(places.map((one) => one.institutionId))]))
      .where('affiliations.valid_from', '<=', today)
      .where((eb) => eb.or([eb('valid_to', 'is', null), eb('valid_to', '>=', today)]))
      .where('persons.erased_at', 'is', null)
      .orderBy('affiliations.valid_from')
      .orderBy('affiliations.id')
      .execute(),
  ])
  const byInstitution = Map.groupBy(staff, (row) => row.institution_id)
  return new Map(
    places.map(({ placeId, institutionId }) => {
      const own = byInstitution.get(institutionId) ?? []
      const chosen = own.filter(({ id }) => id === named.get(placeId))
      const asked = chosen.length > 0 ? chosen : own.filter(({ role }) => role === 'focal_point')
      return [placeId, [...new Map(asked.map((row) => [row.id, contactOf(row)])).values()]]
    }),
  )
}

function contactOf({ id, email, phone, zone, holidayCalendar, reminders, pausedUntil }: Contact): Contact {
  return { id, email, phone, zone, holidayCalendar, reminders, pausedUntil }
}

/** The persons named for places, by place. */
export async function namedContacts(
  store: Store,
  places: readonly Pick<AskedPlace, 'placeId'>[],
): Promise<Map<Id, Id>> {
  const rows = await store.db
    .selectFrom('stock_contacts')
    .selectAll()
    .where(
      inList(
        'place_id',
        places.map(({ placeId }) => placeId),
      ),
    )
    .execute()
  return new Map(rows.map(({ place_id, person_id }) => [place_id, person_id]))
}

/**
 * The asked places whose report is overdue, longest first, within the last twelve months; some ten queries.
 * @param scope where the reader coordinates: the numbers to call are for nobody else.
 */
export async function missingStockReports(
  store: Store,
  scope: Scope,
  today: LocalDate,
): Promise<MissingStockReport[]> {
  const places = await askedPlaces(store, { scope })
  const months = openMonths(today).reverse()
  const [reported, calendars] = await Promise.all([
    reportedSince(store, places, months[0] ?? monthToReport(today)),
    calendarsFor(store, months, today),
  ])
  const owing = places.flatMap((place) => {
    const owed = months
      .filter((month) => month >= place.firstMonth && !reported.has(monthKey(place.placeId, month)))
      .map((month) => ({ month, dueOn: dueDay(month, place.dueDays, calendars(place.holidayCalendar)) }))
      .filter(({ dueOn }) => dueOn < today)
    const [oldest] = owed
    return oldest ? [{ place, months: owed.map(({ month }) => month), since: oldest.dueOn }] : []
  })
  return named(
    store,
    owing.sort((a, b) => (a.since === b.since ? 0 : a.since < b.since ? -1 : 1)),
  )
}

interface Owing {
  readonly place: AskedPlace
  readonly months: readonly Month[]
  readonly since: LocalDate
}

async function named(store: Store, owing: readonly Owing[]): Promise<MissingStockReport[]> {
  const places = owing.map(({ place }) => place)
  const [contacts, medicines] = await Promise.all([
    contactsOf(store, places),
    medicinesById(store, [...new Set(places.map(({ medicineId }) => medicineId))]),
  ])
  const ids = [...contacts.values()].flatMap((some) => some.map(({ id }) => id))
  const cards = await personCards(store, [...new Set(ids)])
  return owing.flatMap(({ place, months, since }): MissingStockReport[] => {
    const medicine = medicines.get(place.medicineId)?.name
    if (!medicine) return []
    const { placeId, medicineId, dialogueId, institutionId } = place
    const people = (contacts.get(placeId) ?? []).flatMap(({ id, phone }) => {
      const person = cards.get(id)
      return person ? [{ person, phone }] : []
    })
    return [{ placeId, medicineId, dialogueId, institutionId, medicine, months, since, contacts: people }]
  })
}

/** For every medicine that is asked for in these dialogues, the month before today's; two queries. */
export async function stockReportCounts(
  store: Store,
  scope: Scope,
  today: LocalDate,
): Promise<StockReportCount[]> {
  const month = monthToReport(today)
  const places = (await askedPlaces(store, { scope })).filter(({ firstMonth }) => firstMonth <= month)
  const reported = await reportedSince(store, places, month)
  return [...Map.groupBy(places, ({ medicineId }) => medicineId)].flatMap(([medicineId, own]) => {
    const [first] = own
    const done = own.filter(({ placeId }) => reported.has(monthKey(placeId, month)))
    return first
      ? [{ medicineId, dialogueId: first.dialogueId, month, reported: done.length, places: own.length }]
      : []
  })
}

/** The days off that the due days of some months depend on. */
export function calendarsFor(
  store: Store,
  months: readonly Month[],
  today: LocalDate,
): Promise<HolidayCalendars> {
  return calendarsBetween(store, firstDayOf(months[0] ?? monthOf(today)), addDays(today, 62))
}
